# SPDX-License-Identifier: EUPL-1.2
"""The vault: made whole or not at all, two ways in, each failure told apart, nothing ever destroyed."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app import files
from app.domain.errors import (
    AppError,
    DatabaseDamaged,
    DiskFull,
    FileHeld,
    FolderSynced,
    KeyFileDamaged,
    NewerVersion,
    NotEnoughMemory,
    RegisterBroken,
    VaultExists,
    VaultIncomplete,
    VaultInUse,
    WriteFailed,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.events import Entry, Event
from app.paths import Paths
from app.storage import keyfile, schema
from app.storage.keyfile import KdfCost
from app.storage.outside import Outside
from app.storage.store import Store
from app.storage.vault import Presence, Vault
from tests.factory import NOW, a_referral, a_sender
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS, small_vault

NEW_PASSPHRASE, NEW_RECOVERY = "een heel andere wachtzin", "WXYZ-0000-1111-2222-3333-4444-5555"


def refused(vault: Vault, passphrase: str = PASSPHRASE) -> AppError:
    with pytest.raises(AppError) as caught:
        vault.unlock(passphrase)
    return caught.value


def filled(store: Store) -> None:
    """A draft, its register row and who refers."""
    with store.transaction():
        store.settings.set_sender(a_sender())
        store.referrals.add(a_referral())
        store.register.append(Entry(Event.CONSENT, "K7M4-29QK"), NOW)


def test_a_new_vault_holds_what_is_put_in_after_the_next_unlock(vault: Vault, paths: Paths) -> None:
    # GIVEN a new vault with a draft in it
    assert vault.presence() is Presence.NONE
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.close()
    # WHEN the program starts anew and the passphrase is typed
    later = small_vault(paths)
    assert later.presence() is Presence.COMPLETE
    store = later.unlock(PASSPHRASE)
    # THEN everything is there
    assert store.referrals.all() == [a_referral()]
    assert store.settings.sender() == a_sender()
    assert store.register.head()[0] == 1
    store.close()


def test_R34_no_name_is_readable_in_any_file_of_the_vault(store: Store, paths: Paths) -> None:
    filled(store)
    store.exports.begin("K7M4-29QK", "zes-woorden-voor-dit-bestand", NOW)
    store.back_up()
    contents = [path.read_bytes() for path in paths.data.rglob("*") if path.is_file()]
    assert len(contents) >= 6
    for secret in ("D'Hondt-Çelik", "Verbeelen", "Tielen", "zes-woorden", "Annelies", PASSPHRASE, RECOVERY):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert not any(secret.encode(encoding) in content for content in contents)


def test_R42_every_file_is_for_this_user_alone(store: Store, paths: Paths) -> None:
    store.back_up()
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (paths.outbox, paths.backup)} == {0o700}


def test_R42_each_vault_has_a_key_of_its_own(vault: Vault, paths: Paths) -> None:
    # GIVEN two users with the same passphrase
    vault.create(PASSPHRASE, RECOVERY).close()
    other = paths.beside("ander")
    small_vault(other).create(PASSPHRASE, RECOVERY).close()
    # WHEN the database of one is opened with the key file of the other THEN it stays shut
    other.database.write_bytes(paths.database.read_bytes())
    assert isinstance(refused(small_vault(other)), DatabaseDamaged)


def test_a_second_vault_is_never_made_over_the_first(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    before = paths.database.read_bytes()
    for _ in range(2):
        with pytest.raises(VaultExists):
            small_vault(paths).create(NEW_PASSPHRASE, NEW_RECOVERY)
        assert paths.database.read_bytes() == before
        paths.keyfile.unlink(missing_ok=True)  # half a vault is a vault too


def test_a_creation_that_was_cut_short_counts_as_none_and_is_made_again(vault: Vault, paths: Paths) -> None:
    # GIVEN a crash before the database got its name
    vault.create(PASSPHRASE, RECOVERY).close()
    paths.creation.mkdir()
    paths.database.rename(paths.creation / "vault.db")
    # WHEN the program starts again THEN there is no vault, and one can be made
    again = small_vault(paths)
    assert again.presence() is Presence.NONE
    again.create(NEW_PASSPHRASE, NEW_RECOVERY).close()
    small_vault(paths).unlock(NEW_PASSPHRASE).close()
    assert not paths.creation.exists()


def test_a_leftover_of_a_creation_that_is_held_keeps_a_new_one_from_being_made(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.creation.mkdir()
    monkeypatch.setattr(files, "remove_folder", lambda path: False)
    with pytest.raises(FileHeld):
        vault.create(PASSPHRASE, RECOVERY)


def test_a_creation_whose_key_does_not_read_back_makes_no_vault(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyfile.KeyFile, "unwrap", lambda *_: bytes(32))
    with pytest.raises(DatabaseDamaged):
        vault.create(PASSPHRASE, RECOVERY)
    assert small_vault(paths).presence() is Presence.NONE


def test_the_cost_of_a_guess_is_measured_when_none_is_given(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.vault.affordable_cost", lambda monotonic: KdfCost(16, 1, 1))
    Vault(paths, bounds=SMALL_BOUNDS).create(PASSPHRASE, RECOVERY).close()
    assert keyfile.KeyFile(paths.keyfile, SMALL_BOUNDS)._read()[keyfile.Slot.PASSPHRASE].cost == KdfCost(16, 1, 1)


def test_check_4_key_file_and_database_are_both_there_or_the_vault_is_incomplete(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    for path, presence, missing in (
        (paths.keyfile, Presence.KEY_MISSING, "key"),
        (paths.database, Presence.DATABASE_MISSING, "database"),
    ):
        hidden = path.rename(path.with_suffix(".hidden"))
        assert vault.presence() is presence
        assert (type(error := refused(vault)), error.facts) == (VaultIncomplete, {"missing": missing})
        hidden.rename(path)
    for path in (paths.keyfile, paths.database):
        path.unlink()
    assert isinstance(refused(vault), VaultIncomplete)


def test_each_failure_to_unlock_is_told_apart(vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a whole vault
    store = vault.create(PASSPHRASE, RECOVERY)
    whole = {path: path.read_bytes() for path in (paths.keyfile, paths.database)}
    # WHEN it is open elsewhere, the passphrase wrong, memory short, key file or database damaged, or all is newer
    found = [type(refused(small_vault(paths)))]
    store.close()
    found.append(type(refused(vault, "verkeerd")))
    with monkeypatch.context() as patch:
        patch.setattr(keyfile, "hash_secret_raw", lambda *_: (_ for _ in ()).throw(MemoryError))
        found.append(type(refused(vault)))
    for path, content in whole.items():
        path.write_bytes(content[:4096])
        found.append(type(refused(vault)))
        path.write_bytes(content)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "version", lambda database: 99)
        found.append(type(refused(vault)))
    # THEN each has an error of its own
    assert found == [VaultInUse, WrongPassphrase, NotEnoughMemory, KeyFileDamaged, DatabaseDamaged, NewerVersion]
    vault.unlock(PASSPHRASE).close()


def test_a_refused_unlock_leaves_the_database_to_the_next_try(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()

    def broken(store: Store) -> None:
        raise RegisterBroken(row=1)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "verify", broken)
        assert isinstance(refused(vault), RegisterBroken)
    vault.unlock(PASSPHRASE).close()


def test_check_10_a_synchronised_folder_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "OneDrive - Gemeente" / "doorverwijzing")
    with pytest.raises(FolderSynced):
        small_vault(paths).create(PASSPHRASE, RECOVERY)
    assert not paths.data.exists()


def test_a_changed_passphrase_opens_and_the_old_one_opens_nothing_not_even_a_copy(
    store: Store, vault: Vault, paths: Paths
) -> None:
    # GIVEN a vault in use, with copies
    filled(store)
    store.back_up()
    # WHEN the passphrase changes
    vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    # THEN the work goes on, the new one opens, and there is a fresh copy that only the new one opens
    assert store.referrals.all() == [a_referral()]
    store.close()
    assert isinstance(refused(vault, PASSPHRASE), WrongPassphrase)
    small_vault(paths).unlock(NEW_PASSPHRASE).close()
    copies = sorted(paths.backup.iterdir())
    assert len(copies) == 1
    copy = keyfile.KeyFile(copies[0] / "vault.key", SMALL_BOUNDS)
    with pytest.raises(WrongPassphrase):
        copy.unwrap(keyfile.Slot.PASSPHRASE, PASSPHRASE)
    copy.unwrap(keyfile.Slot.PASSPHRASE, NEW_PASSPHRASE)


def test_a_passphrase_can_be_changed_while_locked_and_the_vault_stays_locked(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    small_vault(paths).unlock(NEW_PASSPHRASE).close()


def test_a_wrong_old_passphrase_changes_nothing(store: Store, vault: Vault, paths: Paths) -> None:
    before = paths.keyfile.read_bytes()
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("verkeerd", NEW_PASSPHRASE)
    assert paths.keyfile.read_bytes() == before
    assert not store.closed


def test_a_copy_that_is_held_keeps_the_passphrase_as_it_is(
    store: Store, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a copy that another program holds: the old passphrase would go on opening it
    filled(store)
    with monkeypatch.context() as patch:
        remove = files.remove
        patch.setattr(files, "remove", lambda path: path.name != "vault.key" and remove(path))
        with pytest.raises(FileHeld) as caught:
            vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    # THEN the user hears that nothing changed, and that is so
    assert caught.value.facts == {"changed": False}
    store.close()
    vault.unlock(PASSPHRASE).close()


def test_a_failed_change_is_told_and_a_copy_is_made_again(
    store: Store, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: keyfile.KeyFile, wraps: object) -> None:
        raise WriteFailed()

    with monkeypatch.context() as patch:
        patch.setattr(keyfile.KeyFile, "_write", fail)
        with pytest.raises(WriteFailed) as caught:
            vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert caught.value.facts == {"changed": False}
    assert vault.latest_backup() is not None
    store.close()
    vault.unlock(PASSPHRASE).close()


def test_P4_a_full_disk_gives_its_room_to_a_change_of_passphrase(
    store: Store, vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a key file that cannot be written as long as the ballast takes the room
    write = keyfile.KeyFile._write

    def full(self: keyfile.KeyFile, wraps: list[keyfile._Wrap]) -> None:
        if paths.ballast.exists():
            raise DiskFull()
        write(self, wraps)

    monkeypatch.setattr(keyfile.KeyFile, "_write", full)
    vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    store.close()
    small_vault(paths).unlock(NEW_PASSPHRASE).close()


def test_R43_the_recovery_code_sets_a_new_passphrase_with_drafts_and_register_intact(
    vault: Vault, paths: Paths
) -> None:
    # GIVEN a forgotten passphrase
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.close()
    # WHEN the recovery code is used
    store = small_vault(paths).recover(RECOVERY, NEW_PASSPHRASE, NEW_RECOVERY)
    # THEN everything is there, under the same key
    assert store.referrals.all() == [a_referral()]
    store.register.verify()
    assert store.register.head()[0] == 1
    store.close()
    small_vault(paths).unlock(NEW_PASSPHRASE).close()
    # and neither the old passphrase nor the used code opens anything any more, not even a copy
    assert isinstance(refused(vault), WrongPassphrase)
    with pytest.raises(WrongRecoveryCode):
        vault.recover(RECOVERY, "nog een andere wachtzin", NEW_RECOVERY)
    for copy in paths.backup.iterdir():
        with pytest.raises(WrongRecoveryCode):
            keyfile.KeyFile(copy / "vault.key", SMALL_BOUNDS).unwrap(keyfile.Slot.RECOVERY, RECOVERY)
    # WHEN it is forgotten again THEN the new code opens
    vault.recover(NEW_RECOVERY, PASSPHRASE, RECOVERY).close()


def test_R43_a_wrong_code_or_a_damaged_database_changes_no_way_in(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    with pytest.raises(WrongRecoveryCode):
        vault.recover(NEW_RECOVERY, NEW_PASSPHRASE, NEW_RECOVERY)
    whole = paths.database.read_bytes()
    paths.database.write_bytes(whole[:-4096] + bytes(4096))
    with pytest.raises(DatabaseDamaged):
        vault.recover(RECOVERY, NEW_PASSPHRASE, NEW_RECOVERY)
    paths.database.write_bytes(whole)
    vault.unlock(PASSPHRASE).close()


def test_R43_a_recovery_that_fails_leaves_the_vault_closed_and_unchanged(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()

    def fail(self: keyfile.KeyFile, wraps: object) -> None:
        raise WriteFailed()

    with monkeypatch.context() as patch:
        patch.setattr(keyfile.KeyFile, "_write", fail)
        with pytest.raises(WriteFailed):
            vault.recover(RECOVERY, NEW_PASSPHRASE, NEW_RECOVERY)
    vault.recover(RECOVERY, NEW_PASSPHRASE, NEW_RECOVERY).close()


def test_R43_starting_over_sets_the_old_vault_aside_and_destroys_nothing(vault: Vault, paths: Paths) -> None:
    # GIVEN a vault that nobody can open, with an archive in its outbox
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    (paths.outbox / "KG-OCMW_K7M4-29QK.7z").write_bytes(b"archive")
    # WHEN one starts over, twice in the same second
    aside = vault.set_aside("20261123-100000")
    assert vault.presence() is Presence.NONE
    second = vault.create(NEW_PASSPHRASE, NEW_RECOVERY)
    assert second.referrals.all() == []
    other = vault.set_aside("20261123-100000")
    # THEN the old one is kept whole under another name, and opens again with its passphrase
    assert aside != other
    assert second.closed
    assert (aside / "outbox" / "KG-OCMW_K7M4-29QK.7z").read_bytes() == b"archive"
    kept = small_vault(replace(paths, data=aside)).unlock(PASSPHRASE)
    assert kept.referrals.all() == [a_referral()]
    kept.close()


def test_R43_starting_over_also_takes_half_a_vault(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    paths.keyfile.unlink()
    aside = vault.set_aside("nu")
    assert (aside / "vault.db").exists()
    assert vault.presence() is Presence.NONE


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
