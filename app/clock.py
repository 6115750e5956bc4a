# SPDX-License-Identifier: EUPL-1.2
"""The only file that asks the operating system for the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What the verbs ask: everything below them gets the moment as a parameter."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back; only differences mean something."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def belgian_day(moment: datetime) -> date:
    """The calendar day in Belgium, whatever the computer's own time zone: the protocol counts in Belgian days."""
    return moment.astimezone(ZoneInfo("Europe/Brussels")).date()


def end_of_belgian_day(day: date) -> datetime:
    """The first moment after that day, aware UTC."""
    after = day + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=ZoneInfo("Europe/Brussels")).astimezone(UTC)
