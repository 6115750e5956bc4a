# SPDX-License-Identifier: EUPL-1.2
"""Correction (verbetering, art. 7): a next version of what was sent, with an archive and a phrase of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.errors import ConsentIncomplete
from app.domain.events import Event
from app.domain.referral import Referral
from app.domain.report import Kind, Report
from app.workflow.outbox import remove_files
from app.workflow.session import Session
from app.workflow.wiping import erase_remains


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What the page asks before a correction begins; holds no client data.

    ``has_data`` is False when the fields must be typed again. ``reports`` are those of this referral that are open.
    """

    reference: str
    full_reference: str
    next_version: int
    has_data: bool
    reports: tuple[Report, ...]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class CorrectionVerbs:
    """Begin a correction and note a yes to a new way of contact; from there on the ordinary verbs go on.

    Such a yes is a consent of its own (art. 3, GDPR 7): the register gets a row about the version it was given for,
    without a text version, because the whole text was not gone through again, and without the names of the ways.
    All of it also works when the protocol stopped (R09, art. 8 and 11).
    """

    session: Session

    def view(self, reference: str) -> CorrectionView:
        """Where the referral with this typed reference stands; raises ReferenceUnknown."""
        session = self.session
        referral = session.typed(reference)
        reports = (report for report in session.store.reports.of(referral.reference) if report.is_open)
        return CorrectionView(
            reference=referral.reference,
            full_reference=referral.full_reference,
            next_version=referral.version + 1,
            has_data=referral.client is not None,
            reports=tuple(sorted(reports, key=lambda report: report.reported_on)),
            may_correct=referral.may_be_corrected and not session.standing(referral).is_blocked,
        )

    def start(self, reference: str, kind: Kind, *, confirmed: bool, new_channels_agreed: bool) -> Referral:
        """*Maak versie n*: a concept of the next version; the old archive and its phrase go (R51).

        ``confirmed``: same person, kinds of data and OCMW, so consent still holds; its 30 days count from now (R05).
        ``new_channels_agreed``: the client said yes to a new way of contact; needed once the data were wiped, because
        nobody knows any more which ways were shared. Raises NotNow, TermPassed, ConsentIncomplete, or ProfileGone
        when the profile itself is gone; then nothing changed.
        """
        session = self.session
        before = session.typed(reference)
        now = session.now()
        corrected = before.corrected(kind.value, now)
        session.require_open_term(before)
        session.profile(before.profile_id)
        open_items = (not confirmed) + (before.client is None and not new_channels_agreed)
        if open_items:
            raise ConsentIncomplete(open_items=open_items)
        if new_channels_agreed:
            corrected = replace(corrected, agreed_channels=None)
        with session.store.transaction():
            session.store.exports.drop(before.full_reference)
            session.store.referrals.save(corrected)
            session.note(Event.CORRECTED, corrected, now)
            if new_channels_agreed:
                session.note(Event.CONSENT, corrected, now)
            session.store.owe_erasure()  # a crash or a held file may keep the old phrase from going now
        remove_files(session, before.full_reference)
        erase_remains(session)  # also the old phrase leaves free pages and copies
        return corrected

    def agree_channels(self, reference: str) -> Referral:
        """The client said yes to the new ways of contact that are filled in."""
        session = self.session
        referral = session.referral(reference)
        session.require_open_term(referral)
        agreed = referral.channels_agreed()
        with session.store.transaction():
            session.store.referrals.save(agreed)
            if agreed != referral:
                session.note(Event.CONSENT, agreed, session.now())
        return agreed
