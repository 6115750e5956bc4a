# SPDX-License-Identifier: EUPL-1.2
"""Hand-over: mail, call, confirm, one step at a time, with the note for the client's file (product.md 7.3)."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from app.domain.referral import State
from app.ui import texts
from app.ui import wording_handover as wording
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.step_card import StepCard
from app.workflow.handover import HandoverView


class HandoverPage(Page):
    """Each signal carries the reference. The page says what the user stated, never that a mail was sent (R41).

    The footer holds the one primary verb of the present step; what helps when a step fails stands inside the step.
    """

    open_mail_requested = Signal(str)
    mail_opened = Signal(str)
    nothing_opened = Signal(str)
    by_hand_requested = Signal(str)
    attachment_missing = Signal(str)
    sent_declared = Signal(str)
    phrase_requested = Signal(str)
    received = Signal(str)
    make_again_requested = Signal(str)
    reopen_requested = Signal(str)
    consent_requested = Signal(str)
    correct_requested = Signal(str)
    erase_requested = Signal(str)
    stop_requested = Signal(str)

    def __init__(self, *, practice: bool = False) -> None:
        super().__init__("handover_page", "", width="tasks", dense=True)
        self._reference = ""
        self._practice = practice
        self._once: list[Button] = []
        self._step = 1

    @property
    def reference(self) -> str:
        """The referral that is shown."""
        return self._reference

    @property
    def present_step(self) -> int:
        """Which of the three steps is to be done now: mail, telephone or confirmation."""
        return self._step

    def show_view(self, view: HandoverView, *, just_made: bool = False) -> None:
        """Show where this hand-over stands; right after export the mail is being opened already."""
        self._reference = view.reference
        self._once = []
        self._step = 1 if view.state is State.EXPORTED else 2 if view.spoken_at is None and not view.blocked else 3
        self.set_title(
            self.tr("Nog te doen voor {ref}").format(ref=view.full_reference), wording.intro(view, just_made=just_made)
        )
        clear(self.body)
        for card in (self._mail(view, just_made), self._call(view), self._confirm(view)):
            self.body.addWidget(card)
        self._footer_of(view, just_made)

    def mail_is_there(self) -> None:
        """The user says that the draft is on screen: what is left is sending it."""
        self.say(
            "info",
            self.tr(
                "Goed. Kijk de e-mail na en klik in je mailprogramma op Verzenden. Kom daarna terug naar dit venster."
            ),
        )

    # --- the verbs of the present step ---

    def _footer_of(self, view: HandoverView, just_made: bool) -> None:
        left = (
            self._button(self.tr("De cliënt wil stoppen"), "handover_withdraw", "quiet", self.stop_requested),
            Button(self.tr("Naar het overzicht"), "handover_later", kind="quiet", clicked=self.back_requested.emit),
        )
        right = self._verbs(view, just_made)
        self.first_focus = right[-1]
        self.set_footer(left, right)

    def _verbs(self, view: HandoverView, just_made: bool) -> tuple[Button, ...]:
        if view.state is State.EXPORTED:
            return self._verbs_before_sending(view, just_made)
        received = self.tr("Het OCMW kon het bestand openen")
        if view.spoken_at is not None or view.blocked:
            return (self._once_only(received, "confirm_received", "primary", self.received),)
        return (
            self._once_only(received, "confirm_received", "secondary", self.received),
            self._button(self.tr("Toon de wachtzin"), "show_passphrase", "primary", self.phrase_requested),
        )

    def _verbs_before_sending(self, view: HandoverView, just_made: bool) -> tuple[Button, ...]:
        if view.is_held:
            had_sent = self._once_only(
                self.tr("Ik had de e-mail al verzonden"), "confirm_sent", "secondary", self.sent_declared
            )
            if view.asks_consent:
                again = self.tr("Vraag opnieuw toestemming")
                return (had_sent, self._button(again, "renew_consent", "primary", self.consent_requested))
            return (self._button(self.tr("Wis nu"), "handover_erase", "danger", self.erase_requested), had_sent)
        sent = self.tr("Ik heb de e-mail verzonden")
        if not view.archive_there:
            return (
                self._once_only(sent, "confirm_sent", "secondary", self.sent_declared),
                self._once_only(self.tr("Maak opnieuw"), "make_again", "primary", self.make_again_requested),
            )
        if view.mail_opened_at is None and not just_made:
            return (
                self._once_only(sent, "confirm_sent", "secondary", self.sent_declared),
                self._button(self.tr("Open de e-mail"), "handover_mail", "primary", self.open_mail_requested),
            )
        return (self._once_only(sent, "confirm_sent", "primary", self.sent_declared),)

    # --- the three steps ---

    def _mail(self, view: HandoverView, just_made: bool) -> Card:
        done = view.state is State.SENT
        card = StepCard(1, self.tr("E-mail"), done=done, active=not done and not view.is_held)
        if self._practice and not done:
            told = self.tr("Dit is een oefenmail. Ze is niet aan het OCMW gericht. Verstuur ze niet.")
            card.add(PlainLabel(told, role="note"))
        if done and view.sent_at is not None:
            card.add(
                PlainLabel(
                    self.tr("Verzonden volgens jou, op {day} om {time}.").format(
                        day=texts.day(view.sent_at), time=texts.clock_time(view.sent_at)
                    ),
                    role="muted",
                )
            )
        elif view.is_held:
            card.add(PlainLabel(self.tr("Verzend dit bestand niet meer."), role="strong"))
        elif not view.archive_there:
            card.add(
                PlainLabel(
                    self.tr(
                        "Het bestand is weg of veranderd. We maken een nieuw bestand met een nieuwe "
                        "wachtzin van het bestand."
                    )
                )
            )
        elif view.mail_opened_at is None and not just_made:
            card.add(PlainLabel(self.tr("Zet de e-mail klaar in je mailprogramma. Je verzendt ze zelf.")))
            card.add(
                ButtonRow(
                    left=(
                        self._button(self.tr("Maak zelf een e-mail"), "mail_by_hand", "link", self.by_hand_requested),
                        *self._reopen(view),
                    )
                )
            )
        else:
            self._fill_mail(card, view)
        return card

    def _fill_mail(self, card: Card, view: HandoverView) -> None:
        card.add(
            PlainLabel(wording.check_mail(view.recipient)),
            PlainLabel(self.tr("Kom daarna terug en klik onderaan op ‘Ik heb de e-mail verzonden’."), role="strong"),
            ButtonRow(
                left=(
                    self._button(self.tr("Het staat klaar"), "mail_opened_yes", "secondary", self.mail_opened),
                    self._button(self.tr("Er ging niets open"), "mail_opened_no", "secondary", self.nothing_opened),
                    self._button(
                        self.tr("De bijlage ontbreekt"), "mail_attachment_missing", "secondary", self.attachment_missing
                    ),
                )
            ),
            PlainLabel(
                self.tr(
                    "Krijg je een foutmelding terug? Dan werd de e-mail of de bijlage geweigerd. "
                    "Stuur de gegevens nooit zonder beveiliging. Vraag hulp aan je ICT-dienst."
                ),
                role="small",
            ),
            ButtonRow(
                left=(
                    self._button(self.tr("Open de e-mail opnieuw"), "reopen_mail", "link", self.open_mail_requested),
                    *self._reopen(view),
                )
            ),
        )

    def _call(self, view: HandoverView) -> Card:
        active = view.state is State.SENT and view.spoken_at is None and not view.blocked
        card = StepCard(2, self.tr("Telefoon"), done=view.spoken_at is not None, active=active)
        if view.spoken_at is not None:
            card.add(
                PlainLabel(
                    self.tr("Wachtzin van het bestand doorgegeven op {day} om {time}.").format(
                        day=texts.day(view.spoken_at), time=texts.clock_time(view.spoken_at)
                    ),
                    role="muted",
                )
            )
        else:
            call = wording.PRACTICE_CALL if self._practice else wording.call(view.desk, view.phone)
            card.add(PlainLabel(call, role="body" if active else "muted"))
        return card

    def _confirm(self, view: HandoverView) -> Card:
        active = view.state is State.SENT and (view.spoken_at is not None or view.blocked)
        card = StepCard(3, self.tr("Bevestiging"), active=active)
        card.add(
            PlainLabel(
                self.tr(
                    "Wacht op bevestiging. Daarna wissen we de gegevens van de cliënt op deze computer. "
                    "Je krijgt dan een notitie voor het dossier."
                ),
                role="body" if active else "muted",
            )
        )
        if view.state is not State.SENT or view.blocked:
            return card
        if active:
            card.add(
                PlainLabel(
                    self.tr(
                        "Vraag aan de telefoon of het bestand opengaat. Duurt het langer? "
                        "Ga gerust verder: dit blijft in je overzicht staan."
                    )
                )
            )
        card.add(*self._when_it_does_not_open(view))
        return card

    def _when_it_does_not_open(self, view: HandoverView) -> tuple[QWidget, ...]:
        links = [
            self._once_only(self.tr("Maak een nieuw bestand"), "make_again", "link", self.make_again_requested),
            *self._reopen(view),
        ]
        if view.spoken_at is not None:
            links.insert(
                0, self._button(self.tr("Toon de wachtzin nog eens"), "show_passphrase", "link", self.phrase_requested)
            )
        return (
            PlainLabel(
                self.tr(
                    "Kan het OCMW het bestand niet openen? Lees de wachtzin nog eens voor. Lukt het nog niet? "
                    "Maak dan een nieuw bestand, met een nieuwe wachtzin van het bestand."
                ),
                role="small",
            ),
            ButtonRow(left=tuple(links)),
        )

    def _reopen(self, view: HandoverView) -> tuple[Button, ...]:
        """Once a version was sent, changing the data is a correction under a new version (R51), not a step back."""
        text = self.tr("Verbeter de gegevens")
        if view.sent_at is not None:
            return (self._button(text, "correct_referral", "link", self.correct_requested),)
        return (self._once_only(text, "handover_reopen", "link", self.reopen_requested),)

    def _button(self, text: str, name: str, kind: str, signal: SignalInstance) -> Button:
        return Button(text, name, kind=kind, clicked=lambda: signal.emit(self._reference))

    def _once_only(self, text: str, name: str, kind: str, signal: SignalInstance) -> Button:
        """A verb that changes the referral: a double click does it once, and nothing else can be done meanwhile."""

        def press() -> None:
            for button in self._once:
                button.setEnabled(False)
            signal.emit(self._reference)

        made = Button(text, name, kind=kind, clicked=press)
        self._once.append(made)
        return made
