# SPDX-License-Identifier: EUPL-1.2
"""Save, close, start a locked process, exit: a process that once held text in memory is not trusted to forget it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, QRect, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.paths import SOURCE, own_command

Start = Callable[[str, list[str], str], object]


class Locker(QObject):
    """Locks once, in this order: save, close the vault, let go of what only one process may hold, start anew, leave.

    ``save`` hands over everything typed and tells whether it is stored. When it is not (a full disk), the lock waits:
    typed client data are never lost; the message bar says why. ``steps`` then run in order.
    """

    locked = Signal()

    def __init__(
        self,
        save: Callable[[], bool],
        steps: Sequence[Callable[[], object]],
        options: Callable[[], Sequence[str]],
        start: Start = QProcess.startDetached,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("locker")
        self._save, self._steps, self._options, self._start = save, tuple(steps), options, start
        self._done = False

    @Slot()
    def lock(self) -> None:
        """Lock now; a second call while locking does nothing."""
        if not self._done and self._save():
            self.lock_without_saving()

    def lock_without_saving(self) -> None:
        """The vault is closed already and nothing can be stored in it: go on to the locked process."""
        if self._done:
            return
        self._done = True
        for step in self._steps:
            step()
        start_beside(self._options(), self._start)
        self.locked.emit()


def start_beside(options: Sequence[str], start: Start = QProcess.startDetached) -> None:
    """Start this program once more, as a process of its own."""
    program, *arguments = own_command(sys.executable, frozen=hasattr(sys, "frozen"))
    start(program, [*arguments, *options], str(SOURCE))


def place_of(window: QWidget) -> str:
    """Where the window stands, for the locked process to stand in the same place: ``x,y,width,height[,max]``."""
    box = window.normalGeometry()
    place = f"{box.x()},{box.y()},{box.width()},{box.height()}"
    return f"{place},max" if window.isMaximized() else place


def put_at(window: QWidget, place: str) -> None:
    """Put the window where its predecessor stood; a place that is not on any screen is ignored."""
    parts = place.split(",")
    try:
        x, y, width, height = (int(part) for part in parts[:4])
    except ValueError:
        return
    box = QRect(x, y, width, height)
    if any(screen.availableGeometry().intersects(box) for screen in QGuiApplication.screens()):
        window.setGeometry(box)
    if parts[4:] == ["max"]:
        window.showMaximized()
