# SPDX-License-Identifier: EUPL-1.2
"""Keep windows out of screen captures, and read back that it worked."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

from app.desktop.windows.api import Api, handle

_NONE, _EXCLUDE_FROM_CAPTURE = 0x0, 0x11
_BLACK_IN_CAPTURE = 0x1  # what Windows makes of it before version 2004: a black rectangle, good enough

WM_WINDOWPOSCHANGING, SWP_SHOWWINDOW = 0x46, 0x40


class WindowPosition(ctypes.Structure):
    """WINDOWPOS: what is about to change of a window."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("above", ctypes.c_void_p),
        ("place", ctypes.c_int * 4),
        ("flags", ctypes.c_uint32),
    )


def shown(address: int) -> int:
    """The window that the MSG structure at this address is about to show; 0 for every other message.

    Windows sends it to each window just before it can be seen, and Qt's native event filter sees those of all its
    windows: popups and dialogs, and a window that was made anew under another number.
    """
    if not address:
        return 0
    message = wintypes.MSG.from_address(address)
    if message.message != WM_WINDOWPOSCHANGING or not message.lParam:
        return 0
    return message.hWnd or 0 if WindowPosition.from_address(message.lParam).flags & SWP_SHOWWINDOW else 0


def protect(api: Api, window: int, on: bool) -> bool:
    """Set it for one top-level window (again after each change of its number); True when Windows confirms."""
    api.call(
        "user32", "SetWindowDisplayAffinity", handle(window), ctypes.c_uint32(_EXCLUDE_FROM_CAPTURE if on else _NONE)
    )
    state = ctypes.c_uint32(0xFFFFFFFF)
    if not api.call("user32", "GetWindowDisplayAffinity", handle(window), ctypes.byref(state)):
        return False
    return state.value in ((_EXCLUDE_FROM_CAPTURE, _BLACK_IN_CAPTURE) if on else (_NONE,))
