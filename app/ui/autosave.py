# SPDX-License-Identifier: EUPL-1.2
"""Autosave: when typed text is due: 400 ms after the last key, at most every 2 s, and again 2 s after a failure."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

AFTER_LAST_KEY_MS, AT_MOST_MS, RETRY_MS = 400, 2000, 2000


class Autosave(QObject):
    """``due`` comes on the GUI thread; what is saved and how is for the page to know."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("autosave")
        self.pause = QTimer(self, singleShot=True, interval=AFTER_LAST_KEY_MS)
        self.longest = QTimer(self, singleShot=True, interval=AT_MOST_MS)
        self.retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        for timer in (self.pause, self.longest, self.retry):
            timer.timeout.connect(self.due)

    def typed(self) -> None:
        """A key was pressed."""
        self.pause.start()
        if not self.longest.isActive():
            self.longest.start()

    def failed(self) -> None:
        """It could not be saved: try again soon."""
        self.retry.start()

    def stop(self) -> None:
        """What was typed is being handed over, or is not wanted any more."""
        for timer in (self.pause, self.longest, self.retry):
            timer.stop()
