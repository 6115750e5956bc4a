# SPDX-License-Identifier: EUPL-1.2
"""PhraseField: a hidden passphrase that can be revealed; NewPassphrase: a proposal, or an own one, twice."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.sender import Sender
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.field import Field
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.words import WordTiles


class PassphraseVerbs(Protocol):
    """What a page with a new passphrase asks of the vault."""

    def propose_passphrase(self) -> str: ...
    def judge_passphrase(self, text: str, sender: Sender) -> str: ...


class PhraseField(Field):
    """Hidden by default; what is typed can never be copied out of it while hidden."""

    def __init__(self, object_name: str, label: str, *, help_text: str = "") -> None:
        super().__init__(object_name, label, help_text=help_text)
        self.input.setInputMethodHints(self.input.inputMethodHints() | Qt.InputMethodHint.ImhHiddenText)
        self.reveal(False)

    def reveal(self, on: bool) -> None:
        """Show or hide what is typed."""
        self.input.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def clear(self) -> None:
        """Forget what was typed, the undo history included; says nothing through ``edited``."""
        self.set_text("")
        self.input.setModified(False)


def reveal_tick(object_name: str, text: str, *fields: PhraseField) -> QCheckBox:
    """**Toon wat ik typ** for one or more fields."""
    tick = QCheckBox(text)
    accessibility.name(tick, object_name, text)
    for field in fields:
        tick.toggled.connect(field.reveal)
    return tick


class NewPassphrase(QWidget):
    """Offers a proposal and asks the new passphrase twice.

    ``proposal_wanted`` asks for another proposal, answered with ``propose``. ``value`` is what was typed, ``matches``
    tells whether both are the same.
    """

    proposal_wanted = Signal()
    entered = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proposal = ""
        self.words = WordTiles("proposed_passphrase")
        self.take = Button(self.tr("&Neem dit voorstel"), "use_proposal", clicked=self._take)
        self.another = Button(self.tr("&Ander voorstel"), "propose_another", kind="quiet", clicked=self._another)
        self.own = Button(self.tr("Ik &kies zelf een zin"), "choose_own", kind="quiet", clicked=self._own)
        proposal = Card(look="accent", spacing="s")
        proposal.add(PlainLabel(self.tr("Ons voorstel:"), role="label"), self.words)
        proposal.add(ButtonRow((self.take, self.another, self.own)))
        self.first = PhraseField(
            "new_passphrase",
            self.tr("Je eigen &wachtzin"),
            help_text=self.tr("Zelf kiezen? Neem minstens 15 tekens. Spaties mogen."),
        )
        self.repeat = PhraseField(
            "new_passphrase_repeat",
            self.tr("Typ je wachtzin nog &eens"),
            help_text=self.tr("Een zin die je goed onthoudt is beter dan een moeilijk woord."),
        )
        self.reveal = reveal_tick("reveal_passphrase", self.tr("&Toon wat ik typ"), self.first, self.repeat)
        typed = Card(spacing="s")
        typed.add_row(self.first, self.repeat)
        typed.add(self.reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["m"])
        column.addWidget(proposal)
        column.addWidget(typed)
        self.first.entered.connect(self.repeat.input.setFocus)
        self.repeat.entered.connect(self.entered)
        for field in (self.first, self.repeat):
            field.edited.connect(self._edited)

    def propose(self, phrase: str) -> None:
        """Show a proposal; the tiles keep its words apart, the accessible name is what must be typed."""
        self._proposal = phrase
        self.words.show_words(tuple(re.split(r"[\s-]+", phrase)), phrase)

    def value(self) -> str:
        """What was typed first."""
        return self.first.text()

    def matches(self) -> bool:
        """Both fields hold the same."""
        return self.first.text() == self.repeat.text()

    def say_problem(self, sentence: str) -> None:
        """Under the first field."""
        self.first.set_problem(sentence)
        self.first.focus()

    def say_unequal(self) -> None:
        """Under the second field; both are typed again."""
        self.repeat.set_problem(self.tr("De twee zinnen zijn niet gelijk. Typ ze opnieuw."))
        self.repeat.clear()
        self.repeat.focus()

    def clear(self) -> None:
        """Forget everything."""
        self._proposal = ""
        self.words.clear()
        for field in (self.first, self.repeat):
            field.clear()
            field.set_problem("")
        self.reveal.setChecked(False)

    def _take(self) -> None:
        self.first.set_text(self._proposal)
        self.repeat.clear()
        self._edited()
        self.repeat.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _own(self) -> None:
        for field in (self.first, self.repeat):
            field.clear()
        self.first.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _another(self) -> None:
        self.proposal_wanted.emit()

    def _edited(self) -> None:
        self.first.set_problem("")
        self.repeat.set_problem("")
        self.edited.emit()
