# SPDX-License-Identifier: EUPL-1.2
"""*Melding van het OCMW* (art. 7): date and one of six kinds, and the open report until the OCMW knows (R49, R50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal, SignalInstance

from app.domain.refusals import CorrectFirst, DayInFuture, DayTooEarly, EraseFirst
from app.domain.report import Outcome, Report
from app.ui import texts
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.day_field import DayField
from app.ui.widgets.kind_choice import KindChoice
from app.ui.widgets.outcome_choice import OutcomeChoice
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.reference_field import ReferenceField


@dataclass(frozen=True, slots=True)
class OpenReport:
    """One report and where its referral stands; ``due`` is the working day on which the reminder comes."""

    report: Report
    due: date
    working_days: int
    is_late: bool
    sent_version: int
    next_version: int
    has_data: bool
    may_correct: bool
    blocked: bool
    correcting: bool

    @property
    def is_corrected(self) -> bool:
        """A later version than the one of the report was declared sent: only the answer is left to do."""
        return self.sent_version > self.report.version

    @property
    def correcting_version(self) -> int:
        """The version that corrects, or will correct, what the report spoke of."""
        if self.is_corrected:
            return self.sent_version
        return self.next_version - 1 if self.correcting else self.next_version


class ReportPage(Page):
    """No field for an explanation: that stands in the OCMW's mail."""

    entered = Signal(str, object, object)
    answer_requested = Signal(object, object)
    known = Signal(object, object)
    correct_requested = Signal(object)
    continue_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("report_page", "", width="text")
        self._once: tuple[Button, ...] = ()
        self.shown: OpenReport | None = None
        self.reference_field: ReferenceField | None = None

    # --- a report comes in ---

    def show_entry(self, today: date, reference: str = "") -> None:
        """Enter a report; ``reference`` is known when it comes from a correction."""
        clear(self.body)
        self.shown = None
        self.set_title(
            self.tr("Melding van het OCMW"), self.tr("Zegt het OCMW dat er iets niet klopt? Noteer dat hier.")
        )
        label = self.tr("&Referentie in de e-mail van het OCMW")
        self.reference_field = field = ReferenceField("report_reference", label)
        field.set_text(reference)
        self.day = DayField(
            "report_date", self.tr("&Wanneer kwam de melding?"), today, help_text=self.tr("Dag, maand en jaar.")
        )
        self.kind = KindChoice("report_kind")
        card = Card()
        card.add_row(field, self.day, stretch=(3, 2))
        card.add(self.kind)
        card.add(PlainLabel(self.tr("Er is geen veld voor uitleg: die staat in de e-mail van het OCMW."), role="small"))
        self.body.addWidget(card)
        save = Button(self.tr("Noteer de melding"), "report_save", kind="primary", clicked=self._save)
        self.first_focus = self.day.input if reference else field.input
        self._offer(save)

    def _save(self) -> None:
        if self.reference_field is None:
            return
        kind, reference = self.kind.kind(), self.reference_field.reference()
        if not self.kind.check() or kind is None or not reference:
            (self.kind if reference else self.reference_field).focus()
            return
        self._wait()
        self.entered.emit(reference, kind, self.day.day())

    def not_entered(self, error: Exception) -> None:
        """Said beside the field it is about; it can be tried again."""
        self.try_again()
        if self.reference_field is not None and self.reference_field.refuse(error):
            return
        if isinstance(error, DayInFuture):
            self.day.set_problem(self.tr("Deze datum ligt in de toekomst."))
        elif isinstance(error, DayTooEarly):
            self.day.set_problem(texts.sentence(error))
        else:
            self.fail(error)

    # --- an open report ---

    def show_report(self, found: OpenReport) -> None:
        """What came in, how long it waits, and what came of it."""
        clear(self.body)
        self.shown, self.reference_field = found, None
        report = found.report
        self.set_title(
            self.tr("Melding van het OCMW – referentie {ref}").format(ref=report.reference),
            self.tr("Gekregen op {day}: {kind}.").format(day=f"{report.reported_on:%d/%m/%Y}", kind=report.kind.value),
        )
        self.body.addWidget(self._waiting(found))
        inquiry, next_step = self._inquiry(found)
        self.body.addWidget(inquiry)
        self.outcome = OutcomeChoice(found.correcting_version, self._not_yet(found))
        card = Card(self.tr("2. Antwoord het OCMW"))
        card.add(self.outcome)
        self.body.addWidget(card)
        self.offer_answer(mailed=False)
        self.first_focus = self.outcome.first() if next_step is None else next_step

    def offer_answer(self, *, mailed: bool) -> None:
        """First the mail, then that the OCMW knows; a mail sent in another way counts too."""
        answer = Button(
            self.tr("Open de e-mail opnieuw") if mailed else self.tr("Antwoord het OCMW"),
            "report_answer",
            kind="secondary" if mailed else "primary",
            clicked=lambda: self._go(self.answer_requested),
        )
        known = Button(
            self.tr("Het OCMW weet het"),
            "report_known",
            kind="primary" if mailed else "secondary",
            clicked=lambda: self._go(self.known),
        )
        self._offer(*((answer, known) if mailed else (known, answer)))

    def mail_is_there(self) -> None:
        """A mail program shows the draft: sending it is up to the colleague."""
        self.offer_answer(mailed=True)
        self.say(
            "info",
            self.tr(
                "Kijk in je mailprogramma: daar staat je antwoord klaar. Verzend het zelf. "
                "Klik daarna op ‘Het OCMW weet het’."
            ),
        )

    def refused(self, error: Exception) -> None:
        """It did not work out: it can be tried again."""
        self.try_again()
        self.fail(error)

    def try_again(self) -> None:
        """The verbs can be used."""
        for button in self._once:
            button.setEnabled(True)

    def _waiting(self, found: OpenReport) -> Card:
        card = Card(look="warning" if found.is_late else "quiet")
        late = self.tr("Deze melding staat al {n} werkdagen open. Het OCMW wacht op je antwoord.")
        soon = self.tr("Het OCMW wacht op je antwoord. We herinneren je eraan op {day}, na {n} werkdagen.")
        said = (late if found.is_late else soon).format(n=found.working_days, day=f"{found.due:%d/%m/%Y}")
        card.add(PlainLabel(said, role="strong" if found.is_late else "body"))
        return card

    def _inquiry(self, found: OpenReport) -> tuple[Card, Button | None]:
        """What is to be looked at, and the verb that corrects it, when it can be corrected now."""
        card = Card(self.tr("1. Onderzoek de melding"))
        card.add(
            PlainLabel(
                self.tr("Kijk na wat er mis is, zo nodig met de cliënt. Verbeter ook het dossier van Kind en Gezin.")
            )
        )
        if found.is_corrected:
            sent = self.tr("Versie {n} is verzonden. Antwoord nu het OCMW.")
            card.add(PlainLabel(sent.format(n=found.sent_version), role="strong"))
            return card, None
        if found.blocked:
            card.add(PlainLabel(self.tr("De termijn is voorbij. Kies eerst in het overzicht: wissen of verlengen.")))
            return card, None
        if found.correcting:
            text = self.tr("Werk verder aan versie {n}").format(n=found.correcting_version)
            go_on = Button(
                text, "report_continue", clicked=lambda: self.continue_requested.emit(found.report.reference)
            )
            card.add(ButtonRow(left=(go_on,)))
            return card, go_on
        if found.may_correct:
            correct = Button(
                self.tr("Gegevens verbeteren"),
                "report_correct",
                clicked=lambda: self.correct_requested.emit(found.report),
            )
            card.add(ButtonRow(left=(correct,)))
            return card, correct
        return card, None

    def _not_yet(self, found: OpenReport) -> dict[Outcome, str]:
        """Only what is true can be answered."""
        why = {}
        if not found.is_corrected:
            why[Outcome.CORRECTED] = texts.sentence(CorrectFirst())
        if found.has_data:
            why[Outcome.ERASED] = texts.sentence(EraseFirst())
        return why

    def _go(self, signal: SignalInstance) -> None:
        outcome = self.outcome.outcome()
        if self.shown is None or not self.outcome.check() or outcome is None:
            return
        self._wait()
        signal.emit(self.shown.report, outcome)

    def _offer(self, *verbs: Button) -> None:
        self._once = verbs
        back = self.back_button("report_back")
        self.set_footer((back,), verbs)

    def _wait(self) -> None:
        """A double click does it once."""
        for button in self._once:
            button.setEnabled(False)
