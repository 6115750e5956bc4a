# SPDX-License-Identifier: EUPL-1.2
"""Whether each file of Windows Python's library is the one its makers signed: their catalogue holds the hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

CATALOGUE = Path("DLLs", "python_lib.cat")

# Parts that are never used here, and are not in every catalogue.
_LEFT_OUT = frozenset({"site-packages", "__pycache__", "idlelib", "lib2to3", "tkinter", "turtledemo", "test"})
# Not in the catalogues, and each read once: xml is that of Linux but for the ends of lines; zipfile has some mends of
# the next release.
_READ = frozenset(
    {
        ("xml/__init__.py", "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc"),
        ("zipfile/__init__.py", "543e53b3561f49e43693c81dbf05f77363ab445024693791e3445078232a29f6"),
        ("zipfile/__init__.py", "1b580c37e07e4760ba307302b547312f2b97be888bb3ef681e4f39e9e22c3f40"),
    }
)


def outside_catalogue(place: Path) -> Iterator[str]:
    """The modules under ``place/Lib`` that are not as they were signed, if the catalogue itself is."""
    catalogue = (place / CATALOGUE).read_bytes()
    library = place / "Lib"
    for path in sorted(library.rglob("*.py")):
        name = path.relative_to(library)
        content = path.read_bytes()
        if not content or _LEFT_OUT & set(name.parts):
            continue
        found = hashlib.sha256(content)
        if found.digest() not in catalogue and (name.as_posix(), found.hexdigest()) not in _READ:
            yield name.as_posix()
