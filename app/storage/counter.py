# SPDX-License-Identifier: EUPL-1.2
"""One number that grows with every change: the order of rows and the age of copies come from it, never from a clock."""

from __future__ import annotations

from app.storage.database import Database


def next_count(database: Database) -> int:
    """The next number; belongs to the transaction of the change it counts."""
    return int(database.execute("UPDATE counter SET value = value + 1 RETURNING value")[0][0])


def raise_count(database: Database, least: int) -> None:
    """Count on from ``least`` when the count is lower: after a copy was put back, no change gets a number twice."""
    database.execute("UPDATE counter SET value = max(value, ?)", (least,))


def mark_erased(database: Database) -> None:
    """What was there before the latest change was erased: an older copy may never come back."""
    database.execute("UPDATE counter SET erased = value")


def erased_count(database: Database) -> int:
    """The number of the latest change that erased something; 0 when none did."""
    return int(database.execute("SELECT erased FROM counter")[0][0])


def present_count(database: Database) -> int:
    """The number of the last change."""
    return int(database.execute("SELECT value FROM counter")[0][0])
