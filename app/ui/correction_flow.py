# SPDX-License-Identifier: EUPL-1.2
"""CorrectionFlow: *Gegevens verbeteren* and *Melding van het OCMW* (art. 7), up to the form and back to the OCMW."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.clock import belgian_day
from app.domain.referral import Referral, State
from app.domain.refusals import ReportKnown
from app.domain.report import Kind, Outcome, Report
from app.ui.handover_flow import HandoverFlow
from app.ui.journey import Journey
from app.ui.pages.correction import CorrectionPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.report import OpenReport, ReportPage
from app.ui.stage import Stage
from app.workflow.correction import CorrectionView
from app.workflow.handover import MailDraft
from app.workflow.handover import Outcome as MailOutcome
from app.workflow.tasks import Task
from app.working_days import working_days_after

RETURN_TO = ("handover", "report")
"""Pages that are still as they were when *Gegevens verbeteren* closes."""


class CorrectionFlow(QObject):
    """A wrong person's data are a breach: ``breach_requested`` leads there, with the reference."""

    breach_requested = Signal(str)

    def __init__(self, stage: Stage, journey: Journey, handover: HandoverFlow) -> None:
        super().__init__(stage.window)
        self.setObjectName("correction_flow")
        self._stage, self._journey = stage, journey
        self._verbs, self._reports = stage.workflow.correction, stage.workflow.report
        self._from = ""
        stage.window.add_page("correction", self._make_correction)
        stage.window.add_page("report", self._make_report)
        stage.window.add_page("report_by_hand", self._make_by_hand)
        journey.correct_requested.connect(self.correct)
        handover.correct_requested.connect(self.correct)

    # --- correction ---

    def correct(self, reference: str) -> None:
        """*Verbeter de gegevens*, for one referral."""
        self._look(reference, None)

    def correct_by_reference(self) -> None:
        """The same, by the reference in the client's file."""
        self._correction.ask_reference()
        self._show_correction()

    @property
    def _correction(self) -> CorrectionPage:
        return self._stage.page(CorrectionPage, "correction")

    def _look(self, reference: str, kind: Kind | None) -> None:
        self._stage.vault_lane.run(
            self._verbs.view,
            reference,
            done=lambda view: self._seen(view, kind),
            failed=self._correction.refused,
        )

    def _seen(self, view: CorrectionView, kind: Kind | None) -> None:
        if view.may_correct:
            self._correction.show_view(view, self._today(), kind)
            self._show_correction()
            return
        self._stage.vault_lane.run(self._stage.workflow.referral.get, view.reference, done=self._show_refusal)

    def _show_refusal(self, referral: Referral) -> None:
        self._correction.show_refusal(referral.reference, referral.full_reference, self._why_not(referral))
        self._show_correction()

    def _why_not(self, referral: Referral) -> str:
        if referral.consent.has_ended:
            return self.tr("De toestemming geldt niet meer. Je geeft geen gegevens meer door.")
        if referral.was_sent and not referral.version_sent:
            return self.tr("Er loopt al een verbetering: versie {n}. Werk eerst die af, in het overzicht.").format(
                n=referral.version
            )
        if referral.was_sent:
            return self.tr("De termijn is voorbij. Kies eerst in het overzicht: wissen of verlengen.")
        if referral.state is State.ERASED:
            return self.tr("Er is niets verzonden, en de gegevens zijn gewist. Maak een nieuwe doorverwijzing.")
        return self.tr("Er is nog niets verzonden. Je kan de gegevens gewoon wijzigen, in het overzicht.")

    def _show_correction(self) -> None:
        """Remember where *Terug* leads."""
        current = self._stage.window.current
        if not isinstance(current, CorrectionPage):
            self._from = current.objectName().removesuffix("_page") if current is not None else ""
        self._stage.window.show_page("correction")

    def _back(self) -> None:
        if self._from in RETURN_TO:
            self._stage.window.show_page(self._from)
        else:
            self._journey.show_overview()

    def _start(self, reference: str, kind: Kind, confirmed: bool, channels_agreed: bool) -> None:
        self._stage.vault_lane.run(
            lambda: self._verbs.start(reference, kind, confirmed=confirmed, new_channels_agreed=channels_agreed),
            done=self._journey.edit,
            failed=self._correction.refused,
        )

    def _make_correction(self) -> CorrectionPage:
        page = CorrectionPage()
        page.reference_given.connect(self.correct)
        page.start_requested.connect(self._start)
        page.report_requested.connect(self._enter_for)
        page.breach_requested.connect(self.breach_requested)
        page.back_requested.connect(self._back)
        return page

    # --- report ---

    def enter_report(self) -> None:
        """*Melding van het OCMW*: a report came in."""
        self._enter_for("")

    def _enter_for(self, reference: str) -> None:
        self._report.show_entry(self._today(), reference)
        self._stage.window.show_page("report")

    @property
    def _report(self) -> ReportPage:
        return self._stage.page(ReportPage, "report")

    def _enter(self, reference: str, kind: Kind, reported_on: date) -> None:
        self._stage.vault_lane.run(
            self._reports.enter,
            reference,
            kind,
            reported_on,
            done=lambda report: self._open(report, self.tr("De melding is genoteerd. Je vindt ze bij ‘Nog te doen’.")),
            failed=lambda error: self._not_entered(error, reference, kind, reported_on),
        )

    def _not_entered(self, error: Exception, reference: str, kind: Kind, reported_on: date) -> None:
        self._report.not_entered(error)
        if isinstance(error, ReportKnown):
            self._stage.vault_lane.run(lambda: self._reports.find(reference, kind, reported_on), done=self._show_known)

    def _show_known(self, report: Report) -> None:
        """The same report again: go on with it, or hear that it was dealt with."""
        if report.is_open:
            self._open(report, self.tr("Deze melding stond er al."))
        else:
            self._report.say("info", self.tr("Deze melding is al afgesloten. Het OCMW weet het."))

    def go_on(self, task: Task) -> None:
        """An open report of the list *Nog te doen*."""
        if task.report is not None:
            self._stage.vault_lane.run(
                self._reports.find, task.reference, task.report, task.since, done=self._open, failed=self._gone
            )

    def _gone(self, error: Exception) -> None:
        self._journey.show_overview()
        self._after_the_page(lambda: self._stage.window.show_error(error))

    def _open(self, report: Report, said: str = "") -> None:
        self._stage.vault_lane.run(self._read, report, done=lambda found: self._show_report(found, said))

    def _read(self, report: Report) -> OpenReport:
        """On the vault lane: the report and where its referral stands now."""
        session = self._reports.session
        referral, view = session.referral(report.reference), self._verbs.view(report.reference)
        days = session.profile_or_first(referral.profile_id).terms.report_working_days
        due = working_days_after(report.reported_on, days)
        return OpenReport(
            report=report,
            due=due,
            working_days=days,
            is_late=session.today() >= due,
            sent_version=referral.sent_version,
            next_version=view.next_version,
            has_data=view.has_data,
            may_correct=view.may_correct,
            blocked=session.standing(referral).is_blocked,
            correcting=referral.client is not None and referral.was_sent and not referral.version_sent,
        )

    def _show_report(self, found: OpenReport, said: str) -> None:
        self._report.show_report(found)
        self._stage.window.show_page("report")
        if said:
            self._after_the_page(lambda: self._stage.say("info", said))

    def _make_report(self) -> ReportPage:
        page = ReportPage()
        page.entered.connect(self._enter)
        page.answer_requested.connect(self._answer)
        page.known.connect(self._close)
        page.correct_requested.connect(lambda report: self._look(report.reference, report.kind))
        page.continue_requested.connect(self._journey.go_on)
        page.back_requested.connect(self._journey.show_overview)
        return page

    # --- answer ---

    def _answer(self, report: Report, outcome: Outcome) -> None:
        self._stage.vault_lane.run(
            self._reports.answer_mail,
            report,
            outcome,
            done=lambda draft: self._hand_over(report, draft),
            failed=self._report.refused,
        )

    def _hand_over(self, report: Report, draft: MailDraft) -> None:
        self._stage.mail_lane.run(
            self._reports.open_mail,
            draft,
            done=lambda outcome: self._opened(report, draft, outcome),
            failed=lambda _error: self._by_hand(report, draft),
        )

    def _opened(self, report: Report, draft: MailDraft, outcome: MailOutcome) -> None:
        if outcome.kind == "failed":
            self._by_hand(report, draft)
        elif self._is_here(report):
            self._report.mail_is_there()

    def _is_here(self, report: Report) -> bool:
        """A mail program may answer late: that takes nobody away from another page."""
        page = self._report
        return self._stage.window.current is page and page.shown is not None and page.shown.report == report

    def _by_hand(self, report: Report, draft: MailDraft) -> None:
        if not self._is_here(report):
            return
        self._report.offer_answer(mailed=True)
        always = self._stage.mails_by_hand
        mail = MailByHand(report.reference, draft.recipients[0], draft.subject, draft.body, "", always)
        self._stage.page(MailByHandPage, "report_by_hand").show_mail(mail)
        self._stage.window.show_page("report_by_hand")

    def _make_by_hand(self) -> MailByHandPage:
        page = MailByHandPage()
        page.finished.connect(lambda _reference: self._stage.window.show_page("report"))
        return page

    def _close(self, report: Report, outcome: Outcome) -> None:
        self._stage.vault_lane.run(
            self._reports.close, report, outcome, done=lambda _: self._closed(), failed=self._report.refused
        )

    def _closed(self) -> None:
        self._journey.show_overview()
        said = self.tr("De melding is afgesloten. Klopt nu ook het dossier van Kind en Gezin?")
        self._after_the_page(lambda: self._stage.say("success", said))

    def _today(self) -> date:
        return belgian_day(self._stage.clock.now())

    def _after_the_page(self, say: Callable[[], None]) -> None:
        """A page that comes takes messages away: what is to stay is said behind it."""
        self._stage.vault_lane.run(lambda: None, done=lambda _: say())
