# SPDX-License-Identifier: EUPL-1.2
"""ChannelQuestion: a correction names a way of contact that was withheld before: did the client say yes to it?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.ui import accessibility
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.plain_label import PlainLabel

FIELDS = {"address": "street", "phone": "phone", "email": "email"}
"""The field of the form in which each way of contact begins."""


class ChannelQuestion(Card):
    """Takes no room when nothing is asked; ``refused`` carries the field that is to be emptied.

    ``came_or_went`` says that it shows now, or does not any more.
    """

    agreed = Signal()
    refused = Signal(str)
    came_or_went = Signal()

    def __init__(self) -> None:
        super().__init__(look="warning")
        self._fields: list[str] = []
        accessibility.name(self, "channel_question", "")
        self._text = PlainLabel(role="strong")
        self.yes = Button(self.tr("Ja, de cliënt zei ja"), "channels_agreed", clicked=self._agree)
        self.no = Button(self.tr("Nee, ik haal het weg"), "channels_refused", kind="link", clicked=self._refuse)
        self.add(Row((self._text, ButtonRow(right=(self.yes, self.no))), (3, 2)))
        self.hide()

    def ask(self, channels: Sequence[str]) -> None:
        """Ask about these; the cursor stands on the answer that lets nothing leave."""
        names = {
            "address": self.tr("adres"),
            "phone": self.tr("telefoon"),
            "email": self.tr("e-mail"),
        }
        self._fields = [FIELDS[channel] for channel in channels]
        listed = self.tr(" en ").join(names[channel] for channel in channels)
        one = self.tr("Er komt een nieuwe manier bij: {ways}. Zei de cliënt daar ja op?")
        more = self.tr("Er komen nieuwe manieren bij: {ways}. Zei de cliënt daar ja op?")
        self._text.setText((one if len(channels) == 1 else more).format(ways=listed))
        self.setAccessibleName(self._text.text())
        self.yes.setEnabled(True)
        self._set_shown(True)
        accessibility.announce(self, self._text.text(), urgent=True)
        self.no.setFocus()

    def take_back(self) -> None:
        """What was asked about has changed: it is asked anew when the colleague goes on."""
        self._set_shown(False)

    def _agree(self) -> None:
        self.yes.setEnabled(False)  # a double click says it once
        self.agreed.emit()

    def _refuse(self) -> None:
        field = self._fields[0]
        self._set_shown(False)
        self.refused.emit(field)

    def _set_shown(self, shown: bool) -> None:
        self.setVisible(shown)
        self.came_or_went.emit()
