# SPDX-License-Identifier: EUPL-1.2
"""Search the manual: without accents, by beginnings and parts of words, and with one mistake in a longer word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.domain.manual import Manual, Topic

_EVERYWHERE = (
    "aan als bij dan dat de deze die dit door een en er gaat gebeurt heb heeft het hij hoe ik in is je kan kom "
    "krijg maar maak mag met mijn moet na naar niet nog nu of om ook op te tot uit van voor waar waarom wanneer "
    "was wat we wel welke werkt wie wil word wordt ze zie zien zij zijn"
)
SMALL = frozenset(_EVERYWHERE.split())
"""Words that stand in every question; they count only when nothing else was asked."""

_WHOLE, _START, _INSIDE, _NEAR = 8, 5, 3, 1
_TITLE, _WORDS = 4, 3
"""How much more a title counts than the text, and what people may look for than the text."""

_SHORT_PART, _SHORT_STEM, _SHORT_NEAR = 4, 5, 5
"""From how many letters on a part, a stem and a word with a mistake are told apart from chance."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page and the sentence in which most was found."""

    topic: Topic
    sentence: str
    score: int


def search(manual: Manual, query: str) -> tuple[Hit, ...]:
    """The pages in which every asked word is found, the best first; nothing for an empty question."""
    asked = _asked(query)
    if not asked:
        return ()
    hits = [hit for topic in manual.topics if (hit := _hit(topic, asked)) is not None]
    return tuple(sorted(hits, key=lambda hit: -hit.score))  # equals stay in the order of the contents


def plain(text: str) -> str:
    """Without accents and capitals: ``Cliënt`` as ``client``."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """The words of a text, plain; ``e-mail`` is also found as ``email``."""
    return [word.replace("-", "") for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", plain(text))]


def sentences_of(line: str) -> list[str]:
    """The sentences of a line, as written."""
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", line) if sentence]


def _asked(query: str) -> list[str]:
    words = list(dict.fromkeys(words_of(query)))
    return [word for word in words if word not in SMALL] or words


def _hit(topic: Topic, asked: list[str]) -> Hit | None:
    sentences = [sentence for line in topic.lines for sentence in sentences_of(line)]
    counted = [(sentence, words_of(sentence)) for sentence in sentences]
    title, more = words_of(topic.title), words_of(" ".join(topic.words))
    total = 0
    for word in asked:
        best = max(
            _TITLE * _best(word, title),
            _WORDS * _best(word, more),
            *(_best(word, words) for _sentence, words in counted),
        )
        if best == 0:
            return None
        total += best
    found = max(counted, key=lambda pair: sum(_best(word, pair[1]) for word in asked))
    return Hit(topic, found[0], total)


def _best(asked: str, words: list[str]) -> int:
    return max((_match(asked, word) for word in words), default=0)


def _match(asked: str, word: str) -> int:
    """How well a word of the text is what was asked: whole, its beginning, a part, or one mistake away."""
    if asked == word:
        return _WHOLE
    if word.startswith(asked) or (len(word) >= _SHORT_STEM and asked.startswith(word)):
        return _START
    if len(asked) >= _SHORT_PART and asked in word:
        return _INSIDE
    if len(asked) >= _SHORT_NEAR and _one_mistake(asked, word):
        return _NEAR
    return 0


def _one_mistake(one: str, other: str) -> bool:
    """One letter more, less, different, or two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_of_other = one[at:], other[at:]
    swapped = rest[:2] == rest_of_other[1::-1] and rest[2:] == rest_of_other[2:]
    return rest[1:] in (rest_of_other[1:], rest_of_other) or rest == rest_of_other[1:] or swapped
