# SPDX-License-Identifier: EUPL-1.2
"""Test sending (proefzending) with invented data: marked in subject, file name, page and reference; never counted."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import belgian_day
from app.domain.disclosure import disclose
from app.domain.errors import AppError, ArchiveChanged
from app.domain.events import Event
from app.domain.phrase import new_phrase
from app.domain.profile import Profile
from app.domain.reference import new_trial
from app.domain.refusals import TrialUnknown
from app.domain.trial import TrialOutcome, trial_referral
from app.export.package import Package, Packager
from app.mail.chain import MailChain, Outcome
from app.mail.draft import MailDraft, to_recipient, write_draft
from app.mail.texts import MailTexts
from app.storage.exports import ExportRecord, Step
from app.workflow.handover import Word, word_by_word
from app.workflow.outbox import archive_path, draft_path, is_unchanged, remove_files
from app.workflow.publish import Outgoing, publish
from app.workflow.session import Session
from app.workflow.tasks import TRIAL_PREFIX
from app.workflow.wiping import erase_remains


@dataclass(frozen=True, slots=True)
class TrialView:
    """One open test sending, for the screen; holds no phrase. ``full_reference`` is the same as ``reference``."""

    reference: str
    recipient: str
    desk: str
    phone: str
    user: str
    file_name: str
    archive_there: bool
    begun_at: datetime
    control_code: str

    @property
    def full_reference(self) -> str:
        """A test has one version."""
        return self.reference


@dataclass(slots=True)
class TrialVerbs:
    """Make, mail, tell the phrase, close. What is open is what the exports know under ``TEST-``."""

    session: Session
    packager: Packager
    texts: MailTexts
    chain: MailChain
    words: Sequence[str]
    alphabet: Mapping[str, str]

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Id and recipient of every protocol in force: who can be sent a test now."""
        today = self.session.today()
        return tuple((p.id, p.recipient.name) for p in self.session.profiles if p.in_force(today))

    def open_one(self) -> TrialView | None:
        """The test sending that was begun last and is still open, or None."""
        found = [record.full_reference for record in self._records()]
        return self.view(found[-1]) if found else None

    def make(self, profile_id: str = "") -> TrialView:
        """Make the test file; written ahead like a real one, with one register row that is no referral.

        Raises StatementMissing or ProtocolStopped like a real referral; on any error nothing is left.
        """
        session = self.session
        profile = session.profile(profile_id) if profile_id else session.present_profile()
        session.require_right_to_refer(profile)
        reference = self._new_reference()
        phrase = new_phrase(self.words, session.random)
        package = self._package(reference, profile, phrase)
        try:
            text = self.texts.version("trial")
            publish(session, Outgoing(Event.TRIAL, reference, profile, package, phrase, text), session.now())
        except Exception:
            with contextlib.suppress(AppError):  # what cannot be taken back now is dropped at the next start
                _drop(session, reference)
            raise
        return self.view(reference)

    def view(self, reference: str) -> TrialView:
        """How an open test sending stands."""
        session = self.session
        record = self._record(reference)
        profile = session.profile_or_first(self._profile_id(reference))
        path = archive_path(session, reference)
        return TrialView(
            reference=reference,
            recipient=profile.recipient.email,
            desk=profile.recipient.desk,
            phone=profile.recipient.phone,
            user=session.sender().name,
            file_name=path.name,
            archive_there=is_unchanged(path, record.archive_sha256),
            begun_at=record.begun_at,
            control_code=record.archive_sha256[:8],
        )

    def draft(self, reference: str) -> MailDraft:
        """Mail F, written so that it can be opened; raises ArchiveChanged when the file is gone or changed."""
        draft = self.mail_by_hand(reference)
        write_draft(draft, self.session.now())
        return draft

    def open_mail(self, draft: MailDraft) -> Outcome:
        """Ask the user's mail program to show mail F; runs on the mail lane, never sends."""
        return self.chain.open(draft)

    def mail_by_hand(self, reference: str) -> MailDraft:
        """Address, subject and text to copy, and the file to drag, after the same checks; nothing is written."""
        session = self.session
        record = self._record(reference)
        profile = session.profile(self._profile_id(reference))
        session.require_right_to_refer(profile)
        path = archive_path(session, reference)
        if not is_unchanged(path, record.archive_sha256):
            raise ArchiveChanged(reference=reference)
        text = self.texts.trial(profile, session.sender(), reference, path.name)
        return to_recipient(profile, text, draft_path(session, reference), path, record.archive_sha256)

    def archive(self, reference: str) -> Path:
        """Where the test file lies, for the mail made by hand."""
        self._record(reference)
        return archive_path(self.session, reference)

    def show_folder(self, path: Path) -> bool:
        """Show the test file in its folder (mail lane); True when a file manager was started."""
        return self.chain.show_folder(path)

    def phrase(self, reference: str) -> tuple[Word, ...]:
        """The phrase of the test file, word by word, to be read aloud like a real one."""
        return word_by_word(self._record(reference).phrase, self.alphabet)

    def close(self, reference: str, outcome: TrialOutcome) -> bool:
        """The colleague said how it went; may real referrals be sent? File and phrase go, the answer is not kept."""
        self.discard(reference)
        return outcome.is_good

    def discard(self, reference: str) -> None:
        """Forget a test sending without an answer."""
        self._record(reference)
        _drop(self.session, reference)
        erase_remains(self.session)

    # --- inside ---

    def _new_reference(self) -> str:
        """A reference that no test of this vault has or had: the OCMW may still hold an earlier mail."""
        used = {row.ref for row in self.session.store.register.rows() if row.gebeurtenis == Event.TRIAL}
        while True:
            reference = self.session.new_reference(new_trial)
            if reference not in used:
                return reference

    def _package(self, reference: str, profile: Profile, phrase: str) -> Package:
        """The same gate, page and archive as a real one."""
        session = self.session
        row, head = session.store.register.head()
        now = session.now()
        content = disclose(
            trial_referral(reference, profile, now),
            profile,
            session.sender(),
            register_row=row,
            register_head=head,
            consent_day=belgian_day(now),
            trial=True,
        )
        return self.packager.build(content, phrase)

    def _records(self) -> list[ExportRecord]:
        records = self.session.store.exports.all()
        return [r for r in records if r.full_reference.startswith(TRIAL_PREFIX) and r.step is Step.MADE]

    def _record(self, reference: str) -> ExportRecord:
        """The record of an open test; a real referral is never taken for one."""
        found = next((record for record in self._records() if record.full_reference == reference), None)
        if found is None:
            raise TrialUnknown()
        return found

    def _profile_id(self, reference: str) -> str:
        rows = self.session.store.register.rows()
        return next(row.protocol for row in rows if row.ref == reference and row.gebeurtenis == Event.TRIAL)


def drop_old_trials(session: Session) -> int:
    """Upkeep: a test that nobody closed goes by itself after the days a sent referral has at most; how many went.

    Without a message: nothing of a client is lost, and a new test takes a minute.
    """
    days = max(profile.terms.hard_sent_days for profile in session.profiles)
    limit = session.now() - timedelta(days=days)
    records = session.store.exports.all()
    old = [r.full_reference for r in records if r.full_reference.startswith(TRIAL_PREFIX) and r.begun_at <= limit]
    for reference in old:
        _drop(session, reference)
    if old:
        erase_remains(session)
    return len(old)


def _drop(session: Session, reference: str) -> None:
    session.store.exports.drop(reference)
    remove_files(session, reference)
