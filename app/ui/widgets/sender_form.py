# SPDX-License-Identifier: EUPL-1.2
"""SenderForm: who you are and the statement on professional secrecy; first start, settings, changed statement."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.profile import Text
from app.domain.sender import Sender
from app.domain.validation import Problem
from app.ui import texts, tokens
from app.ui.widgets.containers import Card
from app.ui.widgets.field import Field
from app.ui.widgets.tick import Tick


class SenderForm(QWidget):
    """Four fields and one tick. Nothing is filled in by us: the protocol uses two names for the team."""

    edited = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._statement_id = ""
        self.fields = self._make_fields()
        self.statement = Tick(
            "secrecy_statement",
            self.tr("Ik ben lid van het lokaal team en gebonden door het beroepsgeheim."),
            help_text=self.tr("Alleen dan mag je gegevens doorgeven (decreet 30 april 2004, art. 10/1)."),
        )
        card = Card(edge="m", spacing="s")
        card.add_row(self.fields["name"], self.fields["team"])
        card.add_row(self.fields["phone"], self.fields["email"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["s"])
        column.addWidget(card)
        column.addWidget(self.statement)
        for name, field in self.fields.items():
            field.edited.connect(lambda _text, name=name: self._edited(name))
            field.entered.connect(self.entered)
        self.statement.toggled.connect(lambda _on: self._edited("statement_id"))

    def _make_fields(self) -> dict[str, Field]:
        return {
            "name": Field(
                "staff_name",
                self.tr("Je &naam"),
                help_text=self.tr("Zo kent het OCMW je aan de telefoon."),
                required=True,
            ),
            "team": Field(
                "team_name",
                self.tr("Naam van je &team"),
                help_text=self.tr("Zoals je team op brieven staat. Wij vullen niets in."),
                required=True,
            ),
            "phone": Field(
                "team_phone",
                self.tr("Tele&foon van je team"),
                help_text=self.tr("Op dit nummer bellen cliënten en het OCMW terug. Gebruik geen privénummer."),
                required=True,
            ),
            "email": Field(
                "team_email",
                self.tr("&Mailbox van je team"),
                help_text=self.tr("Hier komen antwoorden van het OCMW. Kies een mailbox die het hele team leest."),
                required=True,
            ),
        }

    def fill(self, sender: Sender, statement: Text) -> None:
        """Show what is stored; the tick is on only when this very text was confirmed (R02)."""
        self.show_statement(statement)
        for name, field in self.fields.items():
            field.set_text(getattr(sender, name))
        self.statement.set_ticked(sender.has_confirmed(statement.id))
        self.show_problems(())

    def show_statement(self, statement: Text) -> None:
        """What is to be confirmed; a tick was for the text that stood there before. What was typed stays."""
        self._statement_id = statement.id
        self.statement.set_text(statement.body)
        self.statement.set_ticked(False)

    def fix_mailbox(self, address: str) -> None:
        """The administrator set the team's mailbox; without one (the empty text) the user types it."""
        if address:
            self.fields["email"].fix(address, self.tr("Door je ICT-dienst ingesteld. Wijzigen kan niet."))

    def raw(self) -> dict[str, str]:
        """What was typed, and the statement when it is confirmed."""
        typed = {name: field.text() for name, field in self.fields.items()}
        return typed | {"statement_id": self._statement_id if self.statement.is_ticked() else ""}

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Each beside its field; the cursor goes to the first."""
        sentences = {problem.field: texts.problem(problem) for problem in problems}
        for name, field in self.fields.items():
            field.set_problem(sentences.get(name, ""))
        self.statement.set_problem(sentences.get("statement_id", ""))
        for name, field in self.fields.items():
            if name in sentences:
                field.focus()
                return
        if "statement_id" in sentences:
            self.statement.box.setFocus()

    def _edited(self, name: str) -> None:
        (self.fields.get(name) or self.statement).set_problem("")
        self.edited.emit()
