# SPDX-License-Identifier: EUPL-1.2
"""Put a copy back: which copies there are, what it means, and one question before it happens (P7, P19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal

from app.clock import Clock
from app.ui import texts
from app.ui.background import Lane
from app.ui.widgets import confirm
from app.ui.widgets.buttons import Button
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.restore import CopyFacts


class RestoreVerbs(Protocol):
    """What this page asks of the copies."""

    def copies(self) -> Sequence[CopyFacts]: ...


class RestorePage(Page):
    """``restore_requested`` carries the number of the copy, after the user said yes."""

    restore_requested = Signal(int)

    def __init__(self, verbs: RestoreVerbs, lane: Lane, clock: Clock) -> None:
        super().__init__("restore_page", self.tr("Zet een kopie terug"), width="text")
        self._verbs, self._lane, self._clock = verbs, lane, clock
        self._copies: dict[str, CopyFacts] = {}
        self.choices: Choices | None = None
        self.back = self.back_button("restore_back")
        self.restore = Button(self.tr("&Zet deze kopie terug"), "restore_copy", kind="primary", clicked=self._ask)
        self.set_footer((self.back,), (self.restore,))
        self.first_focus = self.back

    def load(self, *, damaged: bool = False) -> None:
        """Show the copies; ``damaged`` when the program found that something is broken."""
        self.set_title(
            self.tr("Zet een kopie terug"),
            self.tr("De gegevens op deze computer zijn beschadigd. Kies een kopie van vroeger.")
            if damaged
            else self.tr("Doe dit alleen als er gegevens weg of verkeerd zijn. Je kiest een kopie van vroeger."),
        )
        self._lane.run(
            self._verbs.copies, done=self._show_damaged if damaged else self._show_healthy, failed=self._no_copies
        )

    def try_again(self) -> None:
        """It did not happen: the user may try again."""
        self.restore.setEnabled(bool(self._copies))

    def _show_healthy(self, copies: Sequence[CopyFacts]) -> None:
        self._show(
            copies, self.tr("Wat nu in de app staat, bewaren we als kopie. Was het een vergissing? Zet die terug.")
        )

    def _show_damaged(self, copies: Sequence[CopyFacts]) -> None:
        self._show(copies, self.tr("De beschadigde bestanden zetten we opzij. Je ICT-dienst kan ze nog bekijken."))

    def _no_copies(self, error: Exception) -> None:
        self._show((), "")
        self.fail(error)

    def _show(self, copies: Sequence[CopyFacts], kept: str) -> None:
        clear(self.body)
        self._copies = {f"copy_{place}": copy for place, copy in enumerate(copies, 1)}
        self.restore.setVisible(bool(copies))
        self.try_again()
        card = Card()
        self.body.addWidget(card)
        if not copies:
            card.add(PlainLabel(self.tr("Er is geen kopie. Vraag hulp aan je ICT-dienst.")))
            self.choices, self.first_focus = None, self.back
            return
        self.choices = Choices(
            self.tr("Welke kopie?"),
            [(name, self._described(copy)) for name, copy in self._copies.items()],
            columns=False,
        )
        self.choices.choose("copy_1")
        self.first_focus = self.choices.buttons["copy_1"]
        card.add(self.choices)
        self.body.addWidget(self._meaning(kept))
        self.body.addStretch(1)
        if self.isVisible():
            self.begin()

    def _meaning(self, kept: str) -> Card:
        card = Card(self.tr("Wat gebeurt er dan?"), look="quiet")
        for line in (
            self.tr("Alles wat je daarna deed, is dan weg uit de app. Wat verzonden is, blijft verzonden."),
            self.tr("Wat gewist is, komt niet terug."),
            kept,
            self.tr("De app gaat op slot. Open ze weer met je eigen wachtzin."),
        ):
            card.add(PlainLabel(line))
        return card

    def _described(self, copy: CopyFacts) -> str:
        when = self.tr("Kopie van {when}").format(when=texts.moment_of(copy.made_at, self._clock.now()))
        if copy.changes is None:
            return when
        return f"{when} – {texts.changes_since(copy.changes)}"

    def _ask(self) -> None:
        copy = self._copies[self.choices.choice()] if self.choices is not None else None
        if copy is None:
            return
        when = texts.moment_of(copy.made_at, self._clock.now())
        confirm.ask(
            self,
            self.tr("De kopie van {when} terugzetten? Alles wat je daarna deed, is dan weg uit de app.").format(
                when=when
            ),
            do=self.tr("Zet terug"),
            keep=self.tr("Niet terugzetten"),
            on_yes=lambda: self._go(copy.number),
        )

    def _go(self, number: int) -> None:
        self.restore.setEnabled(False)  # once, also after a double click
        self.restore_requested.emit(number)
