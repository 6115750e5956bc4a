# SPDX-License-Identifier: EUPL-1.2
"""One referral as the state table describes it, in as few words as possible, and what must refuse each verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.client import Client
from app.domain.errors import (
    AlreadyExtended,
    AppError,
    ChannelNeedsYes,
    ConsentIncomplete,
    FieldsIncomplete,
    NotNow,
    ProtocolStopped,
    TermPassed,
)
from app.domain.referral import LIVE, State
from app.domain.refusals import CorrectFirst, EraseFirst, NothingSent, ReportKnown
from app.domain.report import Kind, Outcome

DAY = timedelta(days=1)
TERM = {State.CONCEPT: 7 * DAY, State.READY: 7 * DAY, State.EXPORTED: 5 * DAY, State.SENT: 7 * DAY}
Refusal = type[AppError] | None


@dataclass
class Model:
    """What the vault should hold of one referral; ``reports`` tells of which version each speaks, if it is open."""

    consent_at: datetime
    since: datetime
    client: Client | None
    state: State = State.CONCEPT
    extended: bool = False
    version: int = 1
    sent_version: int = 0
    sent_at: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    is_spoken: bool = False
    was_made: bool = False
    agreed: set[str] | None = None
    reports: dict[tuple[Kind, date], int | None] = field(default_factory=dict)

    # --- terms ---

    def hard(self) -> datetime:
        if self.sent_at is not None and self.sent_version == self.version:
            return self.sent_at + 14 * DAY
        return (self.confirmed_at or self.consent_at) + 30 * DAY

    def is_blocked(self, now: datetime, stopped: bool) -> bool:
        if self.state not in LIVE:
            return False
        short = stopped and self.sent_at is None
        return now >= min(self.since + (2 * DAY if short else TERM[self.state]), self.hard())

    # --- what refuses a verb, in the order in which the user hears it ---

    def first(self, *checks: tuple[bool, type[AppError]]) -> Refusal:
        return next((error for fails, error in checks if fails), None)

    def lacking(self) -> tuple[tuple[bool, type[AppError]], ...]:
        """The fields, and a way of contact that nobody said yes to."""
        client = self.client or Client()
        unagreed = self.agreed is not None and not set(client.channels) <= self.agreed
        return (not client.last_name, FieldsIncomplete), (unagreed, ChannelNeedsYes)

    def editing(self, now: datetime, stopped: bool) -> Refusal:
        return self.first((self.is_blocked(now, stopped), TermPassed), (self.state is not State.CONCEPT, NotNow))

    def finishing(self, now: datetime, stopped: bool) -> Refusal:
        return self.editing(now, stopped) or self.first(*self.lacking())

    def reopening(self, now: datetime, stopped: bool) -> Refusal:
        may = self.state in (State.READY, State.EXPORTED) and self.sent_version != self.version
        return self.first((self.is_blocked(now, stopped), TermPassed), (not may, NotNow))

    def exporting(self, now: datetime, stopped: bool) -> Refusal:
        return self.first(
            (self.state not in (State.READY, State.EXPORTED, State.SENT), NotNow),
            (self.is_blocked(now, stopped), TermPassed),
            (stopped and self.sent_at is None, ProtocolStopped),
            *self.lacking(),
        )

    def mailing(self, now: datetime, stopped: bool) -> Refusal:
        return self.first(
            (self.state is not State.EXPORTED, NotNow),
            (self.is_blocked(now, stopped), TermPassed),
            (stopped and self.sent_at is None, ProtocolStopped),
        )

    def extending(self, stopped: bool) -> Refusal:
        return self.first(
            (self.state not in LIVE, NotNow),
            (self.extended, AlreadyExtended),
            (stopped and self.sent_at is None, ProtocolStopped),
        )

    def ending(self, doubt: bool) -> Refusal:
        """Withdrawing or declaring invalid, which tells the OCMW when something left or may have left."""
        may = self.ended_at is None and (self.tells(doubt) or self.state in LIVE)
        return None if may else NotNow

    def tells(self, doubt: bool) -> bool:
        return self.sent_at is not None or (doubt and self.was_made)

    def correcting(self, now: datetime, stopped: bool, confirmed: bool, agreed: bool) -> Refusal:
        may = self.sent_at is not None and self.ended_at is None
        may = may and (self.state is State.ERASED or self.sent_version == self.version)
        return self.first(
            (not may, NotNow),
            (self.is_blocked(now, stopped), TermPassed),
            (not confirmed or (self.client is None and not agreed), ConsentIncomplete),
        )

    def reporting(self, kind: Kind, day: date) -> Refusal:
        return self.first((self.sent_at is None, NothingSent), ((kind, day) in self.reports, ReportKnown))

    def answering(self, key: tuple[Kind, date], outcome: Outcome) -> Refusal:
        version = self.reports[key]
        return self.first(
            (version is None, NotNow),
            (outcome is Outcome.CORRECTED and self.sent_version <= (version or 0), CorrectFirst),
            (outcome is Outcome.ERASED and self.client is not None, EraseFirst),
        )

    # --- moves ---

    def go(self, state: State, now: datetime) -> None:
        self.state, self.since, self.extended = state, now, False
        if state is not State.SENT:
            self.is_spoken = False
        if state not in LIVE:
            self.client, self.agreed = None, None

    def correct(self, now: datetime, agreed: bool) -> None:
        shared = None if agreed or self.client is None else set(self.client.channels)
        self.go(State.CONCEPT, now)
        self.client, self.agreed = self.client or Client(), shared
        self.version += 1
        self.confirmed_at = now

    def extend(self, now: datetime) -> None:
        self.since = max(self.since + TERM[self.state], now) + 7 * DAY - TERM[self.state]
        self.extended = True
