# SPDX-License-Identifier: EUPL-1.2
"""Install the .deb on a bare Debian 12 in a folder, let the program test itself there, and remove it again (root).

python3 packaging/linux/bare.py PACKAGE.deb
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dev
from windows.wine.mirror import debian_mirror

STORY = r"""
set -eu
export QT_QPA_PLATFORM=offscreen HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive
before=$(dpkg-query -f '.\n' -W | wc -l)
apt-get install -y -q --no-install-recommends /package.deb >/dev/null
echo "installed beside $before packages; now $(dpkg-query -f '.\n' -W | wc -l)"
doorverwijzing --version
doorverwijzing --self-test
test -f /usr/share/applications/doorverwijzing.desktop
test -f /usr/share/doc/doorverwijzing/beheerder.html
doorverwijzing --check-policy /usr/share/doc/doorverwijzing/policy.example.toml
apt-get remove -y -q doorverwijzing >/dev/null
test ! -e /opt/doorverwijzing -a ! -e /usr/bin/doorverwijzing
echo 'bare Debian 12: installed, tested itself, removed'
"""


def main(arguments: Sequence[str]) -> int:
    """Exit 0 when the whole story held."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("say which package: bare.py PACKAGE.deb", file=sys.stderr)
        return 2
    dev.install(sorted(dev.missing_programs({"mmdebstrap": "mmdebstrap"})))
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "debian")
        steps = Path(place, "steps.sh")
        steps.write_text(STORY, "ascii")
        hooks = (
            f"upload {Path(arguments[0]).absolute()} /package.deb",
            f"upload {steps} /steps.sh",
            'chroot "$1" sh /steps.sh',
        )
        given = [f"--customize-hook={hook}" for hook in hooks]
        command = ["mmdebstrap", "-q", "--variant=apt", "--mode=root", "--skip=cleanup/apt", *given]
        return subprocess.run(
            [*command, "bookworm", str(root), *filter(None, [debian_mirror()])], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
