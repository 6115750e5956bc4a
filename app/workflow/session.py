# SPDX-License-Identifier: EUPL-1.2
"""Session: what the verbs of one run share: the open vault, the profiles, the clock, and the checks they all make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from app.clock import Clock, belgian_day
from app.domain.errors import ProtocolStopped, ReferenceUnknown, StatementMissing, TermPassed, VaultLocked
from app.domain.events import Entry, Event
from app.domain.profile import Profile
from app.domain.referral import Referral
from app.domain.sender import Sender
from app.domain.terms import Level, Standing, standing
from app.paths import Paths
from app.storage.store import Store


@dataclass(slots=True)
class Session:
    """One run of the program; ``store`` is None while locked. Used on the vault lane only."""

    paths: Paths
    clock: Clock
    profiles: tuple[Profile, ...]
    random: Callable[[int], bytes]
    clock_trusted: bool = True
    _store: Store | None = field(default=None)

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
            store, self._store = self._store, None
            store.close()

    def now(self) -> datetime:
        """The present moment for terms: a clock set back never lengthens one (invariant 7).

        While the user has not answered whether a jumped clock is right, time stands still (security.md P10).
        """
        now = self.clock.now()
        seen = self._store.settings.latest_seen() if self._store is not None else None
        return now if seen is None or (now >= seen and self.clock_trusted) else seen

    def today(self) -> date:
        """The Belgian day it is now."""
        return belgian_day(self.now())

    def profile(self, profile_id: str) -> Profile:
        """The profile with this id; an id that is gone stops everything for that referral."""
        for profile in self.profiles:
            if profile.id == profile_id:
                return profile
        raise ProtocolStopped()

    def referral(self, reference: str) -> Referral:
        """The referral with this reference, as stored."""
        return self.store.referrals.get(reference)

    def sender(self) -> Sender:
        """Who refers."""
        return self.store.settings.sender()

    def standing(self, referral: Referral) -> Standing:
        """Where the referral stands against its terms (R45)."""
        profile = self.profile(referral.profile_id)
        return standing(referral, profile.terms, self.now(), in_force=profile.in_force(self.today()))

    def require_open_term(self, referral: Referral) -> None:
        """Raise TermPassed when the referral is blocked: no editing, no export, no phrase on screen (5.2)."""
        if self.standing(referral).level in (Level.BLOCKED, Level.ERASE):
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
