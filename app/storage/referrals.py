# SPDX-License-Identifier: EUPL-1.2
"""Save, load, list, erase: one row each, with its own SHA-256."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from app.domain.client import FIELD_NAMES, Client
from app.domain.errors import ReferenceUnknown
from app.domain.referral import LIVE, Referral, State
from app.storage.consents import Consents
from app.storage.counter import mark_erased, next_count
from app.storage.database import Database
from app.storage.rows import check_row, moment_of, moment_text, optional_moment, optional_text, row_sha256

_COLUMNS = (
    "reference", "consent_id", "profile_id", "created_at", "edited_at", "since", "state", "version", "extended",
    "confirmed_at", "mail_opened_at", "sent_at", "spoken_at", "withdrawn_at", "sent_version",
    "correction", "agreed_channels", "focus", *FIELD_NAMES,
    "counter", "sha256",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM referral"  # noqa: S608 - names of our own columns
_INSERT = f"INSERT INTO referral({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_UPDATE = f"UPDATE referral SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE reference = ?"  # noqa: S608


class Referrals:
    """All referrals of this vault; whoever calls has begun a transaction or gets one per call."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._consents = Consents(database)

    def add(self, referral: Referral) -> None:
        """Store a new referral with its consent; the database refuses client data without one (R20)."""
        with self._database.transaction():
            consent_id = self._consents.add(referral.reference, referral.consent)
            self._database.execute(_INSERT, self._row(referral, consent_id))

    def save(self, referral: Referral) -> None:
        """Store the new state of a referral; raises ReferenceUnknown when it was never added.

        Wiped rows lose their phrase by a trigger, and all their consents are reduced with them.
        """
        with self._database.transaction():
            found = self._database.execute("SELECT consent_id FROM referral WHERE reference = ?", (referral.reference,))
            if not found:
                raise ReferenceUnknown()
            consent_id = self._consents.keep(int(found[0][0]), referral.reference, referral.consent)
            if referral.state not in LIVE:
                self._consents.reduce_all(referral.reference)
            self._database.execute(_UPDATE, (*self._row(referral, consent_id), referral.reference))
            if referral.state not in LIVE:
                mark_erased(self._database)

    def get(self, reference: str) -> Referral:
        """The referral with this reference; raises ReferenceUnknown."""
        rows = self._database.execute(f"{_SELECT} WHERE reference = ?", (reference,))
        if not rows:
            raise ReferenceUnknown()
        return self._referral(rows[0])

    def all(self) -> list[Referral]:
        """Every referral, the one changed last at the end."""
        return [self._referral(row) for row in self._database.execute(f"{_SELECT} ORDER BY counter")]

    def forget(self, reference: str) -> None:
        """Drop a wiped referral and its consents, once the register's term has passed."""
        with self._database.transaction():
            self._database.execute("DELETE FROM referral WHERE reference = ?", (reference,))
            self._consents.forget(reference)
            next_count(self._database)

    def verify(self) -> None:
        """Raise RowDamaged for the first row that is not what was written."""
        self.all()
        self._consents.verify()

    def _row(self, referral: Referral, consent_id: int) -> tuple[object, ...]:
        values: dict[str, object] = {
            "reference": referral.reference,
            "consent_id": consent_id,
            "profile_id": referral.profile_id,
            "created_at": moment_text(referral.created_at),
            "edited_at": moment_text(referral.edited_at),
            "since": moment_text(referral.since),
            "state": referral.state.value,
            "version": referral.version,
            "extended": int(referral.extended),
            "confirmed_at": optional_text(referral.confirmed_at),
            "mail_opened_at": optional_text(referral.mail_opened_at),
            "sent_at": optional_text(referral.sent_at),
            "spoken_at": optional_text(referral.spoken_at),
            "withdrawn_at": optional_text(referral.withdrawn_at),
            "sent_version": referral.sent_version,
            "correction": referral.correction,
            "agreed_channels": None if referral.agreed_channels is None else json.dumps(referral.agreed_channels),
            "focus": referral.focus,
            **_client_columns(referral.client),
            "counter": next_count(self._database),
        }
        values["sha256"] = row_sha256(values)
        return tuple(values[name] for name in _COLUMNS)

    def _referral(self, row: tuple[Any, ...]) -> Referral:
        values = dict(zip(_COLUMNS, row, strict=True))
        check_row("referral", values)
        return Referral(
            reference=values["reference"],
            consent=self._consents.get(values["consent_id"]),
            profile_id=values["profile_id"],
            created_at=moment_of(values["created_at"]),
            edited_at=moment_of(values["edited_at"]),
            since=moment_of(values["since"]),
            client=_client(values),
            state=State(values["state"]),
            version=values["version"],
            extended=bool(values["extended"]),
            confirmed_at=optional_moment(values["confirmed_at"]),
            mail_opened_at=optional_moment(values["mail_opened_at"]),
            sent_at=optional_moment(values["sent_at"]),
            spoken_at=optional_moment(values["spoken_at"]),
            withdrawn_at=optional_moment(values["withdrawn_at"]),
            sent_version=values["sent_version"],
            correction=values["correction"],
            agreed_channels=_channels(values["agreed_channels"]),
            focus=values["focus"],
        )


def _client_columns(client: Client | None) -> dict[str, object]:
    return dict.fromkeys(FIELD_NAMES) if client is None else asdict(client)


def _channels(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def _client(values: Mapping[str, Any]) -> Client | None:
    if values["last_name"] is None:
        return None
    return replace(Client(), **{name: values[name] for name in FIELD_NAMES})
