# SPDX-License-Identifier: EUPL-1.2
"""Create, unlock, change phrase, recover, start again; key file present ⇔ database present."""

from __future__ import annotations

import contextlib
import functools
import secrets
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app import files, log
from app.clock import Clock, SystemClock
from app.desktop.adapter import Desktop
from app.domain.errors import AppError, DatabaseDamaged, FileHeld, VaultExists, VaultIncomplete
from app.paths import Paths
from app.storage import database as db
from app.storage import folder, schema
from app.storage.backup import DAMAGED, Backups, Copy, free_folder, journal_of
from app.storage.keyfile import KdfBounds, KdfCost, KeyFile, Slot, affordable_cost
from app.storage.store import Store


class Presence(StrEnum):
    """Which of the two files are there."""

    NONE = "none"
    COMPLETE = "complete"
    KEY_MISSING = "key_missing"
    DATABASE_MISSING = "database_missing"


class Vault:
    """The vault of one data folder. ``cost`` is measured at creation when not given.

    ``bounds`` exist as a parameter for tests alone: they use costs that the program itself refuses.
    """

    def __init__(
        self,
        paths: Paths,
        cost: KdfCost | None = None,
        *,
        bounds: KdfBounds | None = None,
        desktop: Desktop | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._paths = paths
        self._cost = cost
        self._bounds = bounds or KdfBounds()
        self._desktop = desktop
        self._clock = clock or SystemClock()
        self._free_room = functools.partial(folder.free_ballast, paths)
        self._keyfile = KeyFile(paths.keyfile, self._bounds, self._free_room)
        self._backups = Backups(paths, self._bounds)
        self._store: Store | None = None

    def presence(self) -> Presence:
        """Is there a vault, none yet, or half of one? A creation that a crash cut short counts as none."""
        key, database = self._paths.keyfile.exists(), self._paths.database.exists()
        if key and database:
            return Presence.COMPLETE
        if database:
            return Presence.KEY_MISSING
        return Presence.DATABASE_MISSING if key and not self._unfinished() else Presence.NONE

    def create(self, passphrase: str, recovery_code: str) -> Store:
        """Make a new vault with both ways in; raises VaultExists when there is one, or half of one."""
        folder.check_folder(self._paths, self._desktop)
        if self.presence() is not Presence.NONE:
            raise VaultExists()
        self._clear_unfinished()
        key = secrets.token_bytes(32)
        self._build(key, {Slot.PASSPHRASE: passphrase, Slot.RECOVERY: recovery_code})
        # The key first: the database's arrival under its name is what makes the vault exist.
        files.move(self._paths.creation / "vault.key", self._paths.keyfile)
        files.move(self._paths.creation / "vault.db", self._paths.database)
        return self._opened(key)

    def unlock(self, passphrase: str) -> Store:
        """Open with the own passphrase, after every self-check."""
        return self._opened(self._key(Slot.PASSPHRASE, passphrase))

    def recover(self, recovery_code: str, new_passphrase: str, new_recovery_code: str) -> Store:
        """Open with the recovery code; both ways in are replaced at once, so the used code opens nothing any more."""
        key = self._key(Slot.RECOVERY, recovery_code)
        store = self._open(key)
        try:
            self._replace_ways(store, key, {Slot.PASSPHRASE: new_passphrase, Slot.RECOVERY: new_recovery_code})
        except BaseException:
            store.close()
            raise
        return store

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; returning means that the new one was tried on what is on disk.

        An error has the fact ``changed=False`` when the old one is still in force, ``uncertain=True`` when the disk
        does not tell.
        """
        key = self._key(Slot.PASSPHRASE, old)
        if self._store is not None and not self._store.closed:
            self._replace_ways(self._store, key, {Slot.PASSPHRASE: new})
            return
        store = self._open(key)
        try:
            self._replace_ways(store, key, {Slot.PASSPHRASE: new})
        finally:
            store.close()

    def set_aside(self, stamp: str) -> Path:
        """Move everything of this vault into a folder of its own, destroying nothing; afterwards there is no vault.

        On an error all of it is back where it was: a next try keeps the vault in one piece. The database and its key
        go last: when a crash cuts this short there is still a vault, so that no new one is made beside its rest.
        """
        if self._store is not None:
            self._store.close()
        aside = free_folder(self._paths, stamp)
        moved: list[Path] = []
        try:
            for path in filter(Path.exists, self._parts()):
                files.move(path, aside / path.name)
                moved.append(path)
        except AppError:
            for path in reversed(moved):
                with contextlib.suppress(AppError):
                    files.move(aside / path.name, path)
            files.remove(aside)
            raise
        return aside

    def copies(self) -> list[Copy]:
        """Every copy that is whole as far as can be seen without the key, newest first."""
        return [copy for copy in self._backups.all() if self._backups.is_usable(copy)]

    def latest_backup(self) -> datetime | None:
        """When the newest usable copy was made, or None."""
        copy = self._backups.newest_usable()
        return None if copy is None else copy.made_at()

    def restore_backup(self, generation: int = 0, *, present_is_kept: bool = False) -> None:
        """Put the newest usable copy, or this one, in the place of the files; unlock afterwards.

        What is replaced is set aside, unless a verified copy of it was just made (``present_is_kept``).
        """
        if self._store is not None:
            self._store.close()
        self._backups.restore(generation, present_is_kept=present_is_kept)

    def _parts(self) -> tuple[Path, ...]:
        """Everything of this vault; damaged files too: beside a new vault its first erasure would take them along."""
        damaged = sorted(self._paths.data.glob(f"{self._paths.set_aside(DAMAGED).name}*"))
        rest = (self._paths.creation, *damaged, self._paths.backup, self._paths.outbox)
        database, keyfile = self._paths.database, self._paths.keyfile
        return (*rest, database, journal_of(database), keyfile, journal_of(keyfile))

    def _key(self, slot: Slot, text: str) -> bytes:
        folder.check_folder(self._paths, self._desktop)
        missing = {
            Presence.NONE: "both",
            Presence.KEY_MISSING: "key",
            Presence.DATABASE_MISSING: "database",
        }.get(self.presence())
        if missing:
            raise VaultIncomplete(missing=missing)
        return self._keyfile.unwrap(slot, text)

    def _opened(self, key: bytes) -> Store:
        store = self._open(key)
        files.remove_folder(self._paths.creation)
        files.make_folder(self._paths.outbox)
        folder.make_ballast(self._paths)
        self._make_copy(store)
        return store

    def _open(self, key: bytes) -> Store:
        database = db.open_checked(self._paths.database, key, self._free_room)
        try:
            schema.check_version(database)
            schema.migrate(database, before=lambda: self._backups.make(database, key))
            store = Store(database, key, self._backups, self._paths)
            store.verify()
        except BaseException:
            database.close()
            raise
        self._store = store
        return store

    def _replace_ways(self, store: Store, key: bytes, ways: Mapping[Slot, str]) -> None:
        """The copies go first: each holds the old ways in, and the vault itself has just proved to be whole."""
        try:
            if not self._backups.drop_all():
                raise FileHeld()
        except AppError as error:
            raise type(error)(changed=False) from error
        try:
            self._keyfile.rewrap(key, ways)
        finally:
            self._make_copy(store)

    def _make_copy(self, store: Store) -> None:
        """A copy that cannot be made now must not keep anybody from working; the next unlock tries again."""
        try:
            store.back_up()
        except AppError as error:
            log.event(f"copy_failed:{log.error_code(error)}")

    def _unfinished(self) -> bool:
        return (self._paths.creation / "vault.db").exists()

    def _clear_unfinished(self) -> None:
        """Nobody ever got to use what lies here: the user had not been told that the vault exists."""
        leftovers = (self._paths.keyfile, journal_of(self._paths.keyfile), journal_of(self._paths.database))
        if not all([files.remove_folder(self._paths.creation), *map(files.remove, leftovers)]):
            raise FileHeld()

    def _build(self, key: bytes, ways: Mapping[Slot, str]) -> None:
        """Both files whole, flushed and read back, in a place where they do not count yet."""
        files.make_folder(self._paths.creation)
        path = self._paths.creation / "vault.db"
        database = db.create(path, key)
        try:
            schema.migrate(database)
        finally:
            database.close()
        keyfile = KeyFile(self._paths.creation / "vault.key", self._bounds)
        keyfile.create(key, ways, self._cost or affordable_cost(self._clock.monotonic))
        if any(keyfile.unwrap(slot, text) != key for slot, text in ways.items()):
            raise DatabaseDamaged(check="creation")
        for written in (path, self._paths.creation / "vault.key"):
            files.flush(written)
