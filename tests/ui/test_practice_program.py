# SPDX-License-Identifier: EUPL-1.2
"""A practice run as a whole: what would lock real work ends practice, and the folder is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.plain import PlainDesktop
from app.export.pdf import paint
from app.paths import Paths
from app.ui.application import Look
from app.ui.program import Program, Setting
from app.ui.single_instance import SingleInstance
from tests.factory import the_practice_profile
from tests.fakes import FixedClock
from tests.workflow.desk import Desk


@pytest.fixture
def desk(paths: Paths, clock: FixedClock, tmp_path: Path) -> Iterator[Desk]:
    """A practice folder that is not begun."""
    desk = Desk(paths.beside("oefening"), clock, tmp_path, profiles=(the_practice_profile(),), is_light=True)
    desk.flow.vault.check_place()
    yield desk
    desk.leave()


@pytest.fixture
def program(desk: Desk, clock: FixedClock, qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The whole program on that folder, at its first page."""
    before, palette = qapp.styleSheet(), qapp.palette()
    instance = SingleInstance(desk.paths.lock_file, desk.paths.raise_file)
    assert instance.acquire()
    look = Look(qapp)
    program = Program(Setting(desk.flow, clock, PlainDesktop(), paint, True, ("--practice",)), look, instance)
    qtbot.addWidget(program.window)
    program.start()
    yield program
    program.window.close()
    program.deleteLater()
    look.deleteLater()
    qapp.setStyleSheet(before)
    qapp.setPalette(palette)


def button(program: Program, name: str) -> QWidget:
    found = program.window.findChild(QWidget, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "end",
    [
        lambda program: program._idle.expired.emit(),
        lambda program: program._system.lock_requested.emit(),
        lambda program: program._system.ending.emit(),
        lambda program: program.window.close(),
    ],
    ids=["idle", "the screen is locked", "log off", "closed"],
)
def test_R66_whatever_would_lock_ends_practice_and_leaves_nothing(
    program: Program, desk: Desk, qtbot: QtBot, end: Callable[[Program], object]
) -> None:
    # GIVEN practice under way
    button(program, "practice_begin").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: program.window.findChild(QWidget, "overview_page") is not None, timeout=20_000)
    assert desk.paths.database.exists()
    # WHEN something comes that locks real work, for which nobody would know the passphrase here
    with qtbot.waitSignal(program.window.closed):
        end(program)
    # THEN practice is over, and nothing of it is on the disk
    assert not desk.paths.data.exists()


def test_R66_before_it_ends_practice_says_so(program: Program) -> None:
    program._idle.warned.emit()
    message = program.window.bar.message
    assert message is not None
    assert message.text == "De oefening stopt over 1 minuut. Alles van de oefening wordt dan gewist."
    assert [action.text for action in message.actions] == ["Blijf verder werken"]
