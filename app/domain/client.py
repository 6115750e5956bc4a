# SPDX-License-Identifier: EUPL-1.2
"""Client: first name, surname, address, telephone, e-mail; the five kinds of data of art. 3 and nothing else (R11)."""

from __future__ import annotations

from dataclasses import dataclass, fields

FIELD_LIMITS = {
    "first_name": 100,
    "last_name": 100,
    "street": 120,
    "house_number": 10,
    "box": 10,
    "postcode": 4,
    "place": 60,
    "phone": 30,
    "email": 254,
}
"""Longest text per field, in characters (product.md 7.2)."""


@dataclass(frozen=True, slots=True)
class Client:
    """Identification and contact data of one client (art. 3, "gegeven 1" and "gegeven 2").

    Every value is cleaned text; the empty string means "not typed yet" or "left out at the client's wish".
    ``first_name`` is None when the client has one name only, which then stands in ``last_name``.
    """

    first_name: str | None = ""
    last_name: str = ""
    street: str = ""
    house_number: str = ""
    box: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""

    @property
    def has_address(self) -> bool:
        """A street address was given: the OCMW can write or call at the door."""
        return bool(self.street and self.house_number)

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways of contact that are filled in, of ``address``, ``phone`` and ``email``."""
        filled = {"address": self.street, "phone": self.phone, "email": self.email}
        return tuple(channel for channel, text in filled.items() if text)

    @property
    def display_name(self) -> str:
        """The name as it stands in the overview (on screen only; never in a title, log or message)."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


FIELD_NAMES: tuple[str, ...] = tuple(f.name for f in fields(Client))
