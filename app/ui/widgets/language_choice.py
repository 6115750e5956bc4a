# SPDX-License-Identifier: EUPL-1.2
"""LanguageChoice: in which language the client reads along; each language by its own name, nothing is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QRadioButton, QWidget

from app.domain.languages import LANGUAGES
from app.ui import accessibility, tokens
from app.ui.widgets.other_language import speaks


class LanguageChoice(QWidget):
    """As many languages beside each other as fit; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, question: str, languages: tuple[str, ...]) -> None:
        super().__init__()
        accessibility.name(self, "sheet_languages", question)
        self._group = QButtonGroup(self)
        self._buttons = {language: self._answer(language, question) for language in languages}
        # not buttonClicked: screen readers and voice control turn a button on without clicking it
        self._group.buttonToggled.connect(self._toggled)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE["xs"])
        self._columns = 0
        self._place(tokens.WIDTH["text"])

    def show_chosen(self, language: str) -> None:
        """This one is shown now; says nothing through ``chosen``."""
        blocker = QSignalBlocker(self._group)
        self._buttons[language].setChecked(True)
        blocker.unblock()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one language."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns in a wider window."""
        self._place(event.size().width())
        super().resizeEvent(event)

    def _answer(self, language: str, question: str) -> QRadioButton:
        own, dutch = LANGUAGES[language].own, LANGUAGES[language].dutch
        label = self.tr("Alleen Nederlands") if language == "nl" else f"{own} – {dutch}"
        button = QRadioButton(label)
        accessibility.name(button, f"sheet_language_{language}", label, question)
        speaks(button, language)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setProperty("language", language)
        self._group.addButton(button)
        return button

    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(button.property("language"))

    def _widest(self) -> int:
        return max(button.sizeHint().width() for button in self._buttons.values())

    def _place(self, width: int) -> None:
        gap = tokens.SPACE["xs"]
        columns = max(1, (width + gap) // (self._widest() + gap))
        if columns == self._columns:
            return
        self._columns = columns
        for position, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, position // columns, position % columns)
