# SPDX-License-Identifier: EUPL-1.2
"""The write paths under test, and the judge of each: what was acknowledged must be there, and nothing in between.

A verdict that begins with "ok" is the old or the new state with everything acknowledged; anything else is a loss.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.errors import AppError, WrongPassphrase, WrongRecoveryCode
from app.domain.events import Entry, Event
from app.domain.referral import State
from app.files import write_whole
from app.paths import Paths
from app.storage.backup import Backups
from app.storage.exports import Step
from app.storage.keyfile import KeyFile, Slot
from app.storage.outside import Outside
from app.storage.store import Store
from app.storage.vault import Presence
from tests.factory import NOW, a_client, a_referral
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS, small_vault

Arm = Callable[[], None]
NEW_PASSPHRASE, NEW_RECOVERY = "een heel andere wachtzin", "WXYZ-0000-1111-2222-3333-4444-5555"
REFERENCES = ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC")
EXPORTED = REFERENCES[1]
PHRASE = "zes-woorden-voor-dit-ene-bestand"
ARCHIVE = b"7z\xbc\xaf\x27\x1c" + bytes(range(256)) * 20
SAVES = 2
CANARY = "Verdwijnstraat"


@dataclass(frozen=True)
class Scenario:
    """``prepare`` makes the starting state, ``play`` arms the shim and goes on, ``judge`` looks at what is left."""

    prepare: Callable[[Paths], None]
    play: Callable[[Paths, Arm], None]
    judge: Callable[[Paths, list[str]], str]


def say(*words: object) -> None:
    """What the user would hear now."""
    os.write(1, (" ".join(map(str, ("ACK", *words))) + "\n").encode())


def a_vault(paths: Paths) -> None:
    """Three referrals, one of them ready to export, a register row, and a copy of all that."""
    store = small_vault(paths).create(PASSPHRASE, RECOVERY)
    with store.transaction():
        for reference in REFERENCES:
            client = a_client(last_name=f"oud {reference}", street=CANARY if reference == REFERENCES[0] else "Straat")
            state = State.READY if reference == EXPORTED else State.CONCEPT
            store.referrals.add(a_referral(reference=reference, client=client, state=state))
        store.register.append(Entry(Event.CONSENT, REFERENCES[0]), NOW)
    store.back_up()
    store.close()
    paths.ballast.write_bytes(b"room")  # as good as four megabytes, and sooner copied


def look(paths: Paths, passphrase: str = PASSPHRASE) -> Store:
    """Unlock with every self-check, as the user does next; without the copy that unlocking makes, which takes time."""
    vault = small_vault(paths)
    return vault._open(vault._key(Slot.PASSPHRASE, passphrase))


def names(store: Store) -> dict[str, str]:
    """The surname in each referral that still holds its client."""
    return {
        referral.reference: referral.client.last_name
        for referral in store.referrals.all()
        if referral.client is not None
    }


# --- autosave (P1, P4, P5) -------------------------------------------------------------------------------------------


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


# --- change of passphrase and recovery (P8, security.md 4.2) ---------------------------------------------------------


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


# --- export, written ahead (P3) --------------------------------------------------------------------------------------


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


# --- purge (R46, R47) ------------------------------------------------------------------------------------------------


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


# --- making a vault, restoring a copy --------------------------------------------------------------------------------


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


SCENARIOS = {
    "autosave": Scenario(a_vault, autosave, judge_autosave),
    "unsafe-autosave": Scenario(a_vault, unsafe_autosave, judge_autosave),
    "change": Scenario(a_vault, change, judge_change),
    "recover": Scenario(a_vault, recover, judge_recover),
    "rewrap": Scenario(a_vault, rewrap, judge_rewrap),
    "export": Scenario(a_vault, export, judge_export),
    "naive-export": Scenario(a_vault, naive_export, judge_export),
    "purge": Scenario(a_vault, purge, judge_purge),
    "create": Scenario(nothing, create, judge_create),
    "restore": Scenario(damaged, restore, judge_restore),
}
