# SPDX-License-Identifier: EUPL-1.2
"""Information sheet on screen, large, to read together with the client; printable, without client data (R26, R27)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.profile import Sheet
from app.ui import tokens
from app.ui.widgets.buttons import Button, ButtonRow
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
    protocol_chosen = Signal(str)

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

    def show_sheet(
        self, sheet: Sheet, languages: tuple[str, ...], protocols: Mapping[str, str] | None = None, profile_id: str = ""
    ) -> None:
        """Show one language; ``languages`` may be chosen, and ``protocols`` (id → recipient) when there are several."""
        self._language = sheet.language
        clear(self.body)
        mark = (
            ""
            if not sheet.source
            else self.tr("Vertaling van het Nederlandse infoblad versie {source}").format(source=sheet.source)
        )
        self.set_title(sheet.title, mark)
        if protocols is not None and len(protocols) > 1:
            self.body.addWidget(self._of_protocols(protocols, profile_id))
        if len(languages) > 1:
            self.body.addWidget(self._of_languages(languages))
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

    def _of_protocols(self, protocols: Mapping[str, str], shown: str) -> ButtonRow:
        def choice(profile_id: str, name: str) -> Button:
            kind = "secondary" if profile_id == shown else "link"
            return Button(
                name.replace("&", "&&"),
                f"sheet_protocol_{profile_id}",
                kind=kind,
                clicked=lambda: self.protocol_chosen.emit(profile_id),
            )

        return ButtonRow(left=tuple(choice(profile_id, name) for profile_id, name in protocols.items()))

    def _of_languages(self, languages: tuple[str, ...]) -> ButtonRow:
        def choice(language: str) -> Button:
            kind = "secondary" if language == self._language else "link"
            return Button(
                LANGUAGES.get(language, language),
                f"sheet_language_{language}",
                kind=kind,
                clicked=lambda: self.language_chosen.emit(language),
            )

        return ButtonRow(left=tuple(map(choice, languages)))
