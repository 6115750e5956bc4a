# SPDX-License-Identifier: EUPL-1.2
"""ClientForm: the inputs for the five kinds of data of art. 3, laid out on one screen (R11, R12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.address import AddressParts
from app.domain.client import FIELD_LIMITS, Client
from app.domain.profile import Profile
from app.domain.validation import Problem
from app.ui import accessibility, texts, tokens
from app.ui.widgets.containers import Card
from app.ui.widgets.field import Field
from app.ui.widgets.place_choice import PlaceChoice
from app.ui.widgets.plain_label import PlainLabel

TYPED = ("first_name", "last_name", "street", "house_number", "box", "phone", "email")


class ClientForm(QWidget):
    """``edited`` says field, text and by how many signs it grew; ``left`` says which field lost the focus.

    Enter goes to the next field; after the last one, ``completed`` comes.
    """

    edited = Signal(str, str, int)
    left = Signal(str)
    completed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lengths: dict[str, int] = {}
        self.fields = self._make_fields()
        self.single_name = QCheckBox(self.tr("De cliënt heeft maar één &naam"))
        accessibility.name(
            self.single_name, "single_name", self.single_name.text(), self.tr("Vul die naam in bij Familienaam.")
        )
        self.place = PlaceChoice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["s"])
        for card in (self._who(), self._where(), self._how()):
            column.addWidget(card)
        self.no_notes = PlainLabel(
            self.tr(
                "Er is geen veld voor opmerkingen: het protocol laat maar vijf gegevens toe. "
                "Iets toelichten? Bel samen met de cliënt."
            ),
            role="small",
        )
        column.addWidget(self.no_notes)
        self._connect()

    def _make_fields(self) -> dict[str, Field]:
        def field(name: str, label: str, help_text: str = "", *, required: bool = False) -> Field:
            return Field(name, label, help_text=help_text, required=required, max_length=FIELD_LIMITS[name])

        return {
            "first_name": field(
                "first_name", self.tr("&Voornaam"), self.tr("Van de ouder, niet van het kind."), required=True
            ),
            "last_name": field(
                "last_name", self.tr("&Familienaam"), self.tr("Zoals de cliënt ze zelf schrijft."), required=True
            ),
            "street": field(
                "street", self.tr("&Straat"), self.tr("Zonder nummer. Laat leeg als een brief niet veilig is.")
            ),
            "house_number": field("house_number", self.tr("N&ummer"), self.tr("12 of 12A")),
            "box": field("box", self.tr("&Bus"), self.tr("Als er een is")),
            "phone": field("phone", self.tr("&Telefoon of gsm"), self.tr("Laat leeg als bellen niet veilig is.")),
            "email": field("email", self.tr("&E-mailadres"), self.tr("Laat leeg als mailen niet veilig is.")),
        }

    def _who(self) -> Card:
        card = Card(self.tr("Wie?"), spacing="xs", edge="m")
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.single_name)
        card.add_row(self.fields["first_name"], self.fields["last_name"], beside, stretch=(4, 4, 3))
        return card

    def _where(self) -> Card:
        card = Card(self.tr("Waar woont de cliënt?"), spacing="xs", edge="m")
        card.add_row(self.fields["street"], self.fields["house_number"], self.fields["box"], stretch=(5, 2, 2))
        card.add(self.place)
        return card

    def _how(self) -> Card:
        card = Card(self.tr("Hoe mag het OCMW contact opnemen?"), spacing="xs", edge="m")
        card.add_row(self.fields["phone"], self.fields["email"])
        return card

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.edited.connect(lambda text, key=name: self._edited(key, text))
            field.left.connect(lambda key=name: self.left.emit(key))
            field.entered.connect(lambda key=name: self._entered(key))
        self.single_name.toggled.connect(self._toggled_single_name)
        self.place.chosen.connect(lambda: self.left.emit("place"))

    def load(self, client: Client | None, profile: Profile, others: Sequence[Profile] = ()) -> None:
        """Offer the places of this protocol, and of others behind them, and fill the inputs."""
        self.place.offer(profile, others)
        self._fill(client or Client())

    def fill(self, client: Client) -> None:
        """Put a whole client on the form at once; the caller saves it."""
        self._fill(client)

    def clear(self) -> None:
        """Empty every input."""
        self._fill(Client())

    def _fill(self, client: Client) -> None:
        """Says nothing through ``edited``."""
        for name, field in self.fields.items():
            field.set_text(getattr(client, name) or "")
            field.set_problem("")
            field.set_note("")
            self._lengths[name] = len(field.text())
        self.place.set_problem("")
        self.place.choose(client.place, client.postcode)
        self.single_name.blockSignals(True)
        self.single_name.setChecked(client.first_name is None)
        self.single_name.blockSignals(False)
        self.fields["first_name"].setEnabled(client.first_name is not None)

    def raw(self) -> dict[str, str]:
        """What stands on screen, by field name, exactly as typed."""
        found = {name: self.fields[name].text() for name in TYPED}
        place, postcode = self.place.value()
        return found | {"place": place, "postcode": postcode}

    def text_of(self, field: str) -> str:
        """What stands in one field."""
        return self.raw().get(field, "")

    def is_single_name(self) -> bool:
        """Was *maar één naam* ticked?"""
        return self.single_name.isChecked()

    def focused(self) -> str:
        """The field the cursor is in, or empty."""
        inside = self.window().focusWidget()  # also while another window is in front, as when an idle lock comes
        return next((name for name, field in self.fields.items() if field.input is inside), "")

    def input_named(self, field: str) -> QWidget:
        """The input of a field; the first one for an unknown name."""
        if field == "place":
            return self.place.first_input()
        chosen = self.fields.get(field, self.fields["first_name"])
        return (chosen if chosen.isEnabled() else self.fields["last_name"]).input

    def focus_on(self, field: str) -> None:
        """Put the cursor in a field."""
        self.input_named(field).setFocus()

    def fill_address(self, parts: AddressParts | None) -> None:
        """Spread a recognised address over the fields; None leaves what was pasted."""
        if parts is None:
            return
        for name in ("street", "house_number", "box"):
            self.fields[name].set_text(getattr(parts, name))
            self._lengths[name] = len(self.fields[name].text())
        if parts.place or parts.postcode:
            self.place.choose(parts.place, parts.postcode)
        self.left.emit("street")

    def take_cleaned(self, client: Client, raw: Mapping[str, str]) -> None:
        """Show the cleaned text in fields that nobody is typing in and that did not change since ``raw``."""
        for name, field in self.fields.items():
            value = getattr(client, name) or ""
            if not field.input.hasFocus() and field.text() == raw[name] != value and field.isEnabled():
                field.set_text(value)
                self._lengths[name] = len(value)

    def show_notes(self, fields: set[str]) -> None:
        """Say where invisible signs were taken away; a note stays until the form is loaded anew."""
        for name in fields & self.fields.keys():
            self.fields[name].set_note(self.tr("We hebben onzichtbare tekens weggehaald. Kijk het veld even na."))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each problem beside its field; the first one per field."""
        sentences: dict[str, str] = {}
        for problem in problems:
            sentences.setdefault(problem.field, texts.problem(problem))
        for name, field in self.fields.items():
            field.set_problem(sentences.get(name, ""))
        self.place.set_problem(sentences.get("place", sentences.get("postcode", "")))

    def _entered(self, name: str) -> None:
        if name == TYPED[-1]:
            self.completed.emit()
        else:
            self.focusNextChild()

    def _edited(self, name: str, text: str) -> None:
        grown = len(text) - self._lengths.get(name, 0)
        self._lengths[name] = len(text)
        self.edited.emit(name, text, grown)

    def _toggled_single_name(self, on: bool) -> None:
        self.fields["first_name"].setEnabled(not on)
        self.edited.emit("first_name", "", 0)
        self.left.emit("first_name")
