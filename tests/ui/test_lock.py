# SPDX-License-Identifier: EUPL-1.2
"""Lock = a fresh process: save first, let go of everything, start it with our own options, leave."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.paths import SOURCE, own_command
from app.ui.lock import Locker, place_of, put_at, start_beside


def test_from_source_the_interpreter_is_told_what_to_run() -> None:
    assert own_command("/usr/bin/python3.11", frozen=False) == ["/usr/bin/python3.11", "-m", "app"]
    assert own_command(r"C:\dev\python.exe", frozen=False) == [r"C:\dev\python.exe", "-m", "app"]
    assert (SOURCE / "app" / "__main__.py").is_file()


@pytest.mark.parametrize(
    ("executable", "frozen"),
    [("C:/Program Files/Doorverwijzing/Doorverwijzing.exe", False), ("/opt/doorverwijzing/doorverwijzing", True)],
)
def test_installed_the_launcher_is_the_program(executable: str, frozen: bool) -> None:
    assert own_command(executable, frozen=frozen) == [executable]


class Story:
    """A locker whose steps are written down."""

    def __init__(self, saved: bool = True) -> None:
        self.saved = saved
        self.done: list[str] = []
        self.started: list[tuple[str, list[str], str]] = []
        self.locker = Locker(
            self._save,
            [lambda: self.done.append("vault closed"), lambda: self.done.append("lock file released")],
            lambda: ["--practice"],
            self._start,
        )
        self.locker.locked.connect(lambda: self.done.append("leave"))

    def _save(self) -> bool:
        self.done.append("saved")
        return self.saved

    def _start(self, program: str, arguments: list[str], folder: str) -> None:
        self.done.append("started")
        self.started.append((program, arguments, folder))


def test_R35_lock_saves_closes_starts_a_fresh_process_and_leaves(qapp: object) -> None:
    story = Story()
    story.locker.lock()
    assert story.done == ["saved", "vault closed", "lock file released", "started", "leave"]
    assert story.started == [(sys.executable, ["-m", "app", "--practice"], str(SOURCE))]


def test_R35_locking_twice_starts_one_process(qapp: object) -> None:
    story = Story()
    story.locker.lock()
    story.locker.lock()
    assert len(story.started) == 1


def test_R35_typed_text_that_cannot_be_stored_is_never_thrown_away(qapp: object) -> None:
    # GIVEN a full disk
    story = Story(saved=False)
    story.locker.lock()
    # THEN nothing is closed; once there is room, the lock works
    assert story.done == ["saved"]
    story.saved = True
    story.locker.lock()
    assert story.done[-1] == "leave"


def test_the_locked_window_stands_where_the_open_one_stood(qtbot: QtBot) -> None:
    # GIVEN
    window, successor = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(successor)
    window.setGeometry(QRect(40, 50, 500, 400))
    # WHEN
    put_at(successor, place_of(window))
    # THEN
    assert successor.geometry() == QRect(40, 50, 500, 400)


@pytest.mark.parametrize("place", ["", "nonsense", "1,2", "999999,999999,500,400"])
def test_a_place_that_makes_no_sense_is_ignored(qtbot: QtBot, place: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(QRect(10, 10, 300, 200))
    put_at(window, place)
    assert window.geometry() == QRect(10, 10, 300, 200)


def test_R66_practice_is_a_process_of_its_own() -> None:
    # GIVEN a window over some data folder, WHEN practice is asked for
    started: list[tuple[str, list[str], str]] = []
    start_beside(["--data-dir", "map", "--practice"], lambda *call: started.append(call))
    # THEN a second program starts with the same folder, in practice mode
    assert started == [(sys.executable, ["-m", "app", "--data-dir", "map", "--practice"], str(SOURCE))]
