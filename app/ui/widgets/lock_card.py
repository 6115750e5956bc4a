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
        self.bounds = PlainLabel(self.tr("minuten zonder gebruik (1 tot 15). Uitzetten kan niet."))
        row.addWidget(self.bounds, 1)
        self.body.addLayout(row)

    def show_minutes(self, minutes: int, most: int = 15) -> None:
        """What is stored, and the most that may be chosen; says nothing through ``changed``."""
        blocker = QSignalBlocker(self.minutes)
        self.minutes.setMaximum(most)
        if most < 15:
            text = self.tr("minuten zonder gebruik. Je ICT-dienst koos hoogstens {most}. Uitzetten kan niet.")
            self.bounds.setText(text.format(most=most))
            self.minutes.setAccessibleDescription(self.bounds.text())
        self.minutes.setValue(minutes)
        blocker.unblock()
