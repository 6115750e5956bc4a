# SPDX-License-Identifier: EUPL-1.2
"""Archive phrases are random and strong enough; own phrases that anybody would guess are refused."""

from __future__ import annotations

import math
import secrets
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content import blocked_phrases, spelling, words
from app.domain.phrase import (
    ARCHIVE_BITS,
    LONGEST,
    PhraseProblem,
    judge_passphrase,
    new_phrase,
    propose_passphrase,
    spell,
)

NAMES = ("Annelies Vercammen", "Lokaal team Voorbeeldendaal")


def test_R30_an_archive_phrase_is_six_words_of_the_list_with_72_bits() -> None:
    # GIVEN the pinned list
    known = words()
    # WHEN a phrase is made
    phrase = new_phrase(known, secrets.token_bytes)
    # THEN it has six words of the list, joined with hyphens, and at least 72 bits
    assert len(phrase.split("-")) == 6
    assert set(phrase.split("-")) <= set(known)
    assert 6 * math.log2(len(known)) >= ARCHIVE_BITS == 72


@pytest.mark.parametrize("count", [0, 1, 2048, 4095])
def test_R30_a_shorter_list_is_refused_in_code(count: int) -> None:
    with pytest.raises(ValueError, match="strength"):
        new_phrase([f"w{number}" for number in range(count)], secrets.token_bytes)


def test_R30_words_that_stand_twice_in_a_list_are_no_strength() -> None:
    with pytest.raises(ValueError, match="strength"):
        new_phrase(["paard"] * 5000, secrets.token_bytes)


def test_R30_a_hundred_thousand_phrases_all_differ() -> None:
    known = words()
    assert len({new_phrase(known, secrets.token_bytes) for _ in range(100_000)}) == 100_000


def test_R30_every_word_is_as_likely_as_another() -> None:
    # GIVEN a list whose length is no power of two, and every draw a byte source can give near the edge
    known = [f"w{number}" for number in range(5000)]
    edge = 2**32 - 2**32 % 5000
    draws = iter([edge, edge + 1, 2**32 - 1, 0, 1, 2, 3, 4, 4999, *[0] * 0])
    # WHEN a phrase is made
    phrase = new_phrase(known, lambda count: next(draws).to_bytes(count, "big"))
    # THEN draws that would favour the first words were thrown away
    assert phrase == "w0-w1-w2-w3-w4-w4999"


def test_an_own_phrase_is_proposed_that_the_rules_accept() -> None:
    # WHEN many proposals are made
    known, refused = words(), blocked_phrases()
    proposals = [propose_passphrase(known, secrets.token_bytes) for _ in range(500)]
    # THEN each has five words and passes the program's own rules
    assert Counter(len(proposal.split("-")) for proposal in proposals) == {5: 500}
    assert [proposal for proposal in proposals if judge_passphrase(proposal, refused) is not None] == []


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("", PhraseProblem.TOO_SHORT),
        ("veertien teken", PhraseProblem.TOO_SHORT),
        ("é" * LONGEST + "e", PhraseProblem.TOO_LONG),
        ("aaaaaaaaaaaaaaaaaaaa", PhraseProblem.REPEATED),
        ("paard paard paard", PhraseProblem.REPEATED),
        ("paard1 Paard2 PAARD3", PhraseProblem.REPEATED),
        ("eikelboomeikelboom", PhraseProblem.REPEATED),
        ("!!!!!!!!!!!!!!!!", PhraseProblem.REPEATED),
        ("Annelies houdt van paarden", PhraseProblem.NAME),
        ("annelies.vercammen.12", PhraseProblem.NAME),
        ("AnneliesVercammen!!", PhraseProblem.NAME),
        ("ons Voorbeeldendaal wint", PhraseProblem.NAME),
        ("azertyuiop123456", PhraseProblem.KEYBOARD),
        ("qsdfghjklm poiuytreza", PhraseProblem.KEYBOARD),
        ("abcdefghijklmnopq", PhraseProblem.KEYBOARD),
        ("9876543210 azerty", PhraseProblem.KEYBOARD),
        ("Welkom in de tuin 2024!", PhraseProblem.COMMON),
        ("W@chtw00rd van mij", PhraseProblem.COMMON),
        ("Kind en Gezin Geel", PhraseProblem.COMMON),
        ("kasterlee is mooi", PhraseProblem.COMMON),
        ("123 lang zal ze leven! 456", PhraseProblem.COMMON),
        ("mijn kasterlee 2460", PhraseProblem.COMMON),
    ],
)
def test_phrases_that_anybody_would_guess_are_refused(phrase: str, problem: PhraseProblem) -> None:
    assert judge_passphrase(phrase, blocked_phrases(), NAMES) is problem


@pytest.mark.parametrize(
    "phrase",
    ["mijn paard eet graag groene appels", "vijftien tekens", "Één ijsje op 't strand?", "ochtend team koffie brug"],
)
def test_other_phrases_are_fine_with_blanks_and_any_letters(phrase: str) -> None:
    assert judge_passphrase(phrase, blocked_phrases(), NAMES) is None


def test_length_counts_signs_as_people_see_them() -> None:
    # GIVEN fourteen letters, each with a loose accent
    phrase = "abcdefghijklmn".replace("a", "a\u0308").replace("e", "e\u0301")
    # THEN it has fourteen signs
    assert judge_passphrase(phrase, ()) is PhraseProblem.TOO_SHORT


@given(st.text(max_size=300))
def test_P11_any_own_phrase_can_be_judged(text: str) -> None:
    problem = judge_passphrase(text, ("welkom*", "lang zal ze leven"), NAMES)
    assert problem is None or isinstance(problem, PhraseProblem)


def test_a_word_is_spelled_with_the_alphabet() -> None:
    assert spell("zeep", spelling()) == ("Zacharias", "Eduard", "Eduard", "Pieter")
