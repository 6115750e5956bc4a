# SPDX-License-Identifier: EUPL-1.2
"""Information sheet on screen, large, to read together with the client; printable, without client data (R26, R27)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.profile import Sheet
from app.ui import tokens
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.language_choice import LanguageChoice
from app.ui.widgets.mark import Mark
from app.ui.widgets.other_language import reads_from_its_side, speaks
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel

NARROW_COLUMN = 320
"""Width below which a translation comes below the Dutch text instead of beside it."""


class SheetPage(Page):
    """Dutch first, always; a translation stands beside it, part by part, and says what it is.

    The chosen language lives as long as this showing: it would tell something about the client (R27).
    """

    print_requested = Signal(str)
    save_requested = Signal(str)
    language_chosen = Signal(str)
    protocol_chosen = Signal(str)
    card_requested = Signal()

    def __init__(self) -> None:
        super().__init__("sheet_page", self.tr("Infoblad voor de cliënt"), width="whole")
        self._language = "nl"
        self._offered: object = None
        self._choice: LanguageChoice | None = None
        self._choices, self._paper = QVBoxLayout(), QVBoxLayout()
        self._choices.setSpacing(tokens.SPACE["m"])
        self.body.addLayout(self._choices)
        self.body.addLayout(self._paper)
        back = self.back_button("sheet_back")
        self.first_focus = back
        card = Button(
            self.tr("Afvinkkaart voor een huisbezoek"), "show_tick_card", kind="link", clicked=self.card_requested.emit
        )
        self.set_footer(
            left=(back, card),
            right=(
                Button(
                    self.tr("Bewaar als pdf"),
                    "save_info_sheet",
                    icon=Icon.SAVE,
                    clicked=lambda: self.save_requested.emit(self._language),
                ),
                Button(
                    self.tr("Druk het infoblad af"),
                    "print_sheet",
                    icon=Icon.PRINT,
                    kind="primary",
                    clicked=lambda: self.print_requested.emit(self._language),
                ),
            ),
        )

    def show_sheet(
        self,
        dutch: Sheet,
        translation: Sheet | None = None,
        languages: tuple[str, ...] = ("nl",),
        protocols: Mapping[str, str] | None = None,
        profile_id: str = "",
    ) -> None:
        """The Dutch sheet, alone or with a translation; ``protocols`` (id → recipient) when there are several."""
        self._language = translation.language if translation is not None else "nl"
        self._offer(languages, protocols or {}, profile_id)
        clear(self._paper)
        paper = Card(spacing="l")
        for part in (*self._marks(translation), *_pairs(dutch, translation)):
            paper.add(part)
        self._paper.addWidget(paper)

    def _offer(self, languages: tuple[str, ...], protocols: Mapping[str, str], profile_id: str) -> None:
        """The choices above the sheet; made anew for another protocol only, so that the focus stays where it is."""
        offered = (languages, tuple(protocols), profile_id)
        if offered != self._offered:
            self._offered, self._choice = offered, None
            clear(self._choices)
            if len(protocols) > 1:
                self._choices.addWidget(self._of_protocols(protocols, profile_id))
            if len(languages) > 1:
                self._choices.addWidget(self._of_languages(languages))
        if self._choice is not None:
            self._choice.show_chosen(self._language)

    def _of_languages(self, languages: tuple[str, ...]) -> Card:
        card = Card(look="quiet", spacing="s")
        question = self.tr("Welke taal zet je naast het Nederlands?")
        card.add(PlainLabel(question, role="label"))
        self._choice = LanguageChoice(question, languages)
        self._choice.chosen.connect(self.language_chosen)
        card.add(self._choice)
        return card

    def _marks(self, translation: Sheet | None) -> Iterator[QWidget]:
        """What a translation says of itself, in Dutch and in its own language (R27)."""
        if translation is None or translation.words is None:
            return
        source, who, words = translation.source, translation.validated_by, translation.words
        language = translation.language
        dutch = self.tr("Vertaling van het Nederlandse infoblad versie {bron}. De Nederlandse tekst geldt.")
        own = f"{words.translation_of}. {words.dutch_counts}"
        origin = (dutch.replace("{bron}", source), own.replace("{bron}", source))
        yield _beside(language, "muted", origin)
        said = (self.tr("Nog niet nagelezen"), words.not_checked)
        if who:
            dutch = self.tr("Nagelezen door {wie}")
            said = (dutch.replace("{wie}", who), words.checked_by.replace("{wie}", who))
        mark = Card(look="accent" if who else "warning", spacing="s")
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE["s"])
        line.addWidget(Mark(Icon.SUCCESS if who else Icon.WARNING))
        line.addWidget(_beside(language, "strong", said), 1)
        mark.body.addLayout(line)
        yield mark

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


def _pairs(dutch: Sheet, translation: Sheet | None) -> Iterator[QWidget]:
    """Title, parts and foot: each with its translation beside it."""
    texts = [_texts(sheet) for sheet in (dutch, translation) if sheet is not None]
    for parts in zip(*texts, strict=True):
        languages = ("nl", translation.language if translation is not None else "")
        columns = [_column(language, *part) for language, part in zip(languages, parts, strict=False)]
        yield Row(tuple(columns), narrow=NARROW_COLUMN) if len(columns) > 1 else columns[0]


def _beside(language: str, role: str, said: tuple[str, str]) -> Row:
    """One thing in Dutch and in this language."""
    columns = _column("nl", (role, said[0])), _column(language, (role, said[1]))
    return Row(columns, narrow=NARROW_COLUMN)


def _texts(sheet: Sheet) -> list[tuple[tuple[str, str], ...]]:
    """Role and text of everything on a sheet, part by part."""
    parts = [(("heading", section.heading), ("reading", section.body)) for section in sheet.sections]
    return [(("sheet_title", sheet.title),), *parts, (("small", sheet.footer),)]


def _column(language: str, *lines: tuple[str, str]) -> QWidget:
    column = QWidget()
    reads_from_its_side(column, language)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.SPACE["xs"])
    for role, text in lines:
        label = PlainLabel(text, role=role)
        speaks(label, language)
        layout.addWidget(label)
    layout.addStretch(1)
    return column
