# SPDX-License-Identifier: EUPL-1.2
"""The overview: which referrals are open, what is to be done next in each, and what the protocol's standing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.referral import LIVE, Referral, State
from app.domain.terms import Standing
from app.workflow.session import Session
from app.workflow.tasks import Task, open_tasks


class Step(StrEnum):
    """What the colleague does next in a referral; the sentence for it stands in the interface."""

    FILL_IN = "fill_in"
    REVIEW = "review"
    SEND = "send"
    CALL = "call"
    CONFIRM = "confirm"
    ASK_AFTER = "ask_after"
    CHOOSE = "choose"
    AWAIT_ERASURE = "await_erasure"


@dataclass(frozen=True, slots=True)
class Line:
    """One open referral as the overview shows it; ``name`` and ``place`` are on screen only."""

    reference: str
    full_reference: str
    name: str
    place: str
    state: State
    version: int
    step: Step
    standing: Standing


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
        return Line(
            reference=referral.reference,
            full_reference=referral.full_reference,
            name=referral.client.display_name if referral.client else "",
            place=referral.client.place if referral.client else "",
            state=referral.state,
            version=referral.version,
            step=self._step(referral, standing),
            standing=standing,
        )

    def _step(self, referral: Referral, standing: Standing) -> Step:
        if standing.is_blocked:
            return Step.CHOOSE
        if referral.state is State.SENT:
            return self._step_after_sending(referral)
        return {
            State.CONCEPT: Step.FILL_IN,
            State.READY: Step.REVIEW,
            State.EXPORTED: Step.SEND,
            State.WITHDRAWN: Step.AWAIT_ERASURE,
        }[referral.state]

    def _step_after_sending(self, referral: Referral) -> Step:
        if referral.spoken_at is None:
            return Step.CALL
        days = self.session.profile(referral.profile_id).terms.remind_sent_days
        sent = referral.sent_at
        waited = sent is not None and self.session.now() - sent >= timedelta(days=days)
        return Step.ASK_AFTER if waited else Step.CONFIRM
