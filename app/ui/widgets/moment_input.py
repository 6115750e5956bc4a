# SPDX-License-Identifier: EUPL-1.2
"""MomentInput: a day and an hour, or a word that stands for it; what both kinds of moment on screen share."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDate, QDateTime, QSignalBlocker, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QVBoxLayout, QWidget

from app.clock import belgian_moment, belgian_time
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.field import restyle, roomy
from app.ui.widgets.plain_label import PlainLabel


class MomentInput(QWidget):
    """``word`` is shown while no moment is chosen; ``change`` asks for the other of the two."""

    def __init__(self, object_name: str, label: PlainLabel, spoken: str, word: PlainLabel) -> None:
        super().__init__()
        self.label, self.word = label, word
        self._put = datetime.fromtimestamp(0, UTC)  # kept: of an hour that comes twice its face cannot tell which
        self.input = QDateTimeEdit()
        self.input.setTimeZone(QTimeZone.utc())  # holds Belgian day and hour; no summer time of this computer's own
        self.input.setDisplayFormat("dd/MM/yyyy HH:mm")
        self.input.setMinimumWidth(190)
        roomy(self.input)
        accessibility.name(self.input, object_name, spoken)
        label.setBuddy(self.input)
        self.change = Button("", f"{object_name}_change", kind="link")
        self.problem = PlainLabel(role="problem")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["m"])
        for widget in (word, self.input, self.change):
            row.addWidget(widget)
        row.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.SPACE["xs"])
        self.column.addWidget(label)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        self.problem.hide()

    def moment(self) -> datetime | None:
        """The chosen moment to the minute; None while the word is shown."""
        if self.input.isHidden():
            return None
        shown = self.input.dateTime()
        if shown == _face(self._put):
            return self._put
        day, hour = shown.date(), shown.time()
        return belgian_moment(day.year(), day.month(), day.day(), hour.hour(), hour.minute())

    def put(self, moment: datetime) -> None:
        """Fill in a moment; says nothing about a change."""
        self._put = moment.replace(second=0, microsecond=0)
        blocker = QSignalBlocker(self.input)
        self.input.setDateTime(_face(moment))
        blocker.unblock()

    def set_problem(self, sentence: str) -> None:
        """Say why this moment cannot be, or nothing."""
        self.problem.show_text(sentence)
        self.input.setAccessibleDescription(sentence)
        self.input.setProperty("problem", bool(sentence))
        restyle(self.input)
        if sentence:
            self.input.setFocus()


def _face(moment: datetime) -> QDateTime:
    """What a clock on a Belgian wall says, to the minute."""
    civil = belgian_time(moment)
    day, hour = QDate(civil.year, civil.month, civil.day), QTime(civil.hour, civil.minute)
    return QDateTime(day, hour, QTimeZone.utc())
