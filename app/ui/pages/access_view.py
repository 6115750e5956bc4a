# SPDX-License-Identifier: EUPL-1.2
"""What is here about one client (GDPR 15): on screen only, to read out or to show (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui import wording
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.facts import ClientFacts, Facts, Rows
from app.ui.widgets.page import Page, clear
from app.workflow.access import AccessView


class AccessViewPage(Page):
    """Nothing can be changed, copied or kept from this page."""

    other_requested = Signal()

    def __init__(self) -> None:
        super().__init__("access_view_page", "", width="form")
        other = Button(self.tr("Een andere cliënt"), "access_other", clicked=self.other_requested.emit)
        self.first_focus = other
        self.set_footer(
            left=(self.back_button("access_view_back"),),
            right=(other,),
        )

    def show_view(self, view: AccessView) -> None:
        """Everything that is here, or the reference alone."""
        clear(self.body)
        about = Card(self.tr("Over de toestemming"), look="quiet")
        about.add(Facts(self._rows(view), label_width=110, role="body"))
        about.body.addStretch(1)
        if view.client is None:
            intro = self.tr("Hier staat alleen nog de referentie. De rest vind je in het dossier van Kind en Gezin.")
            self.body.addWidget(about)
        else:
            intro = self.tr("Dit staat hier. Toon het scherm of lees het voor. De rest staat in het dossier.")
            client = Card(self.tr("De cliënt"))
            client.add(ClientFacts(view.client, "access"))
            client.body.addStretch(1)
            self.body.addWidget(Row((client, about), narrow=380))
        self.set_title(self.tr("De cliënt vraagt welke gegevens je hebt"), intro)

    def forget(self) -> None:
        """Nothing about a client stays on a page that is left."""
        clear(self.body)

    def _rows(self, view: AccessView) -> Rows:
        given = self.tr("{day}, {route}").format(day=f"{view.consent_on:%d/%m/%Y}", route=view.route)
        rows = [
            ("access_shown_reference", self.tr("Referentie"), view.reference),
            ("access_state", self.tr("Staat"), wording.state(view.state, view.version, view.is_invalid)),
            ("access_consent", self.tr("Toestemming"), given),
            ("access_text", self.tr("Tekst"), view.consent_text),
        ]
        if view.interpreter is not None:
            rows.append(("access_interpreter", self.tr("Tolk"), self.tr("Ja") if view.interpreter else self.tr("Nee")))
        if view.ended_on is not None:
            ended = self.tr("Ongeldig") if view.is_invalid else self.tr("Ingetrokken")
            rows.append(("access_ended", ended, f"{view.ended_on:%d/%m/%Y}"))
        sent = self.tr("Nog aan niemand")
        if view.sent_on is not None:
            sent = self.tr("{recipient}, op {day}").format(recipient=view.recipient, day=f"{view.sent_on:%d/%m/%Y}")
        rows.append(("access_sent", self.tr("Verzonden"), sent))
        return tuple(rows)
