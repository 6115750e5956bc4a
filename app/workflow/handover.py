# SPDX-License-Identifier: EUPL-1.2
"""Hand-over: the mail draft, declared sent, the phrase passed on by voice, receipt confirmed and everything wiped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import ArchiveChanged, NotNow
from app.domain.events import Event
from app.domain.phrase import spell
from app.domain.referral import Referral, State
from app.mail.chain import MailChain, Outcome
from app.mail.draft import MailDraft, to_recipient, write_draft
from app.mail.texts import MailTexts
from app.storage.exports import ExportRecord, Step
from app.workflow.outbox import archive_path, draft_path, is_unchanged, remove_files
from app.workflow.renewal import is_due, require_present_text
from app.workflow.session import Session
from app.workflow.wiping import wipe

__all__ = ["HandoverVerbs", "HandoverView", "MailDraft", "Outcome", "Word", "word_by_word"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the archive phrase with its spelling ("Anna", "Bernard" …)."""

    text: str
    spelling: tuple[str, ...]


def word_by_word(phrase: str, alphabet: Mapping[str, str]) -> tuple[Word, ...]:
    """A phrase as it is read aloud."""
    return tuple(Word(word, spell(word, alphabet)) for word in phrase.split("-"))


@dataclass(frozen=True, slots=True)
class HandoverView:
    """Where the hand-over of one referral stands, for the screen; holds no client data and no phrase."""

    reference: str
    full_reference: str
    state: State
    recipient: str
    desk: str
    phone: str
    user: str
    file_name: str
    archive_there: bool
    mail_opened_at: datetime | None
    sent_at: datetime | None
    spoken_at: datetime | None
    keep_until: datetime | None
    control_code: str
    blocked: bool
    asks_consent: bool = False
    """Only a new consent lets this go on: the file that was made is not to be sent any more."""
    stopped: bool = False
    """The protocol stopped before this was sent: nor is this file (art. 8, 11)."""

    @property
    def is_held(self) -> bool:
        """Nothing of it may leave; stating what happened already, and wiping, are left."""
        return self.blocked or self.asks_consent or self.stopped


@dataclass(frozen=True, slots=True)
class HandoverVerbs:
    """What follows the export, in this order: mail, telephone, confirmation (decision 6)."""

    session: Session
    texts: MailTexts
    chain: MailChain
    alphabet: Mapping[str, str]

    def view(self, reference: str) -> HandoverView:
        """The present step of this hand-over."""
        session = self.session
        referral = session.referral(reference)
        profile = session.profile(referral.profile_id)
        record = session.store.exports.get(referral.full_reference)
        standing = session.standing(referral)
        path = archive_path(session, referral.full_reference)
        return HandoverView(
            reference=referral.reference,
            full_reference=referral.full_reference,
            state=referral.state,
            recipient=profile.recipient.email,
            desk=profile.recipient.desk,
            phone=profile.recipient.phone,
            user=session.sender().name,
            file_name=path.name,
            archive_there=record is not None and is_unchanged(path, record.archive_sha256),
            mail_opened_at=referral.mail_opened_at,
            sent_at=referral.sent_at if referral.version_sent else None,
            spoken_at=referral.spoken_at,
            keep_until=standing.until,
            control_code=record.archive_sha256[:8] if record is not None else "",
            blocked=standing.is_blocked,
            asks_consent=not standing.is_blocked and is_due(session, referral),
            stopped=not referral.was_sent and not profile.in_force(session.today()),
        )

    def prepare_mail(self, reference: str) -> MailDraft:
        """Check the archive and write the draft beside it; raises ArchiveChanged when it is gone or changed."""
        session = self.session
        draft = self._draft(session.referral(reference))
        write_draft(draft, session.now())
        return draft

    def open_mail(self, draft: MailDraft, after: str = "") -> Outcome:
        """Ask the user's mail program to show the draft; runs on the mail lane, touches no vault, never sends.

        ``after`` names the route of which the user said that nothing opened: the next one gets its turn.
        """
        return self.chain.open(draft, after=after)

    def mail_was_opened(self, reference: str) -> None:
        """A mail program was asked to show the draft; says nothing about sending.

        The answer of a slow mail program may come when the referral is gone already: then nobody needs to know.
        """
        referral = self.session.referral(reference)
        if referral.state in (State.EXPORTED, State.SENT):
            self.session.store.referrals.save(referral.mail_opened(self.session.now()))

    def archive(self, reference: str) -> Path:
        """Where the archive lies, for the mail made by hand."""
        return archive_path(self.session, self.session.referral(reference).full_reference)

    def show_folder(self, path: Path) -> bool:
        """Show the archive in its folder (mail lane); True when a file manager was started."""
        return self.chain.show_folder(path)

    def mail_by_hand(self, reference: str) -> MailDraft:
        """Address, subject and text to copy, and the file to drag, after the same checks; nothing is written."""
        return self._draft(self.session.referral(reference))

    def declare_sent(self, reference: str) -> Referral:
        """*Ik heb de e-mail verzonden*: the user's own word; archive and draft are deleted (product.md 5.2)."""
        now = self.session.now()
        referral = self.session.referral(reference).declared_sent(now)
        self._save(referral, Event.DECLARED_SENT, now)
        remove_files(self.session, referral.full_reference)
        return referral

    def phrase(self, reference: str) -> tuple[Word, ...]:
        """The archive phrase word by word, to be read aloud; only after sending, and not when blocked (decision 6)."""
        referral = self.session.referral(reference)
        referral.require("show the phrase", State.SENT)
        self.session.require_open_term(referral)
        return word_by_word(self._record(referral).phrase, self.alphabet)

    def passed_on(self, reference: str) -> Referral:
        """*Doorgegeven aan een maatschappelijk werker*: only the time is kept (R32)."""
        now = self.session.now()
        referral = self.session.referral(reference).spoken(now)
        self._save(referral, Event.PHRASE_PASSED_ON, now)
        return referral

    def received(self, reference: str) -> None:
        """*Het OCMW kon het bestand openen*: client fields, archive and phrase go in one transaction (R46)."""
        referral = self.session.referral(reference)
        referral.require("confirm receipt", State.SENT)
        now = self.session.now()
        wipe(self.session, referral, referral.erased(now), (Event.RECEIPT_CONFIRMED, Event.ERASED), now)

    def note(self, reference: str) -> str:
        """One line for the client's file at Kind en Gezin: reference only (product.md 7.3)."""
        referral = self.session.referral(reference)
        return self.texts.note(
            self.session.profile(referral.profile_id), referral.full_reference, referral.consent.text_id
        )

    def _record(self, referral: Referral) -> ExportRecord:
        record = self.session.store.exports.get(referral.full_reference)
        if record is None or record.step is not Step.MADE:
            raise NotNow(verb="hand over", state=referral.state.value)
        return record

    def _draft(self, referral: Referral) -> MailDraft:
        """The mail with its archive, when both may leave: nothing new goes out under a protocol that stopped (R09)."""
        session = self.session
        referral.require("open mail", State.EXPORTED)
        session.require_open_term(referral)
        profile = session.profile(referral.profile_id)
        if not referral.was_sent:
            session.require_right_to_refer(profile)
        require_present_text(referral, profile)
        full, record = referral.full_reference, self._record(referral)
        path = archive_path(session, full)
        if not is_unchanged(path, record.archive_sha256):
            raise ArchiveChanged(reference=full)
        if referral.version == 1:
            text = self.texts.referral(profile, session.sender(), full, path.name)
        else:
            text = self.texts.correction(profile, session.sender(), full, path.name, referral.correction)
        return to_recipient(profile, text, draft_path(session, full), path, record.archive_sha256)

    def _save(self, referral: Referral, event: Event, now: datetime) -> None:
        with self.session.store.transaction():
            self.session.store.referrals.save(referral)
            self.session.note(event, referral, now)
