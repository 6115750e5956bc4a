# SPDX-License-Identifier: EUPL-1.2
"""One window per data folder; a second start asks the first to come forward."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.ui.single_instance import SingleInstance


def test_a_second_start_finds_the_first_and_asks_it_to_come_forward(qtbot: QtBot, paths: Paths) -> None:
    # GIVEN
    first = SingleInstance(paths.lock_file, paths.raise_file)
    second = SingleInstance(paths.lock_file, paths.raise_file)
    assert first.acquire()
    # WHEN
    assert not second.acquire()
    with qtbot.waitSignal(first.raise_requested, timeout=10_000):
        second.ask_first()
    # THEN it can be asked again
    with qtbot.waitSignal(first.raise_requested, timeout=10_000):
        second.ask_first()
    first.release()


def test_a_released_folder_is_free_for_the_locked_process(qapp: object, paths: Paths) -> None:
    first = SingleInstance(paths.lock_file, paths.raise_file)
    second = SingleInstance(paths.lock_file, paths.raise_file)
    assert first.acquire()
    first.release()
    assert second.acquire()
    second.release()
