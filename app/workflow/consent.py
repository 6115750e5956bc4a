# SPDX-License-Identifier: EUPL-1.2
"""The consent step: begin a talk, and turn a yes into a referral; no and think-it-over keep nothing (R18–R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.client import Client
from app.domain.consent import ConsentTalk
from app.domain.errors import ClockInDoubt
from app.domain.events import Event
from app.domain.profile import Profile
from app.domain.reference import new_reference
from app.domain.referral import Referral
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class ConsentVerbs:
    """Begin and agree. There is no verb for "nee" or "nadenken": the page drops the talk and nothing was stored."""

    session: Session

    def begin(self) -> ConsentTalk:
        """A fresh, empty talk under the protocol in force (R04).

        Raises without statement (R02), without protocol (R09), and while the clock is in doubt (P10).
        """
        profile = self.session.present_profile()
        self._require_leave(profile)
        return ConsentTalk(profile)

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

    def _require_leave(self, profile: Profile) -> None:
        """The date of a consent is proof, and its age decides when all is erased: it is never taken from a guess."""
        if self.session.clock_in_doubt() is not None:
            raise ClockInDoubt()
        self.session.require_right_to_refer(profile)
