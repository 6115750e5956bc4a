# SPDX-License-Identifier: EUPL-1.2
"""What the operating system announces: lock, sleep, user switch → lock; log-off and end of process → save."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    QSocketNotifier,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QSessionManager

from app.desktop.adapter import Desktop
from app.desktop.facts import SystemEvent

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_Names = tuple[str, str, str, str, str]

LOGIN: _Names = ("org.freedesktop.login1", "", "org.freedesktop.login1.Session", "Lock", "session_locked()")
SLEEP: _Names = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
    "PrepareForSleep",
    "sleep_announced(bool)",
)
SAVERS: tuple[_Names, ...] = tuple(
    (service, path, service, "ActiveChanged", "screen_covered(bool)")
    for service, path in (
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    )
)


class SystemEvents(QObject):
    """``lock_requested``: the user went away. ``ending``: the session or the process ends, everything must be saved.

    ``window_shown``: the system is about to show a window of ours, by its native number.
    """

    lock_requested = Signal()
    ending = Signal()
    window_shown = Signal(object)  # a number of Windows may be too large for Qt's int

    def __init__(self, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("system_events")
        self._desktop = desktop
        self._native: _NativeMessages | None = None
        self._notifier: QSocketNotifier | None = None
        self._pipe: tuple[int, ...] = ()
        self._watched = 0

    def start(self, window: int) -> None:
        """Listen from now on; after the first paint, because it costs time. ``window`` is the native number."""
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self._log_off)
        if sys.platform == "win32":
            self._native = _NativeMessages(self)
            if application is not None:
                application.installNativeEventFilter(self._native)
            self.watch(window)
        else:
            self.watch_signals()
        if sys.platform.startswith("linux"):
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - not before the first paint

            self.watch_bus(QDBusConnection.systemBus(), (LOGIN, SLEEP))
            self.watch_bus(QDBusConnection.sessionBus(), SAVERS)

    def watch(self, window: int) -> None:
        """Have the session's changes told to this window; once for every number that it gets."""
        if window != self._watched:
            self._watched = window
            self._desktop.watch_session(window)

    def watch_bus(self, bus: QDBusConnection, signals: tuple[_Names, ...]) -> bool:
        """Listen to these signals of a bus; False when there is no bus."""
        if not bus.isConnected():
            return False
        heard = [
            bus.connect(service, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]  # bytes are refused
            for service, path, interface, name, slot in signals
        ]
        return all(heard)

    def system_says(self, event: SystemEvent | None) -> None:
        """Act on what a native message means."""
        if event is SystemEvent.LOGGING_OFF:
            self.ending.emit()
        elif event is not None:
            self.lock_requested.emit()

    def read(self, address: int) -> None:
        """A native message of Windows, by address."""
        self.system_says(self._desktop.system_event(address))
        if window := self._desktop.shown_window(address):
            self.window_shown.emit(window)

    @Slot()
    def session_locked(self) -> None:
        """login1: the session is being locked."""
        self.lock_requested.emit()

    @Slot(bool)
    def sleep_announced(self, before: bool) -> None:
        """login1: about to sleep (True), or just woken up."""
        self.lock_requested.emit()

    @Slot(bool)
    def screen_covered(self, covered: bool) -> None:
        """A screen saver covers the screen (True) or went away."""
        if covered:
            self.lock_requested.emit()

    @Slot(QSessionManager)
    def _log_off(self, _manager: QSessionManager) -> None:
        self.ending.emit()

    def watch_signals(self) -> None:
        """SIGTERM and SIGHUP save first. A signal wakes Qt through a pipe: Python alone would notice it too late."""
        if sys.platform != "win32":
            reading, writing = self._pipe = os.pipe()
            for end in (reading, writing):
                os.set_blocking(end, False)
            signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, _only_wake)
            self._notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(lambda: self._signalled(reading))

    def stop(self) -> None:
        """Hear nothing any more: a message that comes while the windows are taken apart would find nobody."""
        application = QCoreApplication.instance()
        if self._native is not None and application is not None:
            application.removeNativeEventFilter(self._native)
        self._native = None
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(-1)
            self._notifier = None
        for end in self._pipe:
            os.close(end)
        self._pipe = ()

    def _signalled(self, reading: int) -> None:
        if sys.platform != "win32" and {signal.SIGTERM, signal.SIGHUP} & set(os.read(reading, 64)):
            self.ending.emit()


def _only_wake(_number: int, _frame: object) -> None:
    """The work is done on the GUI thread, when the pipe wakes it."""


class _NativeMessages(QAbstractNativeEventFilter):
    """Hands every native message of Windows to the adapter; never stops one."""

    def __init__(self, events: SystemEvents) -> None:
        super().__init__()
        self._events = events

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int) -> Any:
        """Look only."""
        if bytes(QByteArray(kind).data()) == b"windows_generic_MSG":
            self._events.read(int(message))
        return False, 0
