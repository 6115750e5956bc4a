# SPDX-License-Identifier: EUPL-1.2
"""Card: quiet boxes that group what belongs together."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.widgets.plain_label import PlainLabel

NARROW = 290
"""Width below which a field beside another is hard to use."""


class Card(QFrame):
    """A box with a soft border. ``look`` is card, quiet, accent, warning, item or tile."""

    def __init__(self, heading: str = "", *, look: str = "card", spacing: str = "m") -> None:
        super().__init__()
        self.setProperty("box", look)
        # may shrink below its size hint, which guesses the height of wrapped text for a narrow column
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        side = tokens.SPACE["xl"] if look == "card" else tokens.SPACE["l"]
        self.body.setContentsMargins(side, tokens.SPACE["l"], side, tokens.SPACE["l"])
        self.body.setSpacing(tokens.SPACE[spacing])
        if heading:
            self.body.addWidget(PlainLabel(heading, role="heading"))

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_row(self, *widgets: QWidget, stretch: tuple[int, ...] = ()) -> None:
        """Put widgets side by side where the window is wide enough."""
        self.body.addWidget(Row(widgets, stretch))


class Row(QWidget):
    """Widgets side by side, or below each other when there is no room for that: ``narrow`` is too little for one."""

    def __init__(self, widgets: tuple[QWidget, ...], stretch: tuple[int, ...] = (), *, narrow: int = NARROW) -> None:
        super().__init__()
        self._widgets = widgets
        self._narrow = narrow * len(widgets)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.SPACE["l"])
        for position, widget in enumerate(widgets):
            self._layout.addWidget(widget, stretch[position] if stretch else 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part: the row decides its own direction."""
        widest = max((widget.minimumSizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side when each part gets a readable width."""
        wide = event.size().width() >= self._narrow
        row, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(row if wide else column)
        super().resizeEvent(event)
