# SPDX-License-Identifier: EUPL-1.2
"""Tick card: the consent step on paper for a home visit: what it is for, to print and to save; no client data."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.profile import Profile
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.step_card import StepCard


class TickCardPage(Page):
    """Says how the card is used, and what stands on it."""

    print_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__(
            "tick_card_page",
            self.tr("Afvinkkaart voor een huisbezoek"),
            intro=self.tr("Ga je op bezoek zonder laptop? Neem dan deze kaart mee."),
            width="pair",
        )
        back = self.back_button("tick_card_back")
        printing = Button(
            self.tr("Druk de kaart af"),
            "print_tick_card",
            icon=Icon.PRINT,
            kind="primary",
            clicked=self.print_requested.emit,
        )
        saving = Button(self.tr("Bewaar als pdf"), "save_tick_card", icon=Icon.SAVE, clicked=self.save_requested.emit)
        self.first_focus = printing
        self.set_footer(left=(back,), right=(saving, printing))

    def show_card(self, profile: Profile) -> None:
        """The card of this protocol."""
        clear(self.body)
        steps = (
            (self.tr("Druk de kaart af"), self.tr("Er staan tien vinkjes op, met wat je zegt.")),
            (self.tr("Kruis aan bij de cliënt"), self.tr("Schrijf hier geen naam. Schrijf niets over de cliënt.")),
            (self.tr("Vul daarna de app in"), self.tr("Neem de vinkjes over. Vernietig de kaart daarna.")),
        )
        cards = []
        for number, (heading, text) in enumerate(steps, start=1):
            card = StepCard(number, heading)
            card.body.addWidget(PlainLabel(text))
            cards.append(card)
        self.body.addWidget(Row(tuple(cards)))
        told = self._list(profile, "info", self.tr("Dit vertel je"))
        asked = self._list(profile, "consent", self.tr("Dit vraag je"))
        self.body.addWidget(Row((told, asked), (7, 6)))

    def _list(self, profile: Profile, kind: str, heading: str) -> Card:
        card = Card(heading, look="card", spacing="s")
        for item in profile.checklist:
            if item.kind == kind:
                card.add(PlainLabel(f"“{item.say}”", role="say"))
        card.body.addStretch(1)
        return card
