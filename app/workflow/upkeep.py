# SPDX-License-Identifier: EUPL-1.2
"""Upkeep at start, at unlock and hourly: clock, unfinished exports, hard limits, leftovers (R45, P3, P10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.events import Event
from app.domain.referral import Referral, State
from app.domain.terms import Level, Reason
from app.mail.chain import MailChain
from app.workflow.breach import BreachVerbs
from app.workflow.export import ExportVerbs
from app.workflow.session import Session
from app.workflow.settings import use_mail_choice
from app.workflow.trial import drop_old_trials
from app.workflow.wiping import erase_remains, wipe

_YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True)
class Expired:
    """One referral that a hard limit erased, and which limit, with its days."""

    full_reference: str
    day: date
    reason: Reason
    limit_days: int


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
    breach: BreachVerbs

    def after_unlock(self) -> Upkeep:
        """Once after each unlock: also drops what a crash left half done."""
        use_mail_choice(self.session, self.chain)
        self.breach.take_over_waiting()  # first: the outbox keeps the mails of known breaches alone
        unfinished = self.export.resume()
        self.chain.forget_old_copies(self.session.clock.now())
        found = self.hourly()
        return Upkeep(found.clock_in_doubt, found.expired, unfinished)

    def hourly(self) -> Upkeep:
        """Check the clock and every term; with a doubtful clock nothing is erased and nothing is blocked by time."""
        session = self.session
        self.breach.take_over_waiting()
        if session.store.has_remains():  # a wipe that a crash or a held file kept from being finished
            erase_remains(session)
        doubt = session.clock_in_doubt()
        if doubt is not None:
            return Upkeep(doubt, (), 0)
        session.store.settings.see(session.clock.now())
        session.remember_limits()
        expired = tuple(filter(None, map(self._expire, session.store.referrals.all())))
        drop_old_trials(session)
        self._forget_old()
        return Upkeep(None, expired, 0)

    def answer_clock(self, is_right: bool) -> Upkeep:
        """The user's answer to *Klopt de datum op je computer?*; no keeps the jumped time from being remembered."""
        if not is_right:
            return Upkeep(None, (), 0)
        self.session.clock_is_right()
        return self.hourly()

    def _expire(self, referral: Referral) -> Expired | None:
        standing = self.session.standing(referral)
        if standing.level is not Level.ERASE:
            return None
        now = self.session.now()
        wipe(self.session, referral, referral.erased(now), (Event.EXPIRED, Event.ERASED), now)
        return Expired(referral.full_reference, self.session.today(), standing.reason, standing.limit_days)

    def _forget_old(self) -> None:
        """Register rows, wiped referrals with their reports, and breaches go after their years (product.md 5.2)."""
        session, store = self.session, self.session.store
        before = session.now() - max(profile.terms.register_years for profile in session.profiles) * _YEAR
        old = [one for one in store.referrals.all() if one.state is State.ERASED and one.since < before]
        with store.transaction():
            for referral in old:
                store.reports.forget(referral.reference)
                store.referrals.forget(referral.reference)
            for incident in store.incidents.all():
                if incident.recorded_at < before:
                    store.incidents.forget(incident.number)
            store.register.expire(before)
