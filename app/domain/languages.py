# SPDX-License-Identifier: EUPL-1.2
"""The languages into which a client's information sheet may be translated: names and direction of writing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """``own`` is what its readers call it, ``dutch`` what a Dutch-speaking nurse calls it."""

    own: str
    dutch: str
    right_to_left: bool = False


LANGUAGES = {
    "nl": Language("Nederlands", "Nederlands"),
    "fr": Language("Français", "Frans"),
    "en": Language("English", "Engels"),
    "de": Language("Deutsch", "Duits"),
    "tr": Language("Türkçe", "Turks"),
    "ar": Language("العربية", "Arabisch", right_to_left=True),
    "uk": Language("Українська", "Oekraïens"),
    "pl": Language("Polski", "Pools"),
    "es": Language("Español", "Spaans"),
    "ro": Language("Română", "Roemeens"),
    "ps": Language("پښتو", "Pasjtoe", right_to_left=True),
    "prs": Language("دری", "Dari", right_to_left=True),
}
"""By ISO code, in the order in which they are offered. Only what the bundled fonts can write may stand here."""

JOINER = "\u200c"
"""Keeps two letters of a Persian or Pashto word apart (zero width non-joiner)."""

_LEFT_TO_RIGHT = "\u2066"
_UNTIL_HERE = "\u2069"


def isolated(text: str, language: str) -> str:
    """A value for a text from right to left: without this, ``014 12 34 56`` would be shown back to front."""
    return f"{_LEFT_TO_RIGHT}{text}{_UNTIL_HERE}" if LANGUAGES[language].right_to_left else text
