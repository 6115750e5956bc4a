# SPDX-License-Identifier: EUPL-1.2
"""Blocks → pieces of a page at their places: the measuring half of drawing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QTextLayout, QTextOption

from app.domain.languages import LANGUAGES
from app.export import page_style as look
from app.export.layout import (
    DUTCH,
    Banner,
    Block,
    Choice,
    Heading,
    Label,
    Note,
    Panel,
    Paragraph,
    Point,
    Row,
    Tick,
    Twin,
)

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew")
"""Tried in this order for each sign; all bundled, so every name looks the same on every computer."""

_BLANKS = re.compile(r"[^\S\u00a0]+")  # French has blanks at which no line may end


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle: decoration."""

    where: QRectF
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """Laid out text at its place."""

    tag: str
    text: str
    lines: QTextLayout
    where: QPointF
    colour: str
    language: str


def _moved(item: Area | Words, x: float, y: float) -> Area | Words:
    if isinstance(item, Area):
        return replace(item, where=item.where.translated(x, y))
    return replace(item, where=item.where + QPointF(x, y))


class Page:
    """Lays blocks out below each other; positions in mm of the column, turned into device units when placed."""

    def __init__(
        self,
        device: QPagedPaintDevice,
        scale: float,
        blocks: tuple[Block, ...],
        language: str = DUTCH,
        side: float = look.SIDE,
    ) -> None:
        self._device = device
        self._unit = device.logicalDpiX() / 25.4
        self._scale = scale
        self._language = language
        self._from_right = language in LANGUAGES and LANGUAGES[language].right_to_left
        self._side, self._wide = side, look.WIDTH - 2 * side
        self._items: list[Area | Words] = []
        self._in_table = False
        self._counts: list[int] = []
        self.height = 0.0
        self.ends: list[float] = []
        for block in blocks:
            if self._in_table and isinstance(block, Paragraph | Point | Note):
                self._gap(1.8)
            self._in_table = self._in_table and isinstance(block, Row)
            self._add(block)
            self._counts.append(len(self._items))
            self.ends.append(self.height)

    def placed(self, top: float, first: int = 0, end: int | None = None) -> list[Area | Words]:
        """The pieces of all blocks, or of those from ``first`` to ``end``, moved to the left margin and this height."""
        begin = self._counts[first - 1] if first else 0
        x, y = self._side * self._unit, (top - (self.ends[first - 1] if first else 0)) * self._unit
        stop = len(self._items) if end is None else self._counts[end - 1]
        return [_moved(item, x, y) for item in self._items[begin:stop]]

    def _add(self, block: Block) -> None:
        match block:
            case Banner(text):
                self._framed(look.ALARM, [(text, look.LOUD)], after=5)
            case Label(text):
                wide = QFontMetricsF(self._font(look.BADGE), self._device).horizontalAdvance(text) / self._unit
                self._framed(look.DEEP, [(text, look.BADGE)], after=4, wide=wide)
            case Heading(text, 1):
                self._flow("H1", text, look.TITLE, after=3.5)
            case Heading(text):
                self._flow("H2", text, look.PART, before=3.4, after=0.8)
            case Row():
                self._row(block)
            case Panel(heading, text):
                self._gap(6)
                self._framed(look.TINT, [(heading, look.LEAD), (text, look.VALUE)], after=3)
            case Paragraph(text):
                self._flow("P", text, look.BODY, after=0.8)
            case Note(text):
                self._flow("P", text, look.SMALL, after=0.8)
            case Point(text):
                self._point(text)
            case Tick(text, say):
                self._tick(text, say)
            case Choice(question, answers):
                self._choice(question, answers)
            case Twin():
                self._twin(block)
            case _:
                self._boxes(block.groups, block.signs)

    def _gap(self, size: float) -> None:
        self.height += size * self._scale

    def _flow(self, tag_name: str, text: str, style: look.Style, before: float = 0, after: float = 0) -> None:
        if self._items:
            self._gap(before)
        self.height += self._text(tag_name, text, style, 0, self.height, self._wide)
        self._gap(after)

    def _framed(self, colour: str, texts: list[tuple[str, look.Style]], after: float, *, wide: float = 0) -> None:
        """Texts below each other on a coloured area, over the full width or as wide as said."""
        at, top = len(self._items), self.height
        inset, rim = (3.0, 1.0) if wide else (5.0, 3.5)
        inset *= self._scale
        self._gap(rim)
        for text, style in texts:
            self.height += self._text("P", text, style, inset, self.height, self._wide - 2 * inset)
        self._gap(rim)
        across = wide + 2 * inset if wide else self._wide
        self._items.insert(at, self._area(0, top, across, self.height - top, colour))
        self._gap(after)

    def _row(self, row: Row) -> None:
        if not self._in_table:
            self._line(0.3, look.DEEP)
        self._in_table = True
        style = (look.STRONG if row.strong else look.VALUE) if row.given else look.ABSENT
        style, gap = (look.BODY, 1.3) if row.small else (style, 2.2)
        self._gap(gap)
        column = look.COLUMN * max(self._scale, 0.85)
        at = len(self._items)
        value = self._text("TD", row.value, style, column, self.height, self._wide - column)
        lower = self._first_ascent(-1)
        name = self._text("TH", row.label, look.NAME, 0, self.height, column - 3)
        lower -= self._first_ascent(-1)
        label = self._items.pop()
        self._items.insert(at, _moved(label, 0, lower * self._unit))  # on one line with the value, whatever its script
        self.height += max(name + lower, value)
        self._gap(gap)
        self._line(0.2, look.LINE)

    def _line(self, thick: float, colour: str) -> None:
        self._items.append(self._area(0, self.height, self._wide, thick, colour))
        self.height += thick

    def _tick(self, text: str, say: str) -> None:
        side, inset = 4.2 * self._scale, 8 * self._scale
        self._gap(1.6)
        self._outline(0, self.height + 0.7 * self._scale, side, side)
        self.height += self._text("P", text, look.BODY, inset, self.height, self._wide - inset)
        self.height += self._text("P", f"“{say}”", look.SPOKEN, inset, self.height, self._wide - inset)

    def _choice(self, question: str, answers: tuple[str, ...]) -> None:
        """The question and its answers on one line."""
        side, left = 4.2 * self._scale, 52 * self._scale
        self._gap(1.8)
        highest = self._text("P", question, look.BODY, 0, self.height, left)
        wide = (self._wide - left) / max(1, len(answers))
        for place, answer in enumerate(answers):
            x = left + place * wide
            self._outline(x, self.height + 0.7 * self._scale, side, side)
            inset = 6.5 * self._scale
            highest = max(highest, self._text("P", answer, look.BODY, x + inset, self.height, wide - inset))
        if not answers:
            self._items.append(self._area(left, self.height + highest, self._wide - left, 0.3, look.INK))
        self.height += highest

    def _twin(self, twin: Twin) -> None:
        """Dutch in the left half, the language of the page in the right half, whatever its direction."""
        at, top, inset = len(self._items), self.height, 3.0 * self._scale
        half = self._wide / 2 - 2 * inset
        style = look.BODY if not twin.loud else look.LEAD
        self._gap(1.2)
        x, own_x = inset, self._wide / 2 + inset
        if self._from_right:
            x, own_x = own_x, x  # turned around again where they are placed
        high = self._text("P", twin.dutch, style, x, self.height, half, DUTCH)
        self.height += max(high, self._text("P", twin.own, style, own_x, self.height, half))
        self._gap(1.2)
        colour = look.ALARM if twin.loud else look.TINT
        self._items.insert(at, self._area(0, top, self._wide, self.height - top, colour))
        self._gap(3 if twin.loud else 1.6)

    def _point(self, text: str) -> None:
        side, inset = 1.2 * self._scale, 5 * self._scale
        self._items.append(self._area(1.5 * self._scale, self.height + 2.3 * self._scale, side, side, look.DEEP))
        self.height += self._text("P", text, look.BODY, inset, self.height, self._wide - inset)
        self._gap(0.8)

    def _boxes(self, groups: int, signs: int) -> None:
        """Groups of empty boxes, four groups to a line, each with its number below."""
        per_line, between = 4, 7.0
        side = (self._wide - (per_line - 1) * between) / (per_line * signs)
        self._gap(6)
        for first in range(0, groups, per_line):
            for place in range(min(per_line, groups - first)):
                left = place * (signs * side + between)
                for sign in range(signs):
                    self._outline(left + sign * side, self.height, side, side * 1.25)
                self._text("P", str(first + place + 1), look.SMALL, left, self.height + side * 1.25 + 0.5, signs * side)
            self.height += side * 1.25
            self._gap(9)

    def _outline(self, x: float, y: float, wide: float, high: float) -> None:
        rim = 0.4
        self._items.append(self._area(x, y, wide + rim, high + rim, look.INK))
        self._items.append(self._area(x + rim, y + rim, wide - rim, high - rim, look.PAPER))

    def _area(self, x: float, y: float, wide: float, high: float, colour: str) -> Area:
        unit, x = self._unit, self._turned(x, wide)
        return Area(QRectF(x * unit, y * unit, wide * unit, high * unit), colour)

    def _turned(self, x: float, wide: float) -> float:
        """Where something of this width begins on this page: one that is read from the right is the mirror image."""
        return self._wide - x - wide if self._from_right else x

    def _font(self, style: look.Style) -> QFont:
        font = QFont(list(FAMILIES))
        font.setPointSizeF(style.points * self._scale)
        font.setBold(style.bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _first_ascent(self, number: int) -> float:
        """From the top of a laid out text to its first base line, in mm."""
        item = self._items[number]
        return item.lines.lineAt(0).ascent() / self._unit if isinstance(item, Words) else 0.0

    def _text(
        self, tag_name: str, text: str, style: look.Style, x: float, y: float, wide: float, language: str = ""
    ) -> float:
        """Lay out wrapped text, each script in its own direction; returns its height in mm."""
        plain = unicodedata.normalize("NFC", _BLANKS.sub(" ", text).strip())
        lines = QTextLayout(plain, self._font(style), self._device)
        from_right = self._from_right and not language
        lines.setTextOption(_option(from_right))
        lines.beginLayout()
        high = 0.0
        while (line := lines.createLine()).isValid():
            line.setLineWidth(wide * self._unit)
            line.setPosition(QPointF(0, high))
            high += line.height() * (look.LEADING_ARABIC if from_right else look.LEADING)
        lines.endLayout()
        where = QPointF(self._turned(x, wide) * self._unit, y * self._unit)
        self._items.append(Words(tag_name, plain, lines, where, style.colour, language or self._language))
        return high / self._unit


def _option(from_right: bool) -> QTextOption:
    """Names in any script stand on the left of a Dutch page; a page that is read from the right begins there."""
    side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    auto, right_to_left = Qt.LayoutDirection.LayoutDirectionAuto, Qt.LayoutDirection.RightToLeft
    option.setTextDirection(right_to_left if from_right else auto)
    return option
