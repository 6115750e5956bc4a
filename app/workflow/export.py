# SPDX-License-Identifier: EUPL-1.2
"""Export: build, verify, write ahead, publish; take back or resume what failed half-way (P3, decision 20)."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.clock import belgian_day
from app.domain.disclosure import Disclosure, disclose
from app.domain.errors import AppError, ChannelNeedsYes, FieldsIncomplete
from app.domain.events import Event
from app.domain.phrase import new_phrase
from app.domain.profile import Profile
from app.domain.referral import Referral, State
from app.domain.validation import validate
from app.export.package import Package, Packager
from app.mail.texts import MailTexts
from app.storage.exports import ExportRecord, Step
from app.workflow.outbox import KEEP_BREACH_MAIL, archive_path, is_unchanged, remove_files
from app.workflow.publish import Outgoing, publish
from app.workflow.renewal import require_present_text
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
        """Make the archive; on any error the referral is as it was, and an archive that was there keeps its phrase.

        Also makes it again, with a new phrase, from GEEXPORTEERD or VERZONDEN ("opnieuw").
        """
        session = self.session
        referral = session.referral(reference)
        profile = session.profile(referral.profile_id)
        self._check(referral, profile)
        phrase = self._phrase_ahead(reference)
        del self._ready[reference]  # whatever happens now, this phrase is never used again
        package = self.packager.build(self._disclosure(referral, profile), phrase)
        before = session.store.exports.get(referral.full_reference)
        try:
            self._publish(referral, profile, package, phrase)
        except Exception:
            with contextlib.suppress(AppError):  # what cannot be taken back now is dropped at the next start
                self._take_back(referral, before)
            raise
        return Exported(reference, referral.full_reference, package.file_name, package.control_code)

    def resume(self) -> int:
        """After a start: drop unfinished exports and files that no record knows; returns how many were unfinished."""
        store = self.session.store
        unfinished = [record for record in store.exports.all() if record.step is Step.INTENT]
        for record in unfinished:
            remove_files(self.session, record.full_reference)
            with store.transaction():
                store.exports.drop(record.full_reference)
        store.clear_outbox(self.session.now() - KEEP_BREACH_MAIL)
        return len(unfinished)

    def _publish(self, referral: Referral, profile: Profile, package: Package, phrase: str) -> None:
        """A crash in between leaves a referral to be exported anew, and ``resume`` the rest."""
        session, now = self.session, self.session.now()
        mail = self.texts.version("referral" if referral.version == 1 else "correction")
        texts = f"{referral.consent.text_id} {mail}"
        save = session.store.referrals.save
        publish(
            session,
            Outgoing(Event.EXPORTED, referral.full_reference, profile, package, phrase, texts),
            now,
            intended=lambda: save(_to_export(referral, now)),
            made=lambda: save(referral.exported(now)),
        )

    def _take_back(self, referral: Referral, before: ExportRecord | None) -> None:
        """Keep the earlier archive with its phrase when it is still of use, else wait for a new export."""
        session, store = self.session, self.session.store
        full = referral.full_reference
        there = before is not None and is_unchanged(archive_path(session, full), before.archive_sha256)
        if not there:
            remove_files(session, full)
        with store.transaction():
            store.exports.drop(full)
            if before is not None and before.step is Step.MADE and (there or referral.state is State.SENT):
                store.exports.begin(full, before.phrase, before.begun_at, before.text_versions)
                store.exports.made(full, before.archive_sha256, before.size)
                store.referrals.save(referral)
            else:
                store.referrals.save(_to_export(referral, session.now()))

    def _check(self, referral: Referral, profile: Profile) -> None:
        """Everything that forbids an export now: a first one needs a living protocol, a new version a fresh consent.

        A correction goes on when the protocol stopped (R09), and its consent counts from the confirmation (R05).
        """
        session = self.session
        referral.require("export", State.READY, State.EXPORTED, State.SENT)
        session.require_open_term(referral)
        if not referral.was_sent:
            session.require_right_to_refer(profile)
        if not referral.version_sent:
            referral.consent.check(session.now(), profile.terms.consent_max_days, referral.confirmed_at)
        require_present_text(referral, profile)
        problems = () if referral.client is None else validate(referral.client, profile)
        if referral.client is None or problems:
            raise FieldsIncomplete(problems=problems)
        if referral.unagreed_channels:
            raise ChannelNeedsYes(channels=referral.unagreed_channels)

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


def _to_export(referral: Referral, now: datetime) -> Referral:
    """KLAAR: no archive counts. That it was sent before is kept, because the hard limit goes on from there."""
    if referral.state is State.READY:
        return referral
    return replace(referral.moved(State.READY, now), mail_opened_at=None, spoken_at=None)
