# SPDX-License-Identifier: EUPL-1.2
"""The lane: one job at a time, answers on the GUI thread, nothing lost when the window closes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.ui.background import BUSY_AFTER_MS, Lane


class Answers(QObject):
    """Collects answers and the threads on which they came."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.threads: list[int] = []

    def take(self, answer: object) -> None:
        self.got.append(answer)
        self.threads.append(threading.get_ident())


@pytest.fixture
def lane(qapp: object) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.close()


def test_answers_come_in_order_on_the_gui_thread(lane: Lane, qtbot: QtBot) -> None:
    # GIVEN
    answers, workers = Answers(), []

    def work(number: int) -> int:
        workers.append(threading.get_ident())
        return number

    # WHEN
    for number in range(5):
        lane.run(work, number, done=answers.take)
    qtbot.waitUntil(lambda: len(answers.got) == 5)
    # THEN
    assert answers.got == [0, 1, 2, 3, 4]
    assert set(answers.threads) == {threading.get_ident()}
    assert len(set(workers)) == 1
    assert threading.get_ident() not in workers


def test_an_error_is_an_answer_and_the_lane_goes_on(lane: Lane, qtbot: QtBot) -> None:
    # GIVEN a verb that fails, once with and once without somebody who handles it
    handled, unhandled, answers = Answers(), Answers(), Answers()
    lane.failed.connect(unhandled.take)

    def fail() -> None:
        raise DiskFull()

    # WHEN
    lane.run(fail, failed=handled.take)
    lane.run(fail)
    lane.run(int, done=answers.take)
    qtbot.waitUntil(lambda: answers.got == [0])
    # THEN
    assert [type(error) for error in handled.got] == [DiskFull]
    assert [type(error) for error in unhandled.got] == [DiskFull]


def test_work_over_300_ms_shows_that_it_is_busy(lane: Lane, qtbot: QtBot) -> None:
    # GIVEN work that waits for the test
    gate = threading.Event()
    told = Answers()
    lane.busy.connect(told.take)
    # WHEN
    with qtbot.waitSignal(lane.busy, timeout=10_000):
        lane.run(gate.wait, 30)
    # THEN busy is said while the work lasts, and taken back when it is over
    assert told.got == [True]
    with qtbot.waitSignal(lane.busy, timeout=10_000):
        gate.set()
    assert told.got == [True, False]
    assert BUSY_AFTER_MS == 300


def test_short_work_never_shows_busy(lane: Lane, qtbot: QtBot) -> None:
    told, answers = Answers(), Answers()
    lane.busy.connect(told.take)
    lane.run(int, done=answers.take)
    qtbot.waitUntil(lambda: answers.got == [0])
    assert told.got == []


def test_drain_waits_for_the_work_and_delivers_its_answers(lane: Lane) -> None:
    # GIVEN work under way
    started, answers = threading.Event(), Answers()

    def save() -> str:
        started.set()
        return "saved"

    lane.run(save, done=answers.take)
    # WHEN the window closes, no event loop runs any more
    assert lane.drain()
    # THEN
    assert answers.got == ["saved"]


def test_drain_gives_up_on_a_mail_program_that_hangs(lane: Lane) -> None:
    gate = threading.Event()
    lane.run(gate.wait, 30)
    assert not lane.drain(seconds=0.05)
    gate.set()
    assert lane.drain()


def test_an_answer_for_a_page_that_is_gone_is_dropped(lane: Lane) -> None:
    # GIVEN a page that asked something and was destroyed
    page = Answers()
    gate = threading.Event()
    lane.run(gate.wait, 30, done=page.take)
    import shiboken6

    shiboken6.delete(page)
    # WHEN
    gate.set()
    lane.drain()
    # THEN
    assert page.got == []


def test_a_closed_lane_takes_no_more_work(lane: Lane) -> None:
    answers = Answers()
    lane.run(int)
    assert lane.close()
    lane.run(int, done=answers.take)
    assert lane.drain(seconds=0), "nothing to wait for"
    assert answers.got == []
