# SPDX-License-Identifier: EUPL-1.2
"""Rounds, rotation, median, minimum, quartiles: the same function for every row."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

WIDENED = 1.3
"""Few rounds on a shared machine: goals are widened by this much when they are assertions."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one row took, in seconds; only its ratio to another row of the same run means anything."""

    minimum: float
    first_quarter: float
    median: float
    third_quarter: float

    @property
    def noisy(self) -> bool:
        """The quarters lie so far apart that the row should not be judged."""
        return self.third_quarter > 1.5 * self.first_quarter


def interleave(rows: Mapping[str, Callable[[], object]], rounds: int, warm: int = 1) -> dict[str, Timing]:
    """Run all rows side by side, the starting one rotating, so that other load hits all of them alike."""
    for _ in range(warm):
        for work in rows.values():
            work()
    names = list(rows)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            before = time.perf_counter()
            rows[name]()
            seconds[name].append(time.perf_counter() - before)
    return {name: _timing(sorted(values)) for name, values in seconds.items()}


def _timing(seconds: list[float]) -> Timing:
    count = len(seconds)
    return Timing(seconds[0], seconds[count // 4], statistics.median(seconds), seconds[3 * count // 4])


def best_ratio(rows: Mapping[str, Callable[[], object]], rounds: int = 7) -> float:
    """First row over second: the lower of the ratios of medians and of minima, which other load disturbs least."""
    first, second = interleave(rows, rounds).values()
    return min(first.median / second.median, first.minimum / second.minimum)
