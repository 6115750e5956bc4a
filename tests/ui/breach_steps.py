# SPDX-License-Identifier: EUPL-1.2
"""What people do when they report a breach, in the words of the tests."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit

from app.clock import belgian_time
from app.ui.entrance import Entrance
from tests.ui.room import Room


def locked(room: Room) -> Entrance:
    """The same window before the vault is opened."""
    entrance = Entrance(room.stage)
    entrance.breach_requested.connect(room.breach.report)
    room.desk.flow.vault.lock()
    entrance.begin()
    return entrance


def report(room: Room, kind: str = "verkeerde_ontvanger") -> None:
    """Answer what must be answered and ask for the mail."""
    room.press(f"breach_kind_{kind}")
    room.press("breach_mail")


def set_moment(room: Room, name: str, moment: datetime) -> None:
    """Turn the day and hour to what a Belgian clock says."""
    box = room.see(name)
    assert isinstance(box, QDateTimeEdit)
    box.setDateTime(QDateTime.fromString(f"{belgian_time(moment):%Y-%m-%dT%H:%M:00}Z", Qt.DateFormat.ISODate))


def the_mail(room: Room) -> str:
    """What the mail program was shown."""
    return room.desk.mailer.seen[-1].decode("ascii")
