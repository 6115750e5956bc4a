# SPDX-License-Identifier: EUPL-1.2
"""Append-only register with hash chain; verify."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, replace
from datetime import UTC, datetime

from app import __version__
from app.domain.errors import RegisterBroken
from app.domain.events import GENESIS, Entry, Row
from app.storage.counter import next_count
from app.storage.database import Database
from app.storage.register_file import COLUMNS

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM register"  # noqa: S608 - names of our own columns
_INSERT = f"INSERT INTO register({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_MINUTE = "%Y-%m-%dT%H:%MZ"


class Register:
    """What was done with data, without client data; triggers refuse every change but a new row at the end (R56)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, entry: Entry, now: datetime) -> Row:
        """Add a row; belongs in the transaction of what it reports."""
        with self._database.transaction():
            nr, previous = self.head()
            bare = Row(
                nr=nr + 1,
                tijd_utc=now.astimezone(UTC).strftime(_MINUTE),
                gebeurtenis=entry.event.value,
                ref=entry.reference,
                protocol=entry.protocol,
                ontvanger=entry.recipient,
                archief_sha256=entry.archive_sha256,
                bytes=entry.size,
                app_versie=__version__,
                tekst_versie=entry.text_versions,
                gebruiker=entry.user,
                vorige=previous,
                hash="",
            )
            row = replace(bare, hash=bare.computed_hash())
            self._database.execute(_INSERT, astuple(row))
            next_count(self._database)
        return row

    def rows(self) -> list[Row]:
        """Every row, oldest first."""
        return [Row(*values) for values in self._database.execute(f"{_SELECT} ORDER BY nr")]

    def head(self) -> tuple[int, str]:
        """Number and hash of the last row, the anchor that travels in each archive (R15)."""
        last = self._database.execute("SELECT nr, hash FROM register ORDER BY nr DESC LIMIT 1")
        return (int(last[0][0]), str(last[0][1])) if last else self._start()

    def verify(self) -> None:
        """Raise RegisterBroken with the first row that does not fit."""
        start, previous = self._start()
        check_chain(self.rows(), start, previous)

    def expire(self, before: datetime) -> int:
        """Drop whole rows from the oldest end that are older; the chain then begins at the last one's hash."""
        limit, gone = before.astimezone(UTC).strftime(_MINUTE), 0
        with self._database.transaction():
            for row in self.rows():
                if row.tijd_utc >= limit:
                    break
                self._database.execute("UPDATE register_start SET nr = ?, hash = ?", (row.nr, row.hash))
                self._database.execute("DELETE FROM register WHERE nr = ?", (row.nr,))
                gone += 1
            if gone:
                next_count(self._database)
        return gone

    def _start(self) -> tuple[int, str]:
        nr, previous = self._database.execute("SELECT nr, hash FROM register_start")[0]
        return int(nr), str(previous)


def check_chain(rows: Iterable[Row], start: int | None = None, previous: str | None = None) -> None:
    """Raise RegisterBroken at the first lost, doubled, reordered or edited row.

    Without ``start`` and ``previous`` (an exported file) the chain may begin anywhere: old rows expire.
    """
    for row in rows:
        fits = (start is None or row.nr == start + 1) and (previous is None or row.vorige == previous)
        fits = fits and (row.nr > 1 or row.vorige == GENESIS)
        if not fits or row.computed_hash() != row.hash:
            raise RegisterBroken(row=row.nr)
        start, previous = row.nr, row.hash
