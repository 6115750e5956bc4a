# SPDX-License-Identifier: EUPL-1.2
"""Mnemonics: every verb, field, choice and tick in sight gets its own Alt+letter, besides those of the menu bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QWidget

from app.ui.widgets.plain_label import PlainLabel

Marked: TypeAlias = QPushButton | QCheckBox | QRadioButton | PlainLabel
"""What can underline a letter; a label does so for its field, or for its tick."""

_MARK = re.compile(r"&(?=[A-Za-z])")
_GIVEN, _SHOWN = "mnemonic_given", "mnemonic_shown"
_ORDER = {"primary": 0, "danger": 0, "link": 4}


class Mnemonics(QObject):
    """Looks again each time something appears, goes or gets other words.

    Letters that the author marked with ``&`` come first, unless the menu bar or an earlier one has them. Then come, in
    this order, the primary verb, the other verbs, fields, choices, links, and ticks. When the letters run out, the last
    have none: Tab and the space bar reach them too.
    """

    def __init__(self, parent: QObject, taken: str, places: Callable[[], Iterable[QWidget]]) -> None:
        super().__init__(parent)
        self.setObjectName("mnemonics")
        self._taken = taken
        self._places = places

    def watch(self, *places: QWidget) -> None:
        """What changes in here is looked at."""
        for place in places:
            place.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A layout is asked anew whenever something in it is shown, hidden or gets other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.renew()
        return False

    def renew(self) -> None:
        """Give everything in sight its letter; changes nothing that is right already."""
        found = sorted((w for place in self._places() for w in marked(place)), key=order)
        given = [original(widget) for widget in found]
        for widget, text in zip(found, share_out(given, self._taken), strict=True):
            if widget.text() != text:
                widget.setText(text)
            widget.setProperty(_SHOWN, text)


def marked(place: QWidget) -> list[Marked]:
    """Everything in sight that can have a letter, from top to bottom as it was made."""
    found: list[Marked] = [*place.findChildren(QPushButton), *place.findChildren(PlainLabel)]
    found += [*place.findChildren(QRadioButton), *place.findChildren(QCheckBox)]
    return [w for w in found if w.isVisible() and w.text() and not (isinstance(w, PlainLabel) and w.buddy() is None)]


def order(widget: Marked) -> int:
    """Who chooses a letter first."""
    if isinstance(widget, QPushButton):
        return _ORDER.get(str(widget.property("kind")), 1)
    if isinstance(widget, PlainLabel):
        return 5 if isinstance(widget.buddy(), QCheckBox) else 2
    return 3


def original(widget: Marked) -> str:
    """The words that the author gave, with the author's own mark."""
    if widget.text() != widget.property(_SHOWN):
        widget.setProperty(_GIVEN, widget.text())
    return str(widget.property(_GIVEN))


def share_out(texts: list[str], taken: str) -> list[str]:
    """The same texts, each with a mark of its own as long as there are letters."""
    used = set(taken.lower())
    read = [_read(text) for text in texts]
    places: list[int | None] = []
    for plain, own in read:
        places.append(own if own is not None and plain[own].lower() not in used else None)
        used.update(_letter(plain, places[-1]))
    for number, (plain, _own) in enumerate(read):
        if places[number] is None:
            places[number] = _free_place(plain, used)
            used.update(_letter(plain, places[number]))
    return [_with_mark(plain, place) for (plain, _own), place in zip(read, places, strict=True)]


def _read(text: str) -> tuple[str, int | None]:
    """A text without marks, and where its mark stood; ``&&`` is an ampersand."""
    parts = text.split("&&")
    own: int | None = None
    before = 0
    for part in parts:
        mark = _MARK.search(part)
        if own is None and mark is not None:
            own = before + mark.start()
        before += len(part) + 1
    return "&".join(_MARK.sub("", part) for part in parts), own


def _letter(plain: str, place: int | None) -> str:
    return plain[place].lower() if place is not None else ""


def _free_place(plain: str, used: set[str]) -> int | None:
    """Where a free letter stands: the first of a word if possible."""
    first = [match.start() for match in re.finditer(r"\b[A-Za-z]", plain)]
    every = [match.start() for match in re.finditer(r"[A-Za-z]", plain)]
    return next((place for place in (*first, *every) if plain[place].lower() not in used), None)


def _with_mark(plain: str, place: int | None) -> str:
    """The text with its mark; any other ampersand stays one."""
    if place is None:
        return plain.replace("&", "&&")
    return plain[:place].replace("&", "&&") + "&" + plain[place:].replace("&", "&&")
