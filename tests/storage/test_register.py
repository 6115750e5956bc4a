# SPDX-License-Identifier: EUPL-1.2
"""The register only grows, every tampering shows, and an exported file can be checked by anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app import __version__
from app.domain.errors import RegisterBroken
from app.domain.events import GENESIS, Entry, Event, Row
from app.storage.database import RowRefused
from app.storage.register import check_chain
from app.storage.register_file import COLUMNS
from app.storage.store import Store
from tests.factory import NOW


def filled(store: Store, count: int) -> list[Row]:
    events = list(Event)
    with store.transaction():
        for number in range(count):
            entry = Entry(events[number % len(events)], "K7M4-29QK", "kasterlee", "OCMW Kasterlee", user="Zoë D'Hondt")
            store.register.append(entry, NOW + timedelta(minutes=number))
    return store.register.rows()


def test_a_row_says_what_was_done_when_and_by_whom(store: Store) -> None:
    entry = Entry(Event.EXPORTED, "K7M4-29QK", "kasterlee", "OCMW", "ab" * 32, 4096, "mail@1.0.0", "Annelies")
    row = store.register.append(entry, NOW + timedelta(seconds=59))
    assert store.register.rows() == [row]
    assert row == Row(
        1, "2026-11-23T09:00Z", "geexporteerd", "K7M4-29QK", "kasterlee", "OCMW", "ab" * 32, 4096, __version__,
        "mail@1.0.0", "Annelies", GENESIS, row.hash,
    )  # fmt: skip
    assert row.hash == row.computed_hash()


def test_R15_the_head_is_number_and_hash_of_the_last_row(store: Store) -> None:
    assert store.register.head() == (0, GENESIS)
    rows = filled(store, 3)
    assert store.register.head() == (3, rows[-1].hash)
    assert [row.vorige for row in rows] == [GENESIS, rows[0].hash, rows[1].hash]
    store.register.verify()


def test_R56_a_row_is_never_changed(store: Store) -> None:
    filled(store, 3)
    for column in COLUMNS:
        with pytest.raises(RowRefused, match="never changes"):
            store._database.execute(f"UPDATE register SET {column} = {column} WHERE nr = 2")


@pytest.mark.parametrize("which", ["nr = 1", "nr = 2", "nr = 3", "1"])
def test_R56_a_row_is_never_deleted(store: Store, which: str) -> None:
    filled(store, 3)
    with pytest.raises(RowRefused, match="only the oldest row may go"):
        store._database.execute(f"DELETE FROM register WHERE {which}")
    assert len(store.register.rows()) == 3


@pytest.mark.parametrize("change", [{"nr": 2}, {"nr": 5}, {"nr": 4, "vorige": GENESIS}])
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "REPLACE"])
def test_R56_a_row_is_only_added_at_the_end(store: Store, verb: str, change: dict[str, object]) -> None:
    rows = filled(store, 3)
    values = {name: getattr(rows[-1], name) for name in COLUMNS} | {"vorige": rows[-1].hash, "hash": "f" * 64} | change
    with pytest.raises(RowRefused, match="only grows at its end"):
        store._database.execute(
            f"{verb} INTO register VALUES ({', '.join('?' * len(COLUMNS))})", tuple(values.values())
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_start SET nr = 2, hash = (SELECT hash FROM register WHERE nr = 2)",
        "UPDATE register_start SET nr = 1",
        "DELETE FROM register_start",
        "INSERT OR REPLACE INTO register_start SELECT 1, nr, hash FROM register WHERE nr = 3",
    ],
)
def test_R56_the_start_of_the_chain_moves_by_expiry_alone(store: Store, statement: str) -> None:
    filled(store, 3)
    with pytest.raises(RowRefused):
        store._database.execute(statement)


@pytest.mark.parametrize("event", ["geweigerd", "", "TOESTEMMING"])
def test_R56_only_the_closed_list_of_events_fits(store: Store, event: str) -> None:
    row = filled(store, 1)[0]
    values = (2, row.tijd_utc, event, "", "", "", "", 0, "", "", "", row.hash, "f" * 64)
    with pytest.raises(RowRefused):
        store._database.execute(f"INSERT INTO register VALUES ({', '.join('?' * len(COLUMNS))})", values)


def test_R56_the_columns_hold_no_client_data() -> None:
    assert COLUMNS == (
        "nr", "tijd_utc", "gebeurtenis", "ref", "protocol", "ontvanger", "archief_sha256", "bytes", "app_versie",
        "tekst_versie", "gebruiker", "vorige", "hash",
    )  # fmt: skip


def test_check_9_a_row_edited_behind_the_triggers_closes_the_vault(store: Store) -> None:
    filled(store, 5)
    store._database.execute("DROP TRIGGER register_never_changes")
    store._database.execute("UPDATE register SET gebruiker = 'iemand anders' WHERE nr = 3")
    with pytest.raises(RegisterBroken) as caught:
        store.verify()
    assert caught.value.facts == {"row": 3}


def without(rows: list[Row], index: int) -> list[Row]:
    return rows[:index] + rows[index + 1 :]


def edited(rows: list[Row], index: int) -> list[Row]:
    return [*rows[:index], replace(rows[index], ref="AAAA-AAAA"), *rows[index + 1 :]]


def test_R56_the_first_row_of_all_follows_nothing(store: Store) -> None:
    # GIVEN a chain that was written anew from its first row on, with something before it
    row = replace(filled(store, 1)[0], vorige="a" * 64)
    with pytest.raises(RegisterBroken):
        check_chain([replace(row, hash=row.computed_hash())])


def rehashed(rows: list[Row], index: int) -> list[Row]:
    changed = edited(rows, index)
    changed[index] = replace(changed[index], hash=changed[index].computed_hash())
    return changed


def swapped(rows: list[Row], index: int) -> list[Row]:
    return [*rows[:index], rows[index + 1], rows[index], *rows[index + 2 :]]


def doubled(rows: list[Row], index: int) -> list[Row]:
    return rows[: index + 1] + rows[index:]


@pytest.mark.parametrize("tamper", [without, edited, rehashed, swapped, doubled])
def test_every_tampering_with_a_thousand_rows_shows(
    store: Store, tamper: Callable[[list[Row], int], list[Row]]
) -> None:
    # GIVEN a thousand rows, whole WHEN every row but the last in turn is tampered with
    rows = filled(store, 1000)
    check_chain(rows, 0, GENESIS)
    for index in range(len(rows) - 1):
        near = slice(max(0, index - 1), index + 3)  # the chain is judged row by row: a few rows tell as much as all
        start = rows[near.start - 1] if near.start else None
        begin = (start.nr, start.hash) if start else (0, GENESIS)
        check_chain(rows[near], *begin)
        with pytest.raises(RegisterBroken):
            check_chain(tamper(rows[near], index - near.start), *begin)
    print(f"{tamper.__name__}: {len(rows) - 1} places, each noticed")


def test_old_rows_expire_from_the_oldest_end_and_leave_their_last_hash(store: Store) -> None:
    # GIVEN five rows a minute apart WHEN those before the third minute expire
    rows = filled(store, 5)
    assert store.register.expire(NOW + timedelta(minutes=2)) == 2
    # THEN the rest is still one chain, which goes on
    assert store.register.rows() == rows[2:]
    store.register.verify()
    assert store.register.append(Entry(Event.ERASED), NOW).nr == 6
    store.register.verify()
    # WHEN all of it expires THEN the chain still knows where it was
    last = store.register.rows()[-1]
    assert store.register.expire(NOW + timedelta(days=1)) == 4
    assert store.register.head() == (6, last.hash)
    assert store.register.append(Entry(Event.ERASED), NOW).vorige == last.hash
    assert store.register.expire(NOW - timedelta(days=1)) == 0


def test_P10_a_row_behind_a_younger_one_does_not_expire(store: Store) -> None:
    # GIVEN a row that a clock set back dated too early, behind a younger one
    store.register.append(Entry(Event.CONSENT), NOW)
    store.register.append(Entry(Event.CONCEPT), NOW - timedelta(days=900))
    assert store.register.expire(NOW - timedelta(days=100)) == 0
