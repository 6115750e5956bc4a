# SPDX-License-Identifier: EUPL-1.2
"""The first and the last page of practice: what it is, and that nothing of it is left (product.md 7.13)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel
from app.ui.wording_practice import STEPS


class PracticeStartPage(Page):
    """One verb: begin. No name, no passphrase and no recovery code are asked."""

    begin_requested = Signal()

    def __init__(self) -> None:
        super().__init__("practice_start_page", self.tr("Oefen met een verzonnen cliënt"), width="text", centred=True)
        self.set_title(
            self.tr("Oefen met een verzonnen cliënt"),
            self.tr("Oefen alle stappen met een verzonnen cliënt. Er telt niets mee."),
        )
        warning = Card(look="warning", spacing="s")
        warning.add(PlainLabel(self.tr("Typ hier nooit gegevens van een echte cliënt."), role="strong"))
        self.body.addWidget(warning)
        self.body.addWidget(self._steps())
        self.body.addWidget(
            PlainLabel(
                self.tr(
                    "Sluit je dit venster, of gebruik je het een tijd niet? Dan stopt de oefening en is alles gewist."
                ),
                role="muted",
            )
        )
        self.go = Button(self.tr("Begin met oefenen"), "practice_begin", kind="primary", clicked=self._begin)
        self.first_focus = self.go
        self.set_footer(right=(self.go,))

    def _steps(self) -> Card:
        """What is coming, so that nobody fears where it ends."""
        card = Card(self.tr("Zeven stappen, ongeveer drie minuten"), look="quiet", spacing="s")
        card.add(PlainLabel(self.tr("Bovenaan lees je telkens wat je doet en waarom.")))
        halves = []
        for numbers in (range(1, 5), range(5, 8)):
            half = QWidget()
            rows = QVBoxLayout(half)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(tokens.SPACE["xs"])
            for number in numbers:
                rows.addWidget(PlainLabel(f"{number}. {STEPS[number - 1][0]}"))
            rows.addStretch(1)
            halves.append(half)
        card.add_row(*halves)
        return card

    def not_begun(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.go.setEnabled(True)
        self.fail(error)

    def _begin(self) -> None:
        self.go.setEnabled(False)  # a double click makes one vault
        self.begin_requested.emit()


class PracticeEndPage(Page):
    """The practised referral came to its end."""

    again_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__("practice_end_page", self.tr("Goed gedaan"), width="text", centred=True)
        self.set_title(self.tr("Goed gedaan"), self.tr("Alles van deze oefening is weg."))
        card = Card(look="accent", spacing="s")
        card.add(
            PlainLabel(
                self.tr(
                    "Je vroeg toestemming, verzond een bestand en gaf de wachtzin van het bestand door. "
                    "Meer is het niet."
                )
            )
        )
        card.add(
            PlainLabel(
                self.tr(
                    "Ook bij een echte doorverwijzing wist de app nu de gegevens van de cliënt. "
                    "Je kopieert dan nog één zin voor het dossier van Kind en Gezin."
                )
            )
        )
        self.body.addWidget(card)
        self.again = Button(self.tr("Nog eens"), "practice_again", clicked=self._again)
        stop = Button(self.tr("Stop met oefenen"), "practice_stop", kind="primary", clicked=self.stop_requested.emit)
        self.first_focus = stop
        self.set_footer(right=(self.again, stop))

    def begin(self) -> None:
        """It can be done again each time this page comes."""
        self.again.setEnabled(True)
        super().begin()

    def not_begun(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.again.setEnabled(True)
        self.fail(error)

    def _again(self) -> None:
        self.again.setEnabled(False)  # a double click makes one vault
        self.again_requested.emit()
