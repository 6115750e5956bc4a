# SPDX-License-Identifier: EUPL-1.2
"""Rooms: a window over a desk with an open, empty vault."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.ui import tokens
from app.ui.application import Look, dress
from tests.fakes import FixedClock
from tests.ui.room import Room
from tests.workflow.desk import Desk


@pytest.fixture(scope="session")
def no_automatic_garbage() -> Iterator[None]:
    """As in the program (``app/ui/garbage.py``): no widget is freed on the thread of a lane, or while Qt paints."""
    gc.collect()
    gc.freeze()  # what the imports made stays anyway: each later collection is short
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def taken_apart(no_automatic_garbage: None, qapp: QApplication) -> Iterator[None]:
    """What a test closed is gone before the next one: without an event loop nothing that was deleted later ever is.

    Sixty thousand widgets in four gigabytes made each change of the style slower, and Qt crash in the end.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


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
