# SPDX-License-Identifier: EUPL-1.2
"""Copies: verified before an older one goes, made when something changed, two kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app import files
from app.domain.errors import AppError, DatabaseDamaged, DiskFull, FileHeld
from app.paths import Paths
from app.storage import backup
from app.storage.backup import KEPT, Backups
from app.storage.database import Database, open_checked
from app.storage.keyfile import KeyFile, Slot
from app.storage.store import Store
from app.storage.vault import Vault
from tests.factory import NOW, a_referral, a_sender
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS


@pytest.fixture
def backups(paths: Paths) -> Backups:
    return Backups(paths, SMALL_BOUNDS)


def change(store: Store) -> None:
    store.settings.set_sender(a_sender())


def test_P19_a_copy_is_made_when_something_changed_and_only_then(store: Store, backups: Backups) -> None:
    # GIVEN the copy made with the vault
    first = backups.all()
    assert len(first) == 1
    # WHEN nothing changed, or only the time was seen THEN it is kept
    store.settings.see(NOW)
    store.back_up()
    assert backups.all() == first
    # WHEN something changed THEN there is a newer one beside it
    change(store)
    store.back_up()
    assert len(backups.all()) == 2
    assert backups.all()[1:] == first


def test_P19_two_generations_are_kept(store: Store, backups: Backups) -> None:
    for _ in range(4):
        change(store)
        store.back_up()
    assert [copy.generation for copy in backups.all()] == [5, 4]
    assert len(backups.all()) == KEPT


def test_P19_a_copy_that_was_damaged_or_deleted_in_part_is_made_again(store: Store, backups: Backups) -> None:
    (newest,) = backups.all()
    newest.keyfile.unlink()
    assert backups.newest_usable() is None
    store.back_up()
    assert backups.newest_usable() == backups.all()[0]


def test_P19_a_copy_holds_every_row(store: Store, paths: Paths, backups: Backups) -> None:
    store.referrals.add(a_referral())
    store.back_up()
    copy = backups.newest_usable()
    assert copy is not None
    assert {path.name for path in copy.folder.iterdir()} == {"vault.db", "vault.key"}
    opened = open_checked(copy.database, store._key)
    assert backup.content_sha256(opened) == backup.content_sha256(store._database)
    assert opened.execute("SELECT last_name FROM referral") == [("D'Hondt-Çelik",)]
    opened.close()


def test_P19_a_copy_that_differs_is_refused_and_the_older_ones_stay(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that copies something else
    before = backups.all()
    copy_into = Database.copy_into

    def other(database: Database, path: Path) -> None:
        copy_into(database, path)
        copied = open_checked(path, store._key)
        copied.execute("DELETE FROM setting")
        copied.execute("UPDATE counter SET value = value + 1")
        copied.close()

    monkeypatch.setattr(Database, "copy_into", other)
    change(store)
    # WHEN a copy is made THEN it does not count
    with pytest.raises(DatabaseDamaged):
        store.back_up()
    assert backups.all() == before


def test_P4_a_copy_for_which_there_is_no_room_leaves_the_older_ones_and_no_remains(
    store: Store, paths: Paths, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backups.all()
    change(store)

    def full(database: Database, path: Path) -> None:
        path.write_bytes(b"half a copy")
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr(Database, "copy_into", full)
        with pytest.raises(DiskFull):
            store.back_up()
    assert [copy.folder for copy in before] == list(paths.backup.iterdir())
    store.back_up()
    assert len(backups.all()) == 2


def test_R47_a_renewed_copy_is_the_only_one(store: Store, backups: Backups) -> None:
    change(store)
    store.back_up()
    backups.renew(store._database, store._key)
    assert [copy.generation for copy in backups.all()] == [3]


def test_R47_older_copies_go_even_when_the_new_one_fails(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    # an older copy would undo the purge
    def full(database: Database, path: Path) -> None:
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr(Database, "copy_into", full)
        with pytest.raises(DiskFull):
            backups.renew(store._database, store._key)
    assert backups.all() == []


def test_R47_an_older_copy_that_is_held_is_told(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = backups.all()
    remove = files.remove
    monkeypatch.setattr(files, "remove", lambda path: path.parent != old.folder and remove(path))
    with pytest.raises(FileHeld):
        backups.renew(store._database, store._key)
    assert old in backups.all()


def test_the_moment_of_the_newest_copy_is_told_without_any_key(store: Store, vault: Vault, backups: Backups) -> None:
    copy = backups.newest_usable()
    assert copy is not None
    assert vault.latest_backup() == copy.made_at()
    assert copy.made_at().tzinfo is not None


def test_P10_the_newest_copy_is_the_one_made_last_whatever_its_date(store: Store, backups: Backups) -> None:
    change(store)
    store.back_up()
    newest = backups.all()[0]
    os.utime(newest.database, (0, 0))
    assert backups.newest_usable() == newest


def test_foreign_folders_among_the_copies_are_left_alone(store: Store, paths: Paths, backups: Backups) -> None:
    (paths.backup / "van mij").mkdir()
    (paths.backup / "lees.txt").write_text("x")
    change(store)
    store.back_up()
    assert len(backups.all()) == 2
    assert (paths.backup / "van mij").is_dir()


def test_no_folder_means_no_copies(tmp_path: Path) -> None:
    backups = Backups(Paths(tmp_path / "nothing"), SMALL_BOUNDS)
    assert backups.all() == []
    assert backups.drop_all()
    with pytest.raises(AppError):
        backups.restore()


def test_the_passphrase_opens_the_copy_too(vault: Vault, backups: Backups) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    (copy,) = backups.all()
    key = KeyFile(copy.keyfile, SMALL_BOUNDS).unwrap(Slot.PASSPHRASE, PASSPHRASE)
    open_checked(copy.database, key).close()


def test_P6_a_copy_left_half_made_and_held_by_another_program_is_named_so_and_keeps_nobody_out(
    store: Store, vault: Vault, paths: Paths, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a copy that a crash cut short, whose file another program holds
    half = paths.backup / "new" / "vault.db"
    half.parent.mkdir()
    half.write_bytes(b"half")
    remove = files.remove
    monkeypatch.setattr(files, "remove", lambda path: path not in (half, half.parent) and remove(path))
    change(store)
    # WHEN a copy is due THEN the reason is known, and what was left is as it was
    with pytest.raises(FileHeld):
        store.back_up()
    assert half.read_bytes() == b"half"
    # AND the vault still opens
    store.close()
    vault.unlock(PASSPHRASE).close()
    # WHEN the file is let go THEN the next unlock makes the copy
    monkeypatch.undo()
    vault.unlock(PASSPHRASE).close()
    assert len(backups.all()) == 2
    assert not half.parent.exists()
