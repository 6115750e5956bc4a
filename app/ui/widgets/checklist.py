# SPDX-License-Identifier: EUPL-1.2
"""ChecklistItem: a tick with wrapping text, what to say aloud, and the source in small print; Choices: one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.ui import accessibility, tokens
from app.ui.widgets.containers import Row
from app.ui.widgets.field import restyle
from app.ui.widgets.plain_label import PlainLabel

NARROW_ANSWER = 150
"""Width below which an answer beside another has no room."""


class ChecklistItem(QFrame):
    """One item; clicking anywhere on it ticks it. Never ticked beforehand (R04).

    A ``dense`` item takes less room: many of them fit one screen.
    """

    toggled = Signal(bool)

    def __init__(self, object_name: str, text: str, *, say: str = "", source: str = "", dense: bool = False) -> None:
        super().__init__()
        self.setProperty("box", "item")
        self.box = QCheckBox()
        self.box.setProperty("bare", "true")
        accessibility.name(self.box, object_name, text.replace("&", "&&"), " ".join(p for p in (say, source) if p))
        self.text = PlainLabel(text)
        column = QVBoxLayout()
        column.setSpacing(0 if dense else tokens.SPACE["xs"])
        column.addWidget(self.text)
        below = [("say", "  ·  ".join(p for p in (say, source) if p))] if dense else [("quote", say), ("small", source)]
        for role, line in below:
            if line:
                column.addWidget(PlainLabel(line, role=role))
        row = QHBoxLayout(self)
        side, edge = tokens.SPACE["m" if dense else "l"], tokens.SPACE["xs"] if dense else tokens.SPACE["m"]
        row.setContentsMargins(side, edge, side, edge)
        row.setSpacing(tokens.SPACE["m"])
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._column = column
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.box.toggled.connect(self._toggled)
        self.box.installEventFilter(self)

    def set_text(self, text: str) -> None:
        """Change the words and what a screen reader says."""
        self.text.setText(text)
        self.box.setAccessibleName(text)

    def is_ticked(self) -> bool:
        """Whether the user ticked it."""
        return self.box.isChecked()

    def set_ticked(self, on: bool) -> None:
        """Tick or clear it."""
        self.box.setChecked(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole item is the target: large enough for every hand."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the keyboard focus around the whole item."""
        if watched is self.box and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", "true" if event.type() == QEvent.Type.FocusIn else "false")
            restyle(self)
        return False

    def _toggled(self, on: bool) -> None:
        self.setProperty("ticked", "true" if on else "false")
        restyle(self)
        self.toggled.emit(on)


class Choices(QWidget):
    """A question with a few answers, of which one holds. ``answers`` are (object name, label); none is chosen yet.

    Many answers stand in columns of ``rows`` each, below each other where the window is narrow; ``beside`` the
    question where there is no height to spare.
    """

    chosen = Signal(str)

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        *,
        columns: bool = True,
        rows: int = 0,
        beside: bool = False,
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE["xs"])
        self.question = PlainLabel(question, role="label")
        self.buttons = {name: self._answer(name, label) for name, label in answers}
        if beside:
            outer.addWidget(Row((self.question, _in_columns(tuple(self.buttons.values()), rows or 1)), (2, 5)))
        elif rows:
            outer.addWidget(self.question)
            outer.addWidget(_in_columns(tuple(self.buttons.values()), rows))
        else:
            outer.addWidget(self.question)
            outer.addLayout(_line(tuple(self.buttons.values()), columns=columns))
        self.problem = PlainLabel(role="problem")
        self.problem.hide()
        outer.addWidget(self.problem)
        # not buttonClicked: screen readers and voice control turn a button on without clicking it
        self._group.buttonToggled.connect(lambda button, on: self.chosen.emit(button.objectName()) if on else None)

    def _answer(self, object_name: str, label: str) -> QRadioButton:
        button = QRadioButton(label)
        accessibility.name(button, object_name, label, self.question.text())
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(button)
        return button

    def set_problem(self, sentence: str) -> None:
        """Show what is wrong under the answers, or nothing."""
        self.problem.show_text(sentence)
        for button in self.buttons.values():
            button.setAccessibleDescription(sentence or self.question.text())

    def choice(self) -> str:
        """Object name of the chosen answer, or empty."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    def choose(self, object_name: str) -> None:
        """Choose an answer, or none when the name is empty; says nothing through ``chosen``."""
        blocker = QSignalBlocker(self._group)
        if object_name:
            self.buttons[object_name].setChecked(True)
        else:
            self._group.setExclusive(False)
            for button in self.buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
        blocker.unblock()


def _line(buttons: tuple[QRadioButton, ...], *, columns: bool) -> QHBoxLayout | QVBoxLayout:
    """All answers beside each other, or below each other."""
    line: QHBoxLayout | QVBoxLayout = QHBoxLayout() if columns else QVBoxLayout()
    line.setSpacing(tokens.SPACE["m"] if columns else tokens.SPACE["xs"])
    for button in buttons:
        line.addWidget(button)
    if columns:
        line.addStretch(1)
    return line


def _in_columns(buttons: tuple[QRadioButton, ...], rows: int) -> Row:
    """Columns of so many answers; the Tab and arrow keys go down each column."""
    columns = []
    for start in range(0, len(buttons), rows):
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        for button in buttons[start : start + rows]:
            column.addWidget(button)
        column.addStretch(1)
        columns.append(holder)
    return Row(tuple(columns), narrow=NARROW_ANSWER)
