# SPDX-License-Identifier: EUPL-1.2
"""LockCard: after how many minutes without use the program locks itself, 1 to 15, never off (R35)."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox

from app.ui import accessibility, tokens
from app.ui.widgets.containers import Card
from app.ui.widgets.field import roomy
from app.ui.widgets.plain_label import PlainLabel


class LockCard(Card):
    """``changed`` carries the minutes the user chose."""

    changed = Signal(int)

    def __init__(self) -> None:
        super().__init__(self.tr("Op slot"), edge="m", spacing="s")
        self.minutes = QSpinBox()
        roomy(self.minutes)
        self.minutes.setRange(1, 15)
        self.minutes.setValue(10)
        accessibility.name(
            self.minutes,
            "auto_lock_minutes",
            self.tr("Op slot na zoveel minuten zonder gebruik"),
            self.tr("1 tot 15 minuten. Uitzetten kan niet."),
        )
        self.minutes.valueChanged.connect(self.changed)
        before = PlainLabel(self.tr("&Op slot na"), wrap=False)
        before.setBuddy(self.minutes)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["s"])
        row.addWidget(before)
        row.addWidget(self.minutes)
        row.addWidget(PlainLabel(self.tr("minuten zonder gebruik (1 tot 15). Uitzetten kan niet.")), 1)
        self.body.addLayout(row)

    def show_minutes(self, minutes: int) -> None:
        """What is stored; says nothing through ``changed``."""
        blocker = QSignalBlocker(self.minutes)
        self.minutes.setValue(minutes)
        blocker.unblock()
