# SPDX-License-Identifier: EUPL-1.2
"""Upkeep at start, at unlock and hourly: clock, unfinished exports, hard limits, leftovers (R45, security.md P3, P10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.events import Event
from app.domain.referral import Referral
from app.domain.terms import Level, Reason
from app.mail.chain import MailChain
from app.workflow.export import ExportVerbs
from app.workflow.session import Session
from app.workflow.wiping import wipe

BACK, AHEAD = timedelta(hours=1), timedelta(days=90)
"""How far the clock may differ from the latest time seen before the user is asked."""


@dataclass(frozen=True, slots=True)
class Expired:
    """One referral that a hard limit erased, and which limit."""

    full_reference: str
    day: date
    reason: Reason


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What upkeep found: the doubtful moment to ask about (or None), what expired, and unfinished exports dropped."""

    clock_in_doubt: datetime | None
    expired: tuple[Expired, ...]
    unfinished: int


@dataclass(frozen=True, slots=True)
class UpkeepVerbs:
    """Keeps every term without anybody asking; erases only at a hard limit, with a register row and a message."""

    session: Session
    export: ExportVerbs
    chain: MailChain

    def after_unlock(self) -> Upkeep:
        """Once after each unlock: also drops what a crash left half done."""
        unfinished = self.export.resume()
        self.chain.forget_old_copies(self.session.clock.now())
        found = self.hourly()
        return Upkeep(found.clock_in_doubt, found.expired, unfinished)

    def hourly(self) -> Upkeep:
        """Check the clock and every term; with a doubtful clock nothing is erased and nothing is blocked by time."""
        session, settings = self.session, self.session.store.settings
        now, seen = session.clock.now(), settings.latest_seen()
        if seen is not None and not seen - BACK <= now <= seen + AHEAD and session.clock_trusted:
            session.clock_trusted = False
        if not session.clock_trusted:
            return Upkeep(now, (), 0)
        if seen is None or now > seen:
            settings.see(now)
        return Upkeep(None, self._expire_due(), 0)

    def answer_clock(self, is_right: bool) -> Upkeep:
        """The user's answer to *Klopt de datum op je computer?*; no keeps the jumped time from being remembered."""
        if not is_right:
            return Upkeep(None, (), 0)
        self.session.clock_trusted = True
        now = self.session.clock.now()
        seen = self.session.store.settings.latest_seen()
        if seen is None or now > seen:
            self.session.store.settings.see(now)
        return Upkeep(None, self._expire_due(), 0)

    def _expire_due(self) -> tuple[Expired, ...]:
        return tuple(filter(None, map(self._expire, self.session.store.referrals.all())))

    def _expire(self, referral: Referral) -> Expired | None:
        standing = self.session.standing(referral)
        if standing.level is not Level.ERASE:
            return None
        now = self.session.now()
        wipe(self.session, referral, referral.erased(now), (Event.EXPIRED, Event.ERASED), now)
        return Expired(referral.full_reference, self.session.today(), standing.reason)
