# SPDX-License-Identifier: EUPL-1.2
"""Marks: hairlines far outside the page that tell the tag pass where each element of the page begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

ARTIFACT = "Artifact"
"""Lines and areas: decoration, which a screen reader passes over."""

# Qt strokes the hairline, or writes it as a filled polygon when nothing was drawn before.
MARK = re.compile(rb"-9\d{4}(?:\.\d+)? -70000(?:\.0+)? m\n(?:-[\d.]+ -[\d.]+ l\n)+(?:S|h f)\n")
"""A mark as it stands in the content stream of Qt."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn from here to the next mark: a tag of the PDF standard (H1, H2, P, TH, TD), the text itself
    and its language, where that is not the one of the document.
    """

    tag: str
    text: str = ""
    language: str = ""


def mark_position(number: int) -> tuple[float, float, float, float]:
    """Ends (x1, y1, x2, y2) of the hairline that announces mark ``number``."""
    return -90000.0 - number, -70000.0, -90000.0 - number, -70010.0
