# SPDX-License-Identifier: EUPL-1.2
"""Breaches that were reported: number, moments and references; no client data, and no account of what happened."""

from __future__ import annotations

import json
from typing import Any

from app.domain.errors import ReferenceUnknown
from app.domain.incident import Incident
from app.storage.counter import next_count
from app.storage.database import Database
from app.storage.rows import check_row, moment_of, moment_text, optional_moment, optional_text, row_sha256

_COLUMNS = ("number", "discovered_at", "recorded_at", "refs", "mailed_at", "counter", "sha256")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM incident"  # noqa: S608 - names of our own columns
_INSERT = f"INSERT INTO incident({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608


class Incidents:
    """Every breach of this vault by its number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, incident: Incident) -> None:
        """Store a breach, or what became of it."""
        values: dict[str, object] = {
            "number": incident.number,
            "discovered_at": moment_text(incident.discovered_at),
            "recorded_at": moment_text(incident.recorded_at),
            "refs": json.dumps(incident.references),
            "mailed_at": optional_text(incident.mailed_at),
        }
        with self._database.transaction():
            self._database.execute("DELETE FROM incident WHERE number = ?", (incident.number,))
            values["counter"] = next_count(self._database)
            values["sha256"] = row_sha256(values)
            self._database.execute(_INSERT, tuple(values[name] for name in _COLUMNS))

    def get(self, number: str) -> Incident:
        """The breach with this number; raises ReferenceUnknown."""
        for incident in self.all():
            if incident.number == number:
                return incident
        raise ReferenceUnknown()

    def all(self) -> list[Incident]:
        """Every breach, the one changed last at the end."""
        return [_incident(row) for row in self._database.execute(f"{_SELECT} ORDER BY counter")]

    def forget(self, number: str) -> None:
        """Drop a breach, once the register's term has passed."""
        with self._database.transaction():
            if self._database.changed("DELETE FROM incident WHERE number = ?", (number,)):
                next_count(self._database)

    def verify(self) -> None:
        """Raise RowDamaged for the first row that is not what was written."""
        self.all()


def _incident(row: tuple[Any, ...]) -> Incident:
    values = dict(zip(_COLUMNS, row, strict=True))
    check_row("incident", values)
    return Incident(
        number=values["number"],
        discovered_at=moment_of(values["discovered_at"]),
        recorded_at=moment_of(values["recorded_at"]),
        references=tuple(json.loads(values["refs"])),
        mailed_at=optional_moment(values["mailed_at"]),
    )
