# SPDX-License-Identifier: EUPL-1.2
"""Sizes, colours and measures of a printed page; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

INK, SOFT, DEEP, LINE = "#17212b", "#55606d", "#1d4e77", "#cfd7e0"
TINT, ALARM, PAPER = "#eaf1f7", "#ffc533", "#ffffff"

WIDTH, HEIGHT = 210.0, 297.0
"""A4, in mm like all measures here."""

SIDE, TOP, BOTTOM = 18.0, 16.0, 13.0
"""Margins."""

FULL = 0.75
"""What is left of the margins on a page that must hold much."""

COLUMN = 52.0
"""Where the values of a table begin."""

LEADING = 0.94
"""The bundled fonts are generous with space between lines."""

LEADING_ARABIC = 0.72
"""The Arabic one even more so: it leaves room for signs above and below that plain text does not have."""

SMALLEST, STEP = 0.6, 0.02
"""A page that is too full is drawn smaller, step by step, until here: values then have 8 points."""

LONG_SMALLEST = 0.9
"""A document of several pages is drawn this much smaller at most, when that saves a page."""


@dataclass(frozen=True, slots=True)
class Style:
    """Size in points and colour of a piece of text."""

    points: float
    colour: str = INK
    bold: bool = False


TITLE = Style(17, DEEP, bold=True)
PART = Style(12.5, DEEP, bold=True)
NAME = Style(11, SOFT)
VALUE = Style(13)
STRONG = Style(15, bold=True)
ABSENT = Style(13, SOFT)
BODY = Style(11.5)
SPOKEN = Style(10.5, DEEP)
LEAD = Style(12.5, bold=True)
SMALL = Style(9, SOFT)
BADGE = Style(10.5, PAPER, bold=True)
LOUD = Style(17, bold=True)
