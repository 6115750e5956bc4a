# SPDX-License-Identifier: EUPL-1.2
"""KindChoice: which of the six kinds of art. 7 is wrong with the data, with a line of help for the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.report import Kind
from app.ui import accessibility, tokens
from app.ui.widgets.checklist import Choices
from app.ui.widgets.plain_label import PlainLabel


class KindChoice(QWidget):
    """``object_name`` is the name of the question; its answers are called ``<object_name>_<kind>``."""

    chosen = Signal()

    def __init__(self, object_name: str) -> None:
        super().__init__()
        question = self.tr("Wat is er mis?")
        accessibility.name(self, object_name, question)
        self._kinds = {f"{object_name}_{kind.value}": kind for kind in Kind}
        answers = [(name, kind.value.capitalize()) for name, kind in self._kinds.items()]
        self.choices = Choices(question, answers, rows=2)
        self.help = PlainLabel(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(self.choices)
        column.addWidget(self.help)
        self._explain()
        self.choices.chosen.connect(self._was_chosen)

    def kind(self) -> Kind | None:
        """The chosen kind."""
        return self._kinds.get(self.choices.choice())

    def choose(self, kind: Kind | None) -> None:
        """Choose a kind, or none."""
        self.choices.choose(next((name for name, one in self._kinds.items() if one is kind), ""))
        self._explain()

    def focus(self) -> None:
        """Put the cursor on the first answer."""
        next(iter(self.choices.buttons.values())).setFocus()

    def check(self) -> bool:
        """Is a kind chosen? Says so under the answers when not."""
        missing = self.kind() is None
        self.choices.set_problem(self.tr("Kies wat er mis is.") if missing else "")
        return not missing

    def _was_chosen(self) -> None:
        self.choices.set_problem("")
        self._explain()
        self.chosen.emit()

    def _explain(self) -> None:
        """The words of the law, in other words."""
        meanings = {
            None: self.tr("Kies het woord dat het best past."),
            Kind.WRONG: self.tr("Het klopt niet."),
            Kind.INACCURATE: self.tr("Het klopt niet helemaal, bijvoorbeeld door een tikfout."),
            Kind.INCOMPLETE: self.tr("Er ontbreekt een stuk, bijvoorbeeld het busnummer."),
            Kind.MISSING: self.tr("Iets dat de cliënt wil delen, staat er niet in."),
            Kind.OUTDATED: self.tr("Het klopte vroeger, maar nu niet meer."),
            Kind.EXCESSIVE: self.tr("Er staat iets te veel in."),
        }
        self.help.setText(meanings[self.kind()])
