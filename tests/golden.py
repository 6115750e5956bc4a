# SPDX-License-Identifier: EUPL-1.2
"""Golden files: what the program is known to make, kept under tests/data and changed by hand only."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def golden(name: str) -> bytes:
    """The bytes of a golden file, with the line ends of the repository."""
    return (_FOLDER / name).read_bytes().replace(b"\r\n", b"\n")
