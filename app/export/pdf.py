# SPDX-License-Identifier: EUPL-1.2
"""Blocks → PDF bytes in memory (the only Qt file outside ui).

Draws into a buffer, never into a file, on any thread while a QGuiApplication exists.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)

from app.domain.errors import ExportFailed, ResourceDamaged
from app.export import page_style as look
from app.export.layout import Banner, Block, Heading, Label, Layout, Note, Panel, Paragraph, Row, Tick
from app.export.marks import ARTIFACT, Mark, mark_position
from app.paths import resource

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew")
"""Tried in this order for each sign; all bundled, so every name looks the same on every computer."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A filled rectangle: decoration."""

    where: QRectF
    colour: str


@dataclass(frozen=True, slots=True)
class _Words:
    """Laid out text at its place."""

    tag: str
    text: str
    lines: QTextLayout
    where: QPointF
    colour: str


def _moved(item: _Area | _Words, x: float, y: float) -> _Area | _Words:
    if isinstance(item, _Area):
        return replace(item, where=item.where.translated(x, y))
    return replace(item, where=item.where + QPointF(x, y))


def offscreen_surface() -> QCoreApplication:
    """The application object that drawing needs where there is no window; keep it while drawing."""
    return QGuiApplication.instance() or QGuiApplication(["doorverwijzing", "-platform", "offscreen"])


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; harmless when they are already. Without one a name could become boxes."""
    for family in FAMILIES:
        for style in ("Regular", "Bold"):
            file = resource("fonts", f"{family.replace(' ', '')}-{style}.ttf")
            if style not in QFontDatabase.styles(family) and QFontDatabase.addApplicationFont(str(file)) < 0:
                raise ResourceDamaged(name=file.name)


def draw(layout: Layout) -> bytes:
    """One tagged A4 page with all fonts embedded and neutral metadata; ExportFailed when it does not fit."""
    from app.export.pdf_tags import tag  # noqa: PLC0415 - pypdf costs start-up time

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_1_6)
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    marks: list[Mark] = []

    def announce(painter: QPainter, mark: Mark) -> None:
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawLine(QLineF(*mark_position(len(marks))))
        marks.append(mark)

    _paint(writer, layout, announce)
    return tag(bytes(buffer.data().data()), marks, layout.title, layout.language)


def paint(device: QPagedPaintDevice, layout: Layout) -> None:
    """The same page on a printer that was set to A4 and full page."""
    _paint(device, layout, lambda _painter, _mark: None)


def _paint(device: QPagedPaintDevice, layout: Layout, announce: Callable[[QPainter, Mark], None]) -> None:
    load_fonts()
    items = _fitting(device, layout)
    painter = QPainter(device)
    try:
        decorating = False
        for item in items:
            if isinstance(item, _Area):
                if not decorating:
                    announce(painter, Mark(ARTIFACT))
                painter.fillRect(item.where, QColor(item.colour))
            else:
                announce(painter, Mark(item.tag, item.text))
                painter.setPen(QColor(item.colour))
                _draw_lines(painter, item)
            decorating = isinstance(item, _Area)
    finally:
        painter.end()


def _draw_lines(painter: QPainter, words: _Words) -> None:
    """Line by line: Qt leaves out the blank at which it wraps, and a reader would join the two words."""
    painter.setFont(words.lines.font())
    for number in range(words.lines.lineCount()):
        line = words.lines.lineAt(number)
        line.draw(painter, words.where)
        if words.text[: line.textStart() + line.textLength()].endswith(" "):
            painter.drawText(words.where + line.naturalTextRect().topRight() + QPointF(0, line.ascent()), " ")


def _fitting(device: QPagedPaintDevice, layout: Layout) -> list[_Area | _Words]:
    """The page as large as it fits."""
    scale = layout.largest
    while scale >= look.SMALLEST:
        body, foot = _Page(device, scale, layout.blocks), _Page(device, scale, layout.foot)
        foot_top = look.HEIGHT - look.BOTTOM - foot.height
        if look.TOP + body.height + 4 * scale <= foot_top:
            return body.placed(look.TOP) + foot.placed(foot_top)
        scale -= look.STEP
    raise ExportFailed(cause="page too full")


class _Page:
    """Lays blocks out below each other; positions in mm of the column, turned into device units when placed."""

    def __init__(self, device: QPagedPaintDevice, scale: float, blocks: tuple[Block, ...]) -> None:
        self._device = device
        self._unit = device.logicalDpiX() / 25.4
        self._scale = scale
        self._wide = look.WIDTH - 2 * look.SIDE
        self._items: list[_Area | _Words] = []
        self._in_table = False
        self.height = 0.0
        for block in blocks:
            if not isinstance(block, Row):
                self._in_table = False
            self._add(block)

    def placed(self, top: float) -> list[_Area | _Words]:
        """All pieces, moved to the left margin and this height."""
        x, y = look.SIDE * self._unit, top * self._unit
        return [_moved(item, x, y) for item in self._items]

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
            case Tick(text, say):
                self._tick(text, say)
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
        self._gap(2.2)
        column = look.COLUMN * max(self._scale, 0.85)
        at = len(self._items)
        value = self._text("TD", row.value, style, column, self.height, self._wide - column)
        lower = self._first_ascent(-1)
        name = self._text("TH", row.label, look.NAME, 0, self.height, column - 3)
        lower -= self._first_ascent(-1)
        label = self._items.pop()
        self._items.insert(at, _moved(label, 0, lower * self._unit))  # on one line with the value, whatever its script
        self.height += max(name + lower, value)
        self._gap(2.2)
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

    def _area(self, x: float, y: float, wide: float, high: float, colour: str) -> _Area:
        unit = self._unit
        return _Area(QRectF(x * unit, y * unit, wide * unit, high * unit), colour)

    def _font(self, style: look.Style) -> QFont:
        font = QFont(list(FAMILIES))
        font.setPointSizeF(style.points * self._scale)
        font.setBold(style.bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _first_ascent(self, number: int) -> float:
        """From the top of a laid out text to its first base line, in mm."""
        item = self._items[number]
        return item.lines.lineAt(0).ascent() / self._unit if isinstance(item, _Words) else 0.0

    def _text(self, tag_name: str, text: str, style: look.Style, x: float, y: float, wide: float) -> float:
        """Lay out wrapped text, each script in its own direction; returns its height in mm."""
        plain = unicodedata.normalize("NFC", " ".join(text.split()))
        lines = QTextLayout(plain, self._font(style), self._device)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        lines.setTextOption(option)
        lines.beginLayout()
        high = 0.0
        while (line := lines.createLine()).isValid():
            line.setLineWidth(wide * self._unit)
            line.setPosition(QPointF(0, high))
            high += line.height() * look.LEADING
        lines.endLayout()
        self._items.append(_Words(tag_name, plain, lines, QPointF(x * self._unit, y * self._unit), style.colour))
        return high / self._unit
