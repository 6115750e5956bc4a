# SPDX-License-Identifier: EUPL-1.2
"""Reports of the OCMW (melding, art. 7): entered with date and kind, open until the OCMW was answered (R49, R50)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.clock import belgian_day
from app.domain.errors import NotNow, ReferenceUnknown
from app.domain.events import Event
from app.domain.referral import Referral
from app.domain.refusals import CorrectFirst, DayInFuture, DayTooEarly, EraseFirst, NothingSent
from app.domain.report import EVENTS, Kind, Outcome, Report
from app.mail.chain import MailChain
from app.mail.chain import Outcome as MailOutcome
from app.mail.draft import MailDraft, to_recipient, write_draft
from app.mail.texts import MailTexts
from app.workflow.outbox import answer_path, remove_draft
from app.workflow.session import Session

_ORDER = (Outcome.CORRECTED, Outcome.RIGHT, Outcome.ERASED)
"""The outcomes as the closed list of mail E has them."""


@dataclass(frozen=True, slots=True)
class ReportVerbs:
    """What the OCMW finds wrong, and the answer it gets; also after wiping, and when the protocol stopped (R09)."""

    session: Session
    texts: MailTexts
    chain: MailChain

    def enter(self, reference: str, kind: Kind, reported_on: date) -> Report:
        """The OCMW's mail came on this Belgian day, about the version that was sent last.

        Raises ReferenceUnknown, NothingSent, DayInFuture, DayTooEarly (before the referral) or ReportKnown.
        """
        session = self.session
        referral = session.typed(reference)
        if not referral.was_sent:
            raise NothingSent(verb="report", state=referral.state.value)
        if reported_on > session.today():
            raise DayInFuture()
        if reported_on < belgian_day(referral.created_at):
            raise DayTooEarly()
        now = session.now()
        report = Report(referral.reference, kind, reported_on, now, referral.sent_version)
        with session.store.transaction():
            session.store.reports.add(report)
            session.note(EVENTS[kind], replace(referral, version=report.version), now)
        return report

    def find(self, reference: str, kind: Kind, reported_on: date) -> Report:
        """One report as stored; raises ReferenceUnknown."""
        for report in self.session.store.reports.of(reference):
            if (report.kind, report.reported_on) == (kind, reported_on):
                return report
        raise ReferenceUnknown()

    def answer_mail(self, report: Report, outcome: Outcome) -> MailDraft:
        """Mail E, written so that it can be opened; the report stays open until ``close``.

        Raises CorrectFirst for *verbeterd* without a later version that was sent, EraseFirst for *gewist* while the
        data are here, NotNow once it was answered.
        """
        session = self.session
        stored, referral = self._checked(report, outcome)
        profile = session.profile(referral.profile_id)
        text = self.texts.report_answer(
            profile,
            session.sender(),
            referral.reference,
            stored.reported_on,
            self.texts.choices("report_answer", "outcome")[_ORDER.index(outcome)],
            referral.sent_version,
        )
        draft = to_recipient(profile, text, answer_path(session, referral.reference))
        write_draft(draft, session.now())
        return draft

    def open_mail(self, draft: MailDraft) -> MailOutcome:
        """Ask the user's mail program to show mail E; runs on the mail lane, never sends."""
        return self.chain.open(draft)

    def close(self, report: Report, outcome: Outcome) -> Report:
        """*Het OCMW weet het*: the task ends, under the same conditions as the mail."""
        session = self.session
        stored, referral = self._checked(report, outcome)
        version = referral.sent_version if outcome is Outcome.CORRECTED else stored.version
        now = session.now()
        answered = stored.answered(outcome, version, now)
        with session.store.transaction():
            session.store.reports.save(answered)
            versioned = replace(referral, version=version)
            session.note(Event.REPORT_ANSWERED, versioned, now, self.texts.version("report_answer"))
        remove_draft(session, answer_path(session, referral.reference))
        return answered

    def _checked(self, report: Report, outcome: Outcome) -> tuple[Report, Referral]:
        """The report as stored and its referral, when this answer is true now."""
        stored = self.find(report.reference, report.kind, report.reported_on)
        if not stored.is_open:
            raise NotNow(verb="answer report", state="answered")
        referral = self.session.referral(stored.reference)
        if outcome is Outcome.CORRECTED and referral.sent_version <= stored.version:
            raise CorrectFirst()
        if outcome is Outcome.ERASED and referral.client is not None:
            raise EraseFirst()
        return stored, referral
