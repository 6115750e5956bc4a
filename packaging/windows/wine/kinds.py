# SPDX-License-Identifier: EUPL-1.2
"""The two Windows packages in the lane: how each is installed and removed, where it goes, what it holds."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from identity import NAME
from windows.wine.machine import Lane

_UNINSTALLER = "uninstall.exe"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of package: how it installs and removes itself, where it goes and where it leaves its mark."""

    name: str
    folder: Path
    hive: str
    older_refused: int
    install: Callable[[Lane, Path], int]
    remove: Callable[[Lane, Path], int]


def setup(lane: Lane) -> Kind:
    """The per-user setup."""
    folder = lane.local / "Programs" / NAME

    def install(at: Lane, file: Path) -> int:
        return at.run(file.name, "/S", at=file.parent).returncode

    def remove(at: Lane, _: Path) -> int:
        return uninstall(at, folder)

    return Kind("setup", folder, "HKCU", 7, install, remove)


def msi(lane: Lane) -> Kind:
    """The per-machine package."""

    def install(at: Lane, file: Path) -> int:
        return at.run("msiexec", "/i", file.name, "/qn", "/norestart", at=file.parent).returncode

    def remove(at: Lane, file: Path) -> int:
        return at.run("msiexec", "/x", file.name, "/qn", "/norestart", at=file.parent).returncode

    older_refused = 1603 % 256  # of a Windows exit code, Linux tells the lowest byte
    return Kind("MSI", lane.drive / "Program Files" / NAME, "HKLM", older_refused, install, remove)


def uninstall(lane: Lane, folder: Path, *options: str) -> int:
    """The setup's own removal; 99 when the folder stays: it goes on in a copy of itself after this call came back."""
    code = lane.run(folder / _UNINSTALLER, "/S", *options).returncode
    return code if gone(folder) else 99


def gone(folder: Path) -> bool:
    """Whether a folder disappears within half a minute."""
    for _ in range(300):
        if not folder.exists():
            return True
        time.sleep(0.1)
    return False


def version(lane: Lane, kind: Kind) -> str:
    """What a management system reads; empty when nothing is installed."""
    told = lane.run("reg", "query", f"{kind.hive}\\Software\\{NAME}", "/v", "Version", "/reg:64")
    words = told.stdout.split()
    return words[-1] if words and told.returncode == 0 else ""


def contents(folder: Path) -> dict[str, str]:
    """Every folder and file below an installed program, with the hash of a file; the setup's own remover left out."""
    found = {}
    for place in folder.rglob("*"):
        name = place.relative_to(folder).as_posix()
        if name != _UNINSTALLER:
            found[name] = hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else "folder"
    return found


def packed(file: Path) -> dict[str, str]:
    """The same, from an MSI."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["msiextract", "-C", place, str(file)], stdout=subprocess.DEVNULL, check=True)
        return contents(Path(place, NAME))


def difference(found: dict[str, str], wanted: dict[str, str]) -> str:
    """Names that differ, for whoever reads the report; empty when all is equal."""
    return " ".join(sorted(name for name, _ in set(found.items()) ^ set(wanted.items())))
