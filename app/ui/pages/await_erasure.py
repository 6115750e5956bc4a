# SPDX-License-Identifier: EUPL-1.2
"""The open task after a withdrawal: waiting until the OCMW says that it erased the data (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.domain.referral import State
from app.ui import accessibility, wording, wording_handover
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.overview import Step
from app.workflow.withdrawal import OpenErasure


class AwaitErasurePage(Page):
    """Each signal carries the reference; no client data are left here."""

    confirmed = Signal(str)
    officer_told = Signal(str)
    mail_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("await_erasure_page", "", width="text")
        self._reference = ""
        self.done = Button(
            self.tr("Het OCMW heeft gewist"),
            "erasure_confirmed",
            icon=Icon.SUCCESS,
            kind="primary",
            clicked=self._confirm,
        )
        self.told = Button(self.tr("Ik heb het aan de DPO gemeld"), "erasure_officer_told", clicked=self._told)
        self.first_focus = self.done
        self._back = self.back_button("await_back")

    def show_task(self, task: OpenErasure) -> None:
        """Show one waiting withdrawal: the longer it waits, the more there is to do."""
        self._reference = task.reference
        self.set_title(
            self.tr("{state} – referentie {ref}").format(
                state=wording.state(State.WITHDRAWN, 1, task.is_invalid), ref=task.reference
            )
        )
        clear(self.body)
        card = Card()
        card.add(PlainLabel(self.tr("Wacht op antwoord: ‘Gewist {ref}’.").format(ref=task.reference), role="strong"))
        card.add(PlainLabel(self.tr("Je vroeg dit op {day}.").format(day=f"{task.since:%d/%m/%Y}"), role="muted"))
        self.body.addWidget(card)
        if task.step is Step.AWAIT_ERASURE:
            card.add(PlainLabel(self.tr("Geen antwoord? Stuur de e-mail opnieuw of bel.")))
        else:
            card = self._reminder(task)
            self.body.addWidget(card)
        card.add(*self._number(task))
        card.body.addWidget(self._mail_again(), 0, Qt.AlignmentFlag.AlignLeft)
        is_over = task.step is Step.TELL_OFFICER
        self.set_footer(left=(self._back,), right=(*((self.told,) if is_over else ()), self.done))
        self.told.setVisible(is_over)  # in its place first: shown before that, it is a window of its own
        self.ready()

    def ready(self) -> None:
        """The verbs can be used, for the first time or again."""
        self.done.setEnabled(True)
        self.told.setEnabled(True)

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.ready()
        self.fail(error)

    def _reminder(self, task: OpenErasure) -> Card:
        card = Card(look="warning")
        card.add(PlainLabel(wording.STEPS[task.step], role="strong"))
        if task.step is Step.TELL_OFFICER:
            officer = PlainLabel(self.tr("De DPO: {address}").format(address=task.officer))
            accessibility.name(officer, "erasure_officer", officer.text())
            card.add(
                officer,
                PlainLabel(self.tr("Zet geen gegevens van de cliënt in je bericht. De referentie is genoeg.")),
            )
        return card

    def _mail_again(self) -> Button:
        return Button(
            self.tr("Open de e-mail opnieuw"),
            "withdrawal_mail",
            clicked=lambda: self.mail_requested.emit(self._reference),
        )

    def _number(self, task: OpenErasure) -> tuple[PlainLabel, ...]:
        """Whom to call; nobody when the protocol is gone."""
        if task.recipient is None:
            return ()
        call = self.tr("Bel het {desk} op {phone}.") if task.recipient.phone else wording_handover.NO_NUMBER
        return (PlainLabel(call.format(desk=task.recipient.desk, phone=task.recipient.phone)),)

    def _confirm(self) -> None:
        self._wait()
        self.confirmed.emit(self._reference)

    def _told(self) -> None:
        self._wait()
        self.officer_told.emit(self._reference)

    def _wait(self) -> None:
        """A double click says it once."""
        self.done.setEnabled(False)
        self.told.setEnabled(False)
