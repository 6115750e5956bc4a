# SPDX-License-Identifier: EUPL-1.2
"""One referral as the state table describes it, in as few words as possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.referral import LIVE, State

DAY = timedelta(days=1)
TERM = {State.CONCEPT: 7 * DAY, State.READY: 7 * DAY, State.EXPORTED: 5 * DAY, State.SENT: 7 * DAY}


@dataclass
class Model:
    """One referral as the state table describes it."""

    consent_at: datetime
    since: datetime
    state: State = State.CONCEPT
    extended: bool = False
    sent_at: datetime | None = None
    is_spoken: bool = False
    was_made: bool = False
    is_withdrawn: bool = False

    def hard(self) -> datetime:
        return self.consent_at + 30 * DAY if self.sent_at is None else self.sent_at + 14 * DAY

    def is_blocked(self, now: datetime) -> bool:
        return self.state in LIVE and now >= min(self.since + TERM[self.state], self.hard())

    def go(self, state: State, now: datetime) -> None:
        self.state, self.since, self.extended = state, now, False
