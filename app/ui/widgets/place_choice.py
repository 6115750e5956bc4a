# SPDX-License-Identifier: EUPL-1.2
"""PlaceChoice: the places whose OCMW a protocol serves, as radio buttons, or as a list when there are many (R07)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.profile import Place, Profile
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.checklist import Choices
from app.ui.widgets.page import clear
from app.ui.widgets.plain_label import PlainLabel

MOST_BUTTONS = 8
ABREAST = 3
"""Most buttons where the name of another OCMW stands behind some of them."""


class PlaceChoice(QWidget):
    """The postcode follows from the place. A pasted place of elsewhere is kept, so that it can be refused."""

    chosen = Signal()
    consent_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, Place] = {}
        self._others: dict[str, Profile] = {}
        self._elsewhere: tuple[str, str] | None = None
        self._buttons: Choices | None = None
        self._list: QComboBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._label = PlainLabel(self.tr("&Plaats *"), role="label", wrap=False)
        self._postcode = PlainLabel(role="small")
        self._postcode.setObjectName("postcode")
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE["m"])
        head.addWidget(self._label)
        head.addWidget(self._postcode, 1)
        again = self.tr("Vraag opnieuw toestemming")
        self._ask = Button(again, "renew_consent", kind="link", clicked=self._ask_consent)
        head.addWidget(self._ask)
        self._column.addLayout(head)
        self._answers = QVBoxLayout()
        self._column.addLayout(self._answers)
        self._list_problem = PlainLabel(role="problem")
        self._list_problem.hide()
        self._column.addWidget(self._list_problem)

    def offer(self, profile: Profile, others: Sequence[Profile] = ()) -> None:
        """Show the places of this protocol, none chosen; behind them those of others, that need another consent."""
        places = {object_name(place): place for place in profile.places}
        elsewhere = {object_name(place): other for other in others for place in other.places}
        for other in others:
            places |= {object_name(place): place for place in other.places}
        if (places, elsewhere) != (self._places, self._others):
            self._places, self._others = places, elsewhere
            self._make_answers()
        self.choose("", "")

    def _make_answers(self) -> None:
        clear(self._answers)
        self._buttons = self._list = None
        if len(self._places) <= (ABREAST if self._others else MOST_BUTTONS):
            answers = [(name, self._label_of(name)) for name in self._places]
            self._buttons = Choices(self.tr("Plaats"), answers)
            self._buttons.question.hide()
            self._buttons.chosen.connect(self._picked)
            self._answers.addWidget(self._buttons)
        else:
            self._list = self._make_list()
            self._answers.addWidget(self._list)
        self._label.setBuddy(self.first_input())

    def choose(self, place: str, postcode: str) -> None:
        """Choose by name; a place that is not offered is remembered as typed."""
        found = next((n for n, p in self._places.items() if p.name.casefold() == place.strip().casefold()), "")
        self._elsewhere = (place, postcode) if (place or postcode) and not self._fits(found, postcode) else None
        if self._buttons is not None:
            self._buttons.choose("" if self._elsewhere else found)
        elif self._list is not None:
            self._list.setCurrentIndex(self._list.findData("" if self._elsewhere else found))
        self._tell_postcode()

    def value(self) -> tuple[str, str]:
        """Place and postcode; both empty when nothing was chosen."""
        if self._elsewhere is not None:
            return self._elsewhere
        place = self._places.get(self._current())
        return (place.name, place.postcode) if place is not None else ("", "")

    def first_input(self) -> QWidget:
        """Where the keyboard enters."""
        if self._buttons is not None:
            return self._buttons.buttons[self._buttons.choice() or next(iter(self._places))]
        return self._list if self._list is not None else self

    def set_problem(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        if self._buttons is not None:
            self._buttons.set_problem(sentence)
        elif self._list is not None:
            self._list_problem.show_text(sentence)
            self._list.setAccessibleDescription(sentence)

    def _make_list(self) -> QComboBox:
        box = QComboBox()
        accessibility.name(box, "place", self.tr("Plaats"))
        box.addItem("", "")
        for name in self._places:
            box.addItem(self._label_of(name), name)
        box.activated.connect(lambda _index: self._picked())
        return box

    def _label_of(self, name: str) -> str:
        """The place, and whose OCMW it is when it is another one."""
        place, other = self._places[name], self._others.get(name)
        return place.name if other is None else f"{place.name} ({other.recipient.name})"

    def _ask_consent(self) -> None:
        other = self._others.get(self._current())
        if other is not None:
            self.consent_requested.emit(other.id)

    def _current(self) -> str:
        if self._buttons is not None:
            return self._buttons.choice()
        return str(self._list.currentData() or "") if self._list is not None else ""

    def _fits(self, found: str, postcode: str) -> bool:
        return bool(found) and (not postcode or self._places[found].postcode == postcode)

    def _picked(self, _name: str = "") -> None:
        self._elsewhere = None
        self._tell_postcode()
        self.chosen.emit()

    def _tell_postcode(self) -> None:
        place, postcode = self.value()
        text = self.tr("Postcode {postcode}").format(postcode=f"{postcode} {place}" if self._elsewhere else postcode)
        self._postcode.show_text(text if postcode else self.tr("De postcode volgt uit de plaats."))
        other = None if self._elsewhere is not None else self._others.get(self._current())
        self._ask.setVisible(other is not None)
        if other is not None:
            self._ask.set_text(self.tr("Vraag toestemming voor {recipient}").format(recipient=other.recipient.name))


def object_name(place: Place) -> str:
    """``place_…``: the name outside tests use, made from the profile."""
    plain = unicodedata.normalize("NFKD", place.name.casefold()).encode("ascii", "ignore").decode()
    return "place_" + "".join(sign if sign.isalnum() else "_" for sign in plain)
