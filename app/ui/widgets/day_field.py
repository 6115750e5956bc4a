# SPDX-License-Identifier: EUPL-1.2
"""DayField: one day, typed or turned, today unless the colleague changes it; a wrong one is told beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import accessibility, tokens
from app.ui.widgets.field import restyle, roomy
from app.ui.widgets.plain_label import PlainLabel


class DayField(QWidget):
    """Takes every day: whether it can be right is for the verbs to say."""

    def __init__(self, object_name: str, label: str, today: date, *, help_text: str = "") -> None:
        super().__init__()
        self.label = PlainLabel(label, role="label")
        self.input = QDateEdit(QDate(today.year, today.month, today.day))
        self.input.setDisplayFormat("dd/MM/yyyy")
        self.input.setFixedWidth(180)
        roomy(self.input)
        accessibility.name(self.input, object_name, label, help_text)
        self._help = help_text
        self.label.setBuddy(self.input)
        self.problem = PlainLabel(role="problem")
        self.problem.hide()
        row = QHBoxLayout()
        row.addWidget(self.input)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(self.label)
        if help_text:
            column.addWidget(PlainLabel(help_text, role="small"))
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.input.dateChanged.connect(lambda _day: self.set_problem(""))

    def day(self) -> date:
        """The chosen day."""
        chosen = self.input.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_problem(self, sentence: str) -> None:
        """Say why this day cannot be, or nothing."""
        self.problem.show_text(sentence)
        self.input.setAccessibleDescription(" ".join(part for part in (sentence, self._help) if part))
        self.input.setProperty("problem", bool(sentence))
        restyle(self.input)
        if sentence:
            self.input.setFocus()
