# SPDX-License-Identifier: EUPL-1.2
"""State + moments + now → nothing, warn, block or erase (product.md 5.2, R45, R48)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.domain.errors import AlreadyExtended, NotNow, ProtocolStopped
from app.domain.limits import Limits
from app.domain.profile import Terms
from app.domain.referral import LIVE, Referral, State

_DAY = timedelta(days=1)


class Level(StrEnum):
    """How far a referral is, from bad to worse."""

    NOTHING = "nothing"
    WARN = "warn"
    BLOCKED = "blocked"
    ERASE = "erase"


class Reason(StrEnum):
    """Which term speaks."""

    NONE = "none"
    IDLE = "idle"
    """The term of the state: the user chooses *Wissen* or, once, *Verlengen*."""
    STOPPED = "stopped"
    """The protocol stopped and nothing was sent: only *Wissen*, or stating that it was sent (art. 8, 11)."""
    CONSENT_OLD = "consent_old"
    """Hard limit: 30 days after consent, or after the confirmation of a correction."""
    SENT_LONG_AGO = "sent_long_ago"
    """Hard limit: 14 days after the latest sending."""
    NO_ANSWER = "no_answer"
    """Withdrawn, and the OCMW did not confirm in time: tell the DPO."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands against its terms now.

    ``until`` is the moment on which the level gets worse (None: never), ``days_left`` the begun days until then.
    ``erases_at`` is the hard limit, ``erases_soon`` tells that it must be announced; ``limit_days`` is its length.
    ``extend_days`` is how many days *Verlengen* gives, 0 when it may not be used.
    """

    level: Level
    reason: Reason = Reason.NONE
    until: datetime | None = None
    days_left: int = 0
    erases_at: datetime | None = None
    erases_soon: bool = False
    limit_days: int = 0
    extend_days: int = 0

    @property
    def may_extend(self) -> bool:
        """Is *Verlengen* still to be used here?"""
        return self.extend_days > 0

    @property
    def is_blocked(self) -> bool:
        """No editing, no export, no phrase on screen."""
        return self.level in (Level.BLOCKED, Level.ERASE)


def standing(
    referral: Referral,
    terms: Terms,
    now: datetime,
    *,
    in_force: bool = True,
    stopped_at: datetime | None = None,
    limits: Limits | None = None,
) -> Standing:
    """The standing at ``now``, which the caller makes the highest moment ever seen (invariant 7).

    ``in_force`` is False when the protocol stopped; ``stopped_at`` is when, as far as that is known. ``limits`` tells
    whether a hard limit became shorter a moment ago.
    """
    if referral.state not in LIVE:
        return _without_data(referral, terms, now)
    start, limit_days, hard_reason = _hard_limit(referral, terms)
    hard = _after(start, limit_days)
    if limits is not None and limits.until is not None:
        earlier = _after(start, limits.earlier_days(was_sent=hard_reason is Reason.SENT_LONG_AGO))
        hard = max(hard, min(earlier, limits.until))
    term, reason = _term(referral, terms, in_force, stopped_at)
    soon = hard - now <= terms.warn_days * _DAY
    may_extend = reason is Reason.IDLE and not referral.extended and max(now, term) < hard
    more = terms.extend_days if may_extend else 0
    if now >= hard:
        return Standing(Level.ERASE, hard_reason, None, 0, hard, erases_soon=True, limit_days=limit_days)
    if now >= term:
        return Standing(Level.BLOCKED, reason, hard, _days(hard - now), hard, soon, limit_days, more)
    until, why = (term, reason) if term < hard else (hard, hard_reason)
    level = Level.WARN if until - now <= terms.warn_days * _DAY else Level.NOTHING
    why = why if level is Level.WARN else Reason.NONE
    return Standing(level, why, until, _days(until - now), hard, soon, limit_days, more)


def extended(referral: Referral, terms: Terms, now: datetime, *, in_force: bool = True) -> Referral:
    """*Verlengen met 7 dagen*, once in each state: seven days more, or seven from now when the term is over already.

    Nothing unsent is extended once the protocol stopped.
    """
    if referral.state not in LIVE:
        raise NotNow(verb="extend", state=referral.state.value)
    if referral.extended:
        raise AlreadyExtended()
    if not in_force and not referral.was_sent:
        raise ProtocolStopped()
    end = _after(max(_after(referral.since, _term_days(referral, terms)), now), terms.extend_days)
    return replace(referral, extended=True, since=end - _term_days(referral, terms) * _DAY)


def _after(moment: datetime, days: int) -> datetime:
    """So many days later; at the end of time itself, its last moment: no clock may break a term."""
    try:
        return moment + days * _DAY
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _days(left: timedelta) -> int:
    """Begun days: on the last day there is one left."""
    return max(0, -(-left // _DAY))


def _term_days(referral: Referral, terms: Terms) -> int:
    return {
        State.CONCEPT: terms.concept_days,
        State.READY: terms.ready_days,
        State.EXPORTED: terms.exported_days,
        State.SENT: terms.sent_days,
    }[referral.state]


def _term(referral: Referral, terms: Terms, in_force: bool, stopped_at: datetime | None) -> tuple[datetime, Reason]:
    term = _after(referral.since, _term_days(referral, terms))
    if in_force or referral.was_sent:
        return term, Reason.IDLE  # what follows after sending goes on when the protocol stops
    return min(term, _after(stopped_at or referral.since, terms.stop_days)), Reason.STOPPED


def _hard_limit(referral: Referral, terms: Terms) -> tuple[datetime, int, Reason]:
    """Since when it counts, and how many days.

    Once a version was sent only its 14 days count; a correction in the making has 30 from its confirmation.
    """
    if referral.sent_at is not None and referral.version_sent:
        return referral.sent_at, terms.hard_sent_days, Reason.SENT_LONG_AGO
    return referral.confirmed_at or referral.consent.given_at, terms.hard_consent_days, Reason.CONSENT_OLD


def _without_data(referral: Referral, terms: Terms, now: datetime) -> Standing:
    """No client data are left: a withdrawal waits for the OCMW's confirmation, anything else for nothing."""
    if referral.state is not State.WITHDRAWN or referral.withdrawn_at is None:
        return Standing(Level.NOTHING)
    until = _after(referral.withdrawn_at, terms.withdrawal_days)
    if now >= until:
        return Standing(Level.WARN, Reason.NO_ANSWER, None)
    return Standing(Level.NOTHING, Reason.NONE, until, _days(until - now))
