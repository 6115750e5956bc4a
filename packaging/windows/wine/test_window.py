# SPDX-License-Identifier: EUPL-1.2
"""Run by ``lane.py window`` on the Windows Python, in real windows: clipboard, session, sleep, held files.

Wine does not keep windows out of captures and knows no name for the taskbar: those stand in the list for a real laptop.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desktop.adapter import Desktop, for_this_computer
from app.desktop.windows.events import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_QUERYENDSESSION,
    WM_WTSSESSION_CHANGE,
)
from app.files import write_whole
from app.ui import clipboard
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


@pytest.fixture
def events(desktop: Desktop, window: QWidget) -> Iterator[SystemEvents]:
    """A program that listens."""
    listening = SystemEvents(desktop, window)
    listening.start(int(window.winId()))
    yield listening
    listening.stop()


def announce(window: QWidget, message: int, detail: int) -> None:
    """What Windows sends to a window."""
    assert library("user32").PostMessageW(ctypes.c_void_p(int(window.winId())), message, detail, 0)


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


def test_P6_a_file_that_another_program_holds_is_waited_for_and_nothing_is_lost(tmp_path: Path) -> None:
    # GIVEN a file that a scanner opened for itself
    target = tmp_path / "vault.key"
    target.write_bytes(b"before")
    kernel = library("kernel32")
    kernel.CreateFileW.restype = ctypes.c_void_p
    holder = kernel.CreateFileW(str(target), GENERIC_READ, NOBODY_ELSE, None, OPEN_EXISTING, 0, None)
    assert holder not in (None, ctypes.c_void_p(-1).value)
    waited = threading.Event()

    def let_go(_seconds: float) -> None:
        """The scanner is done while we wait."""
        if not waited.is_set():
            waited.set()
            kernel.CloseHandle(ctypes.c_void_p(holder))

    # WHEN it is replaced THEN that waits, and succeeds
    write_whole(target, b"after", pause=let_go)
    assert waited.is_set()
    assert target.read_bytes() == b"after"
