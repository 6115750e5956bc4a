# SPDX-License-Identifier: EUPL-1.2
"""Stage: what every flow of pages needs: the window, the verbs, the two lanes, the clock and how to paint paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtGui import QPagedPaintDevice

from app.clock import Clock
from app.ui.background import Lane
from app.ui.main_window import MainWindow
from app.ui.widgets.message_bar import Action, Message
from app.ui.widgets.page import Page
from app.workflow import Workflow
from app.workflow.settings import Choice

P = TypeVar("P", bound=Page)
Paint = Callable[[QPagedPaintDevice, Any], None]
"""Draws a layout on a page device; handed in, because drawing belongs to export."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Shared by the flows; ``vault_lane`` owns the database, ``mail_lane`` waits for mail programs."""

    window: MainWindow
    workflow: Workflow
    vault_lane: Lane
    mail_lane: Lane
    clock: Clock
    paint: Paint
    practice: bool

    def page(self, kind: type[P], name: str) -> P:
        """The page with this name, made now if need be."""
        page = self.window.page(name)
        if not isinstance(page, kind):
            raise TypeError(name)
        return page

    @property
    def mails_by_hand(self) -> bool:
        """The user chose to make every mail by hand: no mail program is tried."""
        return self.workflow.settings.mail_choice() is Choice.NONE

    def say(self, kind: str, text: str, *actions: Action, sticky: bool = False) -> None:
        """Say something in the message bar, whatever page is shown."""
        self.window.show_message(Message(kind, text, actions, sticky))
