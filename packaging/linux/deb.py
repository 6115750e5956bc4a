# SPDX-License-Identifier: EUPL-1.2
"""Make the Debian package from the Linux folder; the same folder gives the same bytes."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from identity import EPOCH, PACKAGE, PUBLISHER, ROOT

_HERE = Path(__file__).parent

# What PyInstaller leaves to the system: the C library, OpenGL, the fonts' configuration, X11 and the time zones.
NEEDED = ("libc6 (>= 2.36)", "libegl1", "libgl1", "libxcb1", "fontconfig-config", "tzdata")

CONTROL = """Package: {package}
Version: {version}
Architecture: amd64
Maintainer: {publisher} <beheer@example.org>
Installed-Size: {kilobytes}
Depends: {needed}
Recommends: xdg-utils
Section: misc
Priority: optional
Description: referral from Kind en Gezin to the OCMW, under the protocol
 With the client's consent, a nurse passes a client's name and contact details
 to a social worker of the OCMW: a checklist, a form, an encrypted archive and
 a mail draft. Data stay encrypted on the computer; no network is used.
"""

COPYRIGHT = """Doorverwijzing is licensed under the EUPL-1.2; its text follows. The libraries and fonts keep their own
licences, which stand beside them below /opt/{package}.

{licence}"""


def make_deb(folder: Path, papers: Path, version: str, target: Path) -> None:
    """Write ``target`` from the folder that PyInstaller made, with the papers of the IT department."""
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place, "tree")
        shutil.copytree(folder, tree / "opt" / PACKAGE, symlinks=True)
        _beside(tree, papers)
        _control(tree, version)
        _settle(tree)
        environment = dict(os.environ, SOURCE_DATE_EPOCH=str(EPOCH))
        command = ["dpkg-deb", "-Zxz", "-z9", "--root-owner-group", "--build", str(tree), str(target)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _beside(tree: Path, papers: Path) -> None:
    """Command, menu entry, description for software centres, icon and papers, where Debian wants them."""
    share = tree / "usr" / "share"
    pictures = share / "icons" / "hicolor" / "scalable" / "apps"
    documents = share / "doc" / PACKAGE
    for place in (tree / "usr" / "bin", share / "applications", share / "metainfo", pictures, documents):
        place.mkdir(parents=True)
    (tree / "usr" / "bin" / PACKAGE).symlink_to(f"../../opt/{PACKAGE}/{PACKAGE}")
    shutil.copyfile(_HERE / f"{PACKAGE}.desktop", share / "applications" / f"{PACKAGE}.desktop")
    shutil.copyfile(_HERE / f"{PACKAGE}.metainfo.xml", share / "metainfo" / f"{PACKAGE}.metainfo.xml")
    shutil.copyfile(ROOT / "resources" / "icons" / "app.svg", pictures / f"{PACKAGE}.svg")
    licence = (ROOT / "LICENSE").read_text("utf-8")
    (documents / "copyright").write_text(COPYRIGHT.format(package=PACKAGE, licence=licence), "utf-8")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    for paper in (path for path in papers.iterdir() if path.is_file()):  # the templates are for Windows
        shutil.copyfile(paper, documents / paper.name)
    (documents / "NEWS.md.gz").write_bytes(gzip.compress(changes, mtime=0))


def _control(tree: Path, version: str) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file())
    place = tree / "DEBIAN"
    place.mkdir()
    told = CONTROL.format(
        package=PACKAGE, version=version, publisher=PUBLISHER, kilobytes=-(-size // 1024), needed=", ".join(NEEDED)
    )
    (place / "control").write_text(told, "utf-8")


def _settle(tree: Path) -> None:
    """Rights that do not depend on the builder's umask, and one time for all."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (EPOCH, EPOCH), follow_symlinks=False)
    tree.chmod(0o755)
    os.utime(tree, (EPOCH, EPOCH))
