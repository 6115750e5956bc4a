# SPDX-License-Identifier: EUPL-1.2
"""Run by ``lane.py window`` on the Windows Python, in real windows: clipboard, session, sleep, held files.

Wine does not keep windows out of captures and knows no name for the taskbar: those stand in the list for a real laptop.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.adapter import Desktop, for_this_computer
from app.desktop.windows import WindowsDesktop
from app.desktop.windows.api import SystemApi
from app.desktop.windows.events import (
    LID_SWITCH,
    PBT_APMSUSPEND,
    PBT_POWERSETTINGCHANGE,
    WM_POWERBROADCAST,
    WM_QUERYENDSESSION,
    WM_WTSSESSION_CHANGE,
    PowerSetting,
)
from app.domain.errors import FileHeld
from app.files import flush, write_whole
from app.paths import Paths
from app.storage.folder import check_folder
from app.ui import clipboard
from app.ui.screen_guard import ScreenGuard
from app.ui.system_events import SystemEvents

SESSION_LOCK, SESSION_UNLOCK, CONSOLE_DISCONNECT = 7, 8, 2
GENERIC_READ, OPEN_EXISTING, NOBODY_ELSE = 0x80000000, 3, 0


@pytest.fixture
def desktop() -> Desktop:
    return for_this_computer()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A real window on the screen of the lane."""
    assert QGuiApplication.platformName() == "windows"
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def library(name: str) -> Any:
    """One of Windows' own."""
    return getattr(ctypes, "WinDLL")(name, use_last_error=True)  # noqa: B009 - checked for types on Linux too


def test_a_protection_that_windows_does_not_confirm_is_never_claimed(desktop: Desktop, window: QWidget) -> None:
    claimed = desktop.protect_window(int(window.winId()), True)
    state = ctypes.c_uint32()
    read = library("user32").GetWindowDisplayAffinity(ctypes.c_void_p(int(window.winId())), ctypes.byref(state))
    assert claimed is bool(read and state.value)


class Recorder(WindowsDesktop):
    """Windows that confirms a protection, which Wine does not, and tells whether the window could be seen before it."""

    def __init__(self) -> None:
        super().__init__(SystemApi())
        self.asked: dict[int, tuple[bool, bool]] = {}

    def protect_window(self, window: int, on: bool) -> bool:
        self.asked.setdefault(window, (on, bool(library("user32").IsWindowVisible(ctypes.c_void_p(window)))))
        return True


def test_every_window_that_qt_shows_is_protected_before_it_can_be_seen(qtbot: QtBot, window: QWidget) -> None:
    # GIVEN a program that listens
    computer = Recorder()
    listening, guard = SystemEvents(computer, window), ScreenGuard(computer)
    listening.window_shown.connect(guard.shown)
    listening.start(int(window.winId()))
    guard.start(int(window.winId()))
    choice, menu, box = QComboBox(window), QMenu(window), QMessageBox(window)
    choice.addItems(["een", "twee"])
    menu.addAction("drie")
    shows: list[tuple[Callable[[], object], QWidget]] = [
        (choice.showPopup, choice.view().window()),
        (lambda: menu.popup(window.pos()), menu),
        (box.open, box),
        (lambda: window.windowHandle().destroy(), window),
    ]
    try:
        for show, shown in shows:
            # WHEN a list, a menu or a question comes, or the window is made anew
            show()
            shown.show()
            # THEN it is protected, and before it can be seen
            qtbot.waitUntil(lambda one=shown: int(one.winId()) in computer.asked)  # type: ignore[misc]
            shown.close()
    finally:
        listening.stop()
    assert len(computer.asked) > len(shows)
    assert list(computer.asked.values())[1:] == [(True, False)] * (len(computer.asked) - 1)


@pytest.fixture
def events(desktop: Desktop, window: QWidget) -> Iterator[SystemEvents]:
    """A program that listens."""
    listening = SystemEvents(desktop, window)
    listening.start(int(window.winId()))
    yield listening
    listening.stop()


def announce(window: QWidget, message: int, detail: int, more: int = 0) -> None:
    """What Windows sends to a window."""
    number = ctypes.c_void_p(int(window.winId()))
    assert library("user32").PostMessageW(number, message, detail, ctypes.c_void_p(more))


@pytest.mark.parametrize(
    ("message", "detail", "asked"),
    [
        (WM_WTSSESSION_CHANGE, SESSION_LOCK, "lock_requested"),
        (WM_WTSSESSION_CHANGE, CONSOLE_DISCONNECT, "lock_requested"),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, "lock_requested"),
        (WM_QUERYENDSESSION, 0, "ending"),
    ],
)
def test_P4_what_windows_announces_reaches_the_program(
    qtbot: QtBot, events: SystemEvents, window: QWidget, message: int, detail: int, asked: str
) -> None:
    # WHEN Windows sends its message to the window THEN the program is asked to lock, or to save
    with qtbot.waitSignal(getattr(events, asked), timeout=10_000):
        announce(window, message, detail)


def test_a_lid_that_is_shut_already_asks_for_nothing_and_closing_it_locks(
    qtbot: QtBot, events: SystemEvents, window: QWidget
) -> None:
    identifier = (ctypes.c_ubyte * 16).from_buffer_copy(LID_SWITCH.bytes_le)
    shut, opened = PowerSetting(identifier, 4, 0), PowerSetting(identifier, 4, 1)
    # GIVEN a laptop that works shut on a desk: Windows tells it as soon as the program listens
    with qtbot.assertNotEmitted(events.lock_requested), qtbot.waitSignal(events.ending, timeout=10_000):
        for report in (shut, opened):
            announce(window, WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, ctypes.addressof(report))
        announce(window, WM_QUERYENDSESSION, 0)
    # WHEN it was opened and is shut again THEN it locks
    with qtbot.waitSignal(events.lock_requested, timeout=10_000):
        announce(window, WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, ctypes.addressof(shut))


def test_unlocking_asks_for_nothing(qtbot: QtBot, events: SystemEvents, window: QWidget) -> None:
    with qtbot.assertNotEmitted(events.lock_requested), qtbot.waitSignal(events.ending, timeout=10_000):
        announce(window, WM_WTSSESSION_CHANGE, SESSION_UNLOCK)
        announce(window, WM_QUERYENDSESSION, 0)


def test_after_stopping_a_message_finds_nobody_and_breaks_nothing(
    qtbot: QtBot, events: SystemEvents, window: QWidget
) -> None:
    others = SystemEvents(for_this_computer(), window)
    others.start(int(window.winId()))
    events.stop()
    with qtbot.assertNotEmitted(events.lock_requested), qtbot.waitSignal(others.lock_requested, timeout=10_000):
        announce(window, WM_WTSSESSION_CHANGE, SESSION_LOCK)
    others.stop()


def formats() -> Iterator[str]:
    """Names of what stands on the clipboard of Windows."""
    user = library("user32")
    assert user.OpenClipboard(None)
    try:
        number = user.EnumClipboardFormats(0)
        while number:
            name = ctypes.create_unicode_buffer(128)
            if user.GetClipboardFormatNameW(number, name, 128):
                yield name.value
            number = user.EnumClipboardFormats(number)
    finally:
        user.CloseClipboard()


def test_R33_a_copied_field_is_marked_for_history_cloud_and_managers(qtbot: QtBot, window: QWidget) -> None:
    clipboard.put("014 00 00 00")
    assert {
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    } <= set(formats())
    # AND it goes when the program locks
    clipboard.ClipboardGuard(window).clear()
    assert "ExcludeClipboardContentFromMonitorProcessing" not in set(formats())


class Scanner:
    """Another program that opened a file for itself alone."""

    def __init__(self, path: Path) -> None:
        self._kernel = library("kernel32")
        self._kernel.CreateFileW.restype = ctypes.c_void_p
        self._handle = self._kernel.CreateFileW(str(path), GENERIC_READ, NOBODY_ELSE, None, OPEN_EXISTING, 0, None)
        assert self._handle not in (None, ctypes.c_void_p(-1).value)
        self.holds = True

    def let_go(self, _seconds: float = 0) -> None:
        """Done with it."""
        if self.holds:
            self._kernel.CloseHandle(ctypes.c_void_p(self._handle))
        self.holds = False


@pytest.mark.parametrize("name", ["vault.key", "vault.key.part"])
def test_P6_a_file_that_another_program_holds_is_waited_for_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    # GIVEN a scanner that looks at a file, or at what a crash left of writing it
    target = tmp_path / "vault.key"
    target.write_bytes(b"before")
    (tmp_path / name).write_bytes(b"before")
    scanner = Scanner(tmp_path / name)
    # WHEN it is written, and the scanner is done while we wait, THEN that succeeds
    write_whole(target, b"after", pause=scanner.let_go)
    assert not scanner.holds
    assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]


def test_P6_python_tells_a_held_file_like_a_protected_one_and_the_user_hears_which_it_is(tmp_path: Path) -> None:
    # GIVEN a file that is held for longer than anybody waits
    target = tmp_path / "vault.db"
    target.write_bytes(b"before")
    scanner = Scanner(target)
    # WHEN it is opened THEN Python has no number of Windows for it
    with pytest.raises(PermissionError) as refused:
        os.open(target, os.O_RDWR)
    assert (refused.value.errno, getattr(refused.value, "winerror", None)) == (errno.EACCES, None)
    # AND the program names it held all the same
    with pytest.raises(FileHeld):
        flush(target, pause=lambda _seconds: None)
    scanner.let_go()
    assert target.read_bytes() == b"before"


def test_P6_a_probe_that_a_scanner_holds_does_not_stop_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.files.PAUSES", (0.0,))
    # GIVEN a scanner that holds the probe of an earlier start
    paths = Paths(tmp_path)
    (tmp_path / "probe").write_bytes(b"")
    scanner = Scanner(tmp_path / "probe")
    # WHEN the program starts THEN it does not take the folder for one that cannot be written
    check_folder(paths)
    scanner.let_go()
    # AND the next start leaves nothing behind
    check_folder(paths)
    assert list(tmp_path.iterdir()) == []
