# SPDX-License-Identifier: EUPL-1.2
"""What Windows announces and allows: locking, screen captures, clipboard, dumps, shutdown, disk encryption."""

from __future__ import annotations

import ctypes
import platform
from ctypes import wintypes
from pathlib import Path
from typing import Any

import pytest

from app.desktop.facts import SystemEvent
from app.desktop.windows import WindowsDesktop
from app.desktop.windows.api import SystemApi
from app.desktop.windows.events import LID_SWITCH, PowerSetting, meaning
from app.desktop.windows.process import protection
from app.desktop.windows.screen import WindowPosition
from tests.desktop.fake_api import FakeApi, target

WINDOW = 0xFFFF_FFFF_8001_0002  # numbers reach Python in the width of a pointer
LOCK, SLEEP, OFF, AWAY = SystemEvent.LOCKED, SystemEvent.ASLEEP, SystemEvent.LOGGING_OFF, SystemEvent.DISCONNECTED


@pytest.mark.parametrize(
    ("message", "wparam", "expected"),
    [
        (0x2B1, 0x7, LOCK),
        (0x2B1, 0x8, None),  # unlocked
        (0x2B1, 0x2, AWAY),  # another user was switched to
        (0x2B1, 0x4, AWAY),  # remote desktop was disconnected
        (0x2B1, 0x1, None),
        (0x2B1, 0x5, None),
        (0x2B1, 0x6, OFF),
        (0x218, 0x4, SLEEP),
        (0x218, 0x5, SLEEP),
        (0x218, 0x7, SLEEP),  # awake again: the last moment to lock
        (0x218, 0x12, SLEEP),
        (0x218, 0xA, None),  # mains or battery
        (0x11, 0, OFF),
        (0x16, 1, OFF),
        (0x16, 0, None),  # the log-off was cancelled
        (0x7, 0x7, None),  # an ordinary message
    ],
)
def test_R35_what_windows_announces_locks_the_vault(message: int, wparam: int, expected: SystemEvent | None) -> None:
    assert meaning(message, wparam) is expected


def posted(message: int, wparam: int, lparam: int = 0) -> wintypes.MSG:
    """A message as Qt's native event filter gets it."""
    structure = wintypes.MSG()
    structure.message, structure.wParam, structure.lParam = message, wparam, lparam
    return structure


def test_R35_messages_are_read_where_qt_points() -> None:
    desktop = WindowsDesktop(FakeApi())
    locked, ordinary = posted(0x2B1, 0x7), posted(0x200, 0)
    assert desktop.system_event(ctypes.addressof(locked)) is LOCK
    assert desktop.system_event(ctypes.addressof(ordinary)) is None
    assert desktop.system_event(0) is None


def reported(desktop: WindowsDesktop, value: int, setting: bytes = LID_SWITCH.bytes_le) -> SystemEvent | None:
    """What a report of the lid (0 is shut), or of another setting, asks of the program."""
    change = PowerSetting((ctypes.c_ubyte * 16).from_buffer_copy(setting), 4, value)
    message = posted(0x218, 0x8013, ctypes.addressof(change))
    return desktop.system_event(ctypes.addressof(message))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0], [None]),  # shut on a desk: Windows says so as soon as it is asked
        ([0, 0], [None, None]),  # asked again, for a new window
        ([1, 0], [None, SLEEP]),
        ([0, 1, 0], [None, None, SLEEP]),
        ([1, 0, 0, 1], [None, SLEEP, None, None]),
    ],
)
def test_R35_closing_the_lid_locks_opening_it_or_having_it_shut_does_not(
    values: list[int], expected: list[SystemEvent | None]
) -> None:
    desktop = WindowsDesktop(FakeApi())
    assert [reported(desktop, value) for value in values] == expected


def test_R35_another_setting_of_the_power_says_nothing_of_the_lid() -> None:
    desktop = WindowsDesktop(FakeApi())
    told = [reported(desktop, 1), reported(desktop, 0, setting=bytes(16)), reported(desktop, 0)]
    assert told == [None, None, SLEEP]


def test_R35_the_window_asks_to_be_told() -> None:
    api = FakeApi()
    assert WindowsDesktop(api).watch_session(0x1_0000_2222)
    assert api.arguments_of("WTSRegisterSessionNotification") == [[0x1_0000_2222, 0]]
    assert api.arguments_of("RegisterPowerSettingNotification")[0][0] == 0x1_0000_2222


def test_R35_a_windows_that_does_not_tell_is_reported() -> None:
    refused = FakeApi({"WTSRegisterSessionNotification": lambda *_: 0})
    absent = FakeApi(missing=("WTSRegisterSessionNotification", "RegisterPowerSettingNotification"))
    assert not WindowsDesktop(refused).watch_session(1)
    assert not WindowsDesktop(absent).watch_session(1)


def screen_that_ends_up(affinity: int, readable: bool = True) -> FakeApi:
    """A Windows whose windows have this capture setting whatever was asked."""

    def read_back(_window: Any, state: Any) -> int:
        target(state).value = affinity
        return int(readable)

    return FakeApi({"GetWindowDisplayAffinity": read_back})


@pytest.mark.parametrize(
    ("on", "found", "confirmed"),
    [(True, 0x11, True), (True, 0x1, True), (True, 0x0, False), (False, 0x0, True), (False, 0x11, False)],
)
def test_screen_protection_is_read_back_before_it_is_believed(on: bool, found: int, confirmed: bool) -> None:
    api = screen_that_ends_up(found)
    assert WindowsDesktop(api).protect_window(77, on) is confirmed
    assert api.arguments_of("SetWindowDisplayAffinity") == [[77, 0x11 if on else 0x0]]


def test_screen_protection_that_cannot_be_read_is_not_believed() -> None:
    assert not WindowsDesktop(screen_that_ends_up(0x11, readable=False)).protect_window(77, True)


@pytest.mark.parametrize(
    ("number", "flags", "expected"),
    [(0x46, 0x40, WINDOW), (0x46, 0x43, WINDOW), (0x46, 0x80, 0), (0x46, 0x3, 0), (0x47, 0x40, 0), (0x200, 0x40, 0)],
)
def test_a_window_that_is_about_to_be_shown_is_known_by_its_number(number: int, flags: int, expected: int) -> None:
    change = WindowPosition(flags=flags)
    message = posted(number, 0, ctypes.addressof(change))
    message.hWnd = WINDOW
    assert WindowsDesktop(FakeApi()).shown_window(ctypes.addressof(message)) == expected


def test_a_message_without_a_position_or_a_window_shows_nothing() -> None:
    desktop = WindowsDesktop(FakeApi())
    empty, nobody = posted(0x46, 0), posted(0x46, 0, ctypes.addressof(WindowPosition(flags=0x40)))
    assert [desktop.shown_window(at) for at in (0, ctypes.addressof(empty), ctypes.addressof(nobody))] == [0, 0, 0]


def test_R33_copied_fields_carry_the_three_formats_that_keep_them_out_of_history_and_cloud() -> None:
    formats = WindowsDesktop(FakeApi()).clipboard_formats()
    assert formats == {
        f'application/x-qt-windows-mime;value="{name}"': b"\0\0\0\0"
        for name in (
            "ExcludeClipboardContentFromMonitorProcessing",
            "CanIncludeInClipboardHistory",
            "CanUploadToCloudClipboard",
        )
    }


def test_R37_the_start_switches_off_dumps_boxes_and_unsafe_library_search() -> None:
    api = FakeApi()
    WindowsDesktop(api).harden("KindEnGezin.Doorverwijzing")
    assert api.calls == [
        ("SetErrorMode", [0x8003]),
        ("WerSetFlags", [0x21]),
        ("SetDefaultDllDirectories", [0x1000]),
        ("SetCurrentProcessExplicitAppUserModelID", ["KindEnGezin.Doorverwijzing"]),
    ]


def test_the_start_keeps_python_from_asking_a_shell_for_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN Python's own way to learn the version of Windows: a shell
    monkeypatch.setattr(platform, "_syscmd_ver", lambda *_: pytest.fail("a shell was started"))
    # WHEN the program has started THEN what is known is all that is told
    WindowsDesktop(FakeApi()).harden("x")
    ask: Any = vars(platform)["_syscmd_ver"]
    assert ask() == ("", "", "")
    assert ask("Windows", "", "10.0", ("win32",)) == ("Windows", "", "10.0")


def test_an_older_windows_that_lacks_one_step_still_gets_the_others() -> None:
    api = FakeApi(missing=("WerSetFlags",))
    WindowsDesktop(api).harden("x")
    assert [name for name, _ in api.calls][1:] == [
        "SetDefaultDllDirectories",
        "SetCurrentProcessExplicitAppUserModelID",
    ]


def test_P14_a_running_save_may_ask_for_milliseconds_and_lets_go_again() -> None:
    api = FakeApi()
    desktop = WindowsDesktop(api)
    desktop.hold_shutdown(5, "Bewaren")
    desktop.hold_shutdown(5, "")
    assert api.calls == [("ShutdownBlockReasonCreate", [5, "Bewaren"]), ("ShutdownBlockReasonDestroy", [5])]


def test_P14_without_that_ability_nothing_fails() -> None:
    desktop = WindowsDesktop(FakeApi(missing=("ShutdownBlockReasonCreate", "AllowSetForegroundWindow")))
    desktop.hold_shutdown(5, "Bewaren")
    desktop.let_others_forward()


def test_the_mail_program_may_come_forward() -> None:
    api = FakeApi()
    WindowsDesktop(api).let_others_forward()
    assert api.calls == [("AllowSetForegroundWindow", [0xFFFFFFFF])]


@pytest.mark.parametrize(
    ("state", "expected"),
    [(1, True), (2, False), (3, True), (4, False), (5, False), (6, True), (0, None), (99, None)],
)
def test_disk_encryption_in_the_words_of_the_shell(state: int, expected: bool | None) -> None:
    assert protection(state) is expected


@pytest.mark.parametrize("step", ["PSGetPropertyKeyFromName", "SHCreateItemFromParsingName"])
def test_disk_encryption_is_unknown_when_the_shell_does_not_tell(step: str) -> None:
    ready = {"PSGetPropertyKeyFromName": lambda *_: 0, "SHCreateItemFromParsingName": lambda *_: 0}
    refuses = FakeApi({**ready, step: lambda *_: -2147467259})
    assert WindowsDesktop(refuses).disk_encrypted(Path("C:/x")) is None
    assert WindowsDesktop(FakeApi(ready, missing=(step,))).disk_encrypted(Path("C:/x")) is None


def shell_that_says(state: int, result: int = 0) -> tuple[FakeApi, list[str], object]:
    """A shell object with a function table of its own, as COM lays it out in memory."""
    asked: list[str] = []
    method = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)
    getter = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int32))

    def release(_item: int) -> int:
        asked.append("release")
        return 0

    def get_int32(_item: int, _key: int, value: Any) -> int:
        asked.append("get")
        value[0] = state
        return result

    functions = (method(release), getter(get_int32))
    table = (ctypes.c_void_p * 17)()
    table[2] = ctypes.cast(functions[0], ctypes.c_void_p).value
    table[16] = ctypes.cast(functions[1], ctypes.c_void_p).value
    item = ctypes.c_void_p(ctypes.addressof(table))

    def create(*arguments: Any) -> int:
        target(arguments[3]).value = ctypes.addressof(item)
        return 0

    api = FakeApi({"PSGetPropertyKeyFromName": lambda *_: 0, "SHCreateItemFromParsingName": create})
    return api, asked, (functions, table, item)


@pytest.mark.parametrize(("result", "expected"), [(0, True), (-2147467259, None)])
def test_disk_encryption_is_asked_of_the_shell_object_which_is_released(result: int, expected: bool | None) -> None:
    api, asked, keep = shell_that_says(1, result)
    assert WindowsDesktop(api).disk_encrypted(Path("C:/x")) is expected
    assert asked == ["get", "release"]
    assert keep is not None


@pytest.mark.posix
def test_outside_windows_its_libraries_are_refused_plainly() -> None:
    with pytest.raises(OSError, match="library of Windows"):
        SystemApi().call("user32", "MessageBeep", 0)
    assert "outside Windows" in str(SystemApi().error())
