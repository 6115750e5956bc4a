# SPDX-License-Identifier: EUPL-1.2
"""A day and an hour are typed by the Belgian clock, also around the two nights in which it changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDateTime, Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.moment_field import MomentField


@pytest.mark.parametrize(
    ("moment", "face"),
    [
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "02/07/2026 00:30"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "01/01/2027 00:59"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "29/03/2026 03:30"),  # just after an hour that does not exist
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25/10/2026 02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25/10/2026 02:30"),  # the same hour once more
    ],
)
def test_a_moment_is_shown_by_the_belgian_clock_and_comes_back_as_it_was(
    qtbot: QtBot, moment: datetime, face: str
) -> None:
    field = MomentField("moment", "Wanneer?")
    qtbot.addWidget(field)
    field.show_moment(moment)
    assert field.input.text() == face
    assert field.moment() == moment


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-07-01T10:00:00Z", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        ("2026-11-23T10:00:00Z", datetime(2026, 11, 23, 9, 0, tzinfo=UTC)),
        ("2026-03-29T02:30:00Z", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # an hour that does not exist
    ],
)
def test_what_is_typed_is_belgian_time(qtbot: QtBot, typed: str, moment: datetime) -> None:
    field = MomentField("moment", "Wanneer?")
    qtbot.addWidget(field)
    field.show_moment(datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    field.input.setDateTime(QDateTime.fromString(typed, Qt.DateFormat.ISODate))
    assert field.moment() == moment
