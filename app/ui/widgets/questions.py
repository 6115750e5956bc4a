# SPDX-License-Identifier: EUPL-1.2
"""Question and Several: one or several answers out of a closed list whose words leave as they are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ui import accessibility, tokens
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Row
from app.ui.widgets.plain_label import PlainLabel


class Question(Choices):
    """One of a closed list; each answer is called after the question and its own words."""

    def __init__(self, object_name: str, question: str, answers: Sequence[str], *, columns: bool = True) -> None:
        self._words = {answer_name(object_name, answer): answer for answer in answers}
        super().__init__(question, [(name, _capital(answer)) for name, answer in self._words.items()], columns=columns)
        accessibility.name(self, object_name, question)
        for column in self.findChildren(QVBoxLayout) if not columns else ():
            column.setSpacing(0)  # many answers below each other
        self.chosen.connect(lambda _name: self.set_problem(""))

    def answer(self) -> str:
        """The chosen words, or empty."""
        return self._words.get(self.choice(), "")

    def set_answer(self, answer: str) -> None:
        """Choose these words, or nothing."""
        self.choose(next((name for name, words in self._words.items() if words == answer), ""))


class Several(QWidget):
    """Any of a closed list; ``nothing`` is the answer that excludes the others, and holds when none is ticked."""

    def __init__(self, object_name: str, question: str, answers: Sequence[str], nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        accessibility.name(self, object_name, question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(PlainLabel(question, role="label"))
        self.boxes: dict[str, QCheckBox] = {}
        for answer in answers:
            box = QCheckBox(_capital(answer))
            accessibility.name(box, answer_name(object_name, answer), _capital(answer), question)
            box.toggled.connect(lambda on, answer=answer: self._toggled(answer, on))
            self.boxes[answer] = box
        half = -(-len(self.boxes) // 2)
        boxes = tuple(self.boxes.values())
        column.addWidget(Row((_below(boxes[:half]), _below(boxes[half:])), (3, 2), narrow=210))
        self.clear()

    def clear(self) -> None:
        """Nothing yet."""
        for answer, box in self.boxes.items():
            box.setChecked(answer == self._nothing)

    def answers(self) -> tuple[str, ...]:
        """The ticked words in the order of the list, without the one that says nothing."""
        return tuple(answer for answer, box in self.boxes.items() if box.isChecked() and answer != self._nothing)

    def _toggled(self, answer: str, on: bool) -> None:
        if answer == self._nothing and on:
            for other, box in self.boxes.items():
                box.setChecked(other == self._nothing)
        elif answer != self._nothing:
            self.boxes[self._nothing].setChecked(not self.answers())
        elif not self.answers():
            self.boxes[answer].setChecked(True)


def _below(boxes: Sequence[QCheckBox]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE["xs"])
    for box in boxes:
        column.addWidget(box)
    column.addStretch(1)
    return holder


def answer_name(object_name: str, answer: str) -> str:
    """``breach_kind_laptop_kwijt``: the name of an answer, made from its words."""
    plain = unicodedata.normalize("NFKD", answer.casefold()).encode("ascii", "ignore").decode()
    return f"{object_name}_" + "".join(sign if sign.isalnum() else "_" for sign in plain)


def _capital(answer: str) -> str:
    return answer[:1].upper() + answer[1:]
