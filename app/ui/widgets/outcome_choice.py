# SPDX-License-Identifier: EUPL-1.2
"""OutcomeChoice: what the inquiry after a report found (art. 7); what is not true yet cannot be chosen and says why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.report import Outcome
from app.ui import accessibility, tokens
from app.ui.widgets.checklist import Choices
from app.ui.widgets.plain_label import PlainLabel


class OutcomeChoice(QWidget):
    """``version`` is the one that corrects the data; ``not_yet`` says why an outcome cannot be given now."""

    chosen = Signal()

    def __init__(self, version: int, not_yet: Mapping[Outcome, str]) -> None:
        super().__init__()
        question = self.tr("Wat vond je?")
        accessibility.name(self, "report_outcome", question)
        labels = {
            Outcome.CORRECTED: self.tr("Verbeterd, versie {n}").format(n=version),
            Outcome.RIGHT: self.tr("De gegevens waren juist"),
            Outcome.ERASED: self.tr("De gegevens zijn gewist"),
        }
        self._outcomes = {f"report_outcome_{outcome.value}": outcome for outcome in labels}
        answers = [(name, labels[outcome]) for name, outcome in self._outcomes.items()]
        self.choices = Choices(question, answers, columns=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(self.choices)
        for name, outcome in self._outcomes.items():
            if outcome in not_yet:
                button = self.choices.buttons[name]
                button.setEnabled(False)
                button.setAccessibleDescription(not_yet[outcome])
                why = self.tr("‘{answer}’ kan nu nog niet. {why}").format(answer=labels[outcome], why=not_yet[outcome])
                column.addWidget(PlainLabel(why, role="small"))
        self.choices.chosen.connect(self._was_chosen)

    def outcome(self) -> Outcome | None:
        """The chosen outcome."""
        return self._outcomes.get(self.choices.choice())

    def first(self) -> QWidget:
        """The first answer that can be given."""
        return next(button for button in self.choices.buttons.values() if button.isEnabled())

    def check(self) -> bool:
        """Is an outcome chosen? Says so under the answers when not."""
        missing = self.outcome() is None
        self.choices.set_problem(self.tr("Kies wat je vond.") if missing else "")
        if missing:
            self.first().setFocus()
        return not missing

    def _was_chosen(self) -> None:
        self.choices.set_problem("")
        self.chosen.emit()
