# SPDX-License-Identifier: EUPL-1.2
"""Exactly what will leave, and where to (R17); one click makes the archive and opens the mail."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.disclosure import Disclosure
from app.domain.profile import Recipient
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel


class ReviewPage(Page):
    """Shows a disclosure value by value; nothing on this page can be changed."""

    export_requested = Signal(str)
    reopen_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("review_page", "", width=920)
        self.set_title(
            self.tr("Kijk na en verzend"),
            self.tr("Dit krijgt het OCMW te zien. Staat er iets te veel? Ga terug en haal het weg."),
        )
        self.set_step(3)
        self._reference = ""
        self.export = Button(
            self.tr("Maak beveiligd bestand en open e-mail"), "export", kind="primary", clicked=self._export
        )
        self.first_focus = self.export
        self.set_footer(
            left=(Button(self.tr("Terug"), "review_back", kind="quiet",
                         clicked=lambda: self.reopen_requested.emit(self._reference)),),
            right=(self.export,),
        )

    def show_disclosure(self, disclosure: Disclosure, recipient: Recipient, day: str) -> None:
        """Fill the page; ``day`` is the day of the consent as people write it."""
        self._reference = disclosure.reference
        self.export.setEnabled(True)
        clear(self.body)
        card = Card(self.tr("De cliënt"))
        card.body.addLayout(self._grid(self._client_rows(disclosure)))
        self.body.addWidget(card)
        along = Card(self.tr("Dit gaat ook mee"), look="quiet")
        along.body.addLayout(self._grid(self._other_rows(disclosure, day)))
        self.body.addWidget(along)
        to = Card(look="accent")
        to.body.addLayout(self._grid((
            ("review_recipient", self.tr("Naar"), f"{recipient.name} – {recipient.email}"),
        )))
        self.body.addWidget(to)

    def work_failed(self) -> None:
        """The export did not work out: it can be tried again."""
        self.export.setEnabled(True)

    def _export(self) -> None:
        self.export.setEnabled(False)  # a double click makes one archive and one mail
        self.export_requested.emit(self._reference)

    def _client_rows(self, d: Disclosure) -> tuple[tuple[str, str, str], ...]:
        absent = self.tr("Niet meegedeeld")
        street = " ".join(part for part in (d.street, d.house_number) if part)
        address = f"{street} bus {d.box}" if street and d.box else street
        return (
            ("review_first_name", self.tr("Voornaam"),
             d.first_name if d.first_name is not None else self.tr("– (de cliënt heeft maar één naam)")),
            ("review_last_name", self.tr("Familienaam"), d.last_name),
            ("review_street", self.tr("Adres"), address or absent),
            ("review_place", self.tr("Postcode en plaats"), f"{d.postcode} {d.place}"),
            ("review_phone", self.tr("Telefoon"), d.phone or absent),
            ("review_email", self.tr("E-mail"), d.email or absent),
        )

    def _other_rows(self, d: Disclosure, day: str) -> tuple[tuple[str, str, str], ...]:
        return (
            ("review_reference", self.tr("Referentie"), f"{d.reference} – {self.tr('versie')} {d.version}"),
            ("review_consent", self.tr("Toestemming gegeven op"), f"{day} ({d.consent_text})"),
            ("review_sender", self.tr("Vragen aan"), f"{d.team}, {d.team_phone}, {d.team_email}"),
        )

    def _grid(self, rows: tuple[tuple[str, str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE["xl"])
        grid.setVerticalSpacing(tokens.SPACE["s"])
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 180)
        for number, (name, label, value) in enumerate(rows):
            grid.addWidget(PlainLabel(label, role="muted"), number, 0)
            grid.addWidget(self._value(name, label, value), number, 1)
        return grid

    def _value(self, name: str, label: str, value: str) -> QWidget:
        shown = PlainLabel(value, role="strong")
        accessibility.name(shown, name, f"{label}: {value}")
        return shown
