# SPDX-License-Identifier: EUPL-1.2
"""Edit, autosave, finish, reopen, extend and erase a referral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.address import AddressParts, split_address
from app.domain.errors import ChannelNeedsYes, FieldsIncomplete, NotNow, TermPassed
from app.domain.events import Event
from app.domain.profile import Profile
from app.domain.referral import Referral, State
from app.domain.terms import Level, extended
from app.domain.validation import Note, Problem, cleaned_client, validate
from app.workflow.outbox import remove_files
from app.workflow.renewal import protocols_for, require_present_text
from app.workflow.session import Session
from app.workflow.wiping import wipe


@dataclass(frozen=True, slots=True)
class Edited:
    """What a save brought: the stored referral, what was cleaned, what is still to be looked at, and when."""

    referral: Referral
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ReferralVerbs:
    """Everything a colleague does to a referral before it leaves, and erasing it."""

    session: Session

    def get(self, reference: str) -> Referral:
        """The referral as stored; raises ReferenceUnknown."""
        return self.session.referral(reference)

    def profile(self, reference: str) -> Profile:
        """The protocol of this referral."""
        return self.session.profile(self.session.referral(reference).profile_id)

    def protocols(self, reference: str) -> tuple[Profile, ...]:
        """The protocol of this referral, and the others whose places may be chosen after a new consent (R07)."""
        return protocols_for(self.session, self.session.referral(reference))

    def edit(self, reference: str, raw: Mapping[str, str], single_name: bool, focus: str = "") -> Edited:
        """Autosave: clean the typed fields at the model's border and commit them, complete or not.

        ``raw`` maps the names of Client's fields to what stands on screen. Returning means COMMIT returned.
        """
        session = self.session
        referral = session.referral(reference)
        session.require_open_term(referral)
        profile, *others = protocols_for(session, referral)
        client, notes = cleaned_client(raw, single_name, profile, others)
        now = session.now()
        referral = referral.edited(client, now, focus)
        with session.store.transaction():
            session.store.referrals.save(referral)
        return Edited(referral, notes, validate(client, profile, others), session.clock.now())

    def split_pasted(self, reference: str, line: str) -> AddressParts | None:
        """The parts of a pasted address line, or None when it is not one."""
        return split_address(line, self.profile(reference))

    def problems(self, reference: str) -> tuple[Problem, ...]:
        """What still has to be looked at before this referral can be reviewed."""
        referral = self.session.referral(reference)
        profile, *others = protocols_for(self.session, referral)
        return () if referral.client is None else validate(referral.client, profile, others)

    def finish(self, reference: str) -> Referral:
        """CONCEPT → KLAAR (Nagekeken); raises when something lacks, and then nothing changes.

        That is FieldsIncomplete, ChannelNeedsYes (a correction with a way of contact that was withheld before) or
        ConsentTooOld and ConsentOutdated.
        """
        session = self.session
        referral = session.referral(reference)
        session.require_open_term(referral)
        profile = session.profile(referral.profile_id)
        now = session.now()
        finished = referral.finished(now)
        problems = self.problems(reference)
        if problems:
            raise FieldsIncomplete(problems=problems)
        if referral.unagreed_channels:
            raise ChannelNeedsYes(channels=referral.unagreed_channels)
        require_present_text(referral, profile)
        referral.consent.check(now, profile.terms.consent_max_days, referral.confirmed_at)
        return self._save(finished, Event.READY, now)

    def reopen(self, reference: str) -> Referral:
        """Back to editing; an archive that was made is dropped with its phrase (the next one gets a new phrase).

        Not once this version was declared sent: other data are then a correction, with a version of its own (R51).
        """
        session = self.session
        referral = session.referral(reference)
        session.require_open_term(referral)
        now = session.now()
        reopened = referral.reopened(now)
        if referral.version_sent:
            raise NotNow(verb="reopen", state=referral.state.value)
        with session.store.transaction():
            session.store.exports.drop(referral.full_reference)
            session.store.referrals.save(reopened)
            session.note(Event.CONCEPT, reopened, now)
        remove_files(session, referral.full_reference)
        return reopened

    def extend(self, reference: str) -> Referral:
        """*Verlengen met 7 dagen*, once in each state (R45)."""
        session = self.session
        referral = session.referral(reference)
        profile = session.profile(referral.profile_id)
        now = session.now()
        longer = extended(referral, profile.terms, now, in_force=profile.in_force(session.today()))
        if session.standing(referral).level is Level.ERASE:
            raise TermPassed(reference=referral.full_reference)
        return self._save(longer, Event.EXTENDED, now)

    def erase(self, reference: str) -> None:
        """*Wis nu*: from every state, without mail or network (invariant 5)."""
        referral = self.session.referral(reference)
        if referral.state is not State.ERASED:
            now = self.session.now()
            wipe(self.session, referral, referral.erased(now), (Event.ERASED,), now)

    def _save(self, referral: Referral, event: Event, now: datetime) -> Referral:
        with self.session.store.transaction():
            self.session.store.referrals.save(referral)
            self.session.note(event, referral, now)
        return referral
