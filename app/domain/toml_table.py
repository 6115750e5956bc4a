# SPDX-License-Identifier: EUPL-1.2
"""Read one TOML table strictly: every wrong, missing or unknown key becomes a problem in Dutch, none an exception."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

T = TypeVar("T")

LONGEST_TEXT = 2000
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = rf"[A-Za-z0-9](?:[A-Za-z0-9._+-]{{0,62}}[A-Za-z0-9])?@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}"
"""A plain ASCII address: it ends up in a header, so nothing exotic is accepted from a file."""

Problems = list[tuple[str, str]]
"""Where and what, both in Dutch, in the order of the file."""


def kbo_holds(number: str) -> bool:
    """A Belgian enterprise number (KBO) ``0000.000.000`` whose last two digits are 97 minus the rest modulo 97."""
    digits = number.replace(".", "")
    return bool(re.fullmatch(r"[01]\d{3}\.\d{3}\.\d{3}", number)) and 97 - int(digits[:8]) % 97 == int(digits[8:])


def _shown(name: str) -> str:
    """A name out of the file as it may stand in a message: short, and unable to steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:60])


class Table:
    """One table of the file. Each reader takes its key out; ``done`` then reports what nobody asked for.

    A reader that meets a problem notes it and answers with an empty value of the right type.
    """

    def __init__(self, values: Mapping[str, object], where: str, problems: Problems) -> None:
        self._values = dict(values)
        self._where = where
        self._problems = problems

    def place(self, key: str) -> str:
        """Where a key stands, for a person who has the file before them."""
        return f"{self._where}.{key}" if self._where else key

    def wrong(self, key: str, what: str) -> None:
        """Note a problem with a key."""
        self._problems.append((self.place(key), what))

    def has(self, key: str) -> bool:
        """Is the key there and not yet read? For keys that may be absent."""
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """The keys that nobody read yet, for a table whose keys are names."""
        return tuple(self._values)

    def text(
        self,
        key: str,
        pattern: str = "",
        shape: str = "",
        *,
        empty: bool = False,
        slots: tuple[str, ...] = (),
        invisible: str = "",
    ) -> str:
        """A text, NFC and trimmed; ``slots`` are the only placeholders ``{…}`` it may hold.

        ``invisible`` are the signs without a picture that it may hold, such as the joiner of Persian words.
        """
        value = self._take(key, str, "tekst tussen aanhalingstekens")
        if value is None:
            return ""
        if len(value) > LONGEST_TEXT:
            self.wrong(key, f"te lang: {len(value)} tekens, hoogstens {LONGEST_TEXT}")
            return ""
        text = unicodedata.normalize("NFC", value).strip()
        if not text:
            if not empty:
                self.wrong(key, "is leeg")
            return ""
        if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in "\n" + invisible for sign in text):
            self.wrong(key, "bevat onzichtbare tekens")
        if pattern and not re.fullmatch(pattern, text):
            self.wrong(key, f"heeft niet de vorm {shape}")
        self._check_slots(key, text, slots)
        return text

    def day(self, key: str) -> date:
        """A date without quotes and without a time."""
        value = self._take(key, date, "datum zonder aanhalingstekens, zoals 2025-03-24")
        if value is None or isinstance(value, datetime):
            if value is not None:
                self.wrong(key, "moet een datum zonder uur zijn")
            return date.min
        if not 2000 <= value.year <= 2100:
            self.wrong(key, "is een onwaarschijnlijke datum")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A date, or the empty text for "none": the key itself must be there."""
        if self._values.get(key) == "":
            del self._values[key]
            return None
        return self.day(key)

    def number(self, key: str, low: int, high: int) -> int:
        """A whole number between two bounds."""
        value = self._take(key, int, "geheel getal")
        if value is None or isinstance(value, bool):
            if value is not None:
                self.wrong(key, "moet een geheel getal zijn")
            return low
        if not low <= value <= high:
            self.wrong(key, f"moet tussen {low} en {high} liggen")
            return low
        return value

    def switch(self, key: str, *, otherwise: bool | None = None) -> bool:
        """true or false; with ``otherwise`` the key may be absent."""
        if otherwise is not None and key not in self._values:
            return otherwise
        return bool(self._take(key, bool, "true of false"))

    def table(self, key: str) -> Table:
        """A table inside this one; empty when missing, so that all its keys are reported too."""
        return Table(self._take(key, dict, "tabel") or {}, self.place(key), self._problems)

    def tables(self, key: str, most: int) -> tuple[Table, ...]:
        """A list of tables (``[[key]]``), at least one."""
        found = self._take(key, list, "lijst van tabellen")
        if found is None:
            return ()
        if not 1 <= len(found) <= most:
            self.wrong(key, f"moet 1 tot {most} keer voorkomen")
        tables = []
        for nr, item in enumerate(found[:most], start=1):
            if isinstance(item, dict):
                tables.append(Table(item, f"{self.place(key)}[{nr}]", self._problems))
            else:
                self.wrong(f"{key}[{nr}]", "moet een tabel zijn")
        return tuple(tables)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different short texts, at least one."""
        found = self._take(key, list, "lijst van teksten")
        if found is None:
            return ()
        if not found:
            self.wrong(key, "is leeg: kies er minstens één")
            return ()
        short = tuple(item for item in found if isinstance(item, str) and 0 < len(item.strip()) <= 60)
        if len(short) != len(found) or len(set(short)) != len(short):
            self.wrong(key, "moet een lijst van verschillende, korte teksten zijn")
        return short

    def done(self) -> None:
        """Report the keys that nobody read: a typing error must not pass as "not filled in"."""
        for key in self._values:
            self.wrong(_shown(key), "is een onbekende sleutel")
        self._values.clear()

    def _take(self, key: str, kind: type[T], name: str) -> T | None:
        if key not in self._values:
            self.wrong(key, "ontbreekt")
            return None
        value = self._values.pop(key)
        if isinstance(value, kind):
            return value
        self.wrong(key, f"moet een {name} zijn")
        return None

    def _check_slots(self, key: str, text: str, slots: tuple[str, ...]) -> None:
        names = re.findall(r"\{([^{}]*)\}", text)
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
            self.wrong(key, "heeft een accolade te veel of te weinig")
        for name in names:
            if name not in slots:
                self.wrong(key, f"gebruikt de onbekende invulplaats {{{_shown(name)}}}")
