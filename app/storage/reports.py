# SPDX-License-Identifier: EUPL-1.2
"""The OCMW's reports of art. 7: reference, kind, dates and what came of them; no client data."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.errors import ReferenceUnknown
from app.domain.refusals import ReportKnown
from app.domain.report import Kind, Outcome, Report
from app.storage.counter import next_count
from app.storage.database import Database
from app.storage.rows import check_row, moment_of, moment_text, optional_moment, optional_text, row_sha256

_COLUMNS = (
    "reference", "kind", "reported_on", "recorded_at", "outcome", "version", "answered_at", "counter", "sha256",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM report"  # noqa: S608 - names of our own columns
_INSERT = f"INSERT INTO report({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_KEY = "reference = ? AND kind = ? AND reported_on = ?"


class Reports:
    """A report is known by reference, kind and day; the same one cannot be entered twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, report: Report) -> None:
        """Store a new report; raises ReportKnown when it was entered before."""
        with self._database.transaction():
            if self._find(report) is not None:
                raise ReportKnown()
            self._put(report)

    def save(self, report: Report) -> None:
        """Store what came of a report; raises ReferenceUnknown when it was never entered."""
        with self._database.transaction():
            if not self._database.changed(f"DELETE FROM report WHERE {_KEY}", _key(report)):  # noqa: S608
                raise ReferenceUnknown()
            self._put(report)

    def all(self) -> list[Report]:
        """Every report, the one changed last at the end."""
        return [_report(row) for row in self._database.execute(f"{_SELECT} ORDER BY counter")]

    def of(self, reference: str) -> list[Report]:
        """The reports about one referral."""
        return [report for report in self.all() if report.reference == reference]

    def forget(self, reference: str) -> None:
        """Drop the reports about a referral that is gone itself."""
        with self._database.transaction():
            if self._database.changed("DELETE FROM report WHERE reference = ?", (reference,)):
                next_count(self._database)

    def verify(self) -> None:
        """Raise RowDamaged for the first row that is not what was written."""
        self.all()

    def _find(self, report: Report) -> Report | None:
        rows = self._database.execute(f"{_SELECT} WHERE {_KEY}", _key(report))
        return _report(rows[0]) if rows else None

    def _put(self, report: Report) -> None:
        values: dict[str, object] = {
            "reference": report.reference,
            "kind": report.kind.value,
            "reported_on": report.reported_on.isoformat(),
            "recorded_at": moment_text(report.recorded_at),
            "outcome": None if report.outcome is None else report.outcome.value,
            "version": report.version,
            "answered_at": optional_text(report.answered_at),
            "counter": next_count(self._database),
        }
        values["sha256"] = row_sha256(values)
        self._database.execute(_INSERT, tuple(values[name] for name in _COLUMNS))


def _key(report: Report) -> tuple[str, str, str]:
    return report.reference, report.kind.value, report.reported_on.isoformat()


def _report(row: tuple[Any, ...]) -> Report:
    values = dict(zip(_COLUMNS, row, strict=True))
    check_row("report", values)
    return Report(
        reference=values["reference"],
        kind=Kind(values["kind"]),
        reported_on=date.fromisoformat(values["reported_on"]),
        recorded_at=moment_of(values["recorded_at"]),
        version=values["version"],
        outcome=None if values["outcome"] is None else Outcome(values["outcome"]),
        answered_at=optional_moment(values["answered_at"]),
    )
