# SPDX-License-Identifier: EUPL-1.2
"""Export: write ahead, build, verify, publish; resume after a crash (security.md P3, decision 20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.clock import belgian_day
from app.domain.disclosure import Disclosure, disclose
from app.domain.errors import ExportFailed, FieldsIncomplete
from app.domain.events import Entry, Event
from app.domain.phrase import new_phrase
from app.domain.profile import Profile
from app.domain.referral import Referral, State
from app.domain.validation import validate
from app.export.package import Package, Packager
from app.files import write_whole
from app.mail.texts import MailTexts
from app.storage.exports import Step
from app.workflow.outbox import archive_path, is_unchanged, remove_files, sweep
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class Exported:
    """An archive that was made, opened again, compared and written; nothing was sent."""

    reference: str
    full_reference: str
    file_name: str
    control_code: str


@dataclass(slots=True)
class ExportVerbs:
    """Show what will leave, and make the archive of one referral (R03, R17, R39)."""

    session: Session
    packager: Packager
    texts: MailTexts
    words: Sequence[str]
    _ready: dict[str, str] = field(default_factory=dict)

    def preview(self, reference: str) -> Disclosure:
        """Exactly what the OCMW would get to see now (R17); derives the key ahead, so that the click is quick."""
        referral = self.session.referral(reference)
        profile = self.session.profile(referral.profile_id)
        self._check(referral, profile)
        self._phrase_ahead(reference)
        return self._disclosure(referral, profile)

    def export(self, reference: str) -> Exported:
        """Make the archive; on any error before the last step the referral is as it was, with nothing on disk.

        Also makes it again, with a new phrase, from GEEXPORTEERD or VERZONDEN ("opnieuw").
        """
        session, store = self.session, self.session.store
        referral = session.referral(reference)
        profile = session.profile(referral.profile_id)
        self._check(referral, profile)
        phrase = self._phrase_ahead(reference)
        del self._ready[reference]
        now = session.now()
        full = referral.full_reference
        with store.transaction():  # intent first: no archive ever exists whose phrase is not committed
            store.exports.drop(full)
            store.exports.begin(full, phrase, now)
        remove_files(session, full)
        package = self._build(self._disclosure(referral, profile), phrase)
        path = archive_path(session, full)
        write_whole(path, package.data)
        if not is_unchanged(path, package.sha256):
            raise ExportFailed()
        text_versions = " ".join((referral.consent.text_id, self.texts.version("referral")))
        with store.transaction():
            store.exports.made(full, package.sha256, len(package.data))
            store.referrals.save(referral.exported(now))
            store.register.append(
                Entry(Event.EXPORTED, full, profile.id, profile.recipient.name, package.sha256, len(package.data),
                      text_versions, session.sender().name),
                now,
            )
        return Exported(reference, full, package.file_name, package.control_code)

    def resume(self) -> int:
        """After a start: drop unfinished exports and files that no record knows; returns how many were unfinished."""
        store = self.session.store
        unfinished = [record for record in store.exports.all() if record.step is Step.INTENT]
        for record in unfinished:
            remove_files(self.session, record.full_reference)
            with store.transaction():
                store.exports.drop(record.full_reference)
        sweep(self.session, {record.full_reference for record in store.exports.all()})
        return len(unfinished)

    def _check(self, referral: Referral, profile: Profile) -> None:
        """Everything that forbids an export now; a first export also needs a fresh consent and a living protocol."""
        session = self.session
        referral.require("export", State.READY, State.EXPORTED, State.SENT)
        session.require_open_term(referral)
        if not referral.was_sent and referral.version == 1:
            session.require_right_to_refer(profile)
            referral.consent.check(session.now(), profile.terms.consent_max_days)
        problems = () if referral.client is None else validate(referral.client, profile)
        if referral.client is None or problems:
            raise FieldsIncomplete(problems=problems)

    def _phrase_ahead(self, reference: str) -> str:
        """A phrase in memory only, made once per coming export, with its key derived (performance.md 2)."""
        if reference not in self._ready:
            phrase = new_phrase(self.words, self.session.random)
            self.packager.prepare(phrase)
            self._ready = {reference: phrase}
        return self._ready[reference]

    def _disclosure(self, referral: Referral, profile: Profile) -> Disclosure:
        row, head = self.session.store.register.head()
        return disclose(
            referral,
            profile,
            self.session.sender(),
            register_row=row,
            register_head=head,
            consent_day=belgian_day(referral.consent.given_at),
        )

    def _build(self, disclosure: Disclosure, phrase: str) -> Package:
        return self.packager.build(disclosure, phrase)
