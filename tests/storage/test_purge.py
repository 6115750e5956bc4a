# SPDX-License-Identifier: EUPL-1.2
"""After a wipe nothing of the client is left: not in free pages, not in copies, not in the outbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app import files
from app.domain.errors import AppError, DiskFull
from app.domain.incident import Incident
from app.domain.referral import Referral, State
from app.paths import Paths
from app.storage.backup import Backups
from app.storage.database import Database
from app.storage.store import Store
from tests.factory import NOW, a_client, a_referral
from tests.small_vault import SMALL_BOUNDS

PAGE, RESERVED, IV = 4096, 80, 16
CANARIES = ("Kanarievogel", "Verdwijnstraat", "weg@example.org", "zes-verdwenen-woorden")


def decrypted(path: Path, key: bytes) -> bytes:
    """Every byte of a SQLCipher 4 file as somebody with the key sees it, free pages and all.

    Database pages and those in a journal (8 bytes between them) alike: 4,096 bytes, the last 80 are IV and HMAC.
    """
    data, plain = path.read_bytes(), b""
    for start in range(0, len(data) - PAGE + 1, PAGE):
        page = data[start : start + PAGE]
        iv, body = page[PAGE - RESERVED : PAGE - RESERVED + IV], page[16 if start == 0 else 0 : PAGE - RESERVED]
        decryptor = Cipher(algorithms.AES(database_key(key)), modes.CBC(iv)).decryptor()
        plain += decryptor.update(body) + decryptor.finalize()
    return plain


def database_key(key: bytes) -> bytes:
    """A raw key is used as it is."""
    return key


def found(store: Store, paths: Paths) -> set[str]:
    """Which canaries are in any file of the data folder, for somebody who has the key."""
    contents = []
    for path in paths.data.rglob("*"):
        if path.is_file():
            contents.append(decrypted(path, store._key) if path.name == "vault.db" else path.read_bytes())
    return {canary for canary in CANARIES if any(canary.encode() in content for content in contents)}


def a_sent_referral(store: Store) -> Referral:
    """Typed in twenty saves among others, exported, sent; copies hold it."""
    client = a_client(last_name=CANARIES[0], street=CANARIES[1], email=CANARIES[2])
    referral = a_referral(client=client)
    store.referrals.add(referral)
    for number in range(20):
        store.referrals.add(a_referral(reference=f"AAAA-AA{number:02}", client=a_client(last_name="Blijft" * number)))
        referral = referral.edited(replace(client, house_number=str(number)), NOW)
        store.referrals.save(referral)
    store.exports.begin(referral.reference, CANARIES[3], NOW)
    store.exports.made(referral.reference, "ab" * 32, 4096)
    referral = replace(referral, state=State.SENT, sent_at=NOW, sent_version=1)
    store.referrals.save(referral)
    store.back_up()
    return referral


def test_R46_R47_after_a_wipe_no_file_holds_the_client_even_for_the_owner_of_the_key(
    store: Store, paths: Paths
) -> None:
    # GIVEN a sent referral that is in the database and in a copy (the control: there the search finds it)
    referral = a_sent_referral(store)
    assert found(store, paths) == set(CANARIES)
    # WHEN it is wiped
    store.referrals.save(referral.erased(NOW))
    held = store.erase_remains()
    # THEN no file holds it any more, and the others are untouched
    assert found(store, paths) == set()
    assert held == 0
    assert len(store.referrals.all()) == 21
    assert len(Backups(paths, SMALL_BOUNDS).all()) == 1


def test_R47_control_without_secure_delete_the_old_values_stay_in_free_pages(store: Store, paths: Paths) -> None:
    # GIVEN the setting that the opening sequence forbids
    store._database.execute("PRAGMA secure_delete = OFF")
    referral = a_sent_referral(store)
    Backups(paths, SMALL_BOUNDS).drop_all()
    # WHEN the referral is wiped without rebuilding the file
    store.referrals.save(referral.erased(NOW))
    # THEN the search above would have seen it
    assert found(store, paths) != set()


def test_R47_secure_delete_alone_leaves_nothing_in_the_database(store: Store, paths: Paths) -> None:
    referral = a_sent_referral(store)
    Backups(paths, SMALL_BOUNDS).drop_all()
    store.referrals.save(referral.erased(NOW))
    assert found(store, paths) == set()


def test_R47_compacting_gives_the_room_back(store: Store, paths: Paths) -> None:
    for number in range(100):
        store.referrals.add(a_referral(reference=f"AAAA-{number:04}"))
    for referral in store.referrals.all():
        store.referrals.save(referral.erased(NOW))
        store.referrals.forget(referral.reference)
    before = paths.database.stat().st_size
    store.compact()
    assert paths.database.stat().st_size < before


def test_R47_older_copies_go_even_when_compacting_fails(
    store: Store, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a full disk without ballast
    referral = a_sent_referral(store)
    store.referrals.save(referral.erased(NOW))
    run = Database._run

    def full(database: Database, statement: tuple[str, tuple[object, ...]]) -> object:
        if statement[0] == "VACUUM":
            raise DiskFull()
        return run(database, statement)

    files.remove(paths.ballast)
    monkeypatch.setattr(Database, "_run", full)
    # WHEN the remains are erased THEN the error is told, and yet no copy holds the client
    with pytest.raises(DiskFull):
        store.erase_remains()
    assert found(store, paths) == set()


def outbox(paths: Paths) -> set[str]:
    return {path.name for path in paths.outbox.iterdir()}


def test_R46_P6_the_outbox_keeps_what_an_export_needs_and_nothing_else(
    store: Store, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN archives of an exported, a sent and an unknown referral, a test file, and leftovers of a crash
    for number, state in enumerate((State.EXPORTED, State.SENT)):
        reference = f"AAAA-AAA{number}"
        store.referrals.add(a_referral(reference=reference, state=state))
        store.exports.begin(reference, f"woorden {number}", NOW)
    store.exports.begin("TEST-0000", "woorden test", NOW)
    needed = {"KG-OCMW_AAAA-AAA0.7z", "KG-OCMW_AAAA-AAA0.eml", "KG-OCMW_TEST-0000.7z"}
    unneeded = {"KG-OCMW_AAAA-AAA1.7z", "KG-OCMW_AAAA-AAA1.eml", "KG-OCMW_BBBB-BBBB.7z", "KG-OCMW_AAAA-AAA0.7z.part"}
    for name in needed | unneeded:
        (paths.outbox / name).write_bytes(b"x")
    (paths.outbox / "map").mkdir()
    # WHEN one file is held by another program
    remove = files.remove
    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", lambda path: path.name != "KG-OCMW_BBBB-BBBB.7z" and remove(path))
        held = store.clear_outbox()
    # THEN the rest goes, and the held one goes the next time
    assert held == 1
    assert outbox(paths) == {*needed, "KG-OCMW_BBBB-BBBB.7z", "map"}
    assert store.clear_outbox() == 0
    assert outbox(paths) == {*needed, "map"}


def test_an_outbox_that_is_not_there_is_empty(store: Store, paths: Paths) -> None:
    paths.outbox.rmdir()
    assert store.clear_outbox() == 0


def test_P6_an_outbox_that_cannot_be_listed_is_said_with_a_code(
    store: Store, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> None:
        raise PermissionError(13, "denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(AppError):
        store.clear_outbox()


def test_R53_the_outbox_keeps_the_mail_of_an_open_breach(store: Store, paths: Paths) -> None:
    # GIVEN two breaches, of which the officer knows one
    store.incidents.put(Incident("INC-4T8R", NOW, NOW))
    store.incidents.put(Incident("INC-0000", NOW, NOW, mailed_at=NOW))
    for number in ("INC-4T8R", "INC-0000"):
        (paths.outbox / f"KG-OCMW_{number}.eml").write_bytes(b"x")
    store.clear_outbox()
    assert outbox(paths) == {"KG-OCMW_INC-4T8R.eml"}
