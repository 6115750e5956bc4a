# SPDX-License-Identifier: EUPL-1.2
"""Card, Section and Rule: quiet boxes that group what belongs together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import tokens
from app.ui.widgets.plain_label import PlainLabel


class Card(QFrame):
    """A box with a soft border. ``look`` is card, quiet, accent, warning, item or tile."""

    def __init__(self, heading: str = "", *, look: str = "card", spacing: str = "m") -> None:
        super().__init__()
        self.setProperty("box", look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = QVBoxLayout(self)
        side = tokens.SPACE["xl"] if look == "card" else tokens.SPACE["l"]
        self.body.setContentsMargins(side, tokens.SPACE["l"], side, tokens.SPACE["l"])
        self.body.setSpacing(tokens.SPACE[spacing])
        if heading:
            self.body.addWidget(PlainLabel(heading, role="heading"))

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_row(self, *widgets: QWidget, stretch: tuple[int, ...] = ()) -> None:
        """Put widgets side by side, tops aligned."""
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["l"])
        for position, widget in enumerate(widgets):
            row.addWidget(widget, stretch[position] if stretch else 1)
        self.body.addLayout(row)


class Rule(QFrame):
    """A thin line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "rule")
