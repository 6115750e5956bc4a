# SPDX-License-Identifier: EUPL-1.2
"""Hand-over: mail, call, confirm, one step at a time, with the note for the client's file (product.md 7.3)."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout

from app.domain.referral import State
from app.ui import texts, wording
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.step_card import StepCard
from app.workflow.handover import HandoverView


class HandoverPage(Page):
    """Each signal carries the reference. The page says what the user stated, never that a mail was sent (R41)."""

    open_mail_requested = Signal(str)
    mail_opened = Signal(str)
    by_hand_requested = Signal(str)
    attachment_missing = Signal(str)
    sent_declared = Signal(str)
    phrase_requested = Signal(str)
    received = Signal(str)
    make_again_requested = Signal(str)
    reopen_requested = Signal(str)
    stop_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("handover_page", "", width=920)
        self._reference = ""
        self._looked = False
        self.set_footer(
            left=(
                Button(self.tr("De cliënt wil stoppen"), "handover_withdraw", kind="quiet",
                       clicked=lambda: self.stop_requested.emit(self._reference)),
            ),
            right=(Button(self.tr("Naar het overzicht"), "handover_later", clicked=self.back_requested.emit),),
        )

    @property
    def reference(self) -> str:
        """The referral that is shown."""
        return self._reference

    def show_view(self, view: HandoverView, *, just_made: bool = False) -> None:
        """Show where this hand-over stands."""
        self._reference = view.reference
        self._looked = view.mail_opened_at is not None
        self.set_title(self.tr("Nog te doen voor {ref}").format(ref=view.full_reference))
        clear(self.body)
        if view.state is State.EXPORTED:
            made = self.tr("Het beveiligde bestand is klaar. We hebben het getest: het gaat open en de inhoud klopt.")
            self.body.addWidget(PlainLabel(made if just_made else self.tr("Het beveiligde bestand is klaar.")))
            self.body.addWidget(PlainLabel(self.tr("Er is nog niets verzonden."), role="strong"))
        for card in (self._mail(view), self._call(view), self._confirm(view)):
            self.body.addWidget(card)
        self.body.addLayout(self._change(view))

    def mail_is_there(self) -> None:
        """The user says that the draft is on screen: what is left is sending it."""
        self.say("info", self.tr("Goed. Kijk de e-mail na en klik in je mailprogramma op Verzenden. "
                                 "Kom daarna terug naar dit venster."))

    def _mail(self, view: HandoverView) -> StepCard:
        done = view.state is State.SENT
        card = StepCard(1, self.tr("E-mail"), done=done, active=not done)
        if done and view.sent_at is not None:
            card.add(PlainLabel(self.tr("Verzonden volgens jou, op {day} om {time}.").format(
                day=texts.day(view.sent_at), time=texts.clock_time(view.sent_at)), role="muted"))
            return card
        if not view.archive_there:
            card.add(PlainLabel(self.tr("Het bestand is weg of veranderd. We maken een nieuw bestand met een nieuwe "
                                        "wachtzin van het bestand.")))
            card.add(ButtonRow(right=(self._button(self.tr("Maak opnieuw"), "make_again", "primary",
                                                   self.make_again_requested),)))
            return card
        card.add(PlainLabel(self.tr(
            "Kijk in je mailprogramma of bij ‘Aan’ alleen {address} staat en of de bijlage erbij zit. "
            "Klik dan op Verzenden.").format(address=view.recipient)))
        card.add(PlainLabel(self.tr("Zie je geen e-mail? Kijk ook in de taakbalk."), role="small"))
        card.add(ButtonRow(
            left=(
                self._button(self.tr("Het staat klaar"), "mail_opened_yes", "quiet", self.mail_opened),
                self._button(self.tr("Er ging niets open"), "mail_opened_no", "quiet", self.by_hand_requested),
                self._button(self.tr("De bijlage ontbreekt"), "mail_attachment_missing", "quiet",
                             self.attachment_missing),
                self._button(self.tr("Open de e-mail opnieuw"), "reopen_mail", "quiet", self.open_mail_requested),
            ),
        ))
        card.add(ButtonRow(right=(self._button(self.tr("Ik heb de e-mail verzonden"), "confirm_sent", "primary",
                                               self.sent_declared),)))
        return card

    def _call(self, view: HandoverView) -> StepCard:
        active = view.state is State.SENT and view.spoken_at is None
        card = StepCard(2, self.tr("Telefoon"), done=view.spoken_at is not None, active=active)
        if view.spoken_at is not None:
            card.add(PlainLabel(self.tr("Wachtzin van het bestand doorgegeven op {day} om {time}.").format(
                day=texts.day(view.spoken_at), time=texts.clock_time(view.spoken_at)), role="muted"))
        else:
            card.add(PlainLabel(wording.call(view.desk, view.phone), role="body" if active else "muted"))
        if view.state is State.SENT and not view.blocked:
            kind = "primary" if active else "quiet"
            card.add(ButtonRow(right=(self._button(self.tr("Toon de wachtzin"), "show_phrase_page", kind,
                                                   self.phrase_requested),)))
        return card

    def _confirm(self, view: HandoverView) -> StepCard:
        active = view.state is State.SENT and view.spoken_at is not None
        card = StepCard(3, self.tr("Bevestiging"), active=active)
        card.add(PlainLabel(self.tr("Wacht op bevestiging. Daarna wissen we de gegevens van de cliënt op deze computer."),
                            role="body" if active else "muted"))
        if view.state is State.SENT:
            card.add(ButtonRow(right=(self._button(
                self.tr("Het OCMW kon het bestand openen"), "confirm_received",
                "primary" if active else "quiet", self.received),)))
        return card

    def _change(self, view: HandoverView) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(PlainLabel(self.tr(
            "Krijg je een foutmelding terug? Dan werd de e-mail of de bijlage geweigerd. Stuur de gegevens nooit "
            "zonder beveiliging. Vraag hulp aan je ICT-dienst."), role="small"))
        if view.state is State.EXPORTED and not view.blocked:
            column.addWidget(ButtonRow(left=(self._button(
                self.tr("Verbeter de gegevens"), "handover_reopen", "link", self.reopen_requested),)))
        return column

    def _button(self, text: str, name: str, kind: str, signal: SignalInstance) -> Button:
        return Button(text, name, kind=kind, clicked=lambda: signal.emit(self._reference))
