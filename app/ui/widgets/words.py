# SPDX-License-Identifier: EUPL-1.2
"""WordTiles: words or groups of signs in large letters, to read from the screen; cannot be selected or copied."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui import accessibility, tokens
from app.ui.widgets.field import restyle
from app.ui.widgets.plain_label import PlainLabel

MASK = "•••••"


class WordTiles(QWidget):
    """A row of tiles that wraps. A screen reader reads the whole as one text: the accessible name.

    Masked, neither the labels nor the accessible name hold the words.
    """

    def __init__(self, object_name: str, *, masked_name: str = "", box: str = "tile") -> None:
        super().__init__()
        self._box = box
        self._words: tuple[str, ...] = ()
        self._joined = ""
        self._masked_name = masked_name
        self._masked = False
        self._tiles: list[QFrame] = []
        self._labels: list[PlainLabel] = []
        accessibility.name(self, object_name, "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: tuple[str, ...], joined: str) -> None:
        """Show these; ``joined`` is exactly what a person types or reads aloud."""
        self._words, self._joined = words, joined
        for tile, label in zip(self._tiles, self._labels, strict=True):
            label.setText("")  # deleted only when the event loop comes round
            tile.hide()
            tile.deleteLater()
        self._tiles, self._labels = [], []
        for number in range(1, len(words) + 1):
            tile = QFrame(self)
            tile.setProperty("box", self._box)
            self._labels.append(self._fill(tile, number))
            tile.show()
            self._tiles.append(tile)
        self.set_masked(self._masked)

    def set_masked(self, masked: bool) -> None:
        """Hide the words behind dots, or show them."""
        self._masked = masked
        for label, word in zip(self._labels, self._words, strict=True):
            label.setText(MASK if masked else word)
        self.setAccessibleName(self._masked_name if masked else self._joined)
        self._place(self.width())
        self.updateGeometry()

    def clear(self) -> None:
        """Forget the words."""
        self.show_words((), "")

    def hasHeightForWidth(self) -> bool:
        """The tiles wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        return QSize(520, self._place(520, move=False))

    def minimumSizeHint(self) -> QSize:
        """At least the widest tile."""
        widest = max((tile.sizeHint().width() for tile in self._tiles), default=0)
        return QSize(widest, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._place(self.width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody may have these words read aloud: it is seen that the keyboard is here."""
        super().focusInEvent(event)
        self._focus_shown()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went on."""
        super().focusOutEvent(event)
        self._focus_shown()

    def _focus_shown(self) -> None:
        for tile in self._tiles:
            tile.setProperty("focused", "true" if self.hasFocus() else "false")
            restyle(tile)

    def _fill(self, tile: QFrame, _number: int) -> PlainLabel:
        """Put what stands in a tile there; gives the label that holds the word."""
        row = QHBoxLayout(tile)
        row.setContentsMargins(tokens.SPACE["m"], tokens.SPACE["s"], tokens.SPACE["m"], tokens.SPACE["s"])
        label = PlainLabel(role="phrase", wrap=False)
        row.addWidget(label)
        return label

    def _place(self, width: int, *, move: bool = True) -> int:
        gap, x, y, row_height = tokens.SPACE["s"], 0, 0, 0
        for tile in self._tiles:
            size = tile.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + row_height + gap
                row_height = 0
            if move:
                tile.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + gap
            row_height = max(row_height, size.height())
        return y + row_height
