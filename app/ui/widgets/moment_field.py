# SPDX-License-Identifier: EUPL-1.2
"""MomentField: a day and an hour, or not known; a wrong one is told beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal

from app.ui.widgets.moment_input import MomentInput
from app.ui.widgets.plain_label import PlainLabel


class MomentField(MomentInput):
    """Takes every moment: whether it can be right is for the verbs to say. ``may_be_unknown`` starts not known."""

    changed = Signal()

    def __init__(self, object_name: str, label: str, *, may_be_unknown: bool = False) -> None:
        super().__init__(
            object_name, PlainLabel(label, role="label"), label, PlainLabel(self.tr("Weet ik niet"), wrap=False)
        )
        self._may_be_unknown = may_be_unknown
        self._usual = datetime.fromtimestamp(0, UTC)
        self.column.addStretch(1)
        self.change.clicked.connect(self._turn)
        self.input.dateTimeChanged.connect(lambda _moment: self._edited())

    def show_moment(self, moment: datetime) -> None:
        """Start with this moment, or not known where that may be."""
        self.suggest(moment)
        self.put(self._usual)
        self._know(not self._may_be_unknown)
        self.set_problem("")

    def suggest(self, moment: datetime) -> None:
        """Where to begin once it is known after all."""
        self._usual = moment.replace(second=0, microsecond=0)

    def _turn(self) -> None:
        """Known after all, or not known after all."""
        known = self.input.isHidden()
        self.put(self._usual)
        self._know(known)
        (self.input if known else self.change).setFocus()
        self._edited()

    def _know(self, known: bool) -> None:
        self.word.setVisible(not known)
        self.input.setVisible(known)
        self.change.setVisible(self._may_be_unknown)
        self.change.set_text(self.tr("Weet ik niet") if known else self.tr("Vul in"))

    def _edited(self) -> None:
        self.set_problem("")
        self.changed.emit()
