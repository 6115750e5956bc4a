# SPDX-License-Identifier: EUPL-1.2
"""Open, check and close the SQLCipher file (only sqlcipher3)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from app import files
from app.domain.errors import (
    AppError,
    DatabaseDamaged,
    DiskFull,
    FolderReadOnly,
    NotEnoughMemory,
    ResourceDamaged,
    VaultInUse,
    WriteFailed,
)

PAGE = 4096
PRAGMAS: tuple[tuple[str, str, object], ...] = (
    # EXCLUSIVE: a second program cannot even read. TRUNCATE and EXTRA: no power cut loses an acknowledged save.
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
)
"""Pragma, value set, value that must be read back."""

_PLAIN_HEADER = b"SQLite format 3"
_BUSY, _NOMEM, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 7, 8, 10, 11, 13, 14, 26
_KINDS: dict[int, type[AppError]] = {
    _BUSY: VaultInUse,
    _NOMEM: NotEnoughMemory,
    _READONLY: FolderReadOnly,
    _IOERR: WriteFailed,
    _CORRUPT: DatabaseDamaged,
    _FULL: DiskFull,
    _CANTOPEN: FolderReadOnly,
    _NOTADB: DatabaseDamaged,
}
Row = tuple[Any, ...]
Statement = tuple[str, tuple[object, ...]]


class RowRefused(Exception):
    """A constraint or trigger of the database refuses the row; always a fault of this program, never of the user."""


def no_room() -> bool:
    """There is nothing to give back when the disk is full."""
    return False


class Database:
    """One connection, made and used on one thread; SQL with parameters in, rows out, AppError when the disk fails."""

    def __init__(self, connection: Any, free_room: Callable[[], bool]) -> None:
        self._connection = connection
        self._free_room = free_room
        self._depth = 0
        self._done: list[Statement] = []
        self._changes = 0

    @property
    def closed(self) -> bool:
        return self._connection is None

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Run one statement. On a full disk room is made once and the statement tried again."""
        statement = (sql, tuple(parameters))
        try:
            rows = self._run(statement)
        except DiskFull:
            if not self._free_room():
                raise
            self._replay()
            rows = self._run(statement)
        if self._depth:
            self._done.append(statement)
        return rows

    def changed(self, sql: str, parameters: Sequence[object] = ()) -> bool:
        """Run one UPDATE or DELETE; True when it changed a row."""
        self.execute(sql, parameters)
        return self._changes > 0

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, on disk when the block is left; a block inside another one joins it."""
        if self._depth:
            yield
            return
        self._depth = 1
        try:
            self.execute("BEGIN IMMEDIATE")
            yield
            self.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth = 0
            self._done.clear()

    def copy_into(self, path: Path) -> None:
        """An encrypted copy under the same key, without remains of deleted rows; leaves half a file on an error."""
        files.make_private_file(path)
        self._run(("VACUUM INTO ?", (str(path),)))

    def close(self) -> None:
        """Let go of the file; calling it again does nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _run(self, statement: Statement) -> list[Row]:
        try:
            cursor = self._connection.execute(*statement)
            rows: list[Row] = cursor.fetchall()
        except (sqlcipher.Error, MemoryError) as error:
            raise _as_app_error(error) from error
        self._changes = cursor.rowcount
        return rows

    def _replay(self) -> None:
        """Bring an interrupted transaction back to where it was: nobody else can have changed the file meanwhile."""
        self._roll_back()
        for statement in self._done:
            self._run(statement)

    def _roll_back(self) -> None:
        if self._connection is not None and self._connection.in_transaction:
            with contextlib.suppress(sqlcipher.Error):  # SQLite has rolled back by itself after most disk errors
                self._connection.execute("ROLLBACK")


def cipher_version() -> str:
    """The version of SQLCipher, for a fault report."""
    connection = sqlcipher.connect(":memory:")
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        connection.close()


def create(path: Path, key: bytes) -> Database:
    """A new, empty database; the caller has made sure that there is none. Its journal gets the same rights."""
    files.make_private_file(path)
    return _connect(path, key, no_room)


def open_checked(path: Path, key: bytes, free_room: Callable[[], bool] = no_room) -> Database:
    """The database, after every self-check that needs no knowledge of the tables; raises when one fails."""
    check_file(path)
    database = _connect(path, key, free_room)
    try:
        # Now that an interrupted transaction has been rolled back, the file must be whole pages.
        if path.stat().st_size % PAGE:
            raise DatabaseDamaged(check="size")
        check_integrity(database)
    except BaseException:
        database.close()
        raise
    return database


def check_integrity(database: Database) -> None:
    """Every page has its HMAC, every table its structure."""
    if database.execute("PRAGMA cipher_integrity_check"):
        raise DatabaseDamaged(check="cipher_integrity")
    if database.execute("PRAGMA integrity_check") != [("ok",)]:
        raise DatabaseDamaged(check="integrity")


def check_file(path: Path) -> None:
    """What can be seen without the key: SQLCipher would take an empty file for a new database."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
        journal = path.with_name(path.name + "-journal")
        interrupted = journal.exists() and journal.stat().st_size > 0
    except PermissionError as error:
        raise FolderReadOnly() from error
    except OSError as error:
        raise DatabaseDamaged(check="readable") from error
    if size == 0 or (size % PAGE and not interrupted):
        raise DatabaseDamaged(check="size")
    if start == _PLAIN_HEADER:
        raise DatabaseDamaged(check="plaintext")


def _connect(path: Path, key: bytes, free_room: Callable[[], bool]) -> Database:
    """The one opening sequence."""
    key_hex = key.hex()
    if not re.fullmatch("[0-9a-f]{64}", key_hex):  # else SQLCipher takes it as a passphrase
        raise ValueError("the key must have 32 bytes")
    try:
        connection = sqlcipher.connect(str(path), isolation_level=None, timeout=0.5)
    except sqlcipher.Error as error:
        raise _as_app_error(error) from error
    database = Database(connection, free_room)
    try:
        database.execute("PRAGMA cipher_memory_security = ON")  # before the key
        database.execute("PRAGMA cipher_log_level = NONE")  # no noise on stderr; errors still raise
        database.execute(f"PRAGMA key = \"x'{key_hex}'\"")  # first statement that touches the file
        database.execute("SELECT count(*) FROM sqlite_master")  # proves the key
        check_library(database)
        set_pragmas(database)
        database.execute("BEGIN EXCLUSIVE")  # takes the lock now, not at the first save
        database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return database


def check_library(database: Database) -> None:
    """Stock SQLite ignores ``PRAGMA key`` without a word and writes plaintext."""
    if not any(version for (version,) in database.execute("PRAGMA cipher_version")):
        raise ResourceDamaged(name="SQLCipher")


def set_pragmas(database: Database) -> None:
    """Set and read back; a setting that did not take is refused."""
    for name, value, expected in PRAGMAS:
        database.execute(f"PRAGMA {name} = {value}")
        if database.execute(f"PRAGMA {name}") != [(expected,)]:
            raise ResourceDamaged(name="SQLCipher")


def _as_app_error(error: Exception) -> Exception:
    """The error in the terms in which the user hears it; RowRefused and what is left are faults of the program."""
    if isinstance(error, MemoryError):
        return NotEnoughMemory()
    if isinstance(error, sqlcipher.IntegrityError):
        return RowRefused(str(error))
    code = getattr(error, "sqlite_errorcode", None)
    kind = _KINDS.get(code & 0xFF) if isinstance(code, int) else None
    return kind() if kind else RuntimeError(f"SQL refused: {getattr(error, 'sqlite_errorname', type(error).__name__)}")
