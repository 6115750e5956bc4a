# SPDX-License-Identifier: EUPL-1.2
"""Written-ahead exports: intent, phrase, archive hash, step reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.errors import ReferenceUnknown
from app.storage.counter import next_count
from app.storage.database import Database
from app.storage.rows import check_row, moment_of, moment_text, row_sha256

_COLUMNS = (
    "full_reference", "phrase", "archive_sha256", "size", "step", "begun_at", "text_versions", "counter", "sha256",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM export"  # noqa: S608 - names of our own columns
_INSERT = f"INSERT INTO export({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608


class Step(StrEnum):
    """How far an export came: before MADE no archive counts, whatever lies on disk."""

    INTENT = "voornemen"
    MADE = "gemaakt"


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One archive with its phrase; ``archive_sha256`` and ``size`` (bytes) are known from MADE on."""

    full_reference: str
    phrase: str
    archive_sha256: str
    size: int
    step: Step
    begun_at: datetime
    text_versions: str


class Exports:
    """Phrases and archives that are still of use; two archives never share a phrase (the database refuses it)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, full_reference: str, phrase: str, now: datetime, text_versions: str = "") -> None:
        """The intent, with the phrase: to be committed before the archive touches the disk."""
        with self._database.transaction():
            self._put(ExportRecord(full_reference, phrase, "", 0, Step.INTENT, now, text_versions))

    def made(self, full_reference: str, sha256: str, size: int) -> None:
        """The archive is on disk, whole."""
        with self._database.transaction():
            record = self.get(full_reference)
            if record is None:
                raise ReferenceUnknown()
            self.drop(full_reference)
            self._put(
                ExportRecord(
                    full_reference, record.phrase, sha256, size, Step.MADE, record.begun_at, record.text_versions
                )
            )

    def get(self, full_reference: str) -> ExportRecord | None:
        """The record of this archive, or None."""
        rows = self._database.execute(f"{_SELECT} WHERE full_reference = ?", (full_reference,))
        return _record(rows[0]) if rows else None

    def all(self) -> list[ExportRecord]:
        """Every record, the one changed last at the end."""
        return [_record(row) for row in self._database.execute(f"{_SELECT} ORDER BY counter")]

    def drop(self, full_reference: str) -> None:
        """Forget archive and phrase; nothing happens when there is no record."""
        with self._database.transaction():
            if self._database.changed("DELETE FROM export WHERE full_reference = ?", (full_reference,)):
                next_count(self._database)

    def verify(self) -> None:
        """Raise RowDamaged for the first row that is not what was written."""
        self.all()

    def _put(self, record: ExportRecord) -> None:
        values: dict[str, object] = {
            "full_reference": record.full_reference,
            "phrase": record.phrase,
            "archive_sha256": record.archive_sha256,
            "size": record.size,
            "step": record.step.value,
            "begun_at": moment_text(record.begun_at),
            "text_versions": record.text_versions,
            "counter": next_count(self._database),
        }
        values["sha256"] = row_sha256(values)
        self._database.execute(_INSERT, tuple(values[name] for name in _COLUMNS))


def _record(row: tuple[Any, ...]) -> ExportRecord:
    values = dict(zip(_COLUMNS, row, strict=True))
    check_row("export", values)
    return ExportRecord(
        full_reference=values["full_reference"],
        phrase=values["phrase"],
        archive_sha256=values["archive_sha256"],
        size=values["size"],
        step=Step(values["step"]),
        begun_at=moment_of(values["begun_at"]),
        text_versions=values["text_versions"],
    )
