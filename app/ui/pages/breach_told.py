# SPDX-License-Identifier: EUPL-1.2
"""After the mail about a breach was made: its number, the clock that goes on, and whether the officer was told."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal

from app.clock import Clock
from app.ui import wording_breach
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.countdown import Countdown
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel


class BreachToldPage(Page):
    """Each signal carries the number of the breach."""

    told = Signal(str)
    mail_requested = Signal(str)
    by_hand_requested = Signal(str)

    def __init__(self, clock: Clock) -> None:
        super().__init__("breach_told_page", self.tr("Is de e-mail aan de DPO verzonden?"), width="text")
        self._number = ""
        self.number = PlainLabel(role="heading")
        self.number.setObjectName("breach_number")
        self.countdown = Countdown("breach_clock", clock)
        self.unnoted = PlainLabel(
            self.tr("De app kon dit niet bewaren. Noteer het nummer zelf en laat de app open."), role="problem"
        )
        card = Card()
        card.add(
            self.number,
            PlainLabel(self.tr("Noteer dit nummer. De DPO ziet het in het onderwerp van je e-mail.")),
            self.unnoted,
            self.countdown,
            PlainLabel(self.tr("De DPO meldt het zo nodig aan de toezichthouder: je DPO meldt dit, jij niet.")),
            PlainLabel(self.tr("Zie je geen e-mail? Kijk ook in de taakbalk."), role="muted"),
        )
        self.body.addWidget(card)
        self.sent = Button(self.tr("Ik heb de e-mail verzonden"), "breach_told", kind="primary", clicked=self._told)
        self.set_footer(
            left=(Button(self.tr("Later"), "breach_later", kind="quiet", clicked=self.back_requested.emit),),
            right=(
                Button(
                    self.tr("Zelf een e-mail maken"),
                    "breach_by_hand",
                    kind="quiet",
                    clicked=lambda: self.by_hand_requested.emit(self._number),
                ),
                Button(
                    self.tr("Open de e-mail opnieuw"),
                    "breach_reopen",
                    icon=Icon.MAIL,
                    clicked=lambda: self.mail_requested.emit(self._number),
                ),
                self.sent,
            ),
        )
        self.first_focus = self.sent

    def show_breach(self, number: str, discovered: datetime, *, is_noted: bool = True) -> None:
        """Show one breach; when the program could not keep it, the user is told so."""
        self._number = number
        self.number.show_text(self.tr("Melding {number}").format(number=number))
        self.unnoted.setVisible(not is_noted)
        self.countdown.start(discovered, wording_breach.clock(discovered))
        self.sent.setEnabled(True)

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.sent.setEnabled(True)
        self.fail(error)

    def _told(self) -> None:
        self.sent.setEnabled(False)  # a double click says it once
        self.told.emit(self._number)
