# SPDX-License-Identifier: EUPL-1.2
"""P7: whatever happens to the bytes of the database: a clear refusal or the right answer, never a wrong one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from app.domain.errors import AppError, DatabaseDamaged
from app.domain.events import Entry, Event
from app.domain.referral import Referral
from app.paths import Paths
from app.storage import database as db
from app.storage.backup import Backups
from app.storage.store import Store
from app.storage.vault import Vault
from tests.factory import NOW, a_client, a_referral
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS, small_vault

PAGE = db.PAGE


@dataclass(frozen=True)
class Closed:
    """A closed vault with thirty referrals: its key, its bytes, and what it holds."""

    paths: Paths
    key: bytes
    data: bytes
    referrals: list[Referral]

    def verdict(self, data: bytes) -> str:
        """What opening these bytes with all self-checks says."""
        self.paths.database.write_bytes(data)
        try:
            database = db.open_checked(self.paths.database, self.key)
        except AppError as error:
            return type(error).__name__
        store = Store(database, self.key, Backups(self.paths, SMALL_BOUNDS), self.paths)
        try:
            store.verify()
            return "right" if store.referrals.all() == self.referrals else "SILENT"
        except AppError as error:
            return type(error).__name__
        finally:
            store.close()

    def verdicts(self, variants: Iterable[bytes]) -> Counter[str]:
        counted = Counter(self.verdict(data) for data in variants)
        print(f"P7: {sum(counted.values())} damaged databases: {dict(counted)}")
        return counted


@pytest.fixture
def closed(vault: Vault, paths: Paths) -> Closed:
    store = vault.create(PASSPHRASE, RECOVERY)
    key = store._key
    with store.transaction():
        for number in range(30):
            store.referrals.add(a_referral(reference=f"AAAA-{number:04}", client=a_client(box=str(number))))
            store.register.append(Entry(Event.CONSENT, f"AAAA-{number:04}"), NOW)
    held = store.referrals.all()
    store.close()
    return Closed(paths, key, paths.database.read_bytes(), held)


def flips(data: bytes, per_page: int) -> Iterable[bytes]:
    """One bit at the ends, in IV and HMAC, and at random places of every page."""
    chance = random.Random(7)
    for page in range(len(data) // PAGE):
        for offset in [0, PAGE - 1, PAGE - 80, PAGE - 64, *(chance.randrange(PAGE) for _ in range(per_page - 4))]:
            changed = bytearray(data)
            changed[page * PAGE + offset] ^= 1 << chance.randrange(8)
            yield bytes(changed)


def test_P7_no_flipped_bit_gives_a_wrong_answer(closed: Closed) -> None:
    verdicts = closed.verdicts(flips(closed.data, 6))
    assert set(verdicts) == {"DatabaseDamaged"}


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_P7_release_many_flipped_bits(closed: Closed) -> None:
    assert set(closed.verdicts(flips(closed.data, 1500))) == {"DatabaseDamaged"}


def test_P7_no_truncation_gives_a_wrong_answer(closed: Closed) -> None:
    size, chance = len(closed.data), random.Random(7)
    lengths = {0, 1, 15, 4095, *range(0, size, PAGE), *(chance.randrange(size) for _ in range(40))}
    verdicts = closed.verdicts(closed.data[:length] for length in sorted(lengths))
    assert set(verdicts) == {"DatabaseDamaged"}


def test_P7_no_exchange_of_pages_gives_a_wrong_answer(closed: Closed) -> None:
    data, pages = closed.data, len(closed.data) // PAGE

    def swapped() -> Iterable[bytes]:
        for first in range(1, pages - 1):
            start = first * PAGE
            before, one, other, after = data[:start], start + PAGE, start + 2 * PAGE, data[start + 2 * PAGE :]
            yield before + data[one:other] + data[start:one] + after

    assert set(closed.verdicts(swapped())) == {"DatabaseDamaged"}


def test_P7_a_foreign_database_is_refused(closed: Closed, paths: Paths) -> None:
    other = paths.beside("ander")
    small_vault(other).create(PASSPHRASE, RECOVERY).close()
    assert closed.verdict(other.database.read_bytes()) == "DatabaseDamaged"
    assert closed.verdict(b"tekst " * 4096) == "DatabaseDamaged"
    assert closed.verdict(closed.data) == "right"


def test_P7_control_without_the_checks_a_truncated_database_is_taken_for_a_new_one(closed: Closed) -> None:
    # GIVEN an empty file where the database was WHEN it is opened without looking first
    closed.paths.database.write_bytes(b"")
    database = db._connect(closed.paths.database, closed.key, db.no_room)
    # THEN it is a new, empty database, without any error
    assert database.execute("SELECT count(*) FROM sqlite_master") == [(0,)]
    database.close()


def test_P7_a_refused_database_is_left_as_it_is(closed: Closed) -> None:
    damaged = closed.data[:-1] + b"x"
    assert closed.verdict(damaged) == DatabaseDamaged.__name__
    assert closed.paths.database.read_bytes() == damaged
