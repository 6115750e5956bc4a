# SPDX-License-Identifier: EUPL-1.2
"""Autosave under faults, and its judge (P1, P4, P5, P7)."""

from __future__ import annotations

from dataclasses import replace

from app.domain.errors import AppError
from app.paths import Paths
from app.storage.backup import journal_of
from tests.factory import NOW
from tests.faults.stage import (
    REFERENCES,
    SAVES,
    Arm,
    look,
    names,
    say,
)


def autosave(paths: Paths, arm: Arm, pragmas: tuple[str, ...] = ()) -> None:
    """Some saves of a typed name; a failed one is told, and typing goes on."""
    store = look(paths)
    for pragma in pragmas:
        store._database.execute(pragma)
    arm()
    for number in range(SAVES):
        reference = REFERENCES[(0, 2)[number % 2]]
        try:
            referral = store.referrals.get(reference)
            assert referral.client is not None
            store.referrals.save(referral.edited(replace(referral.client, last_name=f"v{number}"), NOW))
        except AppError as error:
            say("failed", number, error.code)
        else:
            say("saved", number)
    store.close()


def unsafe_autosave(paths: Paths, arm: Arm) -> None:
    """The control: nothing is flushed to the disk."""
    autosave(paths, arm, ("PRAGMA synchronous = OFF",))


def judge_autosave(paths: Paths, said: list[str]) -> str:
    store = look(paths)
    found = names(store)
    store.close()
    allowed = {reference: {f"oud {reference}"} for reference in REFERENCES}
    for number in range(SAVES):
        reference, name = REFERENCES[(0, 2)[number % 2]], f"v{number}"
        if f"saved {number}" in said:
            allowed[reference] = {name}
        else:  # not acknowledged: the old or the new row
            allowed[reference] |= {name}
    lost = [reference for reference in REFERENCES if found.get(reference) not in allowed[reference]]
    return "LOST" if lost or len(found) != len(REFERENCES) else "ok"


def judge_without_journal(paths: Paths, said: list[str]) -> str:
    """A double fault: killed while saving, then the journal removed. A refusal is right, a wrong answer never."""
    journal_of(paths.database).unlink(missing_ok=True)
    return refused_or_right(paths, said)


def judge_cut_journal(paths: Paths, said: list[str]) -> str:
    """The same with half a journal."""
    journal = journal_of(paths.database)
    journal.write_bytes(journal.read_bytes()[: journal.stat().st_size // 2])
    return refused_or_right(paths, said)


def refused_or_right(paths: Paths, said: list[str]) -> str:
    try:
        return judge_autosave(paths, said)
    except AppError as error:
        return f"ok refused {error.code}"
