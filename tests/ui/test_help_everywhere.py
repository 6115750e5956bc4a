# SPDX-License-Identifier: EUPL-1.2
"""F1 everywhere: a page for each screen, also locked, at the first start and in practice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.ui.pages.help import HelpPage
from app.ui.pages.unlock import UnlockPage
from app.ui.program import Program
from tests.fakes import FixedClock
from tests.ui.doubles import InstantLane
from tests.ui.room import Room
from tests.ui.test_help import back, f1
from tests.ui.test_program import Run
from tests.workflow.desk import Desk

WITHOUT = {"help", "fault"}
"""The help itself, and the page of a program that could not start."""


@pytest.fixture
def run(qtbot: QtBot, light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The whole program, locked."""
    monkeypatch.setattr("app.ui.program.Lane", lambda _name, parent: InstantLane(parent))
    monkeypatch.setattr(Program, "_leave", lambda program: None)
    monkeypatch.setattr("app.ui.system_events.SystemEvents.start", lambda events, window: None)
    made = Run(light_desk)
    yield made
    made.window.close()


def test_every_screen_of_the_program_has_its_own_page(run: Run) -> None:
    # GIVEN every page that the program knows; the hand-over has one for each of its steps
    screens = set(run.window._makers) - WITHOUT - {"handover"}
    screens |= {f"handover_{step}" for step in (1, 2, 3)}
    # THEN the manual names them all, and no screen that is not there
    named = {screen for topic in run.desk.flow.manual.manual().topics for screen in topic.screens}
    assert named == screens


@pytest.mark.parametrize(
    ("open_page", "page"),
    [
        (lambda room: room.withdrawal.stop_by_reference(), "stoppen"),
        (lambda room: room.correction.correct_by_reference(), "verbeteren"),
        (lambda room: room.correction.enter_report(), "melding"),
        (lambda room: room.breach.report(), "lek"),
        (lambda room: room.register.show(), "register"),
        (lambda room: room.access.ask(), "inzage"),
        (lambda room: room.side.sheet(), "infoblad"),
        (lambda room: room.side.settings(), "instellingen"),
        (lambda room: room.side.about(), "niet_beschermd"),
        (lambda room: room.trial.begin(), "proefzending"),
    ],
)
def test_the_pages_of_the_menu_are_explained_and_stay(
    room: Room, open_page: Callable[[Room], object], page: str
) -> None:
    # GIVEN a page of the menu
    open_page(room)
    before = room.page
    # THEN F1 explains it, and goes back to it
    assert f1(room) == page
    back(room)
    assert room.page == before


def test_help_can_be_read_while_locked_and_a_breach_reported_from_there(run: Run) -> None:
    # GIVEN the locked program with half a passphrase typed
    run.program.start()
    page = run.window.current
    assert isinstance(page, UnlockPage)
    page.phrase.set_text("half")
    # WHEN help is asked for
    assert f1(run) == "op_slot"
    # AND a breach reported from there, and left
    run.window.menu.actions["action_breach"].trigger()
    assert run.window.current is not None
    assert run.window.current.objectName() == "breach_page"
    assert f1(run) == "lek"
    help_page = run.window.current
    assert isinstance(help_page, HelpPage)
    help_page.back.click()
    run.window.current.back_requested.emit()
    # THEN the lock is as it was
    assert run.window.current is page
    assert page.phrase.text() == "half"


def test_about_from_the_locked_help_leads_back_to_the_lock(run: Run) -> None:
    run.program.start()
    f1(run)
    help_page = run.window.current
    assert isinstance(help_page, HelpPage)
    help_page.about.click()
    assert run.window.current is not None
    run.window.current.back_requested.emit()
    assert run.window.current.objectName() == "unlock_page"


def test_help_at_the_first_start(
    qtbot: QtBot, paths: Paths, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a computer without a vault
    monkeypatch.setattr("app.ui.program.Lane", lambda _name, parent: InstantLane(parent))
    monkeypatch.setattr(Program, "_leave", lambda program: None)
    run = Run(Desk(paths, clock, tmp_path / "downloads", is_light=True))
    run.program.start()
    # WHEN a name was typed and help is asked for
    page = run.window.current
    assert page is not None
    # THEN it is about the first start, and goes back to it
    assert f1(run) == "eerste_keer"
    help_page = run.window.current
    assert isinstance(help_page, HelpPage)
    help_page.back.click()
    assert run.window.current is page
    run.window.close()


def test_R66_help_in_practice(qtbot: QtBot, light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN practice
    monkeypatch.setattr("app.ui.program.Lane", lambda _name, parent: InstantLane(parent))
    monkeypatch.setattr(Program, "_leave", lambda program: None)
    run = Run(light_desk, practice=True)
    run.program.start()
    # THEN F1 explains it, under the banner of practice, and leads back
    assert f1(run) == "oefenen"
    assert run.window.findChild(QWidget, "practice_banner") is not None
    help_page = run.window.current
    assert isinstance(help_page, HelpPage)
    help_page.back.click()
    assert run.window.current is not None
    assert run.window.current.objectName() == "practice_start_page"
    run.window.close()
