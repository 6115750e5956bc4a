# SPDX-License-Identifier: EUPL-1.2
"""Exactly what will leave, and where to (R17); one click makes the archive and opens the mail."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.disclosure import Disclosure
from app.domain.profile import Recipient
from app.ui import accessibility, texts
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.facts import ClientFacts, Facts, Rows
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel


class ReviewPage(Page):
    """Shows a disclosure value by value; nothing on this page can be changed."""

    export_requested = Signal(str)
    reopen_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("review_page", "", width="pair")
        self.set_title(
            self.tr("Kijk na en verzend"),
            self.tr("Dit krijgt het OCMW te zien. Staat er iets te veel? Ga terug en haal het weg."),
        )
        self.set_steps(texts.JOURNEY, 3)
        self._reference = ""
        self.export = Button(
            self.tr("Maak beveiligd bestand en open e-mail"),
            "export",
            icon=Icon.LOCK,
            kind="primary",
            clicked=self._export,
        )
        self.back = Button(self.tr("Terug"), "review_back", icon=Icon.BACK, kind="quiet", clicked=self._reopen)
        self.first_focus = self.export
        self.set_footer(left=(self.back,), right=(self.export,))

    def show_disclosure(self, disclosure: Disclosure, recipient: Recipient) -> None:
        """Fill the page with what leaves, and where to."""
        self._reference = disclosure.reference
        self.try_again()
        clear(self.body)
        client = Card(self.tr("De cliënt"))
        client.add(ClientFacts(disclosure, "review"))
        client.body.addStretch(1)
        to = Card(self.tr("Dit krijgt alleen"), look="accent", spacing="xs")
        who = PlainLabel(f"{recipient.name}, {recipient.desk}\n{recipient.email}", role="strong")
        accessibility.name(who, "review_recipient", f"{recipient.name}, {recipient.desk}, {recipient.email}")
        to.add(who)
        along = Card(self.tr("Dit gaat ook mee"), look="quiet")
        along.add(Facts(self._other_rows(disclosure), label_width=96, role="body"))
        beside = Card(look="plain")
        beside.body.setContentsMargins(0, 0, 0, 0)
        beside.add(to, along)
        beside.body.addStretch(1)
        self.body.addWidget(Row((client, beside), narrow=400))

    def try_again(self) -> None:
        """What was asked did not work out, or something new is shown: the verbs can be used."""
        self.export.setEnabled(True)
        self.back.setEnabled(True)

    def _export(self) -> None:
        self._wait()
        self.export_requested.emit(self._reference)

    def _reopen(self) -> None:
        self._wait()
        self.reopen_requested.emit(self._reference)

    def _wait(self) -> None:
        """A double click makes one archive and one mail."""
        self.export.setEnabled(False)
        self.back.setEnabled(False)

    def _other_rows(self, d: Disclosure) -> Rows:
        version = self.tr("{ref} – versie {n}").format(ref=d.reference, n=d.version)
        consent = self.tr("{day}, tekst {text}").format(day=f"{d.consent_given_on:%d/%m/%Y}", text=d.consent_text)
        protocol = self.tr("{title}, in werking sinds {day}, versie {n}").format(
            title=d.protocol_title, day=f"{d.protocol_in_force:%d/%m/%Y}", n=d.protocol_version
        )
        register = self.tr("rij {row}, {head}").format(row=d.register_row, head=d.register_head)
        return (
            ("review_reference", self.tr("Referentie"), version),
            ("review_consent", self.tr("Toestemming"), consent),
            ("review_sender", self.tr("Afzender"), f"{d.team}\n{d.team_phone}\n{d.team_email}"),
            ("review_protocol", self.tr("Protocol"), protocol),
            ("review_register", self.tr("Register"), register),
        )
