# SPDX-License-Identifier: EUPL-1.2
"""Wiping: client fields, phrase and archive go in one transaction with the register rows, then the remains (R46, R47)."""

from __future__ import annotations

from datetime import datetime

from app.domain.events import Event
from app.domain.reference import with_version
from app.domain.referral import Referral
from app.workflow.outbox import remove_files
from app.workflow.session import Session


def wipe(session: Session, before: Referral, after: Referral, events: tuple[Event, ...], now: datetime) -> None:
    """Store ``after`` (without client) and write ``events``; whatever happens later, the fields are gone from here.

    The archive and draft files, the free pages of the database and older backups follow after COMMIT: they hold
    ciphertext only, and a file that another program still holds is tried again at the next start.
    """
    store = session.store
    references = [with_version(before.reference, version) for version in range(1, before.version + 1)]
    with store.transaction():
        for reference in references:
            store.exports.drop(reference)
        store.referrals.save(after)
        for event in events:
            session.note(event, before, now)
    for reference in references:
        remove_files(session, reference)
    store.erase_remains()
