# SPDX-License-Identifier: EUPL-1.2
"""About: the protocol, what is protected and what is not, licences (R08); the rest stands in the help."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.profile import Profile
from app.ui import tokens
from app.ui.widgets.buttons import Button, LinkLine
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel

NARROW_COLUMN = 400
"""Width below which the two columns stand below each other."""


class AboutPage(Page):
    """``help_requested`` carries the page of the manual that says more."""

    help_requested = Signal(str)

    def __init__(self, version: str) -> None:
        super().__init__("about_page", self.tr("Over Doorverwijzing"), width="pair")
        self._version = version
        left, self._agreed = self._stack()
        right, self._kept = self._stack()
        self.body.addWidget(Row((left, right), narrow=NARROW_COLUMN))
        self.back = Button(self.tr("&Terug"), "about_back", clicked=self.back_requested.emit)
        self.set_footer((), (self.back,))
        self.first_focus = self.back

    def show_about(self, profiles: Iterable[Profile]) -> None:
        """Protocols, protection, licences."""
        self.set_title(self.tr("Over Doorverwijzing"), self.tr("Versie {version}").format(version=self._version))
        clear(self._agreed)
        clear(self._kept)
        for profile in profiles:
            self._add(
                self._agreed,
                profile.title,
                self.tr("Opgemaakt op {signed}, in werking sinds {start}, versie {version}. {law}").format(
                    signed=_day(profile.signed_on),
                    start=_day(profile.in_force_from),
                    version=profile.version,
                    law=profile.law_and_court,
                ),
                profile.purpose,
            )
        self._add(
            self._kept,
            self.tr("Wat is beschermd?"),
            self.tr("De gegevens op deze computer zijn versleuteld. De app gebruikt nooit het internet."),
            self.tr(
                "Het register bevat geen cliëntgegevens. De referentie verwijst naar het dossier van Kind en Gezin."
            ),
        )
        self._add_risks()
        self._add(
            self._agreed,
            self.tr("Licenties"),
            self.tr(
                "Deze app is vrije software onder de licentie EUPL-1.2. Ze gebruikt Python, Qt en PySide6, SQLCipher, "
                "py7zr, cryptography en argon2-cffi, elk met een eigen vrije licentie. Letters: Noto Sans (OFL)."
            ),
        )
        for column in (self._agreed, self._kept):
            column.addStretch(1)

    def _add_risks(self) -> None:
        """In short; the help tells more."""
        weak = self._add(
            self._kept,
            self.tr("Wat is niet beschermd?"),
            self.tr(
                "Versleutelen helpt niet als iemand je eigen wachtzin kent. "
                "Het helpt ook niet als er een virus op de computer staat of als je het scherm open laat."
            ),
            self.tr("Wat je verzendt, blijft versleuteld in je map Verzonden staan."),
        )
        weak.add(
            self._link(self.tr("Wat beschermt de app niet?"), "niet_beschermd"),
            self._link(self.tr("Toegankelijkheid"), "toegankelijkheid"),
        )

    def _stack(self) -> tuple[QWidget, QVBoxLayout]:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["m"])
        return holder, column

    def _add(self, column: QVBoxLayout, heading: str, *paragraphs: str) -> Card:
        card = Card(heading, spacing="s")
        for text in paragraphs:
            if text:
                card.add(PlainLabel(text))
        column.addWidget(card)
        return card

    def _link(self, text: str, topic_id: str) -> LinkLine:
        return LinkLine(text, f"about_help_{topic_id}", clicked=lambda: self.help_requested.emit(topic_id))


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
