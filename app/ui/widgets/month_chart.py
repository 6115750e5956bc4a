# SPDX-License-Identifier: EUPL-1.2
"""MonthChart: bars per month with every number as text below, said in words to a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import accessibility, tokens, wording_register
from app.workflow.register import Month

BARS, GAP, WIDEST_BAR = 52, 4, 26
SENT = 1
"""Which of the counts the bars show; its numbers stand in the first line below them."""
LINES = (1, 0, 2, 3)


class MonthChart(QWidget):
    """A bar for what was sent in each month; colour carries no meaning, the numbers stand below."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self._months: tuple[Month, ...] = ()
        accessibility.name(self, object_name, self.tr("Aantal per maand, voor het hele team"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: tuple[Month, ...]) -> None:
        """Draw these, the last one at the right."""
        self._months = months
        self.setAccessibleDescription(" ".join(map(wording_register.month_said, months)))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the bars, the names of the months and a line per count."""
        return QSize(640, BARS + GAP + self._line() * (1 + len(LINES)) + GAP)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows show fewer months."""
        return QSize(240, self.sizeHint().height())

    def shown(self) -> tuple[Month, ...]:
        """The last months, as many as there is room for; all of them in any window of a usual size."""
        room = (self.width() - self._names_width()) // self._least_column()
        return self._months[-max(1, room) :]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, months and numbers in the colours of now."""
        painter = QPainter(self)
        months, left, high = self.shown(), self._names_width(), self._line()
        top = BARS + GAP
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        for number, kind in enumerate(LINES, 1):
            self._text(painter, QRect(0, top + number * high, left, high), wording_register.COUNTS[kind], left=True)
        most = max((wording_register.counts(month)[SENT] for month in months), default=0)
        for place, month in enumerate(months):
            begin = left + place * (self.width() - left) // len(months)
            end = left + (place + 1) * (self.width() - left) // len(months)
            self._month(painter, QRect(begin, 0, end - begin, high), month, most)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1))
        painter.drawLine(left, BARS, self.width(), BARS)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), tokens.RADIUS["control"], 6)
        painter.end()

    def _month(self, painter: QPainter, column: QRect, month: Month, most: int) -> None:
        counts = wording_register.counts(month)
        if counts[SENT]:
            wide = min(WIDEST_BAR, column.width() - 6)
            high = max(3, (BARS - 4) * counts[SENT] // most)
            bar = QRect(column.center().x() - wide // 2, BARS - high, wide, high)
            painter.fillRect(bar, self.palette().color(QPalette.ColorRole.Highlight))
        line = column.translated(0, BARS + GAP)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        self._text(painter, line, wording_register.SHORT_MONTHS[month.month - 1], bold=True)
        for number, kind in enumerate(LINES, 1):
            self._text(painter, line.translated(0, number * line.height()), str(counts[kind]))

    def _text(self, painter: QPainter, where: QRect, text: str, *, left: bool = False, bold: bool = False) -> None:
        font = painter.font()
        font.setBold(bold)
        painter.setFont(font)
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _names_width(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, wording_register.COUNTS)) + tokens.SPACE["m"]

    def _least_column(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, wording_register.SHORT_MONTHS)) + tokens.SPACE["s"]
