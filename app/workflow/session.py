# SPDX-License-Identifier: EUPL-1.2
"""Session: what the verbs of one run share: the open vault, the profiles, the clock, and the checks they all make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app.clock import Clock, belgian_day, end_of_belgian_day
from app.domain.errors import ProfileGone, ProtocolStopped, ReferenceUnknown, StatementMissing, TermPassed, VaultLocked
from app.domain.events import Entry, Event
from app.domain.limits import known
from app.domain.policy import Policy
from app.domain.profile import Profile
from app.domain.reference import parse_reference
from app.domain.referral import Referral
from app.domain.sender import Sender
from app.domain.terms import Standing, standing
from app.paths import Paths
from app.storage.store import Store

BACK, AHEAD = timedelta(hours=1), timedelta(days=90)
"""How far the clock may differ from the latest time seen before the user is asked (security.md P10)."""


@dataclass(slots=True)
class Session:
    """One run of the program; ``store`` is None while locked. Used on the vault lane only.

    ``forget_copy`` removes what was copied of a draft for a mail program that cannot read the data folder.
    """

    paths: Paths
    clock: Clock
    profiles: tuple[Profile, ...]
    random: Callable[[int], bytes]
    forget_copy: Callable[[Path], None]
    policy: Policy = field(default_factory=Policy)
    _store: Store | None = field(default=None)
    _called_right: datetime | None = field(default=None)

    @property
    def store(self) -> Store:
        """The open vault; raises VaultLocked while there is none."""
        if self._store is None:
            raise VaultLocked()
        return self._store

    @property
    def is_open(self) -> bool:
        """Is the vault open?"""
        return self._store is not None

    def opened(self, store: Store) -> None:
        """Take over a store that was just opened."""
        self._store = store

    def closed(self) -> None:
        """Close the vault; harmless when it is closed already."""
        if self._store is not None:
            store, self._store, self._called_right = self._store, None, None
            store.close()

    def now(self) -> datetime:
        """The present moment for terms: a clock set back never lengthens one (invariant 7).

        While the clock is in doubt, time stands still at the latest moment that was believed (P10).
        """
        now, seen = self.clock.now(), self._seen()
        return now if seen is None or (now > seen and self.clock_in_doubt() is None) else seen

    def clock_in_doubt(self) -> datetime | None:
        """The moment about which the user must be asked, or None; a clock that comes back ends the doubt by itself."""
        now, seen = self.clock.now(), self._seen()
        believed = (seen, self._called_right)
        near = any(known is not None and -BACK <= now - known <= AHEAD for known in believed)
        return None if seen is None or near else now

    def clock_is_right(self) -> None:
        """The user says so: time goes on from here, or stands still until it catches up with what was seen before."""
        self._called_right = self.clock.now()

    def today(self) -> date:
        """The Belgian day it is now."""
        return belgian_day(self.now())

    def profile(self, profile_id: str) -> Profile:
        """The profile with this id; raises ProfileGone when it is not here: then nothing leaves any more."""
        profile = self._profile(profile_id)
        if profile is None:
            raise ProfileGone()
        return profile

    def profile_or_first(self, profile_id: str) -> Profile:
        """The same for what only needs terms: when the profile is gone, those of the first one that is left count."""
        return self._profile(profile_id) or self.profiles[0]

    def present_profile(self) -> Profile:
        """The first protocol in force today, or the first one, whose refusal the user then hears."""
        today = self.today()
        return next((profile for profile in self.profiles if profile.in_force(today)), self.profiles[0])

    def referral(self, reference: str) -> Referral:
        """The referral with this reference, as stored."""
        return self.store.referrals.get(reference)

    def typed(self, text: str) -> Referral:
        """The referral whose reference a person typed; raises ReferenceUnknown for what cannot be or is not here."""
        try:
            return self.referral(parse_reference(text))
        except ValueError:
            raise ReferenceUnknown() from None

    def sender(self) -> Sender:
        """Who refers; the mailbox of the team is that of the administrator, when he set one (decision 29)."""
        sender = self.store.settings.sender()
        return replace(sender, email=self.policy.team_mailbox or sender.email)

    def standing(self, referral: Referral) -> Standing:
        """Where the referral stands against its terms (R45).

        A protocol whose profile is gone has stopped.
        """
        now, profile = self.now(), self._profile(referral.profile_id)
        remembered = self.store.settings.limits().get(referral.profile_id)
        if profile is None:
            terms = self.profile_or_first(referral.profile_id).terms
            terms = terms if remembered is None else remembered.over(terms)
            return standing(referral, terms, now, in_force=False, limits=remembered)
        today = self.today()
        return standing(
            referral,
            profile.terms,
            now,
            in_force=profile.in_force(today),
            stopped_at=_ended_at(profile, today),
            limits=known(remembered, profile.terms, now),
        )

    def remember_limits(self) -> None:
        """Keep the hard limits of every protocol that is here, so that a shorter one is seen and announced first."""
        settings, now = self.store.settings, self.now()
        before = settings.limits()
        after = before | {one.id: known(before.get(one.id), one.terms, now) for one in self.profiles}
        if after != before:
            settings.set_limits(after)

    def require_open_term(self, referral: Referral) -> None:
        """Raise TermPassed when the referral is blocked: no editing, no export, no phrase on screen (5.2)."""
        if self.standing(referral).is_blocked:
            raise TermPassed(reference=referral.full_reference)

    def require_right_to_refer(self, profile: Profile) -> None:
        """Raise unless the user confirmed the statement (R02) and the protocol is in force today (R09)."""
        if not self.sender().may_refer(profile.statement.id):
            raise StatementMissing()
        if not profile.in_force(self.today()):
            raise ProtocolStopped()

    def note(self, event: Event, referral: Referral, now: datetime, text_versions: str = "") -> None:
        """Append one register row about a referral; call it inside the transaction that it tells of."""
        self.store.register.append(
            Entry(
                event,
                referral.full_reference,
                referral.profile_id,
                referral.consent.scope_recipient,
                text_versions=text_versions,
                user=self.sender().name,
            ),
            now,
        )

    def new_reference(self, make: Callable[[Callable[[int], bytes]], str]) -> str:
        """A reference that no referral of this vault has."""
        while True:
            reference = make(self.random)
            try:
                self.store.referrals.get(reference)
            except ReferenceUnknown:
                return reference

    def _profile(self, profile_id: str) -> Profile | None:
        return next((profile for profile in self.profiles if profile.id == profile_id), None)

    def _seen(self) -> datetime | None:
        return None if self._store is None else self._store.settings.latest_seen()


def _ended_at(profile: Profile, today: date) -> datetime | None:
    """When a protocol ended by its own dates; None while it did not, or when only its status says that it stopped."""
    passed = [day for day in (profile.valid_until, profile.notice_ends_on) if day is not None and day < today]
    return end_of_belgian_day(min(passed)) if passed else None
