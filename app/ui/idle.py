# SPDX-License-Identifier: EUPL-1.2
"""Inactivity, a warning one minute before the lock, and *Blijf verder werken* (R35, R60)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import Clock

WARN_SECONDS = 60
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts the time without use as the longer of monotonic and wall-clock time.

    So sleep counts, and a clock that is set back does not help. Windows are watched one level above the widgets:
    only input passes there, so that watching costs nothing while pages are drawn.
    """

    warned = Signal()
    resumed = Signal()
    expired = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("idle_watch")
        self._clock = clock
        self._limit = 600.0
        self._last: tuple[float, datetime] = (clock.monotonic(), clock.now())
        self._warned = False
        self._again = 0.0
        self._watched: set[QWindow] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.check)

    def start(self, minutes: int) -> None:
        """Begin to watch; also changes the limit while watching."""
        self._limit = minutes * 60.0
        self.touch()
        if not self._timer.isActive():
            application = QApplication.instance()
            if isinstance(application, QApplication):
                application.focusWindowChanged.connect(self._watch)
                application.focusChanged.connect(self._moved)
                self._watch(application.focusWindow())
            self._timer.start()

    def stop(self) -> None:
        """No lock while there is nothing to lock."""
        self._timer.stop()
        self._warned = False

    @Slot()
    def touch(self) -> None:
        """The user is there."""
        self._last = (self._clock.monotonic(), self._clock.now())
        self._again = 0.0
        if self._warned:
            self._warned = False
            self.resumed.emit()

    @Slot()
    def check(self) -> None:
        """Compare the time without use with the limit; called every second."""
        monotonic, wall = self._last
        idle = max(self._clock.monotonic() - monotonic, (self._clock.now() - wall).total_seconds())
        if idle >= max(self._limit, self._again):
            self._again = idle + WARN_SECONDS  # a lock that had to wait for a full disk is tried again
            self.expired.emit()
        elif self._limit > idle >= self._limit - WARN_SECONDS and not self._warned:
            self._warned = True
            self.warned.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Input of any kind is activity."""
        if event.type() in _ACTIVITY:
            self.touch()
        return False

    @Slot(object)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            window.installEventFilter(self)
            self._watched.add(window)
            window.destroyed.connect(lambda: self._watched.discard(window))

    @Slot(object, object)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None:  # also when assistive technology moves the focus without a key
            self.touch()
