# SPDX-License-Identifier: EUPL-1.2
"""The few values kept beside the vault: closed list, no client data."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from app import files
from app.domain.reference import checked_reference
from app.paths import Paths
from app.storage.rows import moment_of, moment_text

INCIDENT = re.compile(r"INC-.{4}")
MOST_INCIDENTS = 100
_NAMES = ("attempts", "incidents", "restored", "restored_behind")


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often the passphrase was wrong in a row, and when last; slows typing, never locks anybody out."""

    count: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaitingIncident:
    """A breach reported while locked: number and moments wait here for the register.

    ``moment`` is that of the discovery, ``told_at`` when the user said that the officer was told.
    """

    number: str
    moment: datetime
    told_at: datetime | None = None


class Outside:
    """``outside.json``. What cannot be read counts as absent: this file must never keep anybody from unlocking.

    But nothing is written over a file that another program holds just then: what waits in it for the register, a
    breach or a copy that was put back, would be lost. Such a change raises an AppError.
    """

    def __init__(self, paths: Paths) -> None:
        self._path = paths.outside

    def attempts(self) -> Attempts:
        """Wrong attempts since the last right one."""
        try:
            found = self._read()["attempts"]
            count, last = found["count"], moment_of(found["last"])
            if type(count) is int and count > 0 and last.tzinfo is not None:
                return Attempts(count, last)
        except (KeyError, TypeError, ValueError):
            pass
        return Attempts()

    def set_attempts(self, attempts: Attempts) -> None:
        """Remember them over a restart."""
        values = self._to_change()
        values.pop("attempts", None)
        if attempts.last is not None:
            values["attempts"] = {"count": attempts.count, "last": moment_text(attempts.last)}
        self._write(values)

    def incidents(self) -> tuple[WaitingIncident, ...]:
        """Breaches that the register does not know yet."""
        return _incidents(self._read())

    def add_incident(self, incident: WaitingIncident) -> None:
        """Keep a breach until the next unlock."""
        values = self._to_change()
        self._set_incidents(values, (*_incidents(values), incident)[-MOST_INCIDENTS:])

    def incident_told(self, number: str, now: datetime) -> None:
        """Remember that the officer was told, for a breach that waits here."""
        values = self._to_change()
        known = _incidents(values)
        self._set_incidents(values, [replace(one, told_at=now) if one.number == number else one for one in known])

    def clear_incidents(self) -> None:
        """The register has them now."""
        self._set_incidents(self._to_change(), ())

    def restored(self) -> datetime | None:
        """The moment of the copy that was put back, as long as the register does not say so."""
        try:
            moment = moment_of(self._read()["restored"])
        except (KeyError, TypeError, ValueError):
            return None
        return moment if moment.tzinfo is not None else None

    def set_restored(self, copy_made_at: datetime | None, behind: int | None = None) -> None:
        """Remember which copy was put back, until the register says so; ``behind`` which row it is about to do so."""
        values = self._to_change()
        for name in ("restored", "restored_behind"):
            values.pop(name, None)
        if copy_made_at is not None:
            values["restored"] = moment_text(copy_made_at)
        if behind is not None:
            values["restored_behind"] = behind
        self._write(values)

    def restored_behind(self) -> int | None:
        """The last row of the register when it was about to tell of the copy; None when it was not that far."""
        found = self._read().get("restored_behind")
        return found if type(found) is int else None

    def _set_incidents(self, values: dict[str, Any], incidents: Sequence[WaitingIncident]) -> None:
        values.pop("incidents", None)
        if incidents:
            values["incidents"] = [
                [one.number, *(moment_text(moment) for moment in (one.moment, one.told_at) if moment is not None)]
                for one in incidents
            ]
        self._write(values)

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError):
            return _values(self._path.read_bytes())
        return {}

    def _to_change(self) -> dict[str, Any]:
        try:
            return _values(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise files.as_app_error(error) from error

    def _write(self, values: dict[str, object]) -> None:
        known = {name: value for name, value in values.items() if name in _NAMES}
        files.write_whole(self._path, json.dumps(known, indent=1).encode())


def _values(content: bytes) -> dict[str, Any]:
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _incidents(values: dict[str, Any]) -> tuple[WaitingIncident, ...]:
    found = []
    try:
        for number, moment, *told in values["incidents"]:
            moments = [moment_of(text).astimezone(UTC) for text in (moment, *told)]
            if INCIDENT.fullmatch(checked_reference(number)):
                found.append(WaitingIncident(number, *moments[:2]))
    except (KeyError, TypeError, ValueError, OverflowError):
        pass
    return tuple(found)
