# SPDX-License-Identifier: EUPL-1.2
"""Mark: a small picture beside words that say the same, in the colour of the text."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui import icons
from app.ui.icons import Icon


class Mark(QWidget):
    """Decoration: the words beside it are what a screen reader says."""

    def __init__(self, which: Icon, size: int = 22) -> None:
        super().__init__()
        self._which, self._size = which, size
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it anew each time: the colours follow the system."""
        colour = self.palette().windowText().color().name()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icons.pixmap(self._which, colour, self._size, self.devicePixelRatioF()))
        painter.end()
