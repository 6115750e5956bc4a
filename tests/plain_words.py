# SPDX-License-Identifier: EUPL-1.2
"""The one judge of words: short sentences, no officialese, little passive, whose phrase it is, no client in a template.

The rules are those of product.md 7 and 7.15. Screens, help, sheet, checklist, mails and documents are all held to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.client import FIELD_NAMES

LONGEST, AVERAGE = 22, 12
"""Words in a sentence."""
PASSIVE_SHARE = 0.05
"""Who does it stands in the sentence; one in twenty may leave it out."""

OFFICE_WORDS = (
    "aangaande", "alsook", "alvorens", "betreffende", "conform(?:e)?", "derhalve", "desbetreffende", "dewelke",
    "dien(?:t|en) te", "evenwel", "gelieve", "indien", "ingevolge", "inzake", "jegens", "krachtens", "middels",
    "niettegenstaande", "nopens", "omtrent", "reeds", "strafwetboek", "teneinde", "tevens", "u(?= [a-z])", "uwe?",
    "voormelde?",
)  # fmt: skip
"""What offices write and nobody says; the first four of product.md 7, and *je* is the only form of address."""
CLIENT_SLOTS = frozenset(
    {*FIELD_NAMES, "client", "cliënt", "voornaam", "naam", "familienaam", "straat", "huisnummer", "bus", "adres"}
    | {"postcode", "plaats", "telefoon", "email", "name", "address", "phrase", "passphrase", "wachtzin", "words"}
)
"""No template may ask for these."""

_OFFICE = re.compile(rf"\b(?:{'|'.join(OFFICE_WORDS)})\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(the|this|and|with|from|error|please|your|save|file name|cancel)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:wordt|worden|werd|werden)\b", re.IGNORECASE)
_PHRASE = re.compile(r"wachtzin", re.IGNORECASE)
_WHOSE = re.compile(r"eigen (?:nieuwe )?wachtzin|wachtzin van (?:het (?:test)?bestand|versie)", re.IGNORECASE)
_ARTICLE = re.compile(r"art\. \d|AVG \d|overw\. [A-F]|voorwaarden")
_QUOTED = re.compile(r"‘[^’]*’")


@dataclass(frozen=True)
class Judgement:
    """What is wrong with some texts; all empty when they are plain."""

    long: tuple[str, ...]
    office: tuple[str, ...]
    english: tuple[str, ...]
    average: float
    passive: float

    @property
    def is_plain(self) -> bool:
        return not (self.long or self.office or self.english or self.average > AVERAGE or self.passive > PASSIVE_SHARE)


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of some texts without keyboard marks; a line of a list with a bullet is an address, no sentence."""
    lines = [line.replace("&", "") for text in texts for line in text.split("\n") if not line.startswith("•")]
    found = [part.strip() for line in lines for part in re.split(r"(?:(?<=[.?!:…])|(?<=[.?!:…][”’]))\s+", line)]
    return [part for part in found if words_in(part)]


def words_in(text: str) -> int:
    """How many words; a placeholder, an address and ``in/uit`` are one."""
    return len(re.findall(r"[\w{}@/’'-]*\w[\w{}@/’'.-]*", text))


def judged(texts: Iterable[str], *, longest: int = LONGEST) -> Judgement:
    """Everything that can be said of the sentences of these texts."""
    found = sentences(texts)
    assert found, "no sentence was found: nothing is judged"
    return Judgement(
        tuple(sentence for sentence in found if words_in(sentence) > longest),
        tuple(sentence for sentence in found if _OFFICE.search(sentence)),
        tuple(sentence for sentence in found if _ENGLISH.search(sentence)),
        sum(map(words_in, found)) / len(found),
        sum(bool(_PASSIVE.search(sentence)) for sentence in found) / len(found),
    )


def nobodys_phrases(page: Sequence[str]) -> list[str]:
    """Texts that say "wachtzin" while neither they nor anything else on their page says whose; quoted verbs apart."""
    plain = [_QUOTED.sub("", text.replace("&", "")) for text in page]
    if any(_WHOSE.search(text) for text in plain):
        return []
    return [text for text in plain if _PHRASE.search(text)]


def client_slots(template: str) -> set[str]:
    """Placeholders of a template that a client would fill."""
    return {slot for slot in re.findall(r"\{(\w+)\}", template) if slot.casefold() in CLIENT_SLOTS}


def names_an_article(source: str) -> bool:
    """Does this source lead to the law or the protocol?"""
    return bool(_ARTICLE.search(source))
