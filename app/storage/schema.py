# SPDX-License-Identifier: EUPL-1.2
"""Tables, constraints, numbered migrations; refuses a newer file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.errors import DatabaseDamaged, NewerVersion
from app.storage.database import Database
from app.storage.tables_1 import VERSION_1

Migration = tuple[str, ...]
MIGRATIONS: tuple[Migration, ...] = (VERSION_1,)
"""Number n brings a file from version n to n + 1. A released migration never changes; a new one is added."""


def version(database: Database) -> int:
    """The version of the tables in this file; 0 is a file without any."""
    return int(database.execute("PRAGMA user_version")[0][0])


def check_version(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The version, when this program knows it; nothing else is read from a newer file."""
    found = version(database)
    if found > len(migrations):
        raise NewerVersion()
    if found < 1:
        raise DatabaseDamaged(check="version")
    return found


def migrate(
    database: Database, migrations: Sequence[Migration] = MIGRATIONS, before: Callable[[], None] = lambda: None
) -> None:
    """Bring the tables to the newest version in one transaction; ``before`` makes a verified copy first."""
    found = version(database)
    if found == len(migrations):
        return
    before()
    with database.transaction():
        for number in range(found, len(migrations)):
            for statement in migrations[number]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number + 1}")
