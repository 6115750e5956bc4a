# SPDX-License-Identifier: EUPL-1.2
"""StepCard: one numbered step of a to-do list: done, to be done now, or later; said in words, not only by colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import tokens
from app.ui.widgets.containers import Card
from app.ui.widgets.plain_label import PlainLabel


class StepCard(Card):
    """``active`` is the step to do now; a done step says so."""

    def __init__(self, number: int, heading: str, *, done: bool = False, active: bool = False) -> None:
        super().__init__(look="accent" if active else "quiet", spacing="s")
        badge = PlainLabel(str(number), role="badge", wrap=False)
        badge.setProperty("step", "done" if done else "now" if active else "later")
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.setFixedSize(26, 26)
        title = heading
        if done:
            title = self.tr("{title} – gedaan").format(title=heading)
        elif active:
            title = self.tr("{title} – nu").format(title=heading)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["m"])
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE["s"])
        column.addWidget(PlainLabel(title, role="heading"))
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.body = column
        self.setAccessibleName(f"{number}. {title}")
