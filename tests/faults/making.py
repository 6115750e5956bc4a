# SPDX-License-Identifier: EUPL-1.2
"""Making a vault and putting a copy back under faults, and their judges."""

from __future__ import annotations

from app.domain.errors import AppError
from app.paths import Paths
from app.storage.outside import Outside
from app.storage.vault import Presence
from tests.faults.stage import (
    REFERENCES,
    Arm,
    a_vault,
    look,
    names,
    say,
)
from tests.small_vault import PASSPHRASE, RECOVERY, small_vault


def nothing(paths: Paths) -> None:
    paths.data.mkdir(parents=True)


def create(paths: Paths, arm: Arm) -> None:
    arm()
    try:
        small_vault(paths).create(PASSPHRASE, RECOVERY).close()
        say("created")
    except AppError as error:
        say("failed", error.code)


def judge_create(paths: Paths, said: list[str]) -> str:
    """A vault that opens, or none so that one can be made; never half of one."""
    vault = small_vault(paths)
    presence = vault.presence()
    if presence is Presence.COMPLETE:
        look(paths).close()
        return "ok made"
    if presence is not Presence.NONE:
        return "HALF A VAULT"
    if "created" in said:
        return "LOST"
    vault.create(PASSPHRASE, RECOVERY).close()
    return "ok none"


def damaged(paths: Paths) -> None:
    a_vault(paths)
    paths.database.write_bytes(b"x" * 8192)
    paths.keyfile.write_bytes(b"")


def restore(paths: Paths, arm: Arm) -> None:
    arm()
    try:
        small_vault(paths).restore_backup()
        say("restored")
    except AppError as error:
        say("failed", error.code)


def judge_restore(paths: Paths, said: list[str]) -> str:
    """The work is there, at once or after trying again; the damaged files are kept; the register will hear of it."""
    vault = small_vault(paths)
    presence = vault.presence()
    if presence is Presence.NONE:
        return "NO VAULT"
    try:
        store = look(paths)
    except AppError:
        if "restored" in said:
            return "LOST"
        vault.restore_backup()
        store = look(paths)
    found = names(store)
    store.close()
    if len(found) != len(REFERENCES) or not Outside(paths).restored():
        return "LOST"
    kept = [path.read_bytes() for path in paths.data.glob("set-aside-*/vault.db")]
    return "ok" if b"x" * 8192 in kept else "DAMAGED FILE GONE"
