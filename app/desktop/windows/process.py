# SPDX-License-Identifier: EUPL-1.2
"""No crash dumps, safe library search, disk encryption state, foreground right."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import platform
import sys
from pathlib import Path
from uuid import UUID

from app.desktop.windows.api import Api, handle

_NO_CRITICAL_ERROR_BOX, _NO_CRASH_BOX, _NO_OPEN_FILE_BOX = 0x1, 0x2, 0x8000
_WER_NO_HEAP, _WER_NO_UI = 0x1, 0x20
_SEARCH_DEFAULT_DIRS = 0x1000  # program folder, system folder and folders added on purpose; not the current one
_ANY_PROCESS = 0xFFFFFFFF
_SHELL_ITEM2 = UUID("7e9fb0d3-919f-4307-ab2e-9b1860310c93")
_RELEASE, _GET_INT32 = 2, 16  # places in the function table of IShellItem2
_PROTECTION = {
    1: True,
    2: False,
    3: True,
    4: False,
    5: False,
    6: True,
}  # on, off, turning on, turning off, paused, locked


class PropertyKey(ctypes.Structure):
    """PROPERTYKEY: the name of a property of the Windows shell."""

    _fields_ = (("set", ctypes.c_ubyte * 16), ("number", ctypes.c_uint32))


def harden(api: Api, app_id: str) -> None:
    """Each step by itself: an older Windows that lacks one still gets the others."""
    steps: tuple[tuple[str, str, object], ...] = (
        ("kernel32", "SetErrorMode", ctypes.c_uint32(_NO_CRITICAL_ERROR_BOX | _NO_CRASH_BOX | _NO_OPEN_FILE_BOX)),
        ("kernel32", "WerSetFlags", ctypes.c_uint32(_WER_NO_HEAP | _WER_NO_UI)),
        ("kernel32", "SetDefaultDllDirectories", ctypes.c_uint32(_SEARCH_DEFAULT_DIRS)),
        ("shell32", "SetCurrentProcessExplicitAppUserModelID", ctypes.c_wchar_p(app_id)),
    )
    for library, function, argument in steps:
        with contextlib.suppress(OSError, AttributeError):
            api.call(library, function, argument)
    _let_qt_find_its_own()
    platform._syscmd_ver = _unasked  # type: ignore[attr-defined]


def _let_qt_find_its_own() -> None:
    """The plugin for drawings needs a library beside Qt, which Qt finds by PATH; the safe search passes over PATH."""
    if sys.platform == "win32":
        found = importlib.util.find_spec("PySide6")  # not imported: whatever loads libraries comes after this
        for folder in (found and found.submodule_search_locations) or ():
            os.add_dll_directory(folder)


def _unasked(system: str = "", release: str = "", version: str = "", *_: object) -> tuple[str, str, str]:
    """Python up to 3.12 starts ``%ComSpec% /c ver`` when a library asks for the kind of computer, as argon2 does.

    We start no shell, and not one that a variable of the user names; Python then asks Windows itself.
    """
    return system, release, version


def hold_shutdown(api: Api, window: int, reason: str) -> None:
    """Windows shows the reason while it waits; it concerns a save of milliseconds, never a question."""
    with contextlib.suppress(OSError, AttributeError):
        if reason:
            api.call("user32", "ShutdownBlockReasonCreate", handle(window), ctypes.c_wchar_p(reason))
        else:
            api.call("user32", "ShutdownBlockReasonDestroy", handle(window))


def let_others_forward(api: Api) -> None:
    """Otherwise a mail program that opens a draft only blinks in the taskbar."""
    with contextlib.suppress(OSError, AttributeError):
        api.call("user32", "AllowSetForegroundWindow", ctypes.c_uint32(_ANY_PROCESS))


def protection(state: int) -> bool | None:
    """The shell's number for BitLocker on a drive; None for a number that says nothing."""
    return _PROTECTION.get(state)


def disk_encrypted(api: Api, folder: Path) -> bool | None:
    """Asked from the shell, which tells it to ordinary users too."""
    key, item, state = PropertyKey(), ctypes.c_void_p(), ctypes.c_int32()
    name = ctypes.c_wchar_p("System.Volume.BitLockerProtection")
    kind = (ctypes.c_ubyte * 16).from_buffer_copy(_SHELL_ITEM2.bytes_le)
    try:
        if api.call("propsys", "PSGetPropertyKeyFromName", name, ctypes.byref(key)):
            return None
        drive = ctypes.c_wchar_p(folder.drive + "\\")
        if api.call("shell32", "SHCreateItemFromParsingName", drive, None, ctypes.byref(kind), ctypes.byref(item)):
            return None
    except (OSError, AttributeError):
        return None
    failed = _method(item, _GET_INT32, ctypes.c_void_p, ctypes.c_void_p)(item, ctypes.byref(key), ctypes.byref(state))
    _method(item, _RELEASE)(item)
    return None if failed else protection(state.value)


def _method(item: ctypes.c_void_p, place: int, *arguments: type[ctypes.c_void_p]) -> ctypes._CFunctionType:
    """A method of a COM object, by its place in the function table that the object points at."""
    table = ctypes.cast(item, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    return ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *arguments)(table[place] or 0)
