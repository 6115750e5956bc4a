# SPDX-License-Identifier: EUPL-1.2
"""Working days as people in Belgium count them."""

from __future__ import annotations

from datetime import date

import pytest

from app.working_days import working_days_after


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # over one weekend
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # from Friday to Monday
        (date(2026, 11, 21), 5, date(2026, 11, 27)),  # a mail on Saturday counts from Monday
        (date(2026, 11, 9), 5, date(2026, 11, 17)),  # Armistice Day on a Wednesday
        (date(2026, 12, 24), 5, date(2027, 1, 4)),  # Christmas, a weekend and New Year's Day
        (date(2026, 7, 17), 2, date(2026, 7, 22)),  # the Belgian national day
        (date(2027, 5, 4), 5, date(2027, 5, 12)),  # Ascension Day, found from Easter
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_R50_weekends_and_belgian_holidays_do_not_count(start: date, count: int, end: date) -> None:
    assert working_days_after(start, count) == end
