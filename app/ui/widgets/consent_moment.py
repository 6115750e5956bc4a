# SPDX-License-Identifier: EUPL-1.2
"""ConsentMoment: when the client said yes: now, unless the colleague changes it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QVBoxLayout, QWidget

from app.clock import Clock
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.field import restyle, roomy
from app.ui.widgets.plain_label import PlainLabel


class ConsentMoment(QWidget):
    """Costs no click in the usual case; a wrong moment is told beside it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.label = PlainLabel(self.tr("Wanneer?"), role="label", wrap=False)
        self.now = PlainLabel(self.tr("Vandaag, nu"), wrap=False)
        self.input = QDateTimeEdit()
        self.input.setDisplayFormat("dd/MM/yyyy HH:mm")
        self.input.setMinimumWidth(190)
        roomy(self.input)
        accessibility.name(self.input, "consent_when", self.tr("Wanneer zei de cliënt ja?"))
        self.label.setBuddy(self.input)
        self.change = Button(self.tr("Wijzig"), "consent_when_change", kind="link", clicked=self.offer)
        self.problem = PlainLabel(role="problem")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["m"])
        for widget in (self.now, self.input, self.change):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.problem.hide()
        self.input.hide()

    def offer(self) -> None:
        """Another moment than now."""
        self.input.setDateTime(QDateTime.fromSecsSinceEpoch(int(self._clock.now().timestamp())))
        self.now.hide()
        self.change.hide()
        self.input.show()
        self.input.setFocus()

    def given_at(self) -> datetime | None:
        """The chosen moment; None for now."""
        if self.input.isHidden():
            return None
        return datetime.fromtimestamp(self.input.dateTime().toSecsSinceEpoch(), UTC)

    def set_problem(self, sentence: str) -> None:
        """Say why this moment cannot be, or nothing."""
        self.problem.show_text(sentence)
        self.input.setAccessibleDescription(sentence)
        self.input.setProperty("problem", bool(sentence))
        restyle(self.input)
        if sentence:
            self.input.setFocus()
