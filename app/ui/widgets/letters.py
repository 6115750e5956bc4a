# SPDX-License-Identifier: EUPL-1.2
"""Letters: one word letter by letter in columns, ``A van Anna``, as people spell on the telephone."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import tokens
from app.ui.widgets import even_grid
from app.ui.widgets.plain_label import PlainLabel

COLUMNS = (4, 3, 2, 1)


class Letters(QWidget):
    """Read row by row; empty while nothing is spelled."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("spelling")
        self._labels: list[PlainLabel] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_letters(self, lines: tuple[str, ...]) -> None:
        """Show these, or nothing."""
        for label in self._labels:
            label.setText("")  # deleted only when the event loop comes round
            label.hide()
            label.deleteLater()
        self._labels = [PlainLabel(line, role="spelling", wrap=False, parent=self) for line in lines]
        for label in self._labels:
            label.show()
        self._place(self.width())
        self.updateGeometry()

    def texts(self) -> tuple[str, ...]:
        """What is spelled now."""
        return tuple(label.text() for label in self._labels)

    def hasHeightForWidth(self) -> bool:
        """The columns wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        return QSize(520, self._place(520, move=False))

    def minimumSizeHint(self) -> QSize:
        """At least the longest line."""
        return QSize(max((label.sizeHint().width() for label in self._labels), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._place(self.width())

    def _place(self, width: int, *, move: bool = True) -> int:
        return even_grid.place(self._labels, width, COLUMNS, tokens.SPACE["m"], move=move)
