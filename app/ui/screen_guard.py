# SPDX-License-Identifier: EUPL-1.2
"""Keeps every window out of screen captures, also the lists and dialogs that come later, until the user allows it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from app.desktop.adapter import Desktop


class ScreenGuard:
    """Windows of a system that confirmed the protection of the first one; elsewhere it does nothing.

    It is told of each window that the system shows. A filter of Qt's own events would have to look at all events of all
    widgets, and make a page nearly twice as slow.
    """

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._confirmed, self._on = False, True

    def start(self, window: int) -> bool:
        """Protect the first window; True when the system confirms, and then all that follow are protected too."""
        self._confirmed = self._desktop.protect_window(window, True)
        return self._confirmed

    def shown(self, window: int) -> None:
        """A window is about to be shown: a new one, one that was hidden, or one that Qt gave another number."""
        if self._confirmed:
            self._desktop.protect_window(window, self._on)

    def allow(self) -> None:
        """Until the program starts anew; a window that is hidden now follows when it is shown again."""
        self._on = False
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():
                self.shown(int(window.winId()))
