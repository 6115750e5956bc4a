# SPDX-License-Identifier: EUPL-1.2
"""Card, Row and Beside: quiet boxes, and parts that stand beside each other where there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.widgets.plain_label import PlainLabel

NARROW = 290
"""Width below which a field beside another is hard to use."""


class Card(QFrame):
    """A box with a soft border. ``look`` is card, quiet, accent, warning, item or tile.

    ``spacing`` is the room between its parts, ``edge`` that above and below them.
    """

    def __init__(self, heading: str = "", *, look: str = "card", spacing: str = "m", edge: str = "l") -> None:
        super().__init__()
        self.setProperty("box", look)
        # may shrink below its size hint, which guesses the height of wrapped text for a narrow column
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        side = tokens.SPACE["xl"] if look == "card" else tokens.SPACE["l"]
        self.body.setContentsMargins(side, tokens.SPACE[edge], side, tokens.SPACE[edge])
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


class Beside(QWidget):
    """What needs attention, at the right of what it is about where there is room, above it elsewhere.

    The keyboard comes to it first, as the eye does: what is wrong must not push down where it is to be mended.
    """

    def __init__(self, notices: tuple[QWidget, ...], main: QWidget) -> None:
        super().__init__()
        self._notices = notices
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["m"])
        for notice in notices:
            column.addWidget(notice)
        column.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.SPACE["m"])
        self._layout.addWidget(self._column, 0)
        self._layout.addWidget(main, 1)
        self.is_needed()

    def is_needed(self) -> bool:
        """Does any notice show? To be asked after one came or went: without one there is no column for it."""
        needed = any(not notice.isHidden() for notice in self._notices)
        self._column.setVisible(needed)
        return needed

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other when the main part keeps the width of a form."""
        wide = event.size().width() >= tokens.WIDTH["pair"]
        right, below = QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(right if wide else below)
        self._column.setMaximumWidth(NARROW if wide else tokens.WIDTH["whole"])
        super().resizeEvent(event)
