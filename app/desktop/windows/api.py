# SPDX-License-Identifier: EUPL-1.2
"""The one way in which a Windows library is called, so that every use can be tested without Windows."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

if sys.platform == "win32":
    import winreg

_SEARCH_SYSTEM32_ONLY = 0x800


class Api(Protocol):
    """Calls a function of a Windows library."""

    def call(self, library: str, function: str, *arguments: object) -> int:
        """The 32-bit result; AttributeError or OSError when this Windows does not have it."""

    def machine_values(self, key: str) -> Mapping[str, object]:
        """Names and values of a key below HKLM, empty when it is not there; OSError when it cannot be read."""

    def machine_keys(self, key: str) -> Sequence[str]:
        """Names of the keys in a key below HKLM; the same."""

    def error(self) -> OSError:
        """What the last call reported (GetLastError), as an error with ``winerror``."""


class SystemApi:
    """The real one. Libraries come from the system folder alone: one planted beside our program is never loaded."""

    def call(self, library: str, function: str, *arguments: object) -> int:
        if sys.platform == "win32":
            loaded = ctypes.WinDLL(f"{library}.dll", use_last_error=True, winmode=_SEARCH_SYSTEM32_ONLY)
            return int(getattr(loaded, function)(*arguments))
        else:  # noqa: RET505 - the type checker sees one branch per platform
            raise OSError(f"{library} is a library of Windows")

    def machine_values(self, key: str) -> Mapping[str, object]:
        if sys.platform == "win32":
            try:
                with _opened(key) as found:
                    entries = [winreg.EnumValue(found, number) for number in range(winreg.QueryInfoKey(found)[1])]
            except FileNotFoundError:
                return {}
            return {name: value for name, value, _kind in entries}
        else:  # noqa: RET505
            return {}

    def machine_keys(self, key: str) -> Sequence[str]:
        if sys.platform == "win32":
            try:
                with _opened(key) as found:
                    return [winreg.EnumKey(found, number) for number in range(winreg.QueryInfoKey(found)[0])]
            except FileNotFoundError:
                return ()
        else:
            return ()

    def error(self) -> OSError:
        if sys.platform == "win32":
            return ctypes.WinError(ctypes.get_last_error())
        else:  # noqa: RET505
            return OSError("there is no last error outside Windows")


if sys.platform == "win32":

    def _opened(key: str) -> winreg.HKEYType:
        """To read, as 64-bit programs see it: there is no second copy of it for 32 bits."""
        return winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)


def handle(number: int) -> ctypes.c_void_p:
    """A window or object number in the width of a pointer; a bare int would be cut to 32 bits."""
    return ctypes.c_void_p(number)
