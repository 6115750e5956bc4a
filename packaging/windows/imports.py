# SPDX-License-Identifier: EUPL-1.2
"""Every DLL that the folder's programs import must be in the folder, or be one of Windows 10 itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from trim import lines

WINDOWS_OWN = frozenset(lines(Path(__file__).with_name("system_dlls.txt")))
_BINARIES = (".dll", ".pyd", ".exe")


def binaries(folder: Path) -> list[Path]:
    """Programs and libraries in the folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _BINARIES)


def missing(folder: Path) -> dict[str, str]:
    """DLL → one importer, for what neither the folder nor Windows has; delay-loaded ones count too."""
    found = binaries(folder)
    here = {path.name.lower() for path in found}
    absent: dict[str, str] = {}
    for path in found:
        command = ["x86_64-w64-mingw32-objdump", "-p", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, errors="replace", check=True).stdout
        for name in map(str.lower, re.findall(r"DLL Name: (\S+)", told)):
            if name not in here and name not in WINDOWS_OWN and not name.startswith("api-ms-win-"):
                absent.setdefault(name, path.relative_to(folder).as_posix())
    return absent


def check(folder: Path) -> None:
    """SystemExit with every DLL that would be missed on a laptop."""
    absent = missing(folder)
    if absent:
        sys.exit("\n".join(f"{name} is missing; {importer} needs it" for name, importer in sorted(absent.items())))
