# SPDX-License-Identifier: EUPL-1.2
"""RecoveryCode: shows the recovery code once and has two of its groups typed back; the code is never printed."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import accessibility, tokens
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.words import WordTiles


class RecoveryCode(QWidget):
    """``print_wanted`` asks for a blank card to write on; ``entered`` comes on Enter in the last field."""

    print_wanted = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[str, ...] = ()
        self._asked = (0, 0)
        self.code = WordTiles("recovery_code")
        self.print_card = Button(
            self.tr("&Druk een leeg blad af om ze op te schrijven"),
            "recovery_print",
            icon=Icon.PRINT,
            clicked=self.print_wanted.emit,
        )
        show = Card(spacing="m")
        show.add(self.code)
        show.add(
            PlainLabel(
                self.tr(
                    "Schrijf de code over op papier. Steek het blad in een gesloten omslag. Je teamverantwoordelijke "
                    "bewaart die. Leg het nooit bij de laptop, mail het niet en neem er geen foto van."
                )
            )
        )
        show.add(ButtonRow((self.print_card,)))
        self.question = PlainLabel(role="label")
        self.checks = (Field("recovery_check_1", "Groep"), Field("recovery_check_2", "Groep"))
        typed = Card(spacing="s")
        typed.add(self.question)
        typed.add_row(*self.checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["m"])
        column.addWidget(show)
        column.addWidget(typed)
        self.checks[0].entered.connect(self.checks[1].input.setFocus)
        self.checks[1].entered.connect(self.entered)
        for field in self.checks:
            field.edited.connect(lambda _text: self._clear_problems())

    def show_code(self, code: str) -> None:
        """Show a code of groups with hyphens, and ask for two of the groups."""
        self._groups = tuple(code.split("-"))
        self._asked = ask = two_of(len(self._groups))
        self.code.show_words(self._groups, code)
        self.question.setText(self.tr("Typ groep {one} en groep {two} van de code.").format(one=ask[0], two=ask[1]))
        for field, number in zip(self.checks, ask, strict=True):
            label = self.tr("Groep {number}").format(number=number)
            field.label.setText(label)
            accessibility.name(field.input, field.input.objectName(), label)
            field.set_text("")
            field.set_problem("")

    def expected(self) -> tuple[str, ...]:
        """The groups that are asked for."""
        return tuple(self._groups[number - 1] for number in self._asked) if self._groups else ()

    def is_right(self) -> bool:
        """Were both groups typed back? Shows what is wrong otherwise; case and blanks do not matter."""
        right = bool(self._groups)
        for field, wanted in zip(self.checks, self.expected(), strict=False):
            fits = "".join(field.text().split()).upper() == wanted
            field.set_problem("" if fits else self.tr("Dit klopt niet. Kijk op je blad."))
            if not fits and right:
                field.focus()
            right = right and fits
        return right

    def clear(self) -> None:
        """Forget the code."""
        self._groups, self._asked = (), (0, 0)
        self.code.clear()
        for field in self.checks:
            field.set_text("")

    def _clear_problems(self) -> None:
        for field in self.checks:
            field.set_problem("")


def two_of(count: int) -> tuple[int, int]:
    """Two different numbers from 1 to ``count``, in order: which groups are typed back must not be guessable."""
    first = secrets.randbelow(count)
    second = (first + 1 + secrets.randbelow(count - 1)) % count
    low, high = sorted((first + 1, second + 1))
    return low, high
