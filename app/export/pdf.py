# SPDX-License-Identifier: EUPL-1.2
"""Blocks → PDF bytes in memory (with pdf_page.py the only Qt outside ui).

Draws into a buffer, never into a file, on any thread while a QGuiApplication exists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextLine,
)

from app.domain.errors import ExportFailed, ResourceDamaged
from app.export import page_style as look
from app.export.layout import Block, Heading, Layout, Note
from app.export.marks import ARTIFACT, Mark, mark_position
from app.export.pdf_page import FAMILIES, Area, Page, Words
from app.paths import resource


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
    """Tagged A4 with all fonts embedded and neutral metadata; ExportFailed when it does not fit."""
    from app.export.pdf_tags import tag  # noqa: PLC0415 - pypdf costs start-up time

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_1_6)
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    marks: list[list[Mark]] = []

    def announce(painter: QPainter, page: int, mark: Mark) -> None:
        marks.extend([] for _ in range(page + 1 - len(marks)))
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawLine(QLineF(*mark_position(len(marks[page]))))
        marks[page].append(replace(mark, language="") if mark.language == layout.language else mark)

    _paint(writer, layout, announce)
    return tag(bytes(buffer.data().data()), marks, layout.title, layout.language)


def paint(device: QPagedPaintDevice, layout: Layout) -> None:
    """The same pages on a printer that was set to A4 and full page."""
    _paint(device, layout, lambda _painter, _page, _mark: None)


def _paint(device: QPagedPaintDevice, layout: Layout, announce: Callable[[QPainter, int, Mark], None]) -> None:
    load_fonts()
    pages = _pages(device, layout) if layout.long else [_fitting(device, layout)]
    if layout.back is not None:
        pages.append(_fitting(device, layout.back))
    painter = QPainter(device)
    try:
        for number, items in enumerate(pages):
            if number:
                device.newPage()
            _paint_page(painter, items, partial(announce, painter, number))
    finally:
        painter.end()


def _paint_page(painter: QPainter, items: Sequence[Area | Words], announce: Callable[[Mark], None]) -> None:
    decorating = False
    for item in items:
        if isinstance(item, Area):
            if not decorating:
                announce(Mark(ARTIFACT))
            painter.fillRect(item.where, QColor(item.colour))
        else:
            announce(Mark(item.tag, item.text, item.language))
            painter.setPen(QColor(item.colour))
            _draw_lines(painter, item)
        decorating = isinstance(item, Area)


def _draw_lines(painter: QPainter, words: Words) -> None:
    """Line by line: Qt leaves out the blank at which it wraps, and a reader would join the two words."""
    painter.setFont(words.lines.font())
    for number in range(words.lines.lineCount()):
        line = words.lines.lineAt(number)
        line.draw(painter, words.where)
        if words.text[: line.textStart() + line.textLength()].endswith(" "):
            painter.drawText(words.where + _end_of(line, words.lines) + QPointF(0, line.ascent()), " ")


def _end_of(line: QTextLine, lines: QTextLayout) -> QPointF:
    """Where a line ends: on the right, or on the left with room for a blank."""
    if lines.textOption().textDirection() != Qt.LayoutDirection.RightToLeft:
        return line.naturalTextRect().topRight()
    return line.naturalTextRect().topLeft() - QPointF(QFontMetricsF(lines.font()).horizontalAdvance(" "), 0)


def _fitting(device: QPagedPaintDevice, layout: Layout) -> list[Area | Words]:
    """The page as large as it fits."""
    scale, margins = layout.largest, look.FULL if layout.full else 1.0
    top, bottom, side = (margins * margin for margin in (look.TOP, look.BOTTOM, look.SIDE))
    while scale >= look.SMALLEST:
        body, foot = (Page(device, scale, part, layout.language, side) for part in (layout.blocks, layout.foot))
        foot_top = look.HEIGHT - bottom - foot.height
        if top + body.height + 4 * scale <= foot_top:
            return body.placed(top) + foot.placed(foot_top)
        scale -= look.STEP
    raise ExportFailed(cause="page too full")


def _pages(device: QPagedPaintDevice, layout: Layout) -> list[list[Area | Words]]:
    """As few pages as it takes, not much smaller than said, each with the foot and its number."""
    tries = []
    scale = layout.largest
    while scale >= layout.largest * look.LONG_SMALLEST:
        body = Page(device, scale, layout.blocks)
        foot_top = look.HEIGHT - look.BOTTOM - Page(device, scale, (*layout.foot, Note("0"))).height
        tries.append((page_starts(layout.blocks, body.ends, foot_top - look.TOP - 4 * scale), body, foot_top, scale))
        scale -= look.STEP
    starts, body, foot_top, scale = min(tries, key=lambda found: len(found[0]))
    pages = []
    for number, (first, end) in enumerate(zip(starts, [*starts[1:], len(layout.blocks)], strict=True), 1):
        foot = Page(device, scale, (*layout.foot, Note(f"Blad {number} van {len(starts)}")))
        pages.append(body.placed(look.TOP, first, end) + foot.placed(foot_top))
    return pages


def page_starts(blocks: Sequence[Block], ends: Sequence[float], room: float) -> list[int]:
    """The blocks with which a page begins, given where each block ends.

    A heading stays with what follows it, and small print with what it is about.
    """
    starts, top = [0], 0.0
    for number, end in enumerate(ends):
        if end - top <= room:
            continue
        first = number
        while first > starts[-1] + 1 and (isinstance(blocks[first - 1], Heading) or isinstance(blocks[first], Note)):
            first -= 1
        if number == 0 or end - ends[number - 1] > room:
            raise ExportFailed(cause="page too full")
        starts.append(first if end - ends[first - 1] <= room else number)
        top = ends[starts[-1] - 1]
    return starts
