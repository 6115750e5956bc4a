# SPDX-License-Identifier: EUPL-1.2
"""Facts and ClientFacts: labels with their values below each other, to read and never to change or copy."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui import accessibility, texts, tokens
from app.ui.widgets.plain_label import PlainLabel

Rows = tuple[tuple[str, str, str], ...]
"""Object name, label and value, one per field."""


class Person(Protocol):
    """The fields of art. 3, in a client and in a disclosure alike."""

    @property
    def first_name(self) -> str | None: ...
    @property
    def last_name(self) -> str: ...
    @property
    def street(self) -> str | None: ...
    @property
    def house_number(self) -> str | None: ...
    @property
    def box(self) -> str | None: ...
    @property
    def postcode(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...


class Facts(QWidget):
    """``label_width`` keeps the values of one column below each other."""

    def __init__(self, rows: Rows = (), *, label_width: int = 120, role: str = "strong") -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._grid, self._role = QGridLayout(), role
        outer.addLayout(self._grid)
        self._grid.setHorizontalSpacing(tokens.SPACE["l"])
        self._grid.setVerticalSpacing(tokens.SPACE["s"])
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._show(rows)

    def _show(self, rows: Rows) -> None:
        for number, (name, label, value) in enumerate(rows):
            self._grid.addWidget(PlainLabel(label, role="muted", wrap=False), number, 0, Qt.AlignmentFlag.AlignTop)
            shown = PlainLabel(texts.breakable(value), role=self._role)
            accessibility.name(shown, name, value.replace("&", "&&"), label)
            self._grid.addWidget(shown, number, 1)


class ClientFacts(Facts):
    """The fields of one client; each object name begins with ``prefix``."""

    def __init__(self, person: Person, prefix: str) -> None:
        super().__init__()
        absent = self.tr("Niet meegedeeld")
        box = self.tr("Geen") if person.street else absent
        one_name = self.tr("Geen: de cliënt heeft maar één naam")
        self._show(
            (
                (
                    f"{prefix}_first_name",
                    self.tr("Voornaam"),
                    person.first_name if person.first_name is not None else one_name,
                ),
                (f"{prefix}_last_name", self.tr("Familienaam"), person.last_name),
                (f"{prefix}_street", self.tr("Straat"), person.street or absent),
                (f"{prefix}_house_number", self.tr("Nummer"), person.house_number or absent),
                (f"{prefix}_box", self.tr("Bus"), person.box or box),
                (f"{prefix}_postcode", self.tr("Postcode"), person.postcode),
                (f"{prefix}_place", self.tr("Plaats"), person.place),
                (f"{prefix}_phone", self.tr("Telefoon"), person.phone or absent),
                (f"{prefix}_email", self.tr("E-mail"), person.email or absent),
            )
        )
