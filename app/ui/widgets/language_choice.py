# SPDX-License-Identifier: EUPL-1.2
"""LanguageChoice: in which language the client reads along; each language by its own name, nothing is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from app.domain.languages import LANGUAGES
from app.ui import accessibility, tokens
from app.ui.widgets.other_language import speaks


class LanguageChoice(QWidget):
    """As many languages beside each other as fit; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, question: str, languages: tuple[str, ...], shown: str) -> None:
        super().__init__()
        accessibility.name(self, "sheet_languages", question)
        self._group = QButtonGroup(self)
        self._buttons = [self._answer(language, question, shown) for language in languages]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE["xs"])
        self._columns = 0
        self._place(tokens.TEXT_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one language."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns in a wider window."""
        self._place(event.size().width())
        super().resizeEvent(event)

    def _answer(self, language: str, question: str, shown: str) -> QRadioButton:
        own, dutch = LANGUAGES[language].own, LANGUAGES[language].dutch
        label = self.tr("Alleen Nederlands") if language == "nl" else f"{own} – {dutch}"
        button = QRadioButton(label)
        accessibility.name(button, f"sheet_language_{language}", label, question)
        speaks(button, language)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setChecked(language == shown)
        self._group.addButton(button)
        button.toggled.connect(lambda on: self.chosen.emit(language) if on else None)
        return button

    def _widest(self) -> int:
        return max(button.sizeHint().width() for button in self._buttons)

    def _place(self, width: int) -> None:
        gap = tokens.SPACE["xs"]
        columns = max(1, (width + gap) // (self._widest() + gap))
        if columns == self._columns:
            return
        self._columns = columns
        for position, button in enumerate(self._buttons):
            self._grid.addWidget(button, position // columns, position % columns)
