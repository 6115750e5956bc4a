# SPDX-License-Identifier: EUPL-1.2
"""The word list fulfils every rule of dictation, and a changed list is refused."""

from __future__ import annotations

import hashlib
import importlib.util
import math
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from app.content import WORDS_SHA256, blocked_phrases, spelling, words
from app.domain.errors import ResourceDamaged
from app.domain.phrase import PhraseProblem, judge_passphrase
from app.paths import RESOURCES, resource


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that remakes the list; packaging/ is a folder of scripts, so it is loaded by its place."""
    place = importlib.util.spec_from_file_location("words_maker", RESOURCES.parent / "packaging" / "words.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def refused_words() -> list[str]:
    lines = (RESOURCES.parent / "packaging" / "words-refused.txt").read_text(encoding="utf-8").split("\n")
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def test_R30_there_are_at_least_4096_words_so_six_are_72_bits() -> None:
    assert len(words()) >= 4096
    assert 6 * math.log2(len(words())) >= 72


def test_R30_the_list_is_pinned() -> None:
    data = resource("words", "woorden.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == WORDS_SHA256
    assert data.decode("ascii").split("\n")[:-1] == list(words())


@pytest.mark.parametrize("change", [b"x", b"", None])
def test_R30_a_changed_list_is_refused(tmp_path: Path, change: bytes | None) -> None:
    # GIVEN a list with a word changed, an empty one, or none
    file = tmp_path / "woorden.txt"
    if change is not None:
        file.write_bytes(resource("words", "woorden.txt").read_bytes().replace(b"paard", change, 1) if change else b"")
    # THEN the program says that its own file is damaged
    with pytest.raises(ResourceDamaged) as refused:
        words(file)
    assert refused.value.facts == {"name": "woorden.txt"}


def test_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "woorden.txt"
    file.write_bytes(resource("words", "woorden.txt").read_bytes().replace(b"\n", b"\r\n"))
    assert words(file) == words()


def test_words_have_three_to_seven_plain_letters_and_stand_in_order() -> None:
    assert [word for word in words() if not re.fullmatch(r"(?=.*[aeiou])[a-z]{3,7}", word)] == []
    assert list(words()) == sorted(set(words()))


def test_words_differ_in_their_first_four_letters() -> None:
    assert [start for start, count in Counter(word[:4] for word in words()).items() if count > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ei", "ij"),
        ("au", "ou"),
        ("ch", "g"),
        ("d$", "t"),
        ("c", "k"),
        ("c", "s"),
        ("z", "s"),
        ("v", "f"),
        ("b$", "p"),
        ("en$", "e"),
    ],
)
def test_no_two_words_are_told_apart_by_a_sound_that_is_easily_misheard(one: str, other: str) -> None:
    # WHEN every such sound is written in one way
    heard = Counter(re.sub(one, other, word) for word in words())
    # THEN all words are still different
    assert [word for word, count in heard.items() if count > 1] == []


def test_no_two_words_sound_alike_in_all_rules_together(maker: ModuleType) -> None:
    heard = Counter(maker.sound(word) for word in words())
    assert [word for word, count in heard.items() if count > 1] == []


def test_what_is_heard_can_be_written(maker: ModuleType) -> None:
    assert [word for word in words() if re.search(r"[qxy]|c(?!h)", word)] == []
    assert [word for word in words() if maker.HARD_TO_SPELL.search(word)] == []


def test_no_loaded_words(maker: ModuleType) -> None:
    # GIVEN the words that product.md names, and the refused ones
    loaded = {"schuld", "arm", "ziek", "kind", "politie"}
    assert all(maker.is_refused(word, refused_words()) for word in loaded)
    # THEN none of them is in the list
    assert [word for word in words() if maker.is_refused(word, refused_words())] == []


def test_no_first_names() -> None:
    common = {"jan", "piet", "mark", "roos", "lies", "bert", "tom", "bart", "rik", "sara", "noor", "stef", "wim"}
    assert common & set(words()) == set()


def test_the_maker_keeps_its_own_rules(maker: ModuleType) -> None:
    # GIVEN a small dictionary with names, sound-alikes, rare, refused and foreign words
    stems = {"paard": 4.0, "trein": 4.0, "roos": 4.0, "zwaan": 0.4, "taxi": 5.0, "koe": 3.9, "appel": 4.0}
    stems |= {"politie": 5.0, "zebra": 3.0}
    known = stems | {"paarden": 3.9, "trijn": 3.5, "Roos": 4.0, "loopt": 3.0}
    fit = maker.candidates(known, set(stems), known.__getitem__)
    # WHEN the list is made
    taken = maker.chosen(fit, ["polit*"], 10)
    # THEN only clear words are left, one per beginning, dictionary words before other forms
    assert taken == ["appel", "koe", "loopt", "paard", "zebra"]
    assert maker.chosen(fit, [], 1) == ["politie"]


def test_the_licence_of_the_source_stands_beside_the_list() -> None:
    licence = resource("words", "LICENSE-OpenTaal.txt").read_text(encoding="utf-8")
    assert "OpenTaal" in licence
    assert "Redistributions in binary form must reproduce the above copyright notice" in licence


def test_the_spelling_alphabet_has_every_letter() -> None:
    alphabet = spelling()
    assert sorted(alphabet) == list("abcdefghijklmnopqrstuvwxyz")
    assert all(name.lower().startswith(letter) for letter, name in alphabet.items())


@pytest.mark.parametrize("lines", [["Anna", "Bernard"], ["Anna"] * 26, []])
def test_a_damaged_alphabet_is_refused(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "spelalfabet.txt"
    file.write_text("# kop\n" + "\n".join(lines), encoding="utf-8")
    with pytest.raises(ResourceDamaged):
        spelling(file)


@pytest.mark.parametrize("phrase", ["welkom", "kindengezin", "kasterlee", "doorverwijzing"])
def test_what_everybody_here_would_choose_is_refused(phrase: str) -> None:
    assert judge_passphrase(phrase + " zonder einde", blocked_phrases()) is PhraseProblem.COMMON


@pytest.mark.parametrize("data", [b"", b"# leeg\n", b"\xff\xfe"])
def test_a_damaged_block_list_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "geweigerde-zinnen.txt"
    file.write_bytes(data)
    with pytest.raises(ResourceDamaged):
        blocked_phrases(file)
