# SPDX-License-Identifier: EUPL-1.2
"""Measures contrast in pictures of widgets: text, marks, edges, and what changes between two pictures (WCAG 2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QWidget

from app.ui import tokens

SHARPER = 2
"""Twice the pixels: a thin stroke then has pixels of its own colour, not only blends with what lies behind it."""
INKED = 0.1
"""The share of all inked pixels that must be at least so strong: a few stray ones make no letter readable."""
FAINTEST = 1.02
_EDGE = 4
"""How many pixels inside a control its edge may lie."""


def picture(window: QWidget, scale: int = SHARPER) -> QImage:
    """What this window shows, on a screen of so many pixels to each one of ours."""
    image = QImage(window.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor("#ff00ff"))  # nothing of ours: what is not drawn is noticed
    window.render(image, QPoint(), QRegion(window.rect()))
    return image


def counted(image: QImage, where: QRect) -> Counter[int]:
    """How often each colour occurs there; the place is in the pixels of the window."""
    scale = round(image.devicePixelRatio())
    place = QRect(where.topLeft() * scale, where.size() * scale).intersected(image.rect())
    return Counter(colours(image.copy(place)))


def colours(image: QImage) -> list[int]:
    """Every pixel of a picture, row by row."""
    return memoryview(image.constBits()).cast("I").tolist() if not image.isNull() else []


@cache
def contrast(one: int, other: int) -> float:
    """Contrast ratio of two pixels, 1 to 21."""
    return tokens.contrast(f"#{one & 0xFFFFFF:06x}", f"#{other & 0xFFFFFF:06x}")


def ink(found: Counter[int], ground: int) -> float:
    """How strongly the ink stands out from the ground: what at least a tenth of the inked pixels reach."""
    strengths = sorted(((contrast(ground, colour), count) for colour, count in found.items()), reverse=True)
    inked = [(strength, count) for strength, count in strengths if strength > FAINTEST]
    needed = INKED * sum(count for _strength, count in inked)
    for strength, count in inked:
        needed -= count
        if needed <= 0:
            return strength
    return 1.0


def most(found: Counter[int]) -> int:
    """The colour that occurs most."""
    return found.most_common(1)[0][0]


def text_contrast(image: QImage, where: QRect) -> float:
    """Of the text in this place against what is behind it, the commonest colour there."""
    found = counted(image, where)
    return ink(found, most(found)) if found else 1.0


def mark_contrast(image: QImage, where: QRect) -> float:
    """Of a drawing in this place against what is around it."""
    return ink(counted(image, where), around(image, where))


def around(image: QImage, where: QRect) -> int:
    """The commonest colour just outside this place."""
    outside = counted(image, where.adjusted(-2, -2, 2, 2))
    outside.subtract(counted(image, where))
    return most(outside)


def edge_contrast(image: QImage, where: QRect) -> float:
    """Of the edge of a control against what is around it; the weakest of its four sides."""
    ground = around(image, where)
    across, down = where.width() // 5, where.height() // 4
    middle = where.adjusted(across, down, -across, -down)
    return min(
        max(contrast(ground, most(counted(image, line))) for line in lines)
        for lines in (
            [QRect(middle.left(), where.top() + depth, middle.width(), 1) for depth in range(_EDGE)],
            [QRect(middle.left(), where.bottom() - depth, middle.width(), 1) for depth in range(_EDGE)],
            [QRect(where.left() + depth, middle.top(), 1, middle.height()) for depth in range(_EDGE)],
            [QRect(where.right() - depth, middle.top(), 1, middle.height()) for depth in range(_EDGE)],
        )
    )


def changed(before: QImage, after: QImage, least: float = 3.0) -> int:
    """How many pixels differ by at least this contrast."""
    pairs: Iterable[tuple[tuple[int, int], int]] = Counter(zip(colours(before), colours(after), strict=True)).items()
    return sum(count for (old, new), count in pairs if old != new and contrast(old, new) >= least)
