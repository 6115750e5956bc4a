# SPDX-License-Identifier: EUPL-1.2
"""Locking after a time without use: warned one minute before, sleep counts, a clock set back does not help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.idle import IdleWatch
from tests.fakes import FixedClock


class Story:
    """An idle watch and everything it said."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.said: list[str] = []
        self.watch = IdleWatch(clock)
        self.watch.warned.connect(lambda: self.said.append("warned"))
        self.watch.resumed.connect(lambda: self.said.append("resumed"))
        self.watch.expired.connect(lambda: self.said.append("locked"))

    def after(self, **span: float) -> list[str]:
        """What was said when this much time has passed."""
        self.clock.forward(**span)
        self.watch.check()
        return self.said


@pytest.fixture
def story(qapp: object, clock: FixedClock) -> Iterator[Story]:
    story = Story(clock)
    story.watch.start(10)
    yield story
    story.watch.stop()


def test_R35_R60_warned_one_minute_before_and_locked_at_ten(story: Story) -> None:
    assert story.after(minutes=8, seconds=59) == []
    assert story.after(seconds=1) == ["warned"]
    assert story.after(seconds=59) == ["warned"]
    assert story.after(seconds=1) == ["warned", "locked"]
    assert story.after(seconds=59) == ["warned", "locked"]


def test_R35_keep_working_starts_the_time_anew(story: Story) -> None:
    story.after(minutes=9, seconds=30)
    story.watch.touch()
    assert story.said == ["warned", "resumed"]
    assert story.after(minutes=8, seconds=59) == ["warned", "resumed"]
    assert story.after(minutes=2) == ["warned", "resumed", "locked"]


def test_R35_a_lock_that_could_not_save_is_tried_again_each_minute(story: Story) -> None:
    # GIVEN a full disk: the lock waits, because typed text is never thrown away
    story.clock.forward(minutes=10)
    story.watch.check()
    story.watch.check()
    assert story.said == ["locked"]
    assert story.after(minutes=1) == ["locked", "locked"]


def test_R35_sleep_counts_although_monotonic_time_stood_still(story: Story) -> None:
    # GIVEN a laptop closed at 10:00; its monotonic clock stops while it sleeps
    story.clock.jump(hours=2)
    # WHEN
    story.watch.check()
    # THEN it locks at once, without a minute of open screen
    assert story.said == ["locked"]


def test_R35_a_clock_set_back_does_not_keep_it_open(story: Story) -> None:
    story.clock.jump(days=-1)
    assert story.after(minutes=10) == ["locked"]


@pytest.mark.parametrize("minutes", [1, 15])
def test_R35_the_shortest_and_the_longest_time(qapp: object, clock: FixedClock, minutes: int) -> None:
    story = Story(clock)
    story.watch.start(minutes)
    assert "locked" not in story.after(minutes=minutes, seconds=-1)
    assert story.after(seconds=1)[-1] == "locked"


def test_R35_typing_and_moving_the_focus_count_as_use(story: Story, qtbot: QtBot) -> None:
    # GIVEN a window that the watch knows
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    qtbot.waitExposed(edit)
    handle = edit.windowHandle()
    assert handle is not None
    story.watch._watch(handle)  # what the change of the focus window does on a real desktop
    # WHEN a key is pressed after nine minutes
    story.clock.forward(minutes=9)
    QTest.keyClick(handle, Qt.Key.Key_A)
    # THEN the time starts anew
    assert "locked" not in story.after(minutes=9, seconds=30)
    story.watch._moved(None, edit)
    assert "locked" not in story.after(minutes=9, seconds=30)


def test_a_stopped_watch_does_not_lock(story: Story) -> None:
    story.watch.stop()
    assert not story.watch._timer.isActive()
