# SPDX-License-Identifier: EUPL-1.2
"""The consent step: begin a talk, turn a yes into a referral or renew one; no and think-it-over keep nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.client import Client
from app.domain.consent import ConsentTalk
from app.domain.errors import ClockInDoubt, NotNow
from app.domain.events import Event
from app.domain.profile import Profile
from app.domain.reference import new_reference
from app.domain.referral import Referral
from app.workflow.outbox import remove_files
from app.workflow.renewal import is_first
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class ConsentVerbs:
    """Begin, agree, renew. There is no verb for "nee" or "nadenken": the page drops the talk, nothing was stored."""

    session: Session

    def offered(self) -> tuple[Profile, ...]:
        """The protocols in force today: with several, the colleague says first which OCMW it is about (R07)."""
        today = self.session.today()
        return tuple(profile for profile in self.session.profiles if profile.in_force(today))

    def begin(self, profile_id: str = "") -> ConsentTalk:
        """A fresh, empty talk under this protocol, or under the one in force (R04).

        Raises without statement (R02), without protocol (R09), and while the clock is in doubt (P10).
        """
        session = self.session
        profile = session.profile(profile_id) if profile_id else session.present_profile()
        self._require_leave(profile)
        return ConsentTalk(profile)

    def begin_again(self, reference: str, profile_id: str = "") -> ConsentTalk:
        """A fresh talk for an unsent referral: under this protocol, or under its own while that is in force.

        Raises what ``begin`` raises, NotNow and TermPassed.
        """
        referral = self._renewable(reference)
        own = next((one.id for one in self.offered() if one.id == referral.profile_id), "")
        return self.begin(profile_id or own)

    def agree(self, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        """The client said yes: record the consent and make the empty concept, in one transaction.

        ``given_at`` is the aware UTC moment of the yes; None means now. Raises ConsentIncomplete, ConsentInFuture or
        ConsentTooOld, and then nothing is stored. Afterwards the talk is empty: one yes makes one referral (R03).
        """
        session = self.session
        self._require_leave(talk.profile)
        now = session.now()
        sender = session.sender()
        consent = talk.record(given_at or now, now, recorded_by=sender.name)
        referral = Referral(
            reference=session.new_reference(new_reference),
            consent=consent,
            profile_id=talk.profile.id,
            created_at=now,
            edited_at=now,
            since=now,
            client=Client(),
        )
        with session.store.transaction():
            session.store.referrals.add(referral)
            session.note(Event.CONSENT, referral, now, consent.text_id)
            session.note(Event.CONCEPT, referral, now)
        talk.ticked.clear()
        return referral

    def renew(self, reference: str, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        """The client said yes again, for an unsent referral: the new consent counts, what was typed stays.

        The earlier consent is kept as proof. An archive that was made is dropped with its phrase: it names the old one.
        """
        session = self.session
        self._require_leave(talk.profile)
        referral = self._renewable(reference)
        now = session.now()
        consent = talk.record(given_at or now, now, recorded_by=session.sender().name)
        renewed = referral.renewed(consent, talk.profile.id, now)
        with session.store.transaction():
            session.store.exports.drop(referral.full_reference)
            session.store.referrals.save(renewed)
            session.note(Event.CONSENT, renewed, now, consent.text_id)
            session.note(Event.CONCEPT, renewed, now)
        remove_files(session, referral.full_reference)
        talk.ticked.clear()
        return renewed

    def _renewable(self, reference: str) -> Referral:
        """Nothing of it was sent, and its term is open."""
        referral = self.session.referral(reference)
        if not is_first(referral):
            raise NotNow(verb="renew consent", state=referral.state.value)
        self.session.require_open_term(referral)
        return referral

    def _require_leave(self, profile: Profile) -> None:
        """The date of a consent is proof, and its age decides when all is erased: it is never taken from a guess."""
        if self.session.clock_in_doubt() is not None:
            raise ClockInDoubt()
        self.session.require_right_to_refer(profile)
