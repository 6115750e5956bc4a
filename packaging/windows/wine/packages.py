# SPDX-License-Identifier: EUPL-1.2
"""What the tests import, for the lane's Windows Python: every locked package, the dev group too, hashes checked."""

from __future__ import annotations

import hashlib
import shutil
import sys

import dev
from windows.wine.machine import Lane

_WINDOWS = "x86_64-pc-windows-msvc"


def provide_packages(lane: Lane) -> None:
    """Bring them to exactly what uv.lock says; at once when nothing changed since last time."""
    dev.provide_environment()
    site = lane.python.parent / "Lib" / "site-packages"
    stamp, wanted = lane.folder / "packages.stamp", hashlib.sha256(dev.LOCK.read_bytes()).hexdigest()
    if site.is_dir() and stamp.is_file() and stamp.read_text("ascii") == wanted:
        return
    shutil.rmtree(site, ignore_errors=True)
    locked = lane.folder / "locked.txt"
    dev.run(dev.UV, "export", "-q", "--frozen", "--no-emit-project", "-o", locked)
    python = "{}.{}".format(*sys.version_info[:2])
    place = ("--target", site, "--python-platform", _WINDOWS, "--python-version", python)
    whole = ("--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", locked)
    dev.run(dev.UV, "pip", "install", "-q", *place, *whole)
    stamp.write_text(wanted, "ascii")
