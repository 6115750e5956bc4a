# SPDX-License-Identifier: EUPL-1.2
"""Settings: who refers, the statement on professional secrecy, and after how many minutes the program locks itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.profile import Text
from app.domain.sender import Sender
from app.domain.validation import Problem, checked_sender
from app.workflow.session import Session

SHORTEST_LOCK, LONGEST_LOCK = 1, 15


@dataclass(frozen=True, slots=True)
class SettingsVerbs:
    """What the user may change; nothing here can name or change a recipient (R01)."""

    session: Session

    def sender(self) -> Sender:
        """Who refers, as stored."""
        return self.session.sender()

    def statement(self) -> Text:
        """The statement on professional secrecy that must be confirmed in its present wording (R02)."""
        return self.session.present_profile().statement

    def check_sender(self, raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]:
        """The cleaned sender of what was typed, and what is wrong with it; stores nothing.

        ``raw`` has ``name``, ``team``, ``phone``, ``email``, and ``statement_id`` (empty when not confirmed).
        """
        return checked_sender(raw)

    def save_sender(self, sender: Sender) -> None:
        """Store who refers."""
        store = self.session.store
        with store.transaction():
            store.settings.set_sender(sender)

    def may_refer(self) -> bool:
        """Did the user confirm the present statement?"""
        return self.session.sender().may_refer(self.statement().id)

    def auto_lock_minutes(self) -> int:
        """Minutes without use before the program locks itself (R35)."""
        return self.session.store.settings.auto_lock_minutes()

    def set_auto_lock_minutes(self, minutes: int) -> None:
        """1 to 15 minutes; it cannot be switched off."""
        if not SHORTEST_LOCK <= minutes <= LONGEST_LOCK:
            raise ValueError(minutes)
        store = self.session.store
        with store.transaction():
            store.settings.set_auto_lock_minutes(minutes)
