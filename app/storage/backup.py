# SPDX-License-Identifier: EUPL-1.2
"""VACUUM INTO, verify, keep two, restore."""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app import files
from app.domain.errors import AppError, DatabaseDamaged, FileHeld
from app.paths import Paths
from app.storage.counter import present_count
from app.storage.database import Database, check_file, open_checked
from app.storage.keyfile import KdfBounds, KeyFile
from app.storage.outside import Outside

KEPT = 2
DAMAGED = "damaged"
"""The stamp under which damaged files are set aside."""

_NAME = re.compile(r"(\d{6,})-(\d+)")


@dataclass(frozen=True, slots=True)
class Copy:
    """One generation: database and key file of one moment. ``count`` is the last change it holds."""

    folder: Path
    generation: int
    count: int

    @property
    def database(self) -> Path:
        return self.folder / "vault.db"

    @property
    def keyfile(self) -> Path:
        return self.folder / "vault.key"

    def made_at(self) -> datetime:
        """When, for the user's eyes alone: the order of copies never comes from a clock."""
        return datetime.fromtimestamp(self.database.stat().st_mtime, UTC)

    def drop(self) -> bool:
        """Delete it, the key first; False when another program holds a file of it."""
        return files.remove(self.keyfile) and files.remove_folder(self.folder)


class Backups:
    """The copies of one vault; making one needs the open database, looking and restoring need no key."""

    def __init__(self, paths: Paths, bounds: KdfBounds) -> None:
        self._paths = paths
        self._bounds = bounds

    def make(self, database: Database, key: bytes, keep: int = 0) -> None:
        """Make a copy, open it, compare every row, and only then let an older one go, but not generation ``keep``."""
        building = Copy(self._paths.backup / "new", 0, 0)
        if not files.remove_folder(building.folder):  # left by a crash, and held by another program
            raise FileHeld()
        for folder in (self._paths.backup, building.folder):
            files.make_folder(folder)
        try:
            self._build(building, database, key)
            newest = max((copy.generation for copy in self.all()), default=0)
            final = self._paths.backup / f"{newest + 1:06d}-{present_count(database)}"
            files.move(building.folder, final)
        except AppError:
            files.remove_folder(building.folder)
            raise
        self._drop([copy for copy in self.all()[KEPT:] if copy.generation != keep])

    def make_if_changed(self, database: Database, key: bytes, keep: int = 0) -> None:
        """Make a copy unless the newest one holds the last change."""
        newest = self.all()[:1]
        if not newest or newest[0].count != present_count(database) or not self.is_usable(newest[0]):
            self.make(database, key, keep)

    def renew(self, database: Database, key: bytes) -> None:
        """Make a copy and drop every older one, also when making it fails: an older one would undo a purge.

        A damaged database that was set aside goes too: its key file lies beside it.
        """
        older = self.all()
        try:
            self.make(database, key)
        finally:
            damaged = self._paths.data.glob(f"{self._paths.set_aside(DAMAGED).name}*")
            dropped = [self._drop(older), *map(files.remove_folder, damaged)]
        if not all(dropped):
            raise FileHeld()

    def drop_all(self) -> bool:
        """Delete every copy; False when another program holds one."""
        return self._drop(self.all())

    def all(self) -> list[Copy]:
        """Every copy, newest first, whole or not."""
        found = []
        with contextlib.suppress(FileNotFoundError):
            for folder in self._paths.backup.iterdir():
                name = _NAME.fullmatch(folder.name)
                if name:
                    found.append(Copy(folder, int(name[1]), int(name[2])))
        return sorted(found, key=lambda copy: copy.generation, reverse=True)

    def newest_usable(self) -> Copy | None:
        """The newest copy that is whole as far as can be seen without the key."""
        return next((copy for copy in self.all() if self.is_usable(copy)), None)

    def restore(self, generation: int = 0, *, present_is_kept: bool = False) -> None:
        """Set database and key file aside, never overwriting them, and put a usable copy in their place: the newest,
        or this generation.

        The copy is used up: when it turns out damaged inside, a next restore takes the older one. At every moment at
        least one of the two files is in place, so that a crash half-way is an incomplete vault and never a missing one.
        ``present_is_kept``: a verified copy holds what is replaced, so nothing need stay aside.
        """
        copies = [copy for copy in self.all() if generation in (0, copy.generation) and self.is_usable(copy)]
        if not copies:
            raise DatabaseDamaged(check="backup")
        copy = copies[0]
        Outside(self._paths).set_restored(copy.made_at())
        aside = free_folder(self._paths, DAMAGED)
        pairs = [(self._paths.keyfile, copy.keyfile), (self._paths.database, copy.database)]
        for target, source in sorted(pairs, key=lambda pair: pair[0].exists()):
            for old in (target, journal_of(target)):
                if old.exists():
                    files.move(old, aside / old.name)
            files.write_whole(target, source.read_bytes())
        self._drop([copy])
        if present_is_kept:
            files.remove_folder(aside)

    def _drop(self, copies: list[Copy]) -> bool:
        """Delete these for certain: a copy that a power cut brings back opens with the old passphrase."""
        held = [copy for copy in copies if not copy.drop()]
        if copies:
            files.flush_folder(self._paths.backup)
        return not held

    def _build(self, building: Copy, database: Database, key: bytes) -> None:
        database.copy_into(building.database)
        KeyFile(self._paths.keyfile, self._bounds).copy_to(building.keyfile)
        KeyFile(building.keyfile, self._bounds).check()
        copy = open_checked(building.database, key)
        try:
            if content_sha256(copy) != content_sha256(database):
                raise DatabaseDamaged(check="copy")
        finally:
            copy.close()
        for written in (building.database, building.keyfile):
            files.remove(journal_of(written))
            files.flush(written)

    def is_usable(self, copy: Copy) -> bool:
        """Is it whole as far as can be seen without the key?"""
        try:
            check_file(copy.database)
            KeyFile(copy.keyfile, self._bounds).check()
        except AppError:
            return False
        return True


def free_folder(paths: Paths, stamp: str) -> Path:
    """A new folder in which to set files aside; the same stamp twice gives two folders."""
    number, folder = 1, paths.set_aside(stamp)
    while folder.exists():
        number += 1
        folder = paths.set_aside(f"{stamp}-{number}")
    files.make_folder(folder)
    return folder


def journal_of(path: Path) -> Path:
    """The rollback journal that SQLite keeps beside a database."""
    return path.with_name(f"{path.name}-journal")


def content_sha256(database: Database) -> str:
    """SHA-256 over every table, row by row."""
    digest = hashlib.sha256()
    tables = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for name, sql in tables:
        digest.update(repr((name, sql)).encode())
        for row in database.execute(f'SELECT * FROM "{name}" ORDER BY 1'):  # noqa: S608 - names of our own tables
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
