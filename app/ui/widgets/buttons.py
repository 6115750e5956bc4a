# SPDX-License-Identifier: EUPL-1.2
"""Buttons by weight, and a row that puts them below each other when the window is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import accessibility, icons, tokens
from app.ui.icons import Icon
from app.ui.widgets.plain_label import PlainLabel

_WORDS = {"primary": QPalette.ColorRole.HighlightedText, "danger": QPalette.ColorRole.BrightText}
"""Which colour of the palette the style sheet gives the words of a kind; the others are like a link."""


class Button(QPushButton):
    """A verb. ``kind`` is primary (one per page), secondary, quiet, danger or link; ``icon`` stands before its text."""

    def __init__(
        self,
        text: str,
        object_name: str,
        *,
        kind: str = "secondary",
        icon: Icon | None = None,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text)
        self._icon = icon
        accessibility.name(self, object_name, text)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.colour_icon()
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def set_kind(self, kind: str) -> None:
        """Give it another weight."""
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.colour_icon()

    def set_text(self, text: str) -> None:
        """Change label and accessible name together."""
        self.setText(text)
        self.setAccessibleName(accessibility.spoken(text))

    def colour_icon(self) -> None:
        """The drawing in the colour of the words; called again when the look changes."""
        if self._icon is None:
            return
        palette = QApplication.palette()
        words = palette.color(_WORDS.get(str(self.property("kind")), QPalette.ColorRole.Link)).name()
        disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
        self.setIcon(icons.icon(self._icon, words, disabled))
        self.setIconSize(QSize(tokens.ICON["verb"] + tokens.SPACE["xs"], tokens.ICON["verb"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the focus, a filled button has a ring in the colour of its words: an edge alone is easily missed."""
        super().paintEvent(event)
        words = _WORDS.get(str(self.property("kind")))
        if words is None or not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QApplication.palette().color(words), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that has the focus, as people expect."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class LinkLine(Button):
    """A whole sentence as a link; it wraps where a button's own text would be cut off."""

    def __init__(self, text: str, object_name: str, *, clicked: Callable[[], object]) -> None:
        super().__init__("", object_name, kind="link", clicked=clicked)
        self.setAccessibleName(text)
        label = PlainLabel(text, role="link")
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.SPACE["xs"], 3, tokens.SPACE["xs"], 3)
        self._column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Room for the sentence."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all lines."""
        return self._column.heightForWidth(width)


class ButtonRow(QWidget):
    """``left`` buttons, room, ``right`` buttons (the primary one last); two rows, or a column, when they do not fit."""

    def __init__(self, left: tuple[QWidget, ...] = (), right: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.SPACE["s"])
        self._parts: list[tuple[tuple[QWidget, ...], QBoxLayout]] = []
        self._add_part(left).addStretch(1)
        self._add_part(right).insertStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def _add_part(self, widgets: tuple[QWidget, ...]) -> QBoxLayout:
        part = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        part.setSpacing(tokens.SPACE["s"])
        for widget in widgets:
            part.addWidget(widget)
        self._layout.addLayout(part)
        self._parts.append((widgets, part))
        return part

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button: the row decides its own direction."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 160), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side when that fits."""
        room, gap = event.size().width(), tokens.SPACE["s"]
        needed = [_needed(widgets) for widgets, _part in self._parts]
        _turn(self._layout, room >= sum(needed) + gap)
        for width, (_widgets, part) in zip(needed, self._parts, strict=True):
            _turn(part, room >= width)
        super().resizeEvent(event)


def _needed(widgets: tuple[QWidget, ...]) -> int:
    shown = [w for w in widgets if not w.isHidden()]
    return sum(w.sizeHint().width() for w in shown) + tokens.SPACE["s"] * max(0, len(shown) - 1)


def _turn(layout: QBoxLayout, fits: bool) -> None:
    layout.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
