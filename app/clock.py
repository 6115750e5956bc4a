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


def belgian_time(moment: datetime) -> datetime:
    """Day and hour in Belgium, whatever the computer's own time zone: screens, mails and register say the same."""
    return moment.astimezone(ZoneInfo("Europe/Brussels"))


def belgian_moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """The moment, aware UTC, of a day and hour in Belgium; of an hour that comes twice, the first."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Brussels")).astimezone(UTC)


def belgian_day(moment: datetime) -> date:
    """The calendar day in Belgium: the protocol counts in Belgian days."""
    return belgian_time(moment).date()


def end_of_belgian_day(day: date) -> datetime:
    """The first moment after that day, aware UTC."""
    after = day + timedelta(days=1)
    return belgian_moment(after.year, after.month, after.day)
