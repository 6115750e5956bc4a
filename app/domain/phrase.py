# SPDX-License-Identifier: EUPL-1.2
"""Archive phrase, spelling alphabet, proposal and rules for the user's own phrase."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from app.domain.reference import RandomBytes

ARCHIVE_WORDS, ARCHIVE_BITS = 6, 72
OWN_WORDS, OWN_BITS = 5, 60
SHORTEST, LONGEST = 15, 256
_FEWEST_SIGNS = 6  # what must remain of an own phrase when everything guessable is taken away
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)
_LOOKS_LIKE = str.maketrans("013457@$€", "oieastase")


class PhraseProblem(StrEnum):
    """Why an own passphrase is refused; the Dutch sentence stands in the interface."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    NAME = "name"
    KEYBOARD = "keyboard"
    REPEATED = "repeated"


def new_phrase(words: Sequence[str], random: RandomBytes) -> str:
    """A phrase for one archive: six words joined with hyphens, at least 72 bits (R30)."""
    return _drawn(words, ARCHIVE_WORDS, ARCHIVE_BITS, random)


def propose_passphrase(words: Sequence[str], random: RandomBytes) -> str:
    """A proposal for the user's own passphrase: five words."""
    return _drawn(words, OWN_WORDS, OWN_BITS, random)


def spell(word: str, alphabet: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the letters of a word, to be read aloud."""
    return tuple(alphabet[letter] for letter in word)


def judge_passphrase(text: str, refused: Collection[str], names: Sequence[str] = ()) -> PhraseProblem | None:
    """The first reason against an own passphrase, or None.

    ``refused`` are common phrases; one that ends in ``*`` refuses everything that begins with it. ``names`` are the
    user's and the team's.
    """
    phrase = unicodedata.normalize("NFC", text)
    if len(phrase) < SHORTEST:
        return PhraseProblem.TOO_SHORT
    if len(phrase) > LONGEST:
        return PhraseProblem.TOO_LONG
    signs = _signs(phrase)
    if _is_repeated(phrase, signs):
        return PhraseProblem.REPEATED
    if _has_name(phrase, names):
        return PhraseProblem.NAME
    if len(_without_runs(signs)) < _FEWEST_SIGNS:
        return PhraseProblem.KEYBOARD
    if _is_common(signs, refused) or _is_common(_signs(phrase.translate(_LOOKS_LIKE)), refused):
        return PhraseProblem.COMMON
    return None


def _drawn(words: Sequence[str], count: int, bits: int, random: RandomBytes) -> str:
    if len(set(words)) != len(words) or count * math.log2(max(1, len(words))) < bits:
        raise ValueError("the word list is too short for the strength that every phrase must have")
    return "-".join(words[_below(len(words), random)] for _ in range(count))


def _below(limit: int, random: RandomBytes) -> int:
    """A number below the limit, each equally likely: a draw beyond the last whole multiple is thrown away."""
    usable = 2**32 - 2**32 % limit
    while True:
        number = int.from_bytes(random(4), "big")
        if number < usable:
            return number % limit


def _signs(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def _is_repeated(phrase: str, signs: str) -> bool:
    """Few different signs, one word again and again, or one piece again and again."""
    words = list(filter(None, (_signs(word).rstrip("0123456789") for word in phrase.split())))
    again = (signs + signs).find(signs, 1)  # the length of the shortest piece whose repetition gives the whole
    return len(set(signs)) < 5 or len(set(words)) == 1 < len(words) or again <= len(signs) // 2


def _has_name(phrase: str, names: Sequence[str]) -> bool:
    """A name as a whole, or one of its parts as a word of the phrase; generic short words of a team are no names."""
    signs = _signs(phrase)
    spoken = {_signs(word) for word in re.split(r"[\W_]+", phrase)}
    for nr, name in enumerate(names):
        whole = _signs(name)
        parts = {_signs(part) for part in name.split()}
        telling = {part for part in parts if len(part) >= (3 if nr == 0 else 7)}
        if (len(whole) >= 5 and whole in signs) or telling & spoken:
            return True
    return False


def _without_runs(signs: str) -> str:
    """The signs without runs of four or more along a keyboard row, the alphabet or the digits, in both directions."""
    kept, start = [], 0
    while start < len(signs):
        run = max(_run_length(signs, start, row) for line in _ROWS for row in (line, line[::-1]))
        kept.append("" if run >= 4 else signs[start])
        start += run if run >= 4 else 1
    return "".join(kept)


def _run_length(signs: str, start: int, row: str) -> int:
    place, length = row.find(signs[start]), 1
    if place < 0:
        return 1
    while start + length < len(signs) and row[place + length : place + length + 1] == signs[start + length]:
        length += 1
    return length


def _is_common(signs: str, refused: Collection[str]) -> bool:
    """In the list, begins with a refused beginning, or hardly anything besides refused words."""
    core, rest = signs.strip("0123456789"), signs
    for entry in sorted(refused, key=len, reverse=True):
        word = _signs(entry)
        if word in {signs, core} or (entry.endswith("*") and signs.startswith(word)):
            return True
        rest = rest.replace(word, "")
    return len(rest.strip("0123456789")) < _FEWEST_SIGNS
