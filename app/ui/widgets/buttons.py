# SPDX-License-Identifier: EUPL-1.2
"""Buttons by weight, and a row that puts them below each other when the window is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from app.ui import accessibility, tokens


class Button(QPushButton):
    """A verb. ``kind`` is primary (one per page), secondary, quiet, danger or link."""

    def __init__(
        self, text: str, object_name: str, *, kind: str = "secondary", clicked: Callable[[], object] | None = None
    ) -> None:
        super().__init__(text)
        accessibility.name(self, object_name, text)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_text(self, text: str) -> None:
        """Change label and accessible name together."""
        self.setText(text)
        self.setAccessibleName(accessibility.spoken(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, as people expect."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ButtonRow(QWidget):
    """``left`` buttons, room, ``right`` buttons (the primary one last); a column when they do not fit."""

    def __init__(self, left: tuple[QWidget, ...] = (), right: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.SPACE["s"])
        for widget in left:
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        for widget in right:
            self._layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def _needed(self) -> int:
        shown = [w for w in (*self._left, *self._right) if not w.isHidden()]
        return sum(w.sizeHint().width() for w in shown) + tokens.SPACE["s"] * (len(shown) + 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button: the row decides its own direction."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 160), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side when that fits."""
        fits = event.size().width() >= self._needed()
        row, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(row if fits else column)
        super().resizeEvent(event)
