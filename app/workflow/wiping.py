# SPDX-License-Identifier: EUPL-1.2
"""Wiping: client fields and phrase go in one transaction with the register rows, then the remains (R46, R47)."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import AppError
from app.domain.events import Event
from app.domain.reference import with_version
from app.domain.referral import Referral
from app.log import error_code, event
from app.workflow.outbox import remove_files
from app.workflow.session import Session


def wipe(session: Session, before: Referral, after: Referral, events: tuple[Event, ...], now: datetime) -> None:
    """Store ``after`` (without client) and write ``events``; whatever happens later, the fields are gone from here.

    The archive and draft files, the free pages of the database and older backups follow after COMMIT: they hold
    ciphertext only. What cannot be done now (a held file, a full disk) is no error for the user, whose wish was
    fulfilled: the upkeep tries it again.
    """
    store = session.store
    references = [with_version(before.reference, version) for version in range(1, before.version + 1)]
    with store.transaction():
        for reference in references:
            store.exports.drop(reference)
        store.referrals.save(after)
        for what in events:
            session.note(what, before, now)
    for reference in references:
        remove_files(session, reference)
    erase_remains(session)


def erase_remains(session: Session) -> None:
    """Rebuild the database and renew its copies; see ``Store.has_remains`` for whether that is still to be done."""
    try:
        session.store.erase_remains()
    except AppError as error:
        event(f"remains_kept:{error_code(error)}")
