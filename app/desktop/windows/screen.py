# SPDX-License-Identifier: EUPL-1.2
"""Keep windows out of screen captures, and read back that it worked."""

from __future__ import annotations

import ctypes

from app.desktop.windows.api import Api, handle

_NONE, _EXCLUDE_FROM_CAPTURE = 0x0, 0x11
_BLACK_IN_CAPTURE = 0x1  # what Windows makes of it before version 2004: a black rectangle, good enough


def protect(api: Api, window: int, on: bool) -> bool:
    """Set it for one top-level window (again after each change of its number); True when Windows confirms."""
    api.call(
        "user32", "SetWindowDisplayAffinity", handle(window), ctypes.c_uint32(_EXCLUDE_FROM_CAPTURE if on else _NONE)
    )
    state = ctypes.c_uint32(0xFFFFFFFF)
    if not api.call("user32", "GetWindowDisplayAffinity", handle(window), ctypes.byref(state)):
        return False
    return state.value in ((_EXCLUDE_FROM_CAPTURE, _BLACK_IN_CAPTURE) if on else (_NONE,))
