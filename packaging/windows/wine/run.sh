#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# run.sh LANE FOLDER PROGRAM ARGUMENTS...   runs a program of the lane in FOLDER with its own exit code. LANE and FOLDER are
# visible inside; DISPLAY and LANE_ENV ("A=b C=d") go in, nothing else does. Output is piped: a file would stop Python there.
set -euo pipefail
SOURCE=$(cd "$(dirname "$0")/../../.." && pwd)
export SOURCE
exec unshare -m bash -c '
  lane=$0; folder=$1; root=$lane/debian
  mount --make-rprivate /
  mount --bind /proc "$root/proc"
  mount --bind /dev "$root/dev"
  mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  # the source always: the server of Wine sees what its first program saw, and no folder that is bound later
  for place in "$SOURCE" "$lane/prefix" "$lane/home" "$lane/python" "$folder"; do
    mkdir -p "$root$place"
    mount --bind "$place" "$root$place"
  done
  shift
  exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME="$lane/home" DISPLAY="${DISPLAY:-}" \
    WINEPREFIX="$lane/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=d;mscms=n" \
    ${LANE_ENV:-} bash -o pipefail -c '"'"'cd "$0" && "$@" </dev/null 2>&1 | cat'"'"' "$folder" "$@"
' "$1" "$2" "${@:3}"
