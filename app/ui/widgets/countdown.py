# SPDX-License-Identifier: EUPL-1.2
"""Countdown: time since and time left, in words, spoken and not only coloured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer

from app.clock import Clock
from app.ui import accessibility
from app.ui.widgets.plain_label import PlainLabel

TICK_MS = 20_000


class Countdown(PlainLabel):
    """A line that keeps itself up to date; ``phrase`` turns the time past since a moment into the whole sentence."""

    def __init__(self, object_name: str, clock: Clock, *, role: str = "strong") -> None:
        super().__init__(role=role)
        accessibility.name(self, object_name, "")
        self._clock = clock
        self._since: datetime | None = None
        self._phrase: Callable[[timedelta], str] = spoken_span
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.refresh)

    def start(self, since: datetime, phrase: Callable[[timedelta], str]) -> None:
        """Count from a moment; a moment in the future gives a negative span."""
        self._since, self._phrase = since, phrase
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Say nothing."""
        self._since = None
        self._timer.stop()
        self.show_text("")

    def refresh(self) -> None:
        """Say how late it is now."""
        if self._since is not None:
            text = self._phrase(self._clock.now() - self._since)
            self.show_text(text)
            self.setAccessibleName(text)


def spoken_span(span: timedelta) -> str:
    """``1 dag 2 u 5 min``, ``1 u 20 min``, ``5 min``: to the minute, rounded down, without what is nought."""
    hours, minutes = divmod(int(abs(span).total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "dag" if days == 1 else "dagen"), (hours, "u"), (minutes, "min"))
    return " ".join(f"{many} {what}" for many, what in parts if many) or "0 min"
