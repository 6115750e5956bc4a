# SPDX-License-Identifier: EUPL-1.2
"""Referrals, search and "Nog te doen"; withdraw within two actions (R24), terms said before they pass (R48)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import accessibility, tokens, wording
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.field import PrivateLineEdit
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.referral_card import ReferralCard
from app.workflow.overview import Line, Overview

SEARCH_FROM = 5
"""With fewer referrals than this there is nothing to search."""


class OverviewPage(Page):
    """What is to be done next stands first; each signal carries the reference."""

    new_requested = Signal()
    continue_requested = Signal(str)
    stop_requested = Signal(str)
    erase_requested = Signal(str)
    extend_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("overview_page", "", width=980)
        self.set_title(self.tr("Nog te doen"))
        self._lines: tuple[Line, ...] = ()
        self.new = Button(self.tr("Nieuwe doorverwijzing"), "new_referral", kind="primary",
                          clicked=self.new_requested.emit)
        self.search = PrivateLineEdit()
        self.search.setPlaceholderText(self.tr("Zoek op naam of referentie"))
        accessibility.name(self.search, "search", self.tr("Zoek op naam of referentie"))
        self.search.textChanged.connect(self._filter)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE["m"])
        top.addWidget(self.search, 1)
        self.body.addLayout(top)
        self._cards: list[ReferralCard] = []
        self._list = QWidget()
        accessibility.name(self._list, "referral_list", self.tr("Open doorverwijzingen"))
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(tokens.SPACE["m"])
        self.body.addWidget(self._list)
        self.set_footer(right=(self.new,))

    def show_overview(self, overview: Overview) -> None:
        """Fill the page anew."""
        self._lines = overview.lines
        self.new.setEnabled(overview.may_begin)
        self.search.setVisible(len(overview.lines) >= SEARCH_FROM)
        if self.search.isHidden():
            self.search.clear()
        clear(self._rows)
        self._cards = []
        for line in overview.lines:
            self._cards.append(self._card(line))
            self._rows.addWidget(self._cards[-1])
        if not overview.lines:
            self._rows.addWidget(self._empty())
        self.set_title(self.tr("Nog te doen") if overview.lines else self.tr("Niets te doen"))
        self.first_focus = self._cards[0].go_on if self._cards else self.new
        self._filter(self.search.text())

    def _card(self, line: Line) -> ReferralCard:
        card = ReferralCard(line)
        reference = line.reference
        card.continued.connect(lambda: self.continue_requested.emit(reference))
        card.stopped.connect(lambda: self.stop_requested.emit(reference))
        card.erased.connect(lambda: self.erase_requested.emit(reference))
        card.extended.connect(lambda: self.extend_requested.emit(reference))
        return card

    def _empty(self) -> Card:
        card = Card(self.tr("Er staan geen doorverwijzingen open."))
        card.add(PlainLabel(self.tr(
            "Wil een gezin hulp van het OCMW? Maak dan een nieuwe doorverwijzing. Je begint met de toestemming van de "
            "cliënt. Daarna vul je de gegevens in, maak je het beveiligde bestand en bel je het OCMW.")))
        card.add(PlainLabel(self.tr("Reken op drie minuten. Wat je typt, wordt vanzelf bewaard."), role="muted"))
        return card

    def _filter(self, wanted: str) -> None:
        words = wanted.casefold().split()
        for card, line in zip(self._cards, self._lines, strict=True):
            held = f"{line.name} {line.full_reference} {line.place}".casefold()
            card.setVisible(all(word in held for word in words))
