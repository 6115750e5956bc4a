# SPDX-License-Identifier: EUPL-1.2
"""Tick: a checkbox whose text wraps, for statements and options of more than a few words."""

from __future__ import annotations

from app.ui.widgets.checklist import ChecklistItem
from app.ui.widgets.plain_label import PlainLabel


class Tick(ChecklistItem):
    """A tick with help and a problem line below it."""

    def __init__(self, object_name: str, text: str, *, help_text: str = "") -> None:
        super().__init__(object_name, text, source=help_text)
        self._help = help_text
        self.problem = PlainLabel(role="problem")
        self.problem.hide()
        self._column.addWidget(self.problem)
        self.text.setBuddy(self.box)  # its letter turns the tick

    def set_problem(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        self.problem.show_text(sentence)
        self.box.setAccessibleDescription(" ".join(part for part in (sentence, self._help) if part))
