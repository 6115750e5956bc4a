# SPDX-License-Identifier: EUPL-1.2
"""The vault: made whole or not at all, each failure told apart, nothing readable without a way in."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app import files
from app.domain.errors import (
    DatabaseDamaged,
    FileHeld,
    FolderSynced,
    KeyFileDamaged,
    NewerVersion,
    NotEnoughMemory,
    RegisterBroken,
    VaultExists,
    VaultIncomplete,
    VaultInUse,
    WrongPassphrase,
)
from app.paths import Paths
from app.storage import keyfile, schema
from app.storage.keyfile import KdfCost
from app.storage.store import Store
from app.storage.vault import Presence, Vault
from tests.factory import NOW, a_referral, a_sender
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS, small_vault
from tests.storage.use import NEW_PASSPHRASE, NEW_RECOVERY, filled, refused

ROOT = Path(__file__).parents[2]


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


def test_P9_another_process_cannot_open_the_vault_while_it_is_open_here(store: Store, paths: Paths) -> None:
    # GIVEN a vault open here WHEN another process tries, as in a second Windows session
    program = (
        "import sys; from pathlib import Path; from app.paths import Paths; from app.domain.errors import VaultInUse\n"
        "from tests.small_vault import PASSPHRASE, small_vault\n"
        "try: small_vault(Paths(Path(sys.argv[1]))).unlock(PASSPHRASE)\n"
        "except VaultInUse: print('in use')"
    )
    command = [sys.executable, "-c", program, str(paths.data)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    # THEN it is told so, and work goes on here
    assert found.stdout == "in use\n", found.stderr
    filled(store)


def test_P19_a_copy_is_made_at_unlock_when_something_changed_since(vault: Vault, paths: Paths) -> None:
    store = vault.create(PASSPHRASE, RECOVERY)
    filled(store)
    store.close()
    for _ in range(2):
        vault.unlock(PASSPHRASE).close()
        assert len(list(paths.backup.iterdir())) == 2


def test_R34_no_name_is_readable_in_any_file_of_the_vault(store: Store, paths: Paths) -> None:
    filled(store)
    store.exports.begin("K7M4-29QK", "zes-woorden-voor-dit-bestand", NOW)
    store.back_up()
    contents = [path.read_bytes() for path in paths.data.rglob("*") if path.is_file()]
    assert len(contents) >= 6
    for secret in ("D'Hondt-Çelik", "Verbeelen", "Tielen", "zes-woorden", "Annelies", PASSPHRASE, RECOVERY):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert not any(secret.encode(encoding) in content for content in contents)


@pytest.mark.posix
def test_R42_every_folder_and_file_is_for_this_user_alone(vault: Vault, paths: Paths) -> None:
    # GIVEN a session in which new files are readable and writable for everybody
    before = os.umask(0)
    try:
        # WHEN a vault is made, copied, locked, opened and given another passphrase
        vault.create(PASSPHRASE, RECOVERY).close()
        vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
        store = vault.unlock(NEW_PASSPHRASE)
        # AND looked at in the middle of a change
        with store.transaction():
            filled(store)
            everything = [paths.data, *paths.data.rglob("*")]
            modes = {path: oct(stat.S_IMODE(path.stat().st_mode)) for path in everything if path.is_file()}
            folders = {oct(stat.S_IMODE(path.stat().st_mode)) for path in everything if path.is_dir()}
        store.close()
    finally:
        os.umask(before)
    # THEN nobody else can read anything, not even the journal
    assert folders == {"0o700"}
    assert set(modes.values()) == {"0o600"}
    assert {"vault.db", "vault.db-journal", "vault.key", "ballast"} <= {path.name for path in modes}


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
