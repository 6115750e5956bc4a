# SPDX-License-Identifier: EUPL-1.2
"""Who you are and the statement on professional secrecy, asked again when its text changed (R02)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Signal

from app.domain.policy import Policy
from app.domain.profile import Text
from app.domain.sender import Sender
from app.domain.validation import Problem
from app.ui.background import Lane
from app.ui.widgets.buttons import Button
from app.ui.widgets.page import Page
from app.ui.widgets.sender_form import SenderForm


class SenderVerbs(Protocol):
    """What this page asks of the settings."""

    def sender(self) -> Sender: ...
    @property
    def policy(self) -> Policy: ...
    def statement(self) -> Text: ...
    def check_sender(self, raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]: ...
    def save_sender(self, sender: Sender) -> None: ...


class SenderPage(Page):
    """``saved``: the user confirmed the present statement."""

    saved = Signal()

    def __init__(self, verbs: SenderVerbs, lane: Lane) -> None:
        super().__init__(
            "sender_page",
            self.tr("Wie ben je?"),
            intro=self.tr("De verklaring is veranderd. Lees ze en bevestig ze opnieuw."),
        )
        self._verbs, self._lane = verbs, lane
        self.form = SenderForm()
        self.body.addWidget(self.form)
        self.go_on = Button(self.tr("&Ga verder"), "setup_next", kind="primary", clicked=self._check)
        self.set_footer((), (self.go_on,))
        self.form.entered.connect(self.go_on.click)
        self.first_focus = self.form.statement.box

    def load(self) -> None:
        """Show what is stored; the changed statement is not ticked."""
        self._lane.run(lambda: (self._verbs.sender(), self._verbs.statement()), done=self._fill, failed=self.fail)

    def _fill(self, known: tuple[Sender, Text]) -> None:
        self.form.fill(*known)
        self.form.fix_mailbox(self._verbs.policy.team_mailbox)

    def _check(self) -> None:
        self._lane.run(self._verbs.check_sender, self.form.raw(), done=self._checked, failed=self.fail)

    def _checked(self, answer: tuple[Sender, tuple[Problem, ...]]) -> None:
        sender, problems = answer
        self.form.show_problems(problems)
        if not problems:
            self._lane.run(self._verbs.save_sender, sender, done=self._stored, failed=self.fail)

    def _stored(self, _nothing: None) -> None:
        self.saved.emit()
