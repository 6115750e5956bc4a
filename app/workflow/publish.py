# SPDX-License-Identifier: EUPL-1.2
"""Publish: intent and phrase, then the file, then that it was made; of a referral and of a test sending (P3, R39)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import ExportFailed
from app.domain.events import Entry, Event
from app.domain.profile import Profile
from app.export.package import Package
from app.files import make_folder, write_whole
from app.workflow.outbox import archive_path, draft_path, is_unchanged, remove_draft
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One archive on its way to the outbox, and what the register will say of it."""

    event: Event
    full_reference: str
    profile: Profile
    package: Package
    phrase: str
    text_versions: str


def publish(
    session: Session,
    out: Outgoing,
    now: datetime,
    *,
    intended: Callable[[], None] = lambda: None,
    made: Callable[[], None] = lambda: None,
) -> None:
    """A crash in between leaves an intent, which the next start drops with its file.

    ``intended`` and ``made`` store what goes with these two steps, in the same transactions.
    """
    store, full = session.store, out.full_reference
    with store.transaction():  # no archive ever lies on disk whose phrase is not committed
        store.exports.drop(full)
        store.exports.begin(full, out.phrase, now)
        intended()
    remove_draft(session, draft_path(session, full))  # it may hold an earlier archive
    path = archive_path(session, full)
    make_folder(path.parent)
    write_whole(path, out.package.data)
    if not is_unchanged(path, out.package.sha256):
        raise ExportFailed()
    with store.transaction():
        store.exports.made(full, out.package.sha256, len(out.package.data))
        made()
        store.register.append(_entry(session, out), now)


def _entry(session: Session, out: Outgoing) -> Entry:
    return Entry(
        event=out.event,
        reference=out.full_reference,
        protocol=out.profile.id,
        recipient=out.profile.recipient.name,
        archive_sha256=out.package.sha256,
        size=len(out.package.data),
        text_versions=out.text_versions,
        user=session.sender().name,
    )
