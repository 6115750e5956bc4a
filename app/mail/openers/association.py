# SPDX-License-Identifier: EUPL-1.2
"""Whatever Windows opens .eml with."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import Structure, byref, c_int, c_uint32, c_void_p, c_wchar_p, sizeof
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from app.mail.draft import MailDraft
from app.mail.owner import eml_handler
from app.mail.route import Choice, Hint, Outcome, System

_NO_ASYNC, _NO_UI = 0x100, 0x400  # wait until the other program has the file; no message boxes of Windows
_SHOW_NORMAL = 1
_APARTMENT, _NO_OLE1 = 0x2, 0x4
_STARTED = 32
_ASFW_ANY = -1


class ShellExecuteInfo(Structure):
    """SHELLEXECUTEINFOW of shellapi.h."""

    _fields_ = (
        ("cbSize", c_uint32),
        ("fMask", c_uint32),
        ("hwnd", c_void_p),
        ("lpVerb", c_wchar_p),
        ("lpFile", c_wchar_p),
        ("lpParameters", c_wchar_p),
        ("lpDirectory", c_wchar_p),
        ("nShow", c_int),
        ("hInstApp", c_void_p),
        ("lpIDList", c_void_p),
        ("lpClass", c_wchar_p),
        ("hkeyClass", c_void_p),
        ("dwHotKey", c_uint32),
        ("hIcon", c_void_p),
        ("hProcess", c_void_p),
    )


def open_with_shell(path: str) -> int:
    """Open a file with its program; above 32 is started, else the code of Windows."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows is None:
        raise OSError("no Windows shell here")
    windows.ole32.CoInitializeEx(None, _APARTMENT | _NO_OLE1)
    info = ShellExecuteInfo(fMask=_NO_ASYNC | _NO_UI, lpFile=path, nShow=_SHOW_NORMAL)
    info.cbSize = sizeof(info)
    windows.user32.AllowSetForegroundWindow(_ASFW_ANY)
    windows.shell32.ShellExecuteExW(byref(info))
    return info.hInstApp or 0


@dataclass(frozen=True)
class Association:
    """W6: the draft file with the program that Windows names for it."""

    shell: Callable[[str], int] = open_with_shell
    name: ClassVar[str] = "association"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """There is a handler, and the user did not choose one program in settings."""
        return system.platform == "win32" and choice is Choice.AUTOMATIC and bool(eml_handler(system))

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Hand it to Windows."""
        if not draft.draft_path.is_file():
            return Outcome("failed", self.name, "no_draft")
        try:
            code = self.shell(str(draft.draft_path))
        except OSError:
            return Outcome("failed", self.name, "no_shell")
        if code > _STARTED:
            return Outcome("asked", self.name, self.hint())
        return Outcome("failed", self.name, f"shell_{code}")

    def hint(self) -> Hint:
        """It may be a program that drops the attachment."""
        return Hint.ATTACHMENT
