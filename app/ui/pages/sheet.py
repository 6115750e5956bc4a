# SPDX-License-Identifier: EUPL-1.2
"""Information sheet on screen, large, to read together with the client; printable, without client data (R26, R27)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.profile import Sheet
from app.ui import tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel

LANGUAGES = {
    "nl": "Nederlands",
    "fr": "Français",
    "en": "English",
    "de": "Deutsch",
    "tr": "Türkçe",
    "ar": "العربية",
    "uk": "Українська",
    "pl": "Polski",
    "es": "Español",
    "ro": "Română",
    "ps": "پښتو",
    "fa": "دری",
}
RIGHT_TO_LEFT = ("ar", "ps", "fa")


class SheetPage(Page):
    """Dutch first, always; a translation stands beside it, marked as such."""

    print_requested = Signal(str)
    save_requested = Signal(str)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("sheet_page", "", width=920)
        self._language = "nl"
        back = Button(self.tr("Terug"), "sheet_back", kind="quiet", clicked=self.back_requested.emit)
        self.first_focus = back
        self.set_footer(
            left=(back,),
            right=(
                Button(
                    self.tr("Bewaar als pdf"),
                    "save_info_sheet",
                    clicked=lambda: self.save_requested.emit(self._language),
                ),
                Button(
                    self.tr("Druk het infoblad af"),
                    "print_sheet",
                    kind="primary",
                    clicked=lambda: self.print_requested.emit(self._language),
                ),
            ),
        )

    def show_sheet(self, sheet: Sheet, languages: tuple[str, ...]) -> None:
        """Show one language; ``languages`` are those that may be chosen."""
        self._language = sheet.language
        clear(self.body)
        mark = (
            ""
            if not sheet.source
            else self.tr("Vertaling van het Nederlandse infoblad versie {source}").format(source=sheet.source)
        )
        self.set_title(sheet.title, mark)
        if len(languages) > 1:
            self.body.addWidget(self._chooser(languages))
        direction = (
            Qt.LayoutDirection.RightToLeft if sheet.language in RIGHT_TO_LEFT else Qt.LayoutDirection.LeftToRight
        )
        paper = Card(spacing="l")
        paper.setLayoutDirection(direction)
        for section in sheet.sections:
            part = QVBoxLayout()
            part.setSpacing(tokens.SPACE["xs"])
            part.addWidget(PlainLabel(section.heading, role="heading"))
            part.addWidget(PlainLabel(section.body, role="reading"))
            paper.body.addLayout(part)
        paper.add(PlainLabel(sheet.footer, role="small"))
        self.body.addWidget(paper)

    def _chooser(self, languages: tuple[str, ...]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE["s"])
        for language in languages:
            kind = "secondary" if language == self._language else "link"
            button = Button(LANGUAGES.get(language, language), f"sheet_language_{language}", kind=kind)
            button.clicked.connect(lambda _checked=False, code=language: self.language_chosen.emit(code))
            row.addWidget(button)
        row.addStretch(1)
        return holder
