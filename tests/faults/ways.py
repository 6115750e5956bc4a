# SPDX-License-Identifier: EUPL-1.2
"""Change of passphrase and recovery under faults, and their judges (P8, R43)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.errors import AppError, WrongPassphrase, WrongRecoveryCode
from app.paths import Paths
from app.storage.backup import Backups
from app.storage.keyfile import KeyFile, Slot
from tests.faults.stage import (
    NEW_PASSPHRASE,
    NEW_RECOVERY,
    REFERENCES,
    Arm,
    look,
    names,
    say,
)
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS, small_vault


def change(paths: Paths, arm: Arm) -> None:
    vault = small_vault(paths)
    store = vault._open(vault._key(Slot.PASSPHRASE, PASSPHRASE))
    arm()
    tell(lambda: vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE))
    store.close()


def recover(paths: Paths, arm: Arm) -> None:
    vault = small_vault(paths)
    arm()
    tell(lambda: vault.recover(RECOVERY, NEW_PASSPHRASE, NEW_RECOVERY).close())


def rewrap(paths: Paths, arm: Arm) -> None:
    """The key file alone."""
    file = KeyFile(paths.keyfile, SMALL_BOUNDS)
    key = file.unwrap(Slot.PASSPHRASE, PASSPHRASE)
    arm()
    tell(lambda: file.rewrap(key, {Slot.PASSPHRASE: NEW_PASSPHRASE}))


def tell(verb: Callable[[], object]) -> None:
    """Say what the user hears of a change of a way in."""
    try:
        verb()
    except AppError as error:
        uncertain = error.facts.get("uncertain")
        say("uncertain" if uncertain else "unchanged", error.code)
    else:
        say("changed")


def opens(paths: Paths, slot: Slot, text: str) -> bool:
    try:
        KeyFile(paths.keyfile, SMALL_BOUNDS).unwrap(slot, text)
    except (WrongPassphrase, WrongRecoveryCode):
        return False
    return True


def judge_ways(paths: Paths, said: list[str], slot: Slot, old: str, new: str) -> str:
    """Exactly one of the two opens, and it is the one that was told."""
    before, after = opens(paths, slot, old), opens(paths, slot, new)
    if before == after:
        return "BOTH OPEN" if before else "NOTHING OPENS"
    told = said[-1].split()[0] if said else "killed"
    if (told, after) in (("changed", False), ("unchanged", True)):
        return f"TOLD {told.upper()}"
    return f"ok {told}"


def a_copy_opens(paths: Paths, text: str, slot: Slot = Slot.PASSPHRASE) -> bool:
    """Does what was replaced still open a copy?"""
    copies = [copy for copy in Backups(paths, SMALL_BOUNDS).all() if copy.keyfile.exists()]
    return any(opens(replace(paths, data=copy.folder), slot, text) for copy in copies)


def judge_change(paths: Paths, said: list[str]) -> str:
    verdict = judge_ways(paths, said, Slot.PASSPHRASE, PASSPHRASE, NEW_PASSPHRASE)
    if "changed" in said and a_copy_opens(paths, PASSPHRASE):
        return "OLD OPENS A COPY"
    return whole(paths, verdict) if verdict.startswith("ok") else verdict


def judge_rewrap(paths: Paths, said: list[str]) -> str:
    """The key file alone: the copies are not its business."""
    return judge_ways(paths, said, Slot.PASSPHRASE, PASSPHRASE, NEW_PASSPHRASE)


def judge_recover(paths: Paths, said: list[str]) -> str:
    first = judge_ways(paths, said, Slot.PASSPHRASE, PASSPHRASE, NEW_PASSPHRASE)
    second = judge_ways(paths, said, Slot.RECOVERY, RECOVERY, NEW_RECOVERY)
    if opens(paths, Slot.PASSPHRASE, NEW_PASSPHRASE) != opens(paths, Slot.RECOVERY, NEW_RECOVERY):
        return "MIXED"
    if "changed" in said and (a_copy_opens(paths, PASSPHRASE) or a_copy_opens(paths, RECOVERY, Slot.RECOVERY)):
        return "OLD OPENS A COPY"
    return next((verdict for verdict in (first, second) if not verdict.startswith("ok")), whole(paths, first))


def whole(paths: Paths, verdict: str) -> str:
    """Everything is still in the vault, whichever passphrase opens it."""
    passphrase = NEW_PASSPHRASE if opens(paths, Slot.PASSPHRASE, NEW_PASSPHRASE) else PASSPHRASE
    store = look(paths, passphrase)
    found = names(store)
    store.close()
    return verdict if len(found) == len(REFERENCES) else "LOST"
