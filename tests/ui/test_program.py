# SPDX-License-Identifier: EUPL-1.2
"""One run over the real verbs: terms at unlock and every hour, log-off, the disk hint, a copy from the menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.desktop.plain import PlainDesktop
from app.export.pdf import paint
from app.ui.application import Look
from app.ui.main_window import MainWindow
from app.ui.pages.settings import SettingsPage
from app.ui.pages.unlock import UnlockPage
from app.ui.program import HOUR_MS, Program, Setting
from app.ui.single_instance import SingleInstance
from tests.small_vault import PASSPHRASE
from tests.ui.doubles import InstantLane
from tests.workflow.desk import Desk


class Computer(PlainDesktop):
    """Remembers what Windows would have been told; its disk is not encrypted."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.protects = False
        self.protected: list[tuple[int, bool]] = []
        self.watched: list[int] = []
        self.window: MainWindow | None = None

    def hold_shutdown(self, window: int, reason: str) -> None:
        open_still = self.window is not None and self.window.isVisible()
        self.reasons.append(f"{reason}|{'open' if open_still else 'closed'}")

    def protect_window(self, window: int, on: bool) -> bool:
        self.protected.append((window, on))
        return self.protects

    def shown_window(self, message: int) -> int:
        """Every native message shows the window of that number."""
        return message

    def watch_session(self, window: int) -> bool:
        self.watched.append(window)
        return True

    def disk_encrypted(self, folder: Path) -> bool | None:
        return False


class Run:
    """The program over a desk, locked at first; its lanes answer at once."""

    def __init__(self, desk: Desk, *, practice: bool = False) -> None:
        desk.leave()
        self.desk, self.computer = desk, Computer()
        setting = Setting(desk.flow, desk.clock, self.computer, paint, practice, ())
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        instance = SingleInstance(desk.paths.lock_file, desk.paths.raise_file)
        self.program = Program(setting, Look(application), instance)
        self.window = self.computer.window = self.program.window

    def unlock(self) -> None:
        """Type the own passphrase."""
        self.program.start()
        page = self.window.current
        assert isinstance(page, UnlockPage)
        page.phrase.set_text(PASSPHRASE)
        page.open.click()
        assert self.desk.session.is_open

    @property
    def said(self) -> str:
        return self.window.bar.message.text if self.window.bar.message is not None else ""


@pytest.fixture
def run(qtbot: QtBot, light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    def instant(_name: str, parent: QObject) -> InstantLane:
        return InstantLane(parent)

    monkeypatch.setattr("app.ui.program.Lane", instant)
    monkeypatch.setattr(Program, "_leave", lambda program: None)
    # signals and buses belong to the real process
    monkeypatch.setattr("app.ui.system_events.SystemEvents.start", lambda events, window: None)
    made = Run(light_desk)
    yield made
    made.window.close()


def test_R45_hard_limits_act_at_unlock_and_one_message_names_every_referral(run: Run) -> None:
    # GIVEN two concepts whose consent becomes thirty days old while the laptop is off
    desk = run.desk
    desk.flow.vault.unlock(PASSPHRASE)
    first, second = desk.concept(), desk.concept()
    desk.leave()
    desk.clock.forward(days=30)
    # WHEN it is opened
    run.unlock()
    # THEN both are gone, and both are named
    assert [desk.referral(one).client for one in (first, second)] == [None, None]
    assert first in run.said
    assert second in run.said
    assert "de toestemming was 30 dagen oud" in run.said


def test_R45_R48_the_terms_are_looked_at_every_hour_while_the_program_is_open(run: Run) -> None:
    # GIVEN an open program with a concept
    desk = run.desk
    run.unlock()
    reference = desk.concept()
    timer = run.program._hourly
    assert (timer.isActive(), timer.interval()) == (True, HOUR_MS)
    # WHEN an hour passes within the term
    timer.timeout.emit()
    assert desk.referral(reference).client is not None
    # AND another beyond the hard limit
    desk.clock.forward(days=30)
    timer.timeout.emit()
    # THEN the limit acted by itself, and says so
    assert desk.referral(reference).client is None
    assert reference in run.said
    assert desk.events(reference)[-2:] == ["verlopen", "gewist"]


def test_P10_the_hour_that_finds_a_doubtful_clock_asks_and_erases_nothing(run: Run) -> None:
    # GIVEN a clock that jumps a year ahead
    desk = run.desk
    run.unlock()
    reference = desk.concept()
    desk.clock.jump(days=365)
    # WHEN the hour comes
    run.program._hourly.timeout.emit()
    # THEN nothing is erased before the answer
    assert run.said.startswith("Klopt de datum op je computer")
    assert desk.referral(reference).client is not None
    # AND yes lets the limit act
    assert run.window.bar.message is not None
    next(action for action in run.window.bar.message.actions if action.object_name == "clock_right").run()
    assert desk.referral(reference).client is None


def test_P14_log_off_holds_windows_for_the_save_alone_and_asks_nothing(run: Run) -> None:
    # GIVEN an open program
    run.unlock()
    run.program._after_first_paint()
    # WHEN the session ends
    run.program._system.ending.emit()
    # THEN the reason stands while the window closes, and goes at once
    assert run.computer.reasons == ["Je tekst wordt bewaard.|open", "|closed"]
    assert not run.desk.session.is_open


def test_every_window_stays_out_of_captures_until_the_user_allows_them(run: Run, qtbot: QtBot) -> None:
    # GIVEN a computer that keeps windows out of captures
    run.computer.protects = True
    run.unlock()
    run.program._after_first_paint()
    menu = QMenu(run.window)
    qtbot.addWidget(menu)
    # WHEN another window comes, and the first gets a new number
    run.program._system.read(int(menu.winId()))
    first = int(run.window.winId())
    run.window.windowHandle().destroy()
    run.window.show()
    second = int(run.window.winId())
    run.program._system.read(second)
    # THEN each is protected, and locking and the lid are reported to the new number as well
    assert first != second
    assert run.computer.protected == [(first, True), (int(menu.winId()), True), (second, True)]
    assert run.computer.watched == [second]
    run.program._system.read(second)
    assert run.computer.watched == [second]
    # AND allowing captures holds for all of them, also for what is shown later
    run.computer.protected.clear()
    run.window.menu.actions["action_allow_screen_share"].trigger()
    run.program._system.read(int(menu.winId()))
    assert (second, False) in run.computer.protected
    assert run.computer.protected[-1] == (int(menu.winId()), False)
    assert not any(on for _, on in run.computer.protected)


def test_where_windows_cannot_be_protected_nothing_is_offered(run: Run) -> None:
    run.unlock()
    run.program._after_first_paint()
    assert not run.window.menu.actions["action_allow_screen_share"].isVisible()
    assert run.computer.protected == [(int(run.window.winId()), True)]


def test_an_unencrypted_disk_is_told_in_settings(run: Run) -> None:
    # GIVEN a computer that says that BitLocker is off
    run.unlock()
    run.program._after_first_paint()
    # WHEN settings are opened
    run.window.menu.actions["action_settings"].trigger()
    # THEN they say so, but not on the face for a new passphrase
    page = run.window.current
    assert isinstance(page, SettingsPage)
    assert page.disk.isVisibleTo(page)
    page.change.click()
    assert not page.disk.isVisibleTo(page)


def test_P19_a_copy_from_the_menu_ends_in_a_locked_process(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN an open program with a concept
    started: list[object] = []
    monkeypatch.setattr("app.ui.lock.start_beside", lambda *what: started.append(what))
    run.unlock()
    run.desk.concept()
    # WHEN a copy is chosen from the menu and put back
    run.window.menu.actions["action_restore_copy"].trigger()
    assert run.window.current is not None
    assert run.window.current.objectName() == "restore_page"
    run.program._restore._restore(run.desk.flow.restore.copies()[0].number)
    # THEN the vault is closed and one locked process is started
    assert not run.desk.session.is_open
    assert len(started) == 1


def test_R66_practice_offers_no_copy(run: Run) -> None:
    # GIVEN practice, whose vault goes when it ends
    practice = Run(run.desk, practice=True)
    practice.program.start()
    assert not practice.window.menu.actions["action_restore_copy"].isVisible()
    practice.window.close()


def test_R01_profiles_that_anybody_could_have_planted_are_left_out_and_the_user_hears_it(
    run: Run, tmp_path: Path
) -> None:
    # GIVEN a start at which the administrator's folder was left out
    run.program._setting = replace(run.program._setting, left_out=tmp_path / "Doorverwijzing")
    # WHEN the window comes, and the vault is opened
    run.program.start()
    told = run.said
    message = run.window.bar.message
    run.unlock()
    # THEN one sentence names the folder and who must hear it, and stays until it is read
    assert told == (
        f"De protocollen en instellingen in de map {tmp_path / 'Doorverwijzing'} gebruiken we niet: ook gewone "
        "gebruikers kunnen daar schrijven. Geef dit door aan je ICT-dienst."
    )
    assert message is not None
    assert message.sticky
    assert run.said == told
    # AND the program works on with its own protocols
    assert run.desk.flow.consent.begin().profile.id == "kasterlee"
