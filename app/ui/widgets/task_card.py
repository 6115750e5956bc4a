# SPDX-License-Identifier: EUPL-1.2
"""One open task in the overview: what it is about, what to do, and one verb that goes on with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import accessibility, tokens, wording
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.tasks import Task


class TaskCard(Card):
    """A report to answer, a breach to pass on, a test sending to close."""

    continued = Signal()

    def __init__(self, task: Task) -> None:
        super().__init__(look="warning" if task.is_late else "item")
        heading, sentence = wording.task(task)
        accessibility.name(self, "task_card", f"{heading}. {sentence}")
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE["xs"])
        words.addWidget(PlainLabel(heading, role="strong"))
        words.addWidget(PlainLabel(sentence))
        self.verb = Button(self.tr("Ga verder"), "continue_task", clicked=self.continued.emit)
        self.verb.setAccessibleDescription(heading)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.verb, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
