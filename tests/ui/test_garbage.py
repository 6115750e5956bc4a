# SPDX-License-Identifier: EUPL-1.2
"""Cycles with widgets in them are freed on the window's thread, never on that of a lane."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.ui.background import Lane
from app.ui.garbage import Garbage


class Knot:
    """Reaches itself, so that counting references never frees it."""

    def __init__(self) -> None:
        self.again = self


@pytest.fixture
def garbage(qapp: QObject) -> Iterator[Garbage]:
    """The program's collector, begun where Python's own was on."""
    gc.enable()
    garbage = Garbage(qapp)
    yield garbage
    garbage.deleteLater()


@pytest.fixture
def lane(qapp: QObject) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.close()


def test_a_lane_that_makes_much_frees_nothing_and_the_window_does(garbage: Garbage, lane: Lane, qtbot: QtBot) -> None:
    # GIVEN a cycle that nobody can reach
    freed: list[int] = []
    knot = Knot()
    weakref.finalize(knot, lambda: freed.append(threading.get_ident()))
    del knot
    # WHEN a lane makes far more objects than Python's own collector would wait for
    done: list[int] = []
    lane.run(lambda: len([[number] for number in range(200_000)]), done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    # THEN it is still there, until the timer of the window comes
    assert freed == []
    timer = garbage.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    timer.timeout.emit()
    assert freed == [threading.get_ident()]
