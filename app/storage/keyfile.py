# SPDX-License-Identifier: EUPL-1.2
"""Wrapped database key; damage is never a wrong passphrase (only argon2, cryptography, and sqlite3 for this one file).

The file is a small plain SQLite database, for its atomic commit: table ``sleuf`` with one row per way in, each with a
checksum. A wrap is JSON; its ``ct`` is AES-256-GCM of the database key under Argon2id of the passphrase or code.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app import files
from app.domain.errors import (
    AppError,
    DiskFull,
    FolderReadOnly,
    KeyFileDamaged,
    NewerVersion,
    NotEnoughMemory,
    VaultInUse,
    WriteFailed,
    WrongPassphrase,
    WrongRecoveryCode,
)

FORMAT = 1
KEY_BYTES = 32
VAULT_BYTES = 16
_SETTINGS = ("journal_mode=TRUNCATE", "synchronous=EXTRA", "secure_delete=ON", "mmap_size=0")
_BUSY, _NOMEM, _READONLY, _IOERR, _FULL, _CANTOPEN = 5, 7, 8, 10, 13, 14
_KINDS: dict[int, type[AppError]] = {
    _BUSY: VaultInUse,
    _NOMEM: NotEnoughMemory,
    _READONLY: FolderReadOnly,
    _IOERR: WriteFailed,
    _FULL: DiskFull,
    _CANTOPEN: FolderReadOnly,
}
_PUT = """
INSERT INTO sleuf VALUES (?, ?, ?) ON CONFLICT(soort) DO UPDATE SET body = excluded.body, som = excluded.som
"""
_SIZES = {"salt": 16, "nonce": 12, "ct": KEY_BYTES + 16}


class Slot(StrEnum):
    """The two ways in."""

    PASSPHRASE = "wachtzin"
    RECOVERY = "herstel"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class KdfBounds:
    """Which costs are believed; a forged file can neither weaken the derivation nor exhaust the computer."""

    least: KdfCost = KdfCost(64 * 1024, 1, 1)
    most: KdfCost = KdfCost(1024 * 1024, 10, 8)

    def allow(self, cost: KdfCost) -> bool:
        """Is every part of the cost within bounds?"""
        return (
            self.least.memory_kib <= cost.memory_kib <= self.most.memory_kib
            and self.least.passes <= cost.passes <= self.most.passes
            and self.least.lanes <= cost.lanes <= self.most.lanes
        )


COSTS = tuple(KdfCost(mebibytes * 1024) for mebibytes in (256, 128, 64))
"""Tried from dear to cheap when a vault is made; the last one is used in any case."""


def affordable_cost(monotonic: Callable[[], float], seconds: float = 1.0) -> KdfCost:
    """The dearest cost with which unlocking takes at most a second on this computer."""
    for cost in COSTS[:-1]:
        begun = monotonic()
        try:
            _derive("meting", bytes(16), cost)
        except NotEnoughMemory:
            continue
        if monotonic() - begun <= seconds:
            return cost
    return COSTS[-1]


@dataclass(frozen=True, slots=True)
class _Wrap:
    vault: str
    slot: Slot
    cost: KdfCost
    salt: bytes
    nonce: bytes
    ct: bytes

    @property
    def bound(self) -> dict[str, object]:
        """What is authenticated beside the key: no parameter can be exchanged."""
        return {
            "formaat": FORMAT,
            "kluis": self.vault,
            "soort": self.slot.value,
            "kdf": "argon2id",
            "m": self.cost.memory_kib,
            "t": self.cost.passes,
            "p": self.cost.lanes,
            "salt": self.salt.hex(),
        }

    def body(self) -> bytes:
        return _canonical({**self.bound, "nonce": self.nonce.hex(), "ct": self.ct.hex()})


class KeyFile:
    """``vault.key``. ``free_room`` gives room back when the disk is full and tells whether it could."""

    def __init__(
        self, path: Path, bounds: KdfBounds | None = None, free_room: Callable[[], bool] = lambda: False
    ) -> None:
        self._path = path
        self._bounds = bounds or KdfBounds()
        self._free_room = free_room

    def create(self, key: bytes, ways: Mapping[Slot, str], cost: KdfCost) -> None:
        """Make the file with both ways in; the caller has made sure that there is none."""
        files.make_private_file(self._path)
        with self._connection() as connection:
            connection.execute("CREATE TABLE sleuf(soort TEXT PRIMARY KEY, body BLOB, som BLOB) WITHOUT ROWID")
        vault = secrets.token_hex(VAULT_BYTES)
        self._write([_wrap(key, vault, slot, ways[slot], cost) for slot in Slot])

    def check(self) -> None:
        """Raise unless both wraps are whole, known and within bounds."""
        self._read()

    def unwrap(self, slot: Slot, text: str) -> bytes:
        """The database key; raises WrongPassphrase or WrongRecoveryCode only when the file is whole."""
        wrap = self._read()[slot]
        try:
            return AESGCM(_derive(text, wrap.salt, wrap.cost)).decrypt(wrap.nonce, wrap.ct, _canonical(wrap.bound))
        except InvalidTag:
            raise WrongRecoveryCode() if slot is Slot.RECOVERY else WrongPassphrase() from None

    def rewrap(self, key: bytes, ways: Mapping[Slot, str]) -> None:
        """Replace these ways in; returning means that they were read back from disk and open.

        After an error the file is opened anew before anything is said. An error that leaves the old ways in force has
        the fact ``changed=False``; when the file cannot tell, ``uncertain=True``.
        """
        present = self._read()
        wraps = [_wrap(key, present[slot].vault, slot, text, present[slot].cost) for slot, text in ways.items()]
        error = self._write_twice(wraps)
        if not self._opens(key, ways):
            raise type(error or WriteFailed())(changed=False) from error
        if error is not None:  # new on disk as far as can be read, but the disk did not confirm it
            raise WriteFailed(uncertain=True) from error

    def copy_to(self, path: Path) -> None:
        """A copy without the remains of older wraps; the caller flushes it."""
        files.make_private_file(path)
        with self._connection() as connection:
            connection.execute("VACUUM INTO ?", (str(path),))

    def _write_twice(self, wraps: list[_Wrap]) -> AppError | None:
        """Write, after an error once more: a passing fault is healed, and what was written is confirmed."""
        try:
            self._write(wraps)
        except AppError as first:
            if isinstance(first, DiskFull):
                self._free_room()
        else:
            return None
        try:
            self._write(wraps)
        except AppError as second:
            return second
        return None

    def _opens(self, key: bytes, ways: Mapping[Slot, str]) -> bool:
        try:
            return all(self.unwrap(slot, text) == key for slot, text in ways.items())
        except (WrongPassphrase, WrongRecoveryCode):
            return False
        except AppError as error:
            raise WriteFailed(uncertain=True) from error

    def _write(self, wraps: list[_Wrap]) -> None:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            for wrap in wraps:
                body = wrap.body()
                row = (wrap.slot.value, body, hashlib.sha256(body).digest())
                connection.execute(_PUT, row)
            connection.execute("COMMIT")

    def _read(self) -> dict[Slot, _Wrap]:
        with self._connection() as connection:
            rows = connection.execute("SELECT soort, body, som FROM sleuf ORDER BY soort").fetchall()
        if [row[0] for row in rows] != [b"herstel", b"wachtzin"]:
            raise KeyFileDamaged()
        wraps = [_parse(Slot(name.decode()), body, checksum, self._bounds) for name, body, checksum in rows]
        if len({wrap.vault for wrap in wraps}) != 1:
            raise KeyFileDamaged()
        return {wrap.slot: wrap for wrap in wraps}

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Never makes a file that is not there; always leaves a rolled-back or committed one."""
        connection = None
        try:
            # Not read-only: an interrupted change must be rolled back before anything is believed.
            uri = f"{self._path.absolute().as_uri()}?mode=rw"
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0.5)
            connection.text_factory = bytes
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}").fetchall()
            yield connection
        except UnicodeDecodeError as error:  # SQLite quotes a damaged name in its message
            raise KeyFileDamaged() from error
        except sqlite3.Error as error:
            raise _as_app_error(error) from error
        finally:
            if connection is not None:
                connection.close()


def _wrap(key: bytes, vault: str, slot: Slot, text: str, cost: KdfCost) -> _Wrap:
    if len(key) != KEY_BYTES:
        raise ValueError("the database key must have 32 bytes")
    salt, nonce = secrets.token_bytes(_SIZES["salt"]), secrets.token_bytes(_SIZES["nonce"])
    empty = _Wrap(vault, slot, cost, salt, nonce, b"")
    ct = AESGCM(_derive(text, salt, cost)).encrypt(nonce, key, _canonical(empty.bound))
    return _Wrap(vault, slot, cost, salt, nonce, ct)


def _derive(text: str, salt: bytes, cost: KdfCost) -> bytes:
    plain = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(plain, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
    except (HashingError, MemoryError) as error:
        raise NotEnoughMemory() from error


def _parse(slot: Slot, body: object, checksum: object, bounds: KdfBounds) -> _Wrap:
    """The wrap in a row, after its checksum; refuses before any derivation what it does not know."""
    if not isinstance(body, bytes) or hashlib.sha256(body).digest() != checksum:
        raise KeyFileDamaged()
    try:
        values = json.loads(body)
        if values["formaat"] > FORMAT:
            raise NewerVersion()
        cost = KdfCost(*(_whole_number(values[name]) for name in "mtp"))
        parts = {name: bytes.fromhex(values[name]) for name in _SIZES}
        wrap = _Wrap(values["kluis"], slot, cost, **parts)
        sizes = {name: len(part) for name, part in parts.items()}
        known = wrap.body() == body and sizes == _SIZES and len(bytes.fromhex(wrap.vault)) == VAULT_BYTES
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise KeyFileDamaged() from error
    if not known or not bounds.allow(cost):
        raise KeyFileDamaged()
    return wrap


def _whole_number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _canonical(values: Mapping[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _as_app_error(error: sqlite3.Error) -> AppError:
    """Whatever SQLite cannot read is damage, except where the disk or another program is to blame."""
    code = getattr(error, "sqlite_errorcode", None)
    return _KINDS.get(code & 0xFF, KeyFileDamaged)() if isinstance(code, int) else KeyFileDamaged()
