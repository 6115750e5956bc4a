# SPDX-License-Identifier: EUPL-1.2
"""Test sending: the file and its mail, the call, and how it went; what that means for real referrals (R65)."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance

from app.domain.trial import TrialOutcome
from app.ui import accessibility, clipboard, wording_handover, wording_trial
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.step_card import StepCard
from app.workflow.trial import TrialView


class TrialPage(Page):
    """Three faces: nothing made yet, one open test, and what its outcome means. Each signal carries the reference."""

    make_requested = Signal(str)
    open_mail_requested = Signal(str)
    by_hand_requested = Signal(str)
    phrase_requested = Signal(str)
    closed = Signal(str, str)
    discarded = Signal(str)

    def __init__(self) -> None:
        super().__init__("trial_page", self.tr("Proefzending"), width="tasks", dense=True)
        self._reference = ""
        self._answers = {
            TrialOutcome.OPENED: self.tr("Het OCMW kon het openen"),
            TrialOutcome.NOT_ARRIVED: self.tr("De e-mail kwam niet aan"),
            TrialOutcome.HELD_BACK: self.tr("De bijlage werd tegengehouden"),
            TrialOutcome.NOT_OPENED: self.tr("Het bestand ging niet open"),
        }
        self.make = Button(self.tr("Maak testbestand en open e-mail"), "trial_make", kind="primary", clicked=self._make)
        self.close_button = Button(self.tr("Sluit de proefzending af"), "trial_close", clicked=self._finish)
        self.how = Choices("", ())
        self._who: Choices | None = None

    @property
    def reference(self) -> str:
        """The test that is shown, or empty."""
        return self._reference

    # --- nothing made yet ---

    def show_start(self, recipients: tuple[tuple[str, str], ...]) -> None:
        """What a test sending is; ``recipients`` are id and name of every protocol in force."""
        self._reference = ""
        self.set_title(
            self.tr("Proefzending"),
            self.tr(
                "Stuur een testbestand naar het OCMW. Zo weten jullie samen of het aankomt en opengaat. "
                "Er staan alleen verzonnen gegevens in."
            ),
        )
        clear(self.body)
        self._who = None
        if len(recipients) > 1:
            self._who = Choices(
                self.tr("Naar welk OCMW?"), [(f"trial_recipient_{id_}", name) for id_, name in recipients]
            )
            self._who.choose(f"trial_recipient_{recipients[0][0]}")
            self.body.addWidget(self._who)
        mail = StepCard(1, self.tr("E-mail"), active=True)
        mail.add(PlainLabel(self.tr("We maken een testbestand en zetten de e-mail klaar. Je verzendt ze zelf.")))
        call = StepCard(2, self.tr("Telefoon"))
        call.add(PlainLabel(self.tr("Bel het OCMW en geef de wachtzin van het testbestand door."), role="muted"))
        how = StepCard(3, self.tr("Hoe liep het?"))
        how.add(PlainLabel(self.tr("Zeg hier of het OCMW het testbestand kon openen."), role="muted"))
        for card in (mail, call, how):
            self.body.addWidget(card)
        self.make = Button(self.tr("Maak testbestand en open e-mail"), "trial_make", kind="primary", clicked=self._make)
        self.first_focus = self.make
        self.set_footer((self._back(),), (self.make,))

    def not_made(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.make.setEnabled(True)
        self.fail(error)

    # --- one open test ---

    def show_open(self, view: TrialView, *, spoken: bool = False) -> None:
        """One open test: ``spoken`` when its phrase was passed on just now."""
        self._reference = view.reference
        self.set_title(
            self.tr("Proefzending {ref}").format(ref=view.reference),
            self.tr("Het testbestand is klaar. Er staan alleen verzonnen gegevens in.") if view.archive_there else "",
        )
        clear(self.body)
        for card in (self._mail(view, spoken), self._call(view, spoken), self._how(spoken)):
            self.body.addWidget(card)
        show = self._button(self.tr("Toon de wachtzin"), "show_passphrase", self.phrase_requested)
        self.close_button = Button(self.tr("Sluit de proefzending af"), "trial_close", clicked=self._finish)
        primary = self.close_button if spoken or not view.archive_there else show
        primary.set_kind("primary")
        self.first_focus = primary
        self.set_footer(
            (
                self._button(self.tr("Wis deze proefzending"), "trial_discard", self.discarded, kind="quiet"),
                self._back(),
            ),
            (show, self.close_button) if primary is self.close_button else (self.close_button, show),
        )

    def _mail(self, view: TrialView, spoken: bool) -> Card:
        if not view.archive_there:
            card = StepCard(1, self.tr("E-mail"))
            gone = self.tr("Het testbestand is weg of veranderd. Wis deze proefzending en maak een nieuwe.")
            card.add(PlainLabel(gone, role="problem"))
            return card
        card = StepCard(1, self.tr("E-mail"), active=not spoken)
        card.add(
            PlainLabel(wording_handover.check_mail(view.recipient)),
            PlainLabel(self.tr("Verzonden? Bel dan het OCMW en klik op ‘Toon de wachtzin’."), role="strong"),
            ButtonRow(
                left=(
                    self._button(self.tr("Open de e-mail opnieuw"), "reopen_mail", self.open_mail_requested),
                    self._button(self.tr("Maak zelf een e-mail"), "mail_by_hand", self.by_hand_requested),
                )
            ),
        )
        return card

    def _call(self, view: TrialView, spoken: bool) -> Card:
        card = StepCard(2, self.tr("Telefoon"), done=spoken)
        told = self.tr("De wachtzin van het testbestand is doorgegeven.")
        card.add(PlainLabel(told if spoken else wording_trial.trial_call(view.desk, view.phone), role="body"))
        return card

    def _how(self, spoken: bool) -> Card:
        card = StepCard(3, self.tr("Hoe liep het?"), active=spoken)
        answers = [(f"trial_outcome_{outcome.value}", text) for outcome, text in self._answers.items()]
        self.how = Choices(self.tr("Wat zegt het OCMW?"), answers, rows=2)
        self.how.chosen.connect(lambda _name: self.how.set_problem(""))
        card.add(self.how)
        return card

    def _finish(self) -> None:
        chosen = self.how.choice()
        if not chosen:
            self.how.set_problem(self.tr("Kies eerst hoe het liep."))
            next(iter(self.how.buttons.values())).setFocus()
            return
        self.close_button.setEnabled(False)  # a double click closes once
        self.closed.emit(self._reference, chosen.removeprefix("trial_outcome_"))

    # --- what the outcome means ---

    def show_result(self, reference: str, outcome: TrialOutcome) -> None:
        """May real referrals be sent? If not, what to tell the people of ICT."""
        self._reference = ""
        self.set_title(self.tr("Proefzending afgesloten"))
        clear(self.body)
        card = Card(look="accent" if outcome.is_good else "warning")
        told = self.tr("Goed. Je kan echte doorverwijzingen sturen.")
        report = self.tr("Proefzending {ref}: {answer}.").format(ref=reference, answer=self._answers[outcome])
        if not outcome.is_good:
            told = self.tr(
                "Stuur nog geen echte doorverwijzing. Geef dit door aan je ICT-dienst: "
                "referentie {ref}, antwoord ‘{answer}’."
            ).format(ref=reference, answer=self._answers[outcome])
        shown = PlainLabel(told, role="strong")
        accessibility.name(shown, "trial_result", told)
        card.add(shown)
        if not outcome.is_good:
            card.add(
                ButtonRow(
                    left=(
                        Button(
                            self.tr("Kopieer voor je ICT-dienst"),
                            "copy_trial_report",
                            clicked=lambda: self._copy(report),
                        ),
                    )
                )
            )
        card.add(PlainLabel(self.tr("Het testbestand en zijn wachtzin zijn gewist."), role="muted"))
        self.body.addWidget(card)
        done = Button(self.tr("Naar het overzicht"), "trial_done", kind="primary", clicked=self.back_requested.emit)
        self.first_focus = done
        self.set_footer(right=(done,))

    def _copy(self, report: str) -> None:
        clipboard.put(report)
        self.say("success", self.tr("Gekopieerd."))

    # --- verbs ---

    def _make(self) -> None:
        self.make.setEnabled(False)  # a double click makes one file
        chosen = self._who.choice() if self._who is not None else ""
        self.make_requested.emit(chosen.removeprefix("trial_recipient_"))

    def _back(self) -> Button:
        return Button(
            self.tr("Naar het overzicht"), "trial_back", icon=Icon.BACK, kind="quiet", clicked=self.back_requested.emit
        )

    def _button(self, text: str, name: str, signal: SignalInstance, *, kind: str = "secondary") -> Button:
        return Button(text, name, kind=kind, clicked=lambda: signal.emit(self._reference))
