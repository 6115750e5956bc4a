# SPDX-License-Identifier: EUPL-1.2
"""Export, written ahead, and purge under faults, and their judges (P3, R46, R47)."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from app.domain.errors import AppError
from app.domain.events import Entry, Event
from app.domain.referral import State
from app.files import write_whole
from app.paths import Paths
from app.storage.backup import Backups
from app.storage.exports import Step
from app.storage.store import Store
from tests.factory import NOW
from tests.faults.stage import (
    ARCHIVE,
    EXPORTED,
    PHRASE,
    REFERENCES,
    Arm,
    look,
    names,
    say,
)
from tests.small_vault import SMALL_BOUNDS


def export(paths: Paths, arm: Arm) -> None:
    """Phrase and intent first, then the archive, then the step."""
    store = look(paths)
    arm()
    try:
        with store.transaction():
            store.exports.begin(EXPORTED, PHRASE, NOW)
        say("intent")
        write_whole(paths.outbox / f"KG-OCMW_{EXPORTED}.7z", ARCHIVE)
        record_made(store)
        say("made")
    except AppError as error:
        say("failed", error.code)
    store.close()


def naive_export(paths: Paths, arm: Arm) -> None:
    """The control: the archive first, the record afterwards."""
    store = look(paths)
    arm()
    try:
        write_whole(paths.outbox / f"KG-OCMW_{EXPORTED}.7z", ARCHIVE)
        with store.transaction():
            store.exports.begin(EXPORTED, PHRASE, NOW)
            record_made(store)
        say("made")
    except AppError as error:
        say("failed", error.code)
    store.close()


def record_made(store: Store) -> None:
    sha256 = hashlib.sha256(ARCHIVE).hexdigest()
    with store.transaction():
        store.exports.made(EXPORTED, sha256, len(ARCHIVE))
        store.referrals.save(store.referrals.get(EXPORTED).exported(NOW))
        store.register.append(Entry(Event.EXPORTED, EXPORTED, archive_sha256=sha256, size=len(ARCHIVE)), NOW)


def judge_export(paths: Paths, said: list[str]) -> str:
    store = look(paths)
    record, state = store.exports.get(EXPORTED), store.referrals.get(EXPORTED).state
    rows = [row for row in store.register.rows() if row.gebeurtenis == Event.EXPORTED]
    store.close()
    path = paths.outbox / f"KG-OCMW_{EXPORTED}.7z"
    archive = path.read_bytes() if path.exists() else None
    if archive is not None and archive != ARCHIVE:
        return "HALF ARCHIVE"
    if archive is not None and record is None:
        return "ORPHAN ARCHIVE"
    made = record is not None and record.step is Step.MADE
    if made and archive is None:
        return "RECORD WITHOUT ARCHIVE"
    if not (made == (state is State.EXPORTED) == bool(rows)):
        return "MIXED"
    if ("intent" in said and record is None) or ("made" in said and not made):
        return "LOST"
    return f"ok {state.value}"


def purge(paths: Paths, arm: Arm) -> None:
    store = look(paths)
    arm()
    try:
        with store.transaction():
            store.referrals.save(store.referrals.get(REFERENCES[0]).erased(NOW))
            store.register.append(Entry(Event.ERASED, REFERENCES[0]), NOW)
        say("erased")
        store.erase_remains()
        say("clean")
    except AppError as error:
        say("failed", error.code)
    store.close()


def judge_purge(paths: Paths, said: list[str]) -> str:
    copies = [copy for copy in Backups(paths, SMALL_BOUNDS).all() if copy.keyfile.exists()]
    held = ["copy" for copy in copies if "clean" in said and holds_client(replace(paths, data=copy.folder))]
    store = look(paths)
    gone = REFERENCES[0] not in names(store)
    rows = [row for row in store.register.rows() if row.gebeurtenis == Event.ERASED]
    others = len(names(store)) == len(REFERENCES) - gone
    store.close()
    if held:
        return "COPY HOLDS THE CLIENT"
    if gone != bool(rows) or not others:
        return "MIXED"
    return "LOST" if "erased" in said and not gone else f"ok {'gone' if gone else 'there'}"


def holds_client(paths: Paths) -> bool:
    store = look(paths)
    found = REFERENCES[0] in names(store)
    store.close()
    return found
