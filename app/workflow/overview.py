# SPDX-License-Identifier: EUPL-1.2
"""The overview: which referrals are open, what is to be done next in each, and what the protocol's standing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.clock import belgian_day
from app.domain.referral import LIVE, Referral, State
from app.domain.terms import Reason, Standing
from app.workflow.renewal import is_due
from app.workflow.session import Session
from app.workflow.tasks import Task, open_tasks
from app.working_days import working_days_after


class Step(StrEnum):
    """What the colleague does next in a referral; the sentence for it stands in the interface."""

    FILL_IN = "fill_in"
    RENEW = "renew"
    REVIEW = "review"
    SEND = "send"
    CALL = "call"
    CONFIRM = "confirm"
    ASK_AFTER = "ask_after"
    CHOOSE = "choose"
    AWAIT_ERASURE = "await_erasure"
    ASK_ERASURE = "ask_erasure"
    TELL_OFFICER = "tell_officer"


@dataclass(frozen=True, slots=True)
class Line:
    """One open referral as the overview shows it; ``name`` and ``place`` are on screen only.

    ``is_invalid``: consent turned out never to have been valid (ongeldig verklaard, not ingetrokken).
    """

    reference: str
    full_reference: str
    name: str
    place: str
    state: State
    version: int
    step: Step
    standing: Standing
    is_invalid: bool = False
    days_since_sent: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Standing of one protocol: ``stopped`` (R09) or ``days_left`` of a notice (R10)."""

    protocol: str
    stopped: bool
    days_left: int | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All open referrals, newest work first, the tasks beside them, and the notices to show above them."""

    lines: tuple[Line, ...]
    tasks: tuple[Task, ...]
    notices: tuple[Notice, ...]
    may_begin: bool


def erasure_step(session: Session, referral: Referral) -> Step:
    """What is next for a withdrawn referral: wait, ask after some working days, at last tell the officer (DPO)."""
    if session.standing(referral).reason is Reason.NO_ANSWER:
        return Step.TELL_OFFICER
    days = session.profile_or_first(referral.profile_id).terms.report_working_days
    since = belgian_day(referral.withdrawn_at or referral.since)
    return Step.ASK_ERASURE if session.today() >= working_days_after(since, days) else Step.AWAIT_ERASURE


@dataclass(frozen=True, slots=True)
class OverviewVerbs:
    """Reads, never writes."""

    session: Session

    def show(self) -> Overview:
        """The overview as it is now."""
        today = self.session.today()
        open_ones = [r for r in self._newest_first() if r.state in (*LIVE, State.WITHDRAWN)]
        notices = tuple(
            Notice(p.recipient.name, not p.in_force(today), p.days_of_notice_left(today), p.notice_ends_on)
            for p in self.session.profiles
            if not p.in_force(today) or p.notice_ends_on is not None
        )
        return Overview(
            lines=tuple(self._line(r) for r in open_ones),
            tasks=open_tasks(self.session),
            notices=notices,
            may_begin=any(p.in_force(today) for p in self.session.profiles),
        )

    def typing(self) -> Referral | None:
        """The concept that was typed in last, when its cursor place was kept; None when there is none."""
        concepts = (r for r in self._newest_first() if r.state is State.CONCEPT and r.focus)
        return next((r for r in concepts if not self.session.standing(r).is_blocked), None)

    def _newest_first(self) -> list[Referral]:
        """By the counter of changes, never by time: a clock may jump."""
        return self.session.store.referrals.all()[::-1]

    def _line(self, referral: Referral) -> Line:
        standing = self.session.standing(referral)
        ended = referral.state is State.WITHDRAWN  # what the OCMW erases is the referral, every version of it
        return Line(
            reference=referral.reference,
            full_reference=referral.reference if ended else referral.full_reference,
            name=referral.client.display_name if referral.client else "",
            place=referral.client.place if referral.client else "",
            state=referral.state,
            version=referral.version,
            step=self._step(referral, standing),
            standing=standing,
            is_invalid=referral.consent.invalid_at is not None,
            days_since_sent=self._days_since_sent(referral),
        )

    def _step(self, referral: Referral, standing: Standing) -> Step:
        if standing.is_blocked:
            return Step.CHOOSE
        if referral.state is State.SENT:
            return self._step_after_sending(referral)
        if referral.state is State.WITHDRAWN:
            return erasure_step(self.session, referral)
        if is_due(self.session, referral):
            return Step.RENEW
        return {
            State.CONCEPT: Step.FILL_IN,
            State.READY: Step.REVIEW,
            State.EXPORTED: Step.SEND,
        }[referral.state]

    def _step_after_sending(self, referral: Referral) -> Step:
        if referral.spoken_at is None:
            return Step.CALL
        days = self.session.profile_or_first(referral.profile_id).terms.remind_sent_days
        return Step.ASK_AFTER if self._days_since_sent(referral) >= days else Step.CONFIRM

    def _days_since_sent(self, referral: Referral) -> int:
        """Whole days since some version was declared sent."""
        sent = referral.sent_at
        return 0 if sent is None else (self.session.now() - sent) // timedelta(days=1)
