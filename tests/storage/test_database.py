# SPDX-License-Identifier: EUPL-1.2
"""The opening sequence and its self-checks (security.md 4.4, 4.6)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.errors import (
    AppError,
    DatabaseDamaged,
    FolderReadOnly,
    ResourceDamaged,
    VaultInUse,
    WriteFailed,
)
from app.storage.database import PAGE, PRAGMAS, Database, cipher_version, create, open_checked
from tests.storage.database_doubles import KEY, Answering


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


def test_check_3_P7_half_a_page_that_is_left_after_an_interruption_is_damage(path: Path) -> None:
    # GIVEN a journal beside the file, so that its size may be wrong until SQLite has looked at it
    path.write_bytes(path.read_bytes() + b"x" * 100)
    path.with_name(path.name + "-journal").write_bytes(b"no journal at all")
    # THEN it counts once that was done
    with pytest.raises(DatabaseDamaged) as caught:
        open_checked(path, KEY)
    assert caught.value.facts == {"check": "size"}


def test_P5_a_file_that_may_not_be_read_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(FolderReadOnly):
        open_checked(path, KEY)


def test_a_connection_that_cannot_be_made_is_an_error_with_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a file that is replaced by a folder between the look at it and the opening
    real = sqlcipher.connect
    monkeypatch.setattr(sqlcipher, "connect", lambda _, **rest: real(str(path.parent), **rest))
    with pytest.raises(AppError):
        open_checked(path, KEY)


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
    before = path.read_bytes()
    with pytest.raises(WriteFailed):
        create(path, KEY)
    assert path.read_bytes() == before


def test_the_version_of_the_library_is_known() -> None:
    assert cipher_version().startswith("4.")
