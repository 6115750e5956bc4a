# SPDX-License-Identifier: EUPL-1.2
"""What the database itself refuses, whatever the program does; versions and migrations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.client import FIELD_NAMES
from app.domain.consent import Route
from app.domain.errors import DatabaseDamaged, NewerVersion
from app.domain.events import Event
from app.domain.referral import State
from app.storage.database import Database, RowRefused, create
from app.storage.schema import MIGRATIONS, check_version, migrate, version
from app.storage.tables_1 import VERSION_1

KEY = bytes(range(32))
REFERENCE = "K7M4-29QK"
MOMENT = "2026-11-23T09:00:00.000000+00:00"
NO_CLIENT = dict.fromkeys(FIELD_NAMES)
A_CLIENT = dict.fromkeys(FIELD_NAMES, "") | {"last_name": "D'Hondt"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The tables of the newest version, empty."""
    with closing(create(tmp_path / "vault.db", KEY)) as database:
        migrate(database)
        yield database


def insert(database: Database, table: str, values: dict[str, object]) -> None:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    database.execute(f"INSERT INTO {table}({names}) VALUES ({places})", tuple(values.values()))


def a_consent(**changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "id": 1, "reference": REFERENCE, "given_at": MOMENT, "route": "gesprek", "interpreter": 1, "sheet_used": 1,
        "text_id": "toestemming.nl@1.0.0", "text_sha256": "0" * 64, "items": '["I1"]', "scope_recipient": "OCMW",
        "scope_fields": '["naam"]', "recorded_by": "Annelies", "sha256": "0" * 64,
    }  # fmt: skip
    return values | changes


def a_referral(**changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "reference": REFERENCE, "consent_id": 1, "profile_id": "kasterlee", "created_at": MOMENT, "edited_at": MOMENT,
        "since": MOMENT, "state": "concept", "version": 1, "extended": 0, "sent_version": 0, "correction": "",
        "focus": "", "counter": 1, "sha256": "0" * 64,
    }  # fmt: skip
    return values | NO_CLIENT | changes


def test_R20_client_data_without_a_consent_are_refused(database: Database) -> None:
    for consent_id in (1, None):
        with pytest.raises(RowRefused):
            insert(database, "referral", a_referral(consent_id=consent_id, **A_CLIENT))
    assert database.execute("SELECT count(*) FROM referral") == [(0,)]


def test_R20_even_an_empty_referral_needs_its_consent(database: Database) -> None:
    with pytest.raises(RowRefused):
        insert(database, "referral", a_referral())


def test_R20_the_consent_of_another_referral_does_not_count(database: Database) -> None:
    insert(database, "consent", a_consent(reference="AAAA-AAAA"))
    with pytest.raises(RowRefused):
        insert(database, "referral", a_referral(**A_CLIENT))


@pytest.mark.parametrize("ended", ["withdrawn_at", "invalid_at"])
def test_R20_a_withdrawn_or_invalid_consent_does_not_count(database: Database, ended: str) -> None:
    insert(database, "consent", a_consent(**{ended: MOMENT}))
    with pytest.raises(RowRefused, match="no client data without a valid consent"):
        insert(database, "referral", a_referral(**A_CLIENT))
    # also not when the referral was there before
    insert(database, "referral", a_referral())
    with pytest.raises(RowRefused, match="no client data without a valid consent"):
        database.execute("UPDATE referral SET last_name = 'x', street = '', house_number = '', box = '', postcode = '',"
                         " place = '', phone = '', email = ''")  # fmt: skip


def test_R20_control_with_a_valid_consent_the_same_row_is_taken(database: Database) -> None:
    insert(database, "consent", a_consent())
    insert(database, "referral", a_referral(**A_CLIENT))
    assert database.execute("SELECT last_name FROM referral") == [("D'Hondt",)]


@pytest.mark.parametrize("state", ["gewist", "ingetrokken"])
def test_R46_a_wiped_state_cannot_hold_client_data(database: Database, state: str) -> None:
    insert(database, "consent", a_consent())
    insert(database, "referral", a_referral(**A_CLIENT))
    with pytest.raises(RowRefused, match="wiped_holds_no_client"):
        database.execute("UPDATE referral SET state = ?", (state,))


@pytest.mark.parametrize("field", [name for name in FIELD_NAMES if name != "first_name"])
def test_a_client_is_there_whole_or_not_at_all(database: Database, field: str) -> None:
    insert(database, "consent", a_consent())
    with pytest.raises(RowRefused, match="client_whole_or_absent"):
        insert(database, "referral", a_referral(**{**A_CLIENT, field: None}))
    with pytest.raises(RowRefused, match="client_whole_or_absent"):
        insert(database, "referral", a_referral(first_name="Zoë"))


def test_R46_wiping_takes_every_phrase_of_the_referral_and_no_other(database: Database) -> None:
    insert(database, "consent", a_consent())
    insert(database, "referral", a_referral(**A_CLIENT))
    for counter, reference in enumerate((REFERENCE, REFERENCE + "-2", "AAAA-AAAA")):
        insert(database, "export", {
            "full_reference": reference, "phrase": f"woorden {counter}", "archive_sha256": "", "size": 0,
            "step": "voornemen", "begun_at": MOMENT, "text_versions": "", "counter": counter, "sha256": "0" * 64,
        })  # fmt: skip
    names = ", ".join(f"{name} = NULL" for name in FIELD_NAMES)
    database.execute(f"UPDATE referral SET state = 'gewist', {names}")
    assert database.execute("SELECT full_reference FROM export") == [("AAAA-AAAA",)]


@pytest.mark.parametrize(
    "change",
    [
        "id = 2", "reference = 'AAAA-AAAA'", "given_at = ''", "route = 'papier'", "interpreter = 0", "sheet_used = 0",
        "text_id = 'x'", "text_sha256 = replace(text_sha256, '0', '1')", "items = '[\"I2\"]'", "scope_recipient = ''",
        "scope_fields = '[\"x\"]'", "recorded_by = 'Bea'",
    ],
)  # fmt: skip
def test_R56_a_consent_is_never_overwritten(database: Database, change: str) -> None:
    insert(database, "consent", a_consent())
    with pytest.raises(RowRefused, match="never overwritten"):
        database.execute(f"UPDATE consent SET {change}")


@pytest.mark.parametrize("event", ["withdrawn_at", "invalid_at"])
def test_R56_an_event_is_added_to_a_consent_once(database: Database, event: str) -> None:
    insert(database, "consent", a_consent())
    database.execute(f"UPDATE consent SET {event} = '{MOMENT}'")
    for later in ("NULL", "'2027-01-01T00:00:00.000000+00:00'"):
        with pytest.raises(RowRefused, match="never overwritten"):
            database.execute(f"UPDATE consent SET {event} = {later}")


def test_what_wiping_drops_from_a_consent_may_go_and_not_come_back(database: Database) -> None:
    insert(database, "consent", a_consent())
    database.execute("UPDATE consent SET interpreter = NULL, items = '[]', scope_fields = '[]', recorded_by = ''")
    with pytest.raises(RowRefused, match="never overwritten"):
        database.execute("UPDATE consent SET interpreter = 1")


def test_a_consent_and_a_living_referral_cannot_be_deleted(database: Database) -> None:
    insert(database, "consent", a_consent())
    insert(database, "referral", a_referral(**A_CLIENT))
    for table in ("consent", "referral"):
        with pytest.raises(RowRefused):
            database.execute(f"DELETE FROM {table}")


def test_lists_in_the_tables_are_the_lists_of_the_domain() -> None:
    text = "".join(VERSION_1)

    def listed(column: str) -> set[str]:
        found = re.search(rf"CHECK \({column} IN \(([^)]*)\)", text)
        assert found is not None
        return set(re.findall(r"'([^']*)'", found[1]))

    assert listed("gebeurtenis") == {event.value for event in Event}
    assert listed("state") == {state.value for state in State}
    assert listed("route") == {route.value for route in Route}


def test_a_new_file_gets_the_newest_version(database: Database) -> None:
    assert version(database) == check_version(database) == len(MIGRATIONS)
    migrate(database)
    assert version(database) == len(MIGRATIONS)


def test_check_7_a_newer_file_is_left_unread(database: Database) -> None:
    database.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerVersion):
        check_version(database)


def test_check_7_P7_a_file_without_any_version_is_damage(tmp_path: Path) -> None:
    with closing(create(tmp_path / "empty.db", KEY)) as database, pytest.raises(DatabaseDamaged):
        check_version(database)


def test_P15_a_migration_makes_a_copy_first_and_then_does_all_or_nothing(database: Database) -> None:
    # GIVEN a later program with two more versions, of which the second fails half-way
    good, bad = ("CREATE TABLE extra(id INTEGER PRIMARY KEY)",), ("INSERT INTO extra VALUES (1)", "INSERT INTO nothing")
    seen: list[int] = []
    # WHEN it opens the file of today
    with pytest.raises(RuntimeError):
        migrate(database, (*MIGRATIONS, good, bad), before=lambda: seen.append(version(database)))
    # THEN a copy was made before anything changed, and the old version stays usable
    assert seen == [len(MIGRATIONS)]
    assert check_version(database) == len(MIGRATIONS)
    assert database.execute("SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    # WHEN the mended program opens it THEN both versions are there
    migrate(database, (*MIGRATIONS, good, bad[:1]), before=lambda: seen.append(version(database)))
    assert version(database) == len(MIGRATIONS) + 2
    assert database.execute("SELECT id FROM extra") == [(1,)]


def test_P15_without_a_copy_nothing_is_migrated(database: Database) -> None:
    def no_copy() -> None:
        raise DatabaseDamaged()

    with pytest.raises(DatabaseDamaged):
        migrate(database, (*MIGRATIONS, ("CREATE TABLE extra(id)",)), before=no_copy)
    assert version(database) == len(MIGRATIONS)
