# SPDX-License-Identifier: EUPL-1.2
"""Doubles for the outermost border: the clock, mail programs and the operating system."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning in force of the protocol, 10 o'clock in Belgium."""


class FixedClock:
    """A clock that stands still until a test moves it; wall clock and monotonic time move apart when asked."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def forward(self, **span: float) -> datetime:
        """Let time pass, e.g. ``clock.forward(days=3)``: both kinds of time move."""
        step = timedelta(**span)
        self._now += step
        self._monotonic += step.total_seconds()
        return self._now

    def jump(self, **span: float) -> datetime:
        """Somebody sets the wall clock, forward or back; monotonic time does not notice."""
        self._now += timedelta(**span)
        return self._now
