# SPDX-License-Identifier: EUPL-1.2
"""Sign what bears no signature yet: our launchers, and the modules of wheels that application control would block.

Files that the Python Software Foundation, The Qt Company or Microsoft signed stay as they are.
"""

from __future__ import annotations

import shlex
import struct
import subprocess
from pathlib import Path

from windows.imports import binaries


def is_signed(path: Path) -> bool:
    """Whether a program or library carries a certificate table (its worth is checked by Windows, not here)."""
    data = path.read_bytes()
    header = struct.unpack_from("<I", data, 0x3C)[0]
    optional = header + 24
    is_64_bit = struct.unpack_from("<H", data, optional)[0] == 0x20B
    directories = optional + (112 if is_64_bit else 96)
    address, size = struct.unpack_from("<II", data, directories + 4 * 8)
    return bool(address and size)


def sign(file: Path, command: str) -> None:
    """Run the signing command with the file behind it; it signs in place."""
    subprocess.run([*shlex.split(command), str(file)], check=True)


def sign_unsigned(folder: Path, command: str) -> int:
    """Sign every unsigned binary of the folder; returns how many."""
    unsigned = [path for path in binaries(folder) if not is_signed(path)]
    for path in unsigned:
        sign(path, command)
    return len(unsigned)
