# SPDX-License-Identifier: EUPL-1.2
"""LockCard: after how many minutes without use the program locks itself, 1 to 15 or less, never off (R35)."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox

from app.domain.policy import SHORTEST_LOCK, Policy
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
        accessibility.name(self.minutes, "auto_lock_minutes", self.tr("Op slot na zoveel minuten zonder gebruik"))
        self.minutes.valueChanged.connect(self.changed)
        before = PlainLabel(self.tr("&Op slot na"), wrap=False)
        before.setBuddy(self.minutes)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["s"])
        row.addWidget(before)
        row.addWidget(self.minutes)
        self.bounds = PlainLabel()
        row.addWidget(self.bounds, 1)
        self.body.addLayout(row)
        self.show_bounds(Policy())
        self.show_minutes(Policy().usual_lock)

    def show_bounds(self, policy: Policy) -> None:
        """What may be chosen, and who said so; says nothing through ``changed``."""
        facts = {"least": SHORTEST_LOCK, "most": policy.longest_lock}
        blocker = QSignalBlocker(self.minutes)
        self.minutes.setRange(SHORTEST_LOCK, policy.longest_lock)
        blocker.unblock()
        range_text = (
            self.tr("{least} tot {most}: dat koos je ICT-dienst") if policy.sets_lock else self.tr("{least} tot {most}")
        ).format_map(facts)
        self.bounds.setText(self.tr("minuten zonder gebruik ({range}). Uitzetten kan niet.").format(range=range_text))
        self.minutes.setAccessibleDescription(self.bounds.text())

    def show_minutes(self, minutes: int) -> None:
        """What is stored; says nothing through ``changed``."""
        blocker = QSignalBlocker(self.minutes)
        self.minutes.setValue(minutes)
        blocker.unblock()
