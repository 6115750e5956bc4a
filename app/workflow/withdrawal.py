# SPDX-License-Identifier: EUPL-1.2
"""Withdrawal (intrekking) and *ongeldig verklaren*: our copy goes, mail C or C2 is made ready, a task stays open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.clock import belgian_day
from app.domain.errors import AppError, NotNow, ProfileGone
from app.domain.events import Event
from app.domain.profile import Recipient
from app.domain.referral import LIVE, Referral, State
from app.log import error_code, event
from app.mail.chain import MailChain, Outcome
from app.mail.draft import MailDraft, to_recipient, write_draft
from app.mail.texts import MailTexts
from app.workflow.outbox import draft_path
from app.workflow.overview import Step, erasure_step
from app.workflow.session import Session
from app.workflow.wiping import wipe


class Left(StrEnum):
    """Did anything leave for the OCMW?"""

    NO = "no"
    """No file was ever made."""
    ASK = "ask"
    """A file was made and never declared sent: only the user knows."""
    YES = "yes"
    """The user declared it sent."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What there is to end; ``is_reported``: a breach that names this reference was recorded already."""

    reference: str
    left: Left
    is_reported: bool


@dataclass(frozen=True, slots=True)
class EndNote:
    """One line for the client's file, and which of the two acts it tells of."""

    text: str
    is_invalid: bool


@dataclass(frozen=True, slots=True)
class OpenErasure:
    """What the user waits for; ``recipient`` is None when the protocol is gone, ``officer`` is our DPO's address."""

    reference: str
    since: date
    is_invalid: bool
    step: Step
    recipient: Recipient | None
    officer: str


@dataclass(frozen=True, slots=True)
class WithdrawalVerbs:
    """*De cliënt wil stoppen*, in at most two actions from the list, and by reference after wiping (R24).

    *Ongeldig verklaren* is another act with the same consequences for the data: consent never was valid. What leaves
    names the reference without version, because a correction in the making was never sent.
    """

    session: Session
    texts: MailTexts
    chain: MailChain

    def find(self, reference: str) -> Ending:
        """The referral a person means, typed or chosen; raises ReferenceUnknown, or NotNow when nothing can end."""
        referral = self.session.typed(reference)
        left = self._left(referral)
        _require_an_end(referral, left is not Left.NO)
        named = (ref for incident in self.session.store.incidents.all() for ref in incident.references)
        return Ending(referral.reference, left, any(ref.startswith(referral.reference) for ref in named))

    def stop(self, reference: str, mail_may_have_left: bool) -> MailDraft | None:
        """Withdraw; returns the draft of mail C when the OCMW must be told, None when nothing was sent.

        ``mail_may_have_left`` is the user's answer ("ja, of ik weet het niet"); it counts when a file was ever made,
        also when that was wiped or taken back to editing since. For a referral that was declared sent it is always
        taken as True. Raises ReferenceUnknown for a reference that cannot be one or that this vault does not have, and
        ProfileGone when all is wiped but nobody knows any more to whom the mail goes.
        """
        return self._end(reference, mail_may_have_left, invalid=False)

    def declare_invalid(self, reference: str, mail_may_have_left: bool) -> MailDraft | None:
        """*Ongeldig verklaren*: the wrong person, a misunderstanding. The same, but with mail C2 after sending.

        The breach comes first: whoever calls this let the user record it (product.md 6, art. 9).
        """
        return self._end(reference, mail_may_have_left, invalid=True)

    def mail(self, reference: str) -> MailDraft:
        """Mail C or C2, with the reference alone; written so that it can be opened."""
        draft = self._draft(reference)
        write_draft(draft, self.session.now())
        return draft

    def _first_mail(self, reference: str) -> MailDraft:
        """All is wiped, so a full disk is no refusal: without its file the mail is made by hand.

        Unless a file lies there: an earlier mail that is held still has the archive, and must not be opened for this.
        """
        draft = self._draft(reference)
        try:
            write_draft(draft, self.session.now())
        except AppError as error:
            if draft.draft_path.exists():
                raise
            event(f"draft:{error_code(error)}")
        return draft

    def _draft(self, reference: str) -> MailDraft:
        session = self.session
        referral = session.referral(reference)
        referral.require("write withdrawal mail", State.WITHDRAWN)
        profile, sender = session.profile(referral.profile_id), session.sender()
        text = (
            self.texts.invalid(profile, sender, referral.reference)
            if referral.consent.invalid_at is not None
            else self.texts.withdrawal(profile, sender, referral.reference, _ended_on(referral, session))
        )
        return to_recipient(profile, text, draft_path(session, referral.reference))

    def note(self, reference: str) -> EndNote:
        """One line for the client's file: reference and day only."""
        referral = self.session.referral(reference)
        invalid = referral.consent.invalid_at is not None
        day = _ended_on(referral, self.session)
        return EndNote(self.texts.withdrawal_note(referral.reference, day, invalid=invalid), invalid)

    def open_mail(self, draft: MailDraft) -> Outcome:
        """Ask the user's mail program to show mail C or C2; runs on the mail lane, never sends."""
        return self.chain.open(draft)

    def waiting(self, reference: str) -> OpenErasure:
        """The open task: since when the OCMW owes an answer, and whom to call or tell."""
        session = self.session
        referral = session.referral(reference)
        referral.require("wait for erasure", State.WITHDRAWN)
        try:
            recipient: Recipient | None = session.profile(referral.profile_id).recipient
        except ProfileGone:  # the number of another OCMW would be the wrong one
            recipient = None
        return OpenErasure(
            reference=referral.reference,
            since=_ended_on(referral, session),
            is_invalid=referral.consent.invalid_at is not None,
            step=erasure_step(session, referral),
            recipient=recipient,
            officer=session.profile_or_first(referral.profile_id).own_dpo.email,
        )

    def erasure_confirmed(self, reference: str) -> None:
        """*Het OCMW heeft gewist*: the open task ends."""
        referral = self.session.referral(reference)
        referral.require("confirm erasure", State.WITHDRAWN)
        self._close(referral, Event.ERASURE_CONFIRMED, Event.ERASED)

    def officer_told(self, reference: str) -> None:
        """*Ik heb het aan de DPO gemeld*, once the OCMW did not answer in 30 days: the open task ends.

        It never ends by itself (decision 8, invariant 8): nothing about the client is left to erase, so the term only
        asks for something, and a task that vanished would hide that nobody asked it.
        """
        referral = self.session.referral(reference)
        referral.require("end without an answer", State.WITHDRAWN)
        if erasure_step(self.session, referral) is not Step.TELL_OFFICER:
            raise NotNow(verb="end without an answer", state=referral.state.value)
        self._close(referral, Event.ERASED)

    def _end(self, reference: str, mail_may_have_left: bool, *, invalid: bool) -> MailDraft | None:
        session = self.session
        referral = session.typed(reference)
        left = self._left(referral)
        after_sending = left is Left.YES or (mail_may_have_left and left is Left.ASK)
        _require_an_end(referral, after_sending)
        now = session.now()
        if after_sending:
            what = Event.DECLARED_INVALID if invalid else Event.WITHDRAWN_AFTER
            wipe(session, referral, referral.withdrawn(now, invalid=invalid), (what,), now)
            return self._first_mail(referral.reference)
        gone = replace(referral.erased(now), consent=referral.consent.ended(now, invalid=invalid))
        what = Event.DECLARED_INVALID if invalid else Event.WITHDRAWN_BEFORE
        wipe(session, referral, gone, (what, Event.ERASED), now)
        return None

    def _close(self, referral: Referral, *events: Event) -> None:
        now = self.session.now()
        wipe(self.session, referral, referral.erased(now), events, now)

    def _left(self, referral: Referral) -> Left:
        """Was there ever a file that the user can have sent? The register knows, also after wiping."""
        if referral.was_sent:
            return Left.YES
        made = (row for row in self.session.store.register.rows() if row.gebeurtenis == Event.EXPORTED)
        return Left.ASK if any(row.ref.startswith(referral.reference) for row in made) else Left.NO


def _require_an_end(referral: Referral, may_have_left: bool) -> None:
    """Raise NotNow when consent ended before, or when it is wiped and nothing ever left."""
    if referral.consent.has_ended or not (may_have_left or referral.state in LIVE):
        raise NotNow(verb="withdraw", state=referral.state.value)


def _ended_on(referral: Referral, session: Session) -> date:
    return belgian_day(referral.consent.withdrawn_at or referral.consent.invalid_at or session.now())
