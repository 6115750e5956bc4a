# SPDX-License-Identifier: EUPL-1.2
"""Garbage: Python frees cycles of objects on the window's thread only, between two events of Qt."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 20_000


class Garbage(QObject):
    """Takes over from Python's own collector for as long as the application lives.

    That one runs wherever objects are made: on the thread of a lane, or while Qt paints. A widget in a cycle would then
    be destroyed on a foreign thread, or under Qt's hands, and the program would crash.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Free what nobody can reach any more."""
        gc.collect()
