# SPDX-License-Identifier: EUPL-1.2
"""MailCard: which mail program gets the drafts, out of those that are on this computer (R64)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.page import clear
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.settings import Choice


class MailCard(Card):
    """``chosen`` carries the Choice."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(edge="m", spacing="xs")
        self.choices: Choices | None = None
        self._offered: dict[str, Choice] = {}

    def show_choices(self, offered: Sequence[Choice], present: Choice, *, by_ict: bool = False) -> None:
        """What there is to choose from, and what was chosen; ``by_ict``: an administrator left some out."""
        clear(self.body)
        self.body.addWidget(PlainLabel(self.tr("Je mailprogramma"), role="heading"))
        self._offered = {f"mail_program_{choice.name.lower()}": choice for choice in offered}
        self.choices = Choices(
            self.tr("Waarmee openen we de e-mail?"),
            [(name, self._label(choice)) for name, choice in self._offered.items()],
            columns=False,
        )
        self.choices.choose(f"mail_program_{present.name.lower()}")
        self.choices.chosen.connect(lambda name: self.chosen.emit(self._offered[name]))
        yours, theirs = (
            self.tr("De app verzendt nooit zelf. Dat doe jij."),
            self.tr("Je ICT-dienst koos wat hier staat."),
        )
        self.add(self.choices, PlainLabel(f"{yours} {theirs}" if by_ict else yours, role="small"))

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The answers, from top to bottom."""
        return tuple(self.choices.buttons.values()) if self.choices is not None else ()

    def _label(self, choice: Choice) -> str:
        return {
            Choice.AUTOMATIC: self.tr("Automatisch: het programma van deze computer"),
            Choice.CLASSIC_OUTLOOK: self.tr("Klassieke Outlook"),
            Choice.NEW_OUTLOOK: self.tr("Nieuwe Outlook"),
            Choice.THUNDERBIRD: self.tr("Thunderbird"),
            Choice.NONE: self.tr("Ik maak de e-mail altijd zelf"),
        }[choice]
