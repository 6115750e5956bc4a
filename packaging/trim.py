# SPDX-License-Identifier: EUPL-1.2
"""Which files of the libraries go into a package: all but those that unused.txt names, and one without its contents."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

_HERE = Path(__file__).parent


def lines(file: Path) -> tuple[str, ...]:
    """The lines of a list, without comments and blanks."""
    return tuple(line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))


UNUSED = lines(_HERE / "unused.txt")

EMPTIED = frozenset({"holidays/countries/__init__.py"})
"""Goes along empty: it imports two hundred countries, a megabyte, of which the program asks one by its module."""


def is_used(name: str) -> bool:
    """Whether a file below site-packages (``package/part.py``) belongs in a package. Licences always do."""
    if "licen" in name.lower() or name.endswith(".dist-info/METADATA"):
        return not name.startswith(("bin/", "cffi", "pycparser", "dnspython"))
    return not any(fnmatchcase(name, pattern) for pattern in UNUSED)
