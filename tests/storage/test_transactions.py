# SPDX-License-Identifier: EUPL-1.2
"""All or nothing, errors of the disk in the user's terms, and a full disk (security.md P4, P5)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import (
    AppError,
    DatabaseDamaged,
    DiskFull,
    FolderReadOnly,
    NotEnoughMemory,
    VaultInUse,
    WriteFailed,
)
from app.storage.database import Database, RowRefused, open_checked
from tests.storage.database_doubles import KEY, disk_error


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
