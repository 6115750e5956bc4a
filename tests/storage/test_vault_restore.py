# SPDX-License-Identifier: EUPL-1.2
"""Putting a copy back: the work is there, and the damaged files are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import files
from app.domain.errors import (
    DatabaseDamaged,
    KeyFileDamaged,
    VaultIncomplete,
    WriteFailed,
)
from app.paths import Paths
from app.storage.outside import Outside
from app.storage.store import Store
from app.storage.vault import Presence, Vault
from tests.factory import a_referral
from tests.small_vault import PASSPHRASE, RECOVERY, small_vault
from tests.storage.use import filled, refused


def test_P7_a_damaged_database_is_set_aside_and_the_copy_put_back(vault: Vault, paths: Paths) -> None:
    # GIVEN a vault with a copy, whose database is damaged afterwards
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.back_up()
    store.close()
    damaged = paths.database.read_bytes()[:-1] + b"x"
    paths.database.write_bytes(damaged)
    assert isinstance(refused(vault), DatabaseDamaged)
    assert vault.latest_backup() is not None
    # WHEN the copy is put back
    vault.restore_backup()
    # THEN the work is there, the damaged file is kept, and the register will hear of it
    store = vault.unlock(PASSPHRASE)
    assert store.referrals.all() == [a_referral()]
    assert [path.read_bytes() for path in paths.data.glob("set-aside-*/vault.db")] == [damaged]
    assert Outside(paths).restored()
    store.close()


def test_P8_a_damaged_or_missing_key_file_is_put_back_from_the_copy(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    for damage in (b"x" * 8192, b"", None):
        paths.keyfile.unlink() if damage is None else paths.keyfile.write_bytes(damage)
        assert isinstance(refused(vault), KeyFileDamaged | VaultIncomplete)
        vault.restore_backup()
        vault.unlock(PASSPHRASE).close()


def test_P7_a_copy_that_is_damaged_inside_gives_way_to_the_older_one(vault: Vault, paths: Paths) -> None:
    # GIVEN two copies, the newer damaged where it does not show without the key
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.back_up()
    store.close()
    newer = max(paths.backup.iterdir())
    (newer / "vault.db").write_bytes((newer / "vault.db").read_bytes()[:-1] + b"x")
    paths.database.write_bytes(b"x" * 4096)
    # WHEN one restores, still finds damage, and restores again
    vault.restore_backup()
    assert isinstance(refused(vault), DatabaseDamaged)
    vault.restore_backup()
    # THEN the older copy opens
    vault.unlock(PASSPHRASE).close()


def test_P7_a_restore_that_was_cut_short_is_an_incomplete_vault_and_is_done_again(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a crash after the damaged database was set aside, before its journal was
    vault.create(PASSPHRASE, RECOVERY).close()
    paths.database.write_bytes(b"x" * 4096)
    journal = paths.data / "vault.db-journal"
    journal.write_bytes(b"a journal of the damaged file")
    move = files.move

    def crash(source: Path, target: Path) -> None:
        if source == journal:
            raise KeyboardInterrupt
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "move", crash)
        with pytest.raises(KeyboardInterrupt):
            vault.restore_backup()
    # THEN there is half a vault, never none, and the restore can be done again
    assert vault.presence() is Presence.DATABASE_MISSING
    vault.restore_backup()
    vault.unlock(PASSPHRASE).close()
    (kept,) = paths.data.glob("set-aside-*/vault.db-journal")
    assert kept.read_bytes() == b"a journal of the damaged file"


def test_P7_a_fresh_process_puts_a_copy_back_that_it_never_opened(vault: Vault, paths: Paths) -> None:
    # GIVEN damage that shows only when the program starts
    vault.create(PASSPHRASE, RECOVERY).close()
    paths.database.write_bytes(b"x" * 4096)
    fresh = small_vault(paths)
    # WHEN
    fresh.restore_backup()
    # THEN
    fresh.unlock(PASSPHRASE).close()


def test_P7_without_any_copy_there_is_nothing_to_put_back(vault: Vault, paths: Paths) -> None:
    store = vault.create(PASSPHRASE, RECOVERY)
    for copy in paths.backup.iterdir():
        files.remove_folder(copy)
    assert vault.latest_backup() is None
    with pytest.raises(DatabaseDamaged):
        vault.restore_backup()
    assert store.closed
    assert vault.presence() is Presence.COMPLETE


def test_P4_a_copy_that_cannot_be_made_keeps_nobody_from_working(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.close()

    def fail(store: Store) -> None:
        raise WriteFailed()

    monkeypatch.setattr(Store, "back_up", fail)
    store = vault.unlock(PASSPHRASE)
    assert store.referrals.all() == [a_referral()]
    store.close()
