# SPDX-License-Identifier: EUPL-1.2
"""The opening sequence and its self-checks (security.md 4.4, 4.6), errors in the user's terms, and a full disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

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
from app.storage.database import PAGE, PRAGMAS, Database, RowRefused, cipher_version, create, open_checked

KEY = bytes(range(32))


@pytest.fixture
def path(data_folder: Path) -> Path:
    """A whole database with one table, closed."""
    path = data_folder / "vault.db"
    with closing(create(path, KEY)) as database:
        database.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)")
        database.execute("INSERT INTO note VALUES (1, 'D''Hondt')")
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with closing(open_checked(path, KEY)) as database:
        yield database


class Answering:
    """A connection that answers some statements otherwise than SQLCipher, and records all."""

    def __init__(self, connection: object, answers: dict[str, object]) -> None:
        self._connection = connection
        self._answers = answers
        self.statements: list[str] = []

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> object:
        self.statements.append(sql)
        answer = self._answers.get(sql)
        if isinstance(answer, list):
            return Rows(answer)
        if isinstance(answer, Exception):
            del self._answers[sql]
            raise answer
        return self._connection.execute(sql, parameters)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


class Rows:
    rowcount = 0

    def __init__(self, rows: list[object]) -> None:
        self._rows = rows

    def fetchall(self) -> list[object]:
        return self._rows


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Statements to which every later connection gives this answer."""
    answers: dict[str, object] = {}
    connect = sqlcipher.connect
    monkeypatch.setattr(sqlcipher, "connect", lambda *a, **k: Answering(connect(*a, **k), answers))
    return answers


def disk_error(code: int) -> Exception:
    error: Exception = sqlcipher.OperationalError("as the library says it")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


def test_R34_what_is_stored_is_unreadable_without_the_key(path: Path) -> None:
    assert b"D'Hondt" not in path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        open_checked(path, bytes(32))


def test_R34_control_stock_sqlite_ignores_the_key_and_writes_plaintext(tmp_path: Path) -> None:
    # GIVEN the library that must never open the vault WHEN it is given a key
    with closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA key = 'x'")
        connection.execute("CREATE TABLE note(text)")
        connection.execute("INSERT INTO note VALUES ('D''Hondt')")
    # THEN the search above would find the name
    assert b"D'Hondt" in (tmp_path / "plain.db").read_bytes()


def test_the_key_comes_before_anything_that_touches_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Answering] = []
    connect = sqlcipher.connect

    def recording(*args: object, **kwargs: object) -> Answering:
        made.append(Answering(connect(*args, **kwargs), {}))
        return made[-1]

    monkeypatch.setattr(sqlcipher, "connect", recording)
    open_checked(path, KEY).close()
    assert made[0].statements[:4] == [
        "PRAGMA cipher_memory_security = ON",
        "PRAGMA cipher_log_level = NONE",
        f"PRAGMA key = \"x'{KEY.hex()}'\"",
        "SELECT count(*) FROM sqlite_master",
    ]


@pytest.mark.parametrize("length", [0, 2, 31, 33, 64])
def test_a_key_of_another_length_never_becomes_a_passphrase(path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_checked(path, bytes(length))


def test_check_1_a_library_that_does_not_encrypt_is_refused(path: Path, answers: dict[str, object]) -> None:
    for nothing in ([], [("",)], [(None,)]):
        answers["PRAGMA cipher_version"] = nothing
        with pytest.raises(ResourceDamaged):
            open_checked(path, KEY)


def test_check_2_a_plaintext_database_is_refused_unread(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note(text)")
    with pytest.raises(DatabaseDamaged) as caught:
        open_checked(path, KEY)
    assert caught.value.facts == {"check": "plaintext"}


@pytest.mark.parametrize("size", [0, 1, 15, 4095, PAGE + 1, 2 * PAGE - 1])
def test_check_3_P7_a_size_that_no_database_has_is_damage_never_a_new_database(path: Path, size: int) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:size])
    with pytest.raises(DatabaseDamaged) as caught:
        open_checked(path, KEY)
    assert caught.value.facts == {"check": "size"}
    assert path.stat().st_size == size


def test_check_3_P7_a_missing_file_is_damage_and_is_not_made(path: Path) -> None:
    path.unlink()
    with pytest.raises(DatabaseDamaged):
        open_checked(path, KEY)
    assert not path.exists()


@pytest.mark.parametrize(("name", "value", "expected"), PRAGMAS)
def test_check_5_every_setting_is_read_back(path: Path, name: str, value: str, expected: object) -> None:
    with closing(open_checked(path, KEY)) as database:
        assert database.execute(f"PRAGMA {name}") == [(expected,)]


@pytest.mark.parametrize("name", [name for name, _, _ in PRAGMAS])
def test_check_5_a_setting_that_did_not_take_is_refused(path: Path, answers: dict[str, object], name: str) -> None:
    for wrong in ([], [("other",)]):
        answers[f"PRAGMA {name}"] = wrong
        with pytest.raises(ResourceDamaged):
            open_checked(path, KEY)


@pytest.mark.parametrize(
    ("statement", "answer", "check"),
    [
        ("PRAGMA cipher_integrity_check", [("HMAC verification failed for page 3",)], "cipher_integrity"),
        ("PRAGMA integrity_check", [("row 1 missing from index",)], "integrity"),
        ("PRAGMA integrity_check", [], "integrity"),
    ],
)
def test_check_6_a_complaint_of_either_integrity_check_closes_the_vault(
    path: Path, answers: dict[str, object], statement: str, answer: list[object], check: str
) -> None:
    answers[statement] = answer
    with pytest.raises(DatabaseDamaged) as caught:
        open_checked(path, KEY)
    assert caught.value.facts == {"check": check}
    # and nobody is locked out by the refusal itself
    answers.clear()
    open_checked(path, KEY).close()


def test_P9_a_second_opener_is_told_that_the_vault_is_in_use(path: Path, database: Database) -> None:
    with pytest.raises(VaultInUse):
        open_checked(path, KEY)
    database.close()
    open_checked(path, KEY).close()


def test_nothing_is_made_over_an_existing_database(path: Path) -> None:
    with pytest.raises(FileExistsError):
        create(path, KEY)


def test_a_refused_row_says_which_rule_and_never_which_value(database: Database) -> None:
    with pytest.raises(RowRefused, match="UNIQUE constraint failed") as caught:
        database.execute("INSERT INTO note VALUES (2, ?)", ("D'Hondt",))
    assert "Hondt" not in str(caught.value)


def test_a_transaction_is_all_or_nothing_and_inner_ones_join(database: Database) -> None:
    def two_of_the_same() -> None:
        with database.transaction():
            with database.transaction():
                database.execute("INSERT INTO note VALUES (2, 'twee')")
            database.execute("INSERT INTO note VALUES (3, 'twee')")

    with pytest.raises(RowRefused):
        two_of_the_same()
    assert database.execute("SELECT count(*) FROM note") == [(1,)]
    with database.transaction(), database.transaction():
        database.execute("INSERT INTO note VALUES (2, 'twee')")
    assert database.execute("SELECT count(*) FROM note") == [(2,)]


def test_closing_twice_is_harmless(database: Database) -> None:
    database.close()
    database.close()
    assert database.closed


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (disk_error(5), VaultInUse),
        (disk_error(7), NotEnoughMemory),
        (MemoryError(), NotEnoughMemory),
        (disk_error(8), FolderReadOnly),
        (disk_error(10 | 3 << 8), WriteFailed),
        (disk_error(11), DatabaseDamaged),
        (disk_error(13), DiskFull),
        (disk_error(14), FolderReadOnly),
        (disk_error(26), DatabaseDamaged),
    ],
)
def test_P5_each_disk_error_is_told_in_the_users_terms_and_leaves_the_old_state(
    path: Path, answers: dict[str, object], failure: Exception, kind: type[AppError]
) -> None:
    with closing(open_checked(path, KEY)) as database:
        answers["COMMIT"] = failure
        with pytest.raises(kind), database.transaction():
            database.execute("INSERT INTO note VALUES (2, 'twee')")
        assert database.execute("SELECT count(*) FROM note") == [(1,)]
        # a moment later it works
        with database.transaction():
            database.execute("INSERT INTO note VALUES (2, 'twee')")
        assert database.execute("SELECT count(*) FROM note") == [(2,)]


def test_an_error_in_our_own_sql_is_a_fault_of_the_program_without_any_value(database: Database) -> None:
    with pytest.raises(RuntimeError, match="SQL refused: SQLITE_ERROR"):
        database.execute("SELECT ? FROM nowhere", ("D'Hondt",))


@pytest.mark.parametrize("moment", ["BEGIN IMMEDIATE", "INSERT INTO note VALUES (2, ?)", "COMMIT"])
def test_P4_on_a_full_disk_room_is_made_and_the_save_succeeds(
    path: Path, answers: dict[str, object], moment: str
) -> None:
    # GIVEN a disk that fills up at some moment of a save, and ballast to give back
    given: list[bool] = []

    def free_room() -> bool:
        given.append(True)
        return True

    with closing(open_checked(path, KEY, free_room)) as database:
        answers[moment] = disk_error(13)
        # WHEN two rows are saved together
        with database.transaction():
            database.execute("INSERT INTO note VALUES (2, ?)", ("twee",))
            database.execute("INSERT INTO note VALUES (3, ?)", ("drie",))
        # THEN both are there, once
        assert database.execute("SELECT id, text FROM note WHERE id > 1") == [(2, "twee"), (3, "drie")]
    assert given == [True]


def test_P4_without_room_to_give_back_the_user_hears_that_the_disk_is_full(
    path: Path, answers: dict[str, object]
) -> None:
    with closing(open_checked(path, KEY)) as database:
        answers["INSERT INTO note VALUES (2, 'twee')"] = disk_error(13)
        with pytest.raises(DiskFull), database.transaction():
            database.execute("INSERT INTO note VALUES (2, 'twee')")
        assert database.execute("SELECT count(*) FROM note") == [(1,)]


def test_the_version_of_the_library_is_known() -> None:
    assert cipher_version().startswith("4.")
