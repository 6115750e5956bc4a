# SPDX-License-Identifier: EUPL-1.2
"""What people do when the OCMW reports an error, in the words of the tests."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from app.domain.report import Kind, Report
from tests.ui.room import Room

TODAY = date(2026, 11, 23)


def set_day(room: Room, day: date) -> None:
    box = room.see("report_date")
    assert isinstance(box, QDateEdit)
    box.setDate(QDate(day.year, day.month, day.day))


def enter(room: Room, reference: str, kind: Kind = Kind.OUTDATED, day: date = TODAY) -> None:
    """A report came in."""
    room.correction.enter_report()
    room.type("report_reference", reference)
    set_day(room, day)
    room.press(f"report_kind_{kind.value}")
    room.press("report_save")


def reports(room: Room) -> list[Report]:
    return room.desk.store.reports.all()
