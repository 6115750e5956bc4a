# SPDX-License-Identifier: EUPL-1.2
"""SpokenWords: numbered tiles to read aloud one by one; which is the present one, and which the listener repeated."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui import tokens
from app.ui.widgets import even_grid
from app.ui.widgets.field import restyle
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.words import WordTiles

COLUMNS = (6, 3, 2, 1)
"""Rows are always full: six words beside each other, or three, or two."""


class SpokenWords(WordTiles):
    """``moved`` asks for the word at a position, ``repeated`` says that the present one was heard back.

    The arrow keys, Home and End move, Space and Enter mark; a click on a tile moves there.
    """

    moved = Signal(int)
    repeated = Signal()

    def __init__(self, object_name: str, *, masked_name: str = "") -> None:
        self._numbers: list[PlainLabel] = []
        self._marks: list[PlainLabel] = []
        self._current = 0
        super().__init__(object_name, masked_name=masked_name, box="word")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_words(self, words: tuple[str, ...], joined: str) -> None:
        """Show these; ``joined`` is exactly what a person reads aloud."""
        self._numbers, self._marks = [], []
        super().show_words(words, joined)

    def show_state(self, current: int, repeated: frozenset[int]) -> None:
        """Which word is read now, and which were repeated; said by a number, a frame and a word, never by colour."""
        self._current = current
        for position, (tile, number, mark) in enumerate(zip(self._tiles, self._numbers, self._marks, strict=True)):
            is_now = position == current and not self._masked
            tile.setProperty("now", "true" if is_now else "false")
            number.setProperty("step", "now" if is_now else "later")
            for widget in (tile, number):
                restyle(widget)
            mark.setVisible(position in repeated)
        self._focus_shown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the words while they are shown."""
        last = len(self._words) - 1
        to = {
            Qt.Key.Key_Right: min(self._current + 1, last),
            Qt.Key.Key_Left: max(self._current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if self._masked:
            super().keyPressEvent(event)
        elif to is not None:
            self.moved.emit(to)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # a key held down is one word
                self.repeated.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the word under the pointer."""
        spot = event.position().toPoint()
        found = [position for position, tile in enumerate(self._tiles) if tile.geometry().contains(spot)]
        if found and not self._masked:
            self.moved.emit(found[0])

    def _focus_shown(self) -> None:
        for position, tile in enumerate(self._tiles):
            has_focus = self.hasFocus() and position == self._current
            tile.setProperty("focused", "true" if has_focus else "false")
            restyle(tile)

    def _fill(self, tile: QFrame, number: int) -> PlainLabel:
        """The number, room for the mark, and below it the word."""
        shown = PlainLabel(str(number), role="badge", wrap=False)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setFixedSize(26, 26)
        mark = PlainLabel(self.tr("herhaald"), role="repeated", wrap=False)
        keep = mark.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        mark.setSizePolicy(keep)
        mark.hide()
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE["xs"])
        head.addWidget(shown)
        head.addWidget(mark, 1)
        label = PlainLabel(role="heading", wrap=False)
        column = QVBoxLayout(tile)
        column.setContentsMargins(tokens.SPACE["s"], tokens.SPACE["s"], tokens.SPACE["s"], tokens.SPACE["s"])
        column.setSpacing(tokens.SPACE["xs"])
        column.addLayout(head)
        column.addWidget(label)
        self._numbers.append(shown)
        self._marks.append(mark)
        return label

    def _place(self, width: int, *, move: bool = True) -> int:
        return even_grid.place(self._tiles, width, COLUMNS, tokens.SPACE["xs"], move=move)
