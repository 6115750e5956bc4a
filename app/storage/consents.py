# SPDX-License-Identifier: EUPL-1.2
"""The consent records of referrals: added, marked withdrawn or invalid, reduced at wiping, never overwritten."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.domain.consent import Consent, Route
from app.domain.errors import RowDamaged
from app.storage.database import Database
from app.storage.rows import check_row, moment_of, moment_text, optional_moment, optional_text, row_sha256

_COLUMNS = (
    "id", "reference", "given_at", "route", "interpreter", "sheet_used", "text_id", "text_sha256", "items",
    "scope_recipient", "scope_fields", "recorded_by", "withdrawn_at", "invalid_at", "sha256",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM consent"  # noqa: S608 - names of our own columns
_INSERT = f"INSERT INTO consent({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_UPDATE = f"UPDATE consent SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"  # noqa: S608


class Consents:
    """One row per consent; a renewed one is a new row, the earlier one stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, reference: str, consent: Consent) -> int:
        """Store a consent; its number."""
        number = 1 + int(self._database.execute("SELECT coalesce(max(id), 0) FROM consent")[0][0])
        self._database.execute(_INSERT, _row(number, reference, consent))
        return number

    def keep(self, number: int, reference: str, consent: Consent) -> int:
        """The number under which this consent stands now: the same, also when it was withdrawn or reduced since."""
        present = self.get(number)
        if present == consent:
            return number
        if _open(consent) not in (_open(present), _open(present.reduced())):
            return self.add(reference, consent)
        self._database.execute(_UPDATE, (*_row(number, reference, consent), number))
        return number

    def reduce_all(self, reference: str) -> None:
        """Also earlier consents of a wiped referral keep nothing but text version, hash, dates and way."""
        for (number,) in self._database.execute("SELECT id FROM consent WHERE reference = ?", (reference,)):
            self.keep(number, reference, self.get(number).reduced())

    def get(self, number: int) -> Consent:
        """The consent with this number."""
        rows = self._database.execute(f"{_SELECT} WHERE id = ?", (number,))
        if not rows:
            raise RowDamaged(table="consent")
        return _consent(rows[0])

    def forget(self, reference: str) -> None:
        """Drop the consents of a referral that is gone itself."""
        self._database.execute("DELETE FROM consent WHERE reference = ?", (reference,))

    def verify(self) -> None:
        """Raise RowDamaged for the first row that is not what was written."""
        for row in self._database.execute(_SELECT):
            _consent(row)


def _open(consent: Consent) -> Consent:
    """What makes it this consent and no other; that it ended is added later."""
    return replace(consent, withdrawn_at=None, invalid_at=None)


def _row(number: int, reference: str, consent: Consent) -> tuple[object, ...]:
    values: dict[str, object] = {
        "id": number,
        "reference": reference,
        "given_at": moment_text(consent.given_at),
        "route": consent.route.value,
        "interpreter": None if consent.interpreter is None else int(consent.interpreter),
        "sheet_used": int(consent.sheet_used),
        "text_id": consent.text_id,
        "text_sha256": consent.text_sha256,
        "items": json.dumps(consent.items, ensure_ascii=False),
        "scope_recipient": consent.scope_recipient,
        "scope_fields": json.dumps(consent.scope_fields, ensure_ascii=False),
        "recorded_by": consent.recorded_by,
        "withdrawn_at": optional_text(consent.withdrawn_at),
        "invalid_at": optional_text(consent.invalid_at),
    }
    values["sha256"] = row_sha256(values)
    return tuple(values[name] for name in _COLUMNS)


def _consent(row: tuple[Any, ...]) -> Consent:
    values = dict(zip(_COLUMNS, row, strict=True))
    check_row("consent", values)
    return Consent(
        given_at=moment_of(values["given_at"]),
        route=Route(values["route"]),
        interpreter=None if values["interpreter"] is None else bool(values["interpreter"]),
        sheet_used=bool(values["sheet_used"]),
        text_id=values["text_id"],
        text_sha256=values["text_sha256"],
        items=tuple(json.loads(values["items"])),
        scope_recipient=values["scope_recipient"],
        scope_fields=tuple(json.loads(values["scope_fields"])),
        recorded_by=values["recorded_by"],
        withdrawn_at=optional_moment(values["withdrawn_at"]),
        invalid_at=optional_moment(values["invalid_at"]),
    )
