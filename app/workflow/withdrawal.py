# SPDX-License-Identifier: EUPL-1.2
"""Withdrawal (intrekking): before sending everything goes; after sending our copy goes and mail C is made ready."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.clock import belgian_day
from app.domain.errors import NotNow, ReferenceUnknown
from app.domain.events import Event
from app.domain.reference import parse_reference
from app.domain.referral import LIVE, Referral, State
from app.mail.chain import MailChain, Outcome
from app.mail.draft import MailDraft, to_recipient, write_draft
from app.mail.texts import MailTexts
from app.workflow.outbox import draft_path
from app.workflow.session import Session
from app.workflow.wiping import wipe


@dataclass(frozen=True, slots=True)
class WithdrawalVerbs:
    """*De cliënt wil stoppen*, in at most two actions from the list, and by reference after wiping (R24)."""

    session: Session
    texts: MailTexts
    chain: MailChain

    def stop(self, reference: str, mail_may_have_left: bool) -> MailDraft | None:
        """Withdraw; returns the draft of mail C when the OCMW must be told, None when nothing was sent.

        ``mail_may_have_left`` is the user's answer ("ja, of ik weet het niet"); it counts when a file was ever made,
        also when that was wiped or taken back to editing since. For a referral that was declared sent it is always
        taken as True. Raises ReferenceUnknown for a reference that cannot be one or that this vault does not have.
        """
        session = self.session
        try:
            referral = session.referral(parse_reference(reference))
        except ValueError:
            raise ReferenceUnknown() from None
        if referral.consent.has_ended:
            raise NotNow(verb="withdraw", state=referral.state.value)
        now = session.now()
        after_sending = referral.was_sent or (mail_may_have_left and self._was_exported(referral))
        if not after_sending:
            referral.require("withdraw", *LIVE)
            gone = replace(referral.erased(now), consent=referral.consent.ended(now, invalid=False))
            wipe(session, referral, gone, (Event.WITHDRAWN_BEFORE, Event.ERASED), now)
            return None
        wipe(session, referral, referral.withdrawn(now), (Event.WITHDRAWN_AFTER,), now)
        return self.mail(referral.reference)

    def mail(self, reference: str) -> MailDraft:
        """Mail C, with the reference alone; written so that it can be opened."""
        session = self.session
        referral = session.referral(reference)
        referral.require("write withdrawal mail", State.WITHDRAWN)
        profile = session.profile(referral.profile_id)
        day = belgian_day(referral.withdrawn_at or session.now())
        text = self.texts.withdrawal(profile, session.sender(), referral.full_reference, day)
        draft = to_recipient(profile, text, draft_path(session, referral.full_reference))
        write_draft(draft, session.now())
        return draft

    def note(self, reference: str) -> str:
        """One line for the client's file: reference and day only."""
        referral = self.session.referral(reference)
        day = belgian_day(referral.consent.withdrawn_at or self.session.now())
        return self.texts.withdrawal_note(referral.full_reference, day)

    def open_mail(self, draft: MailDraft) -> Outcome:
        """Ask the user's mail program to show mail C; runs on the mail lane, never sends."""
        return self.chain.open(draft)

    def erasure_confirmed(self, reference: str) -> None:
        """*Het OCMW heeft gewist*: the open task ends."""
        session = self.session
        referral = session.referral(reference)
        referral.require("confirm erasure", State.WITHDRAWN)
        now = session.now()
        wipe(session, referral, referral.erased(now), (Event.ERASURE_CONFIRMED, Event.ERASED), now)

    def _was_exported(self, referral: Referral) -> bool:
        """Was there ever a file that the user can have sent? The register knows, also after wiping."""
        made = (row for row in self.session.store.register.rows() if row.gebeurtenis == Event.EXPORTED)
        return any(row.ref.startswith(referral.reference) for row in made)
