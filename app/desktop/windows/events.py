# SPDX-License-Identifier: EUPL-1.2
"""Message numbers → locked, asleep, logging off, disconnected."""

from __future__ import annotations

import contextlib
import ctypes
from ctypes import wintypes
from uuid import UUID

from app.desktop.facts import SystemEvent
from app.desktop.windows.api import Api, handle

WM_QUERYENDSESSION, WM_ENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x11, 0x16, 0x218, 0x2B1
PBT_APMSUSPEND, PBT_APMSTANDBY, PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC = 0x4, 0x5, 0x7, 0x12
PBT_POWERSETTINGCHANGE = 0x8013
LID_SWITCH = UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")

_SESSION = {
    0x2: SystemEvent.DISCONNECTED,  # console disconnect: another user was switched to
    0x4: SystemEvent.DISCONNECTED,  # remote desktop disconnect
    0x6: SystemEvent.LOGGING_OFF,
    0x7: SystemEvent.LOCKED,
}
# Waking up counts as well: in modern standby nothing is announced before sleep, and locking late beats not locking.
_POWER = {PBT_APMSUSPEND, PBT_APMSTANDBY, PBT_APMRESUMESUSPEND, PBT_APMRESUMEAUTOMATIC}


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING: which setting changed, and its new value."""

    _fields_ = (("setting", ctypes.c_ubyte * 16), ("length", ctypes.c_uint32), ("value", ctypes.c_uint32))


def meaning(message: int, wparam: int, lid_closed: bool = False) -> SystemEvent | None:
    """What one message asks of us; ``lid_closed`` belongs to PBT_POWERSETTINGCHANGE."""
    if message == WM_QUERYENDSESSION or (message == WM_ENDSESSION and wparam):
        return SystemEvent.LOGGING_OFF
    if message == WM_WTSSESSION_CHANGE:
        return _SESSION.get(wparam)
    if message == WM_POWERBROADCAST and (wparam in _POWER or (wparam == PBT_POWERSETTINGCHANGE and lid_closed)):
        return SystemEvent.ASLEEP
    return None


class Lid:
    """How the lid stood by the last report. The first one comes by itself and tells of no change.

    On a desk with a screen of its own a laptop works shut: only one that was open can be closed.
    """

    def __init__(self) -> None:
        self._open = False

    def closes(self, value: int) -> bool:
        """Take a report (0 is shut); True when the lid was open until now."""
        was_open, self._open = self._open, value != 0
        return was_open and not self._open


def read(address: int, lid: Lid) -> SystemEvent | None:
    """The meaning of the MSG structure that Qt's native event filter points at."""
    if not address:
        return None
    message = wintypes.MSG.from_address(address)
    lid_closed = False
    if message.message == WM_POWERBROADCAST and message.wParam == PBT_POWERSETTINGCHANGE and message.lParam:
        setting = PowerSetting.from_address(message.lParam)
        lid_closed = bytes(setting.setting) == LID_SWITCH.bytes_le and lid.closes(setting.value)
    return meaning(message.message, message.wParam, lid_closed)


def watch(api: Api, window: int) -> bool:
    """Have session changes and the lid reported to this window; suspend and log-off come without asking."""
    guid = (ctypes.c_ubyte * 16).from_buffer_copy(LID_SWITCH.bytes_le)
    with contextlib.suppress(OSError, AttributeError):  # no lid, or no right to hear of it: the rest still holds
        api.call("user32", "RegisterPowerSettingNotification", handle(window), ctypes.byref(guid), 0)
    try:
        return bool(api.call("wtsapi32", "WTSRegisterSessionNotification", handle(window), 0))
    except (OSError, AttributeError):
        return False
