# SPDX-License-Identifier: EUPL-1.2
"""Changing the passphrase, recovering with the code, starting over: nothing is ever destroyed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app import files
from app.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    FileHeld,
    WriteFailed,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.paths import Paths
from app.storage import keyfile
from app.storage.store import Store
from app.storage.vault import Presence, Vault
from tests.factory import a_referral
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS, small_vault
from tests.storage.use import NEW_PASSPHRASE, NEW_RECOVERY, filled, refused


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


def everything_of(folder: Path) -> dict[str, bytes]:
    """Every file in it by its place, but for the spare room that each unlock makes anew."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop("ballast", None)
    return found


def a_full_vault(vault: Vault, paths: Paths) -> dict[str, bytes]:
    """A vault with a copy, an archive and damaged files, closed."""
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.close()
    (paths.outbox / "KG-OCMW_K7M4-29QK.7z").write_bytes(b"archive")
    paths.set_aside("damaged").mkdir()
    (paths.set_aside("damaged") / "vault.db").write_bytes(b"damaged")
    return everything_of(paths.data)


@pytest.mark.parametrize("held", ["set-aside-damaged", "backup", "outbox", "vault.db", "vault.key"])
def test_R43_starting_over_that_is_refused_leaves_everything_and_can_be_tried_again(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    # GIVEN a vault of which a virus scanner holds one part
    before = a_full_vault(vault, paths)
    move = files.move

    def refusing(source: Path, target: Path) -> None:
        if source.name == held:
            raise FileHeld()
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "move", refusing)
        # WHEN one starts over, again and again
        for second in range(3):
            with pytest.raises(FileHeld):
                vault.set_aside(f"20261123-10000{second}")
    # THEN all is where it was
    assert everything_of(paths.data) == before
    assert vault.presence() is Presence.COMPLETE
    # AND once it is let go, all of it lies in one folder, and opens there
    aside = vault.set_aside("20261123-100003")
    assert everything_of(aside) == before
    assert [path for path in paths.data.iterdir() if path.is_dir()] == [aside]
    small_vault(replace(paths, data=aside)).unlock(PASSPHRASE).close()


@pytest.mark.parametrize("where", ["set-aside-damaged", "backup", "outbox", "vault.db", "vault.key"])
def test_R43_starting_over_that_a_crash_cut_short_is_done_again_and_loses_nothing(
    vault: Vault, paths: Paths, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    # GIVEN a crash right before one part goes aside
    before = a_full_vault(vault, paths)
    move = files.move

    def crash(source: Path, target: Path) -> None:
        if source.name == where:
            raise KeyboardInterrupt
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "move", crash)
        with pytest.raises(KeyboardInterrupt):
            vault.set_aside("20261123-100000")
    # THEN no new vault can be made beside the rest
    assert vault.presence() is not Presence.NONE
    # WHEN it is done again, and a new vault is made and used
    vault.set_aside("20261123-100000")
    store = small_vault(paths).create(NEW_PASSPHRASE, NEW_RECOVERY)
    filled(store)
    store.erase_remains()
    store.close()
    # THEN each file of the old one still lies aside
    kept = [everything_of(folder) for folder in paths.data.glob("set-aside-2026*")]
    assert {name: content for found in kept for name, content in found.items()} == before
    assert sum(map(len, kept)) == len(before)


def test_a_folder_for_archives_that_is_gone_is_made_again(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    paths.outbox.rmdir()
    vault.unlock(PASSPHRASE).close()
    assert paths.outbox.is_dir()


def test_R43_starting_over_also_takes_half_a_vault_that_this_process_never_opened(vault: Vault, paths: Paths) -> None:
    vault.create(PASSPHRASE, RECOVERY).close()
    paths.keyfile.unlink()
    aside = small_vault(paths).set_aside("nu")
    assert (aside / "vault.db").exists()
    assert vault.presence() is Presence.NONE
