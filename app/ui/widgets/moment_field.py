# SPDX-License-Identifier: EUPL-1.2
"""MomentField: a day and an hour, or not known; a wrong one is told beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QSignalBlocker, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.field import restyle, roomy
from app.ui.widgets.plain_label import PlainLabel


class MomentField(QWidget):
    """Takes every moment: whether it can be right is for the verbs to say. ``may_be_unknown`` starts not known."""

    changed = Signal()

    def __init__(self, object_name: str, label: str, *, may_be_unknown: bool = False) -> None:
        super().__init__()
        self._may_be_unknown = may_be_unknown
        self._usual = datetime.fromtimestamp(0, UTC)
        self.label = PlainLabel(label, role="label")
        self.unknown = PlainLabel(self.tr("Weet ik niet"), wrap=False)
        self.input = QDateTimeEdit()
        self.input.setDisplayFormat("dd/MM/yyyy HH:mm")
        self.input.setMinimumWidth(190)
        roomy(self.input)
        accessibility.name(self.input, object_name, label)
        self.label.setBuddy(self.input)
        self.change = Button("", f"{object_name}_change", kind="link", clicked=self._turn)
        self.problem = PlainLabel(role="problem")
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["m"])
        for widget in (self.unknown, self.input, self.change):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.problem.hide()
        self.input.dateTimeChanged.connect(lambda _moment: self._edited())

    def show_moment(self, moment: datetime) -> None:
        """Start with this moment, or not known where that may be."""
        self.suggest(moment)
        self._put(self._usual)
        self._know(not self._may_be_unknown)
        self.set_problem("")

    def suggest(self, moment: datetime) -> None:
        """Where to begin once it is known after all."""
        self._usual = moment.replace(second=0, microsecond=0)

    def moment(self) -> datetime | None:
        """The chosen moment to the minute; None when not known."""
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

    def _turn(self) -> None:
        known = self.input.isHidden()
        self._put(self._usual)
        self._know(known)
        (self.input if known else self.change).setFocus()
        self._edited()

    def _know(self, known: bool) -> None:
        self.unknown.setVisible(not known)
        self.input.setVisible(known)
        self.change.setVisible(self._may_be_unknown)
        self.change.set_text(self.tr("Weet ik niet") if known else self.tr("Vul in"))

    def _put(self, moment: datetime) -> None:
        blocker = QSignalBlocker(self.input)
        self.input.setDateTime(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())))
        blocker.unblock()

    def _edited(self) -> None:
        self.set_problem("")
        self.changed.emit()
