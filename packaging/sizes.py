# SPDX-License-Identifier: EUPL-1.2
"""How large a package may be, how large it is, and the page of figures that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

PAGE = Path(__file__).parent / "figures" / "pakketten.md"
MOST = {"-setup.exe": 30.0, ".msi": 40.0, ".deb": 45.0}
"""By the ending of its name, in MB (10^6 bytes): what an IT department can still spread by a slow line."""

HEAD = """# Grootte van de pakketten

Gemaakt door `python packaging/build.py all --figures`; niet met de hand wijzigen. MB is 1.000.000 bytes.

| Pakket | MB | Hoogstens | Deel daarvan |
|---|---|---|---|
"""
_ROW = re.compile(r"^\| `\*(\S+)` \| (\d+,\d) \|", re.MULTILINE)


def measured(folder: Path) -> dict[str, float]:
    """MB of each package of the folder, by the ending of its name."""
    return {
        ending: path.stat().st_size / 1e6
        for ending in MOST
        for path in sorted(folder.iterdir())
        if path.name.endswith(ending)
    }


def too_large(sizes: Mapping[str, float]) -> Iterator[str]:
    """One line for each package that is larger than it may be."""
    for ending, size in sizes.items():
        if size > MOST[ending]:
            yield f"the package *{ending} is {size:.1f} MB; it may be {MOST[ending]:.0f} MB"


def page(sizes: Mapping[str, float]) -> str:
    """The page of figures; KeyError when a package was not built."""
    rows = [
        f"| `*{ending}` | {_number(sizes[ending])} | {most:.0f} | {sizes[ending] / most:.0%} |\n"
        for ending, most in MOST.items()
    ]
    return HEAD + "".join(rows)


def told(text: str) -> dict[str, str]:
    """What a page says: MB as it is written there, by the ending of the name."""
    return dict(_ROW.findall(text))


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
