# SPDX-License-Identifier: EUPL-1.2
"""Stepper: which step of how many, by name; a row of named steps, or one line where there is no room for that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui import accessibility, tokens
from app.ui.icons import Icon
from app.ui.widgets.mark import Mark
from app.ui.widgets.plain_label import PlainLabel


class Stepper(QWidget):
    """Not to be used, only read: a screen reader hears "Stap 1 van 3: Toestemming"."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names
        self._row = QWidget()
        self._steps = QHBoxLayout(self._row)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(tokens.SPACE["s"])
        self._line = PlainLabel(role="step", wrap=False)
        self._short = False
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE["xs"])
        outer.setSpacing(0)
        outer.addWidget(self._row)
        outer.addWidget(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_step(self, number: int) -> None:
        """Mark this step, counted from 1, as the one to do now; those before it are done."""
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for position, name in enumerate(self._names, 1):
            if position > 1:
                rule = QFrame()
                rule.setProperty("box", "rule")
                rule.setFixedWidth(tokens.SPACE["xl"])
                self._steps.addWidget(rule, 0, Qt.AlignmentFlag.AlignVCenter)
            now, done = position == number, position < number
            self._steps.addWidget(self._badge(position, now=now, done=done))
            self._steps.addWidget(PlainLabel(name, role="step" if now else "small", wrap=False))
        self._steps.addStretch(1)
        told = self.tr("Stap {number} van {of}: {name}").format(
            number=number, of=len(self._names), name=self._names[number - 1]
        )
        self._line.setText(told)
        accessibility.name(self, "stepper", told)
        self._choose()

    def fit(self, width: int) -> None:
        """A row of names where this width has room for it, else one line."""
        self._short = self._row.sizeHint().width() > width
        self._choose()

    def _choose(self) -> None:
        self._row.setHidden(self._short)
        self._line.setHidden(not self._short)

    def _badge(self, number: int, *, now: bool, done: bool) -> QWidget:
        if done:
            return Mark(Icon.SUCCESS, tokens.BADGE)
        badge = PlainLabel(str(number), role="badge", wrap=False)
        badge.setProperty("step", "now" if now else "later")
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        badge.setFixedSize(tokens.BADGE, tokens.BADGE)
        return badge
