# SPDX-License-Identifier: EUPL-1.2
"""Mark: a small picture beside words that say the same, in the colour of the text, or of the program."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from app.ui import icons, tokens
from app.ui.icons import Icon


class Mark(QWidget):
    """Decoration: the words beside it are what a screen reader says."""

    def __init__(
        self, which: Icon, size: int = tokens.ICON["notice"], role: QPalette.ColorRole = QPalette.ColorRole.WindowText
    ) -> None:
        super().__init__()
        self._which, self._size, self._role = which, size, role
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it anew each time: the colours follow the system."""
        colour = self.palette().color(self._role).name()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icons.pixmap(self._which, colour, self._size, self.devicePixelRatioF()))
        painter.end()
