# SPDX-License-Identifier: EUPL-1.2
"""ProtocolChoice: which OCMW a referral is about, when there is more than one protocol (R07)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.profile import Profile
from app.ui import accessibility, tokens
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.page import clear
from app.ui.widgets.plain_label import PlainLabel

MOST_BUTTONS = 8
ABREAST = 4
"""Answers in a row: the checklist below needs the height."""

PREFIX = "consent_protocol_"


class ProtocolChoice(Card):
    """Not there at all with one protocol: then nothing is to be chosen. ``chosen`` carries the id of a profile."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(look="quiet", spacing="xs")
        self.body.setContentsMargins(tokens.SPACE["l"], tokens.SPACE["s"], tokens.SPACE["l"], tokens.SPACE["s"])
        self._offered: tuple[tuple[str, str], ...] = ()
        self._buttons: Choices | None = None
        self._list: QComboBox | None = None
        self.hide()

    def offer(self, profiles: Sequence[Profile], chosen: str = "") -> None:
        """Offer these recipients. The same ones again keep their widgets, and so the cursor."""
        offered = tuple((profile.id, profile.recipient.name) for profile in profiles) if len(profiles) > 1 else ()
        if offered and offered != self._offered:
            self._make(offered)
        self._offered = offered or self._offered
        self.setVisible(bool(offered))
        self._choose(chosen)

    def first_input(self) -> QWidget:
        """Where the keyboard enters."""
        if self._buttons is not None:
            return next(iter(self._buttons.buttons.values()))
        return self._list if self._list is not None else self

    def _make(self, offered: tuple[tuple[str, str], ...]) -> None:
        clear(self.body)
        self._buttons = self._list = None
        question = self.tr("Naar welk OCMW gaat het?")
        if len(offered) <= MOST_BUTTONS:
            answers = [(PREFIX + profile_id, name.replace("&", "&&")) for profile_id, name in offered]
            self._buttons = Choices(question, answers, rows=-(-len(answers) // ABREAST), beside=True)
            self._buttons.chosen.connect(lambda name: self.chosen.emit(name.removeprefix(PREFIX)))
            self.add(self._buttons)
            return
        box = self._list = QComboBox()
        accessibility.name(box, "consent_protocol", question)
        box.addItem("", "")
        for profile_id, name in offered:
            box.addItem(name, profile_id)
        box.activated.connect(lambda _index: self._picked())
        self.add(PlainLabel(question, role="label"), box)

    def _picked(self) -> None:
        if self._list is not None and self._list.currentData():
            self.chosen.emit(str(self._list.currentData()))

    def _choose(self, profile_id: str) -> None:
        """Says nothing through ``chosen``."""
        if self._buttons is not None:
            self._buttons.choose(PREFIX + profile_id if PREFIX + profile_id in self._buttons.buttons else "")
        elif self._list is not None:
            self._list.setCurrentIndex(self._list.findData(profile_id))
