# SPDX-License-Identifier: EUPL-1.2
"""Remake the word list of archive phrases from the OpenTaal word list: same sources in, same list out.

Sources (Debian packages wdutch and hunspell-nl, both OpenTaal, BSD or CC BY) and the Python package wordfreq, whose
frequencies only decide which words are tried first. Run: python packaging/words.py DICT STEMS TARGET
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

COUNT = 4096  # twelve bits a word: six words are 72 bits
SHORTEST, LONGEST = 3, 7
RAREST = 1.6  # zipf scale: rarer words are hard to recognise by ear
RAREST_FORM = 2.0  # the same for plurals and verb forms, which come after the words of the dictionary
HEARD = 3.0  # a sound-alike this frequent (one in a million words) could be written instead
REFUSED = Path(__file__).with_name("words-refused.txt")

HARD_TO_SPELL = re.compile(
    r"[qxy]|c(?!h)|sh|th|ph|ea|eau|oi|ae|ueu|[aeou]{4}|^[td]j|dg|gh|oo[aei]|ck|[aeiou]{2}[aeiou]{2}|zz"
)
"""Letters and groups that Dutch has from other languages: a listener would not know how to write them."""

SOUND = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        ("sch$", "s"), ("ch", "g"), ("ij", "ei"), ("ouw?|auw?", "ou"), ("dt?$", "t"), ("b$", "p"), ("en$", "e"),
        ("ie", "i"), ("uw", "u"), ("z", "s"), ("v", "f"), ("tie", "tsi"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""What the ear cannot tell apart: ei/ij, au/ou, g/ch, final d/t and b/p, z/s, v/f, final n, doubled letters."""


def sound(word: str) -> str:
    """How a word sounds, as far as two words may be mixed up."""
    for pattern, heard in SOUND:
        word = pattern.sub(heard, word)
    return word


def candidates(words: Iterable[str], stems: set[str], frequency: Callable[[str], float]) -> list[str]:
    """Words that may be in the list, the best known first."""
    every = set(words)
    names = {word.lower() for word in every if word[:1].isupper()}
    plain = [word for word in every if re.fullmatch(rf"[a-z]{{{SHORTEST},{LONGEST}}}", word)]
    known = {word: frequency(word) for word in plain}
    heard = defaultdict(set)
    for word in plain:
        if known[word] >= HEARD:
            heard[sound(word)].add(word)
    fit = [
        word
        for word in plain
        if known[word] >= (RAREST if word in stems else RAREST_FORM)
        and word not in names
        and re.search("[aeiou]", word)
        and not HARD_TO_SPELL.search(word)
        and heard[sound(word)] <= {word}
    ]
    return sorted(fit, key=lambda word: (-known[word] - (word in stems), word))


def is_refused(word: str, refused: Iterable[str]) -> bool:
    """A refused word, or one that begins as a refused word with a star."""
    return any(word.startswith(entry[:-1]) if entry.endswith("*") else word == entry for entry in refused)


def chosen(fit: Iterable[str], refused: Sequence[str], count: int) -> list[str]:
    """The first so many words that differ in their first four letters and in sound."""
    beginnings: set[str] = set()
    sounds: set[str] = set()
    taken: list[str] = []
    for word in fit:
        if (
            len(taken) < count
            and word[:4] not in beginnings
            and sound(word) not in sounds
            and not is_refused(word, refused)
        ):
            taken.append(word)
            beginnings.add(word[:4])
            sounds.add(sound(word))
    return sorted(taken)


def main(dictionary: str, stems_file: str, target: str) -> int:
    """Write the list; exit code 1 when the rules leave too few words."""
    from wordfreq import zipf_frequency

    words = Path(dictionary).read_text("utf-8").split("\n")
    stems = {line.split("/")[0] for line in Path(stems_file).read_text("utf-8").split("\n")}
    lines = REFUSED.read_text("utf-8").split("\n")
    refused = [word for line in lines if not line.startswith("#") for word in line.split()]
    taken = chosen(candidates(words, stems, lambda word: zipf_frequency(word, "nl")), refused, COUNT)
    print(f"{len(taken)} woorden")
    if len(taken) < COUNT:
        return 1
    Path(target).write_bytes(("\n".join(taken) + "\n").encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
