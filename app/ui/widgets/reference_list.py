# SPDX-License-Identifier: EUPL-1.2
"""ReferenceList: references alone, typed or picked; what is not a reference is refused by the verb."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.domain.reference import parse_reference
from app.ui import accessibility, tokens
from app.ui.widgets.field import Field

LONGEST = 20_000
"""Far above every list that a mail can name: a pasted book costs nothing."""


class ReferenceList(QWidget):
    """``known`` is what this vault has: offered to pick, never with a name."""

    def __init__(self, object_name: str, label: str) -> None:
        super().__init__()
        self._known: frozenset[str] = frozenset()
        self.field = Field(
            object_name, label, help_text=self.tr("Alleen referenties, met een komma ertussen. Geen namen.")
        )
        self.pick = QComboBox()
        accessibility.name(self.pick, f"{object_name}_pick", self.tr("Kies een referentie van deze computer"))
        self.pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pick.setMinimumContentsLength(14)
        self.pick.activated.connect(self._picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        column.addWidget(self.field)
        column.addWidget(self.pick)
        self.field.edited.connect(lambda _text: self._changed())
        self.field.left.connect(self._look_up)

    def offer(self, known: Sequence[str], chosen: Sequence[str]) -> None:
        """Start with these references; what the vault knows can be added with one choice."""
        self._known = frozenset(map(parse_reference, known))
        self.field.set_text(", ".join(chosen))
        self._changed()
        self.pick.clear()
        self.pick.addItem(self.tr("Kies uit de lijst"))
        self.pick.addItems(list(known))
        self.pick.setVisible(bool(known))

    def references(self) -> tuple[str, ...]:
        """Each piece of what was typed, as typed."""
        found: list[str] = []
        for part in filter(None, map(str.strip, re.split(r"[,;\n]+", self.field.text()[:LONGEST]))):
            found.extend((part,) if _is_reference(part) else part.split())
        return tuple(found)

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        self.field.set_problem(sentence)
        if sentence:
            self.field.focus()

    def _changed(self) -> None:
        self.field.set_problem("")
        self.field.set_note("")

    def _picked(self, index: int) -> None:
        if index > 0:
            before = self.field.text().strip().strip(",;").strip()
            chosen = self.pick.itemText(index)
            if chosen not in self.references():
                self.field.set_text(f"{before}, {chosen}" if before else chosen)
                self._changed()
            self.pick.setCurrentIndex(0)

    def _look_up(self) -> None:
        """A colleague's reference may be reported too; a slip of the finger is worth a word."""
        if not self._known:
            return
        with contextlib.suppress(ValueError):
            strange = [one for one in self.references() if parse_reference(one) not in self._known]
            if strange:
                self.field.set_note(
                    self.tr("Niet op deze computer: {refs}. Kijk na of dat klopt.").format(refs=", ".join(strange[:3]))
                )


def _is_reference(text: str) -> bool:
    try:
        parse_reference(text)
    except ValueError:
        return False
    return True
