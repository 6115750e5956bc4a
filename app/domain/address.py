# SPDX-License-Identifier: EUPL-1.2
"""Split a pasted address line into fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from app.domain.cleaning import clean
from app.domain.profile import Profile

LONGEST = 300
_POSTCODE_PLACE = re.compile(r"(?:B(?:E)?\s?-?\s?)?(?P<postcode>[1-9]\d{3})\s+(?P<place>[^\d,;]{2,60})", re.I)
_STREET = re.compile(
    r"(?P<street>\S.*?\S)\s+"
    r"(?:(?:nr|nummer|n°|no)\.?\s*)?"
    r"(?P<number>\d{1,4}(?:\s?(?:bis|ter|[a-z])(?![\w]))?(?:\s?-\s?\d{1,4}[a-z]?(?!\w))?)"
    r"(?:\s*/\s*(?P<slash>\w[\w.-]{0,9})"
    r"|\s*,?\s*(?:(?:bus|box|bte|boîte|appt|app)(?=[\s.\d])|b(?=\.?\s?\d))\.?\s*(?P<box>\w[\w./-]{0,9}))?",
    re.I,
)
_COUNTRY = re.compile(r"belgi[ëe]|belgium|belgique|be", re.I)


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What was recognised; an empty text where the line said nothing."""

    street: str
    house_number: str
    box: str = ""
    postcode: str = ""
    place: str = ""


def split_address(line: str, profile: Profile) -> AddressParts | None:
    """The parts of a pasted line (or a few lines), or None when it holds no street with a number.

    A place of another municipality is kept as typed: the form then says why it is refused.
    """
    if len(line) > LONGEST:
        return None
    pieces = [clean(piece).text for piece in re.split(r"[\r\n,;]+", line)]
    pieces = [piece for piece in pieces if piece and not _COUNTRY.fullmatch(piece)]
    pieces, postcode, place = _take_place(pieces, profile)
    street = _street(pieces)
    if street is None:
        return None
    known = profile.place_named(place)
    if known is not None:
        place, postcode = known.name, postcode or known.postcode
    number = re.sub(r"\s*-\s*", "-", re.sub(r"(?<=\d)\s(?=[a-z]\b)", "", street["number"], flags=re.I))
    box = street["box"] or street["slash"] or ""
    return AddressParts(street["street"].rstrip(" ,"), number, box, postcode, place)


def _take_place(pieces: list[str], profile: Profile) -> tuple[list[str], str, str]:
    """Take postcode and place out: a piece of their own, the end of the last piece, or a known place alone."""
    for nr, piece in enumerate(pieces):
        whole = _POSTCODE_PLACE.fullmatch(piece)
        if whole:
            return pieces[:nr] + pieces[nr + 1 :], whole["postcode"], whole["place"].strip()
    for nr, piece in enumerate(pieces):
        found = re.search(rf"\s{_POSTCODE_PLACE.pattern}$", piece, re.I)
        if found:
            return [*pieces[:nr], piece[: found.start()].strip(), *pieces[nr + 1 :]], found["postcode"], found["place"]
        if profile.place_named(piece):
            return pieces[:nr] + pieces[nr + 1 :], "", piece
    return pieces, "", ""


def _street(pieces: list[str]) -> re.Match[str] | None:
    """The piece with street and number; number or box may stand in a piece of their own behind it, a name before it."""
    together = [f"{piece} {behind}" for piece, behind in pairwise(pieces)]
    with_box = [text for text, piece in zip(together, pieces, strict=False) if _STREET.fullmatch(piece)]
    with_number = [text for text, behind in zip(together, pieces[1:], strict=False) if behind[0].isdigit()]
    for text in (*with_box, *pieces, *with_number):
        found = _STREET.fullmatch(text)
        if found and any(sign.isalpha() for sign in found["street"]):
            return found
    return None
