# SPDX-License-Identifier: EUPL-1.2
"""Rooms: a window over a desk with an open, empty vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.ui import tokens
from app.ui.application import Look, dress
from tests.fakes import FixedClock
from tests.taken_apart import no_automatic_garbage, taken_apart
from tests.ui.room import Room
from tests.workflow.desk import Desk

__all__ = ("no_automatic_garbage", "taken_apart")


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> Iterator[Look]:
    """Our fonts, shapes and colours, light, for the tests of one file: as the user sees the pages."""
    before, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    look = dress(qapp)
    look.use(tokens.LIGHT)
    yield look
    look.deleteLater()
    qapp.setStyleSheet(before)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def light_desk(paths: Paths, clock: FixedClock, tmp_path: Path) -> Iterator[Desk]:
    """Everything real but the clock, the mail program and the costly parts of an archive."""
    desk = Desk(paths, clock, tmp_path / "downloads", is_light=True)
    desk.downloads.mkdir()
    yield desk.settle_in()
    desk.leave()


@pytest.fixture
def room(qtbot: QtBot, light_desk: Desk) -> Room:
    """The window, with the overview."""
    room = Room(light_desk)
    qtbot.addWidget(room.window)
    room.journey.show_overview()
    return room
