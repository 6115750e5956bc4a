# SPDX-License-Identifier: EUPL-1.2
"""Working days in Belgium: the only file that knows the public holidays."""

from __future__ import annotations

from datetime import date, timedelta


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day (werkdag) after ``day``, which itself does not count; 0 gives the day itself.

    Saturdays, Sundays and the legal holidays (wettelijke feestdagen) of Belgium are no working days.
    """
    from holidays import country_holidays  # noqa: PLC0415 - loaded when something waits, never before the first paint

    free = country_holidays("BE")
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in free
    return day
