# SPDX-License-Identifier: EUPL-1.2
"""The open task after a withdrawal: waiting until the OCMW says that it erased the data (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel


class AwaitErasurePage(Page):
    """Each signal carries the reference; no client data are left here."""

    confirmed = Signal(str)
    mail_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("await_erasure_page", "", width=820)
        self._reference = ""
        self.done = Button(self.tr("Het OCMW heeft gewist"), "erasure_confirmed", kind="primary", clicked=self._confirm)
        self.first_focus = self.done
        self.set_footer(
            left=(Button(self.tr("Terug"), "await_back", kind="quiet", clicked=self.back_requested.emit),),
            right=(
                Button(
                    self.tr("Open de e-mail opnieuw"),
                    "withdrawal_mail",
                    clicked=lambda: self.mail_requested.emit(self._reference),
                ),
                self.done,
            ),
        )

    def show_task(self, reference: str, full_reference: str) -> None:
        """Show one waiting withdrawal."""
        self._reference = reference
        self.done.setEnabled(True)
        self.set_title(self.tr("Ingetrokken – referentie {ref}").format(ref=full_reference))
        clear(self.body)
        card = Card()
        card.add(PlainLabel(self.tr("Wacht op antwoord: ‘Gewist {ref}’.").format(ref=full_reference)))
        card.add(PlainLabel(self.tr("Geen antwoord? Stuur de e-mail opnieuw of bel."), role="muted"))
        self.body.addWidget(card)

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.done.setEnabled(True)
        self.fail(error)

    def _confirm(self) -> None:
        self.done.setEnabled(False)  # a double click says it once
        self.confirmed.emit(self._reference)
