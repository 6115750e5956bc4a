# SPDX-License-Identifier: EUPL-1.2
"""ProblemList: what is still to be looked at, each a link to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.validation import Problem
from app.ui import accessibility, texts, tokens
from app.ui.widgets.buttons import LinkLine
from app.ui.widgets.containers import Card
from app.ui.widgets.page import clear
from app.ui.widgets.plain_label import PlainLabel


class ProblemList(Card):
    """Takes no room when nothing is wrong; ``chosen`` carries the field to go to.

    ``came_or_went`` says that it shows now, or does not any more.
    """

    chosen = Signal(str)
    came_or_went = Signal()

    def __init__(self, object_name: str) -> None:
        super().__init__(look="warning")
        accessibility.name(self, object_name, "")
        self._heading = PlainLabel(role="heading")
        self._links: list[LinkLine] = []
        self._shown: tuple[Problem, ...] = ()
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(tokens.SPACE["xs"])
        self.add(self._heading, self._holder)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """One link per problem, in the order of the form; the same ones again keep their links, and so the cursor."""
        if tuple(problems) == self._shown:
            return
        self._shown = tuple(problems)
        clear(self._rows)
        self._links = []
        for problem in problems:
            self._links.append(self._link(problem))
            self._rows.addWidget(self._links[-1])
        count = len(problems)
        things = self.tr("ding") if count == 1 else self.tr("dingen")
        self._heading.setText(self.tr("Er zijn nog {n} {things} na te kijken").format(n=count, things=things))
        self.setAccessibleName(self._heading.text())
        self.setVisible(bool(problems))
        self.came_or_went.emit()
        if problems:
            accessibility.announce(self, self._heading.text(), urgent=True)

    def focus_first(self) -> None:
        """Put the keyboard on the first link."""
        if self._links:
            self._links[0].setFocus()

    def _link(self, problem: Problem) -> LinkLine:
        field = problem.field or "street"
        name = f"problem_{problem.field or 'channel'}"
        return LinkLine(texts.problem(problem), name, clicked=lambda: self.chosen.emit(field))
