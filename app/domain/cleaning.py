# SPDX-License-Identifier: EUPL-1.2
"""Any text → clean text and whether something was taken out; clean(clean(x)) == clean(x)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LONGEST = 4096
"""What is beyond this many signs is cut before any work: no field allows more than 254."""

_JOINERS = "\u200c\u200d"
_BREAKS = frozenset("\r\n\t\v\f\x85\u2028\u2029")
_PLAIN = frozenset(chr(code) for code in range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text; ``removed`` when line breaks, control signs or invisible signs were taken out or replaced."""

    text: str
    removed: bool = False


def clean(text: str) -> Cleaned:
    """NFC, on one line, without control and invisible signs, without blanks around it (security.md P11)."""
    start = text[:LONGEST]
    if _PLAIN.issuperset(start):
        return Cleaned(start.strip(), len(text) > LONGEST)
    shown = [_shown(sign) for sign in start]
    joined = _without_stray_joiners("".join(shown))
    result = unicodedata.normalize("NFC", joined)[:LONGEST].strip()
    visible = len("".join(shown)) == len(joined)
    removed = not visible or len(text) > LONGEST or any(map(_is_noted, start, shown))
    return Cleaned(_without_stray_joiners(result).strip(), removed)


def _is_noted(sign: str, shown: str) -> bool:
    """Was this sign taken out or replaced in a way the user should look at? A no-break blank is not."""
    return sign != shown and unicodedata.category(sign) != "Zs"


def _shown(sign: str) -> str:
    """The sign itself, a blank for what separates, nothing for what cannot be seen, U+FFFD for half a character."""
    if sign in _PLAIN or sign in _JOINERS:
        return sign
    if sign in _BREAKS:
        return " "
    category = unicodedata.category(sign)
    if category == "Zs":
        return " "
    if category == "Cs":
        return "\ufffd"
    if category in ("Cc", "Cf") or _is_noncharacter(ord(sign)):
        return ""
    return sign


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _without_stray_joiners(text: str) -> str:
    """Keep ZWJ and ZWNJ only between letters of scripts that need them (Persian, Hindi …)."""
    if not any(joiner in text for joiner in _JOINERS):
        return text
    last = len(text) - 1
    return "".join(
        sign
        for place, sign in enumerate(text)
        if sign not in _JOINERS
        or (0 < place < last and _takes_joiner(text[place - 1]) and _takes_joiner(text[place + 1]))
    )


def _takes_joiner(sign: str) -> bool:
    if ord(sign) < 0x0590 or unicodedata.category(sign)[0] not in "LM":
        return False
    return "LATIN" not in unicodedata.name(sign, "")
