# SPDX-License-Identifier: EUPL-1.2
"""Cleaning: nothing invisible survives, nothing readable is changed, twice is the same as once."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.cleaning import LONGEST, Cleaned, clean
from tests.factory import AWKWARD_ADDRESSES, AWKWARD_NAMES

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)


@given(ANYTHING)
@example("\u200d\u0301")
@example("e\u200d\u0301")
@example("\ud800\udc00")
@example("\u0958" * LONGEST)
@example("\u0646\u200c\u200c\u0647")
def test_P11_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once) == Cleaned(once, removed=False)


@given(ANYTHING)
def test_P11_no_control_sign_survives(text: str) -> None:
    # WHEN any text is cleaned
    result = clean(text).text
    # THEN it is one line in NFC, with nothing invisible but joiners, and no blanks around it
    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") for sign in result)
    assert all(unicodedata.category(sign) != "Cf" or sign in "\u200c\u200d" for sign in result)
    assert unicodedata.normalize("NFC", result) == result
    assert result.strip() == result
    assert json.loads(json.dumps(result, ensure_ascii=False).encode()) == result


@pytest.mark.parametrize(
    "name",
    [part for pair in AWKWARD_NAMES for part in pair if part]
    + [row[0] for row in AWKWARD_ADDRESSES]
    + ["van den Broeck"],
)
def test_R16_P11_names_of_any_script_stay_as_they_are(name: str) -> None:
    assert clean(name) == Cleaned(unicodedata.normalize("NFC", name), removed=False)


def test_R16_letters_with_loose_accents_become_one_sign() -> None:
    # GIVEN a name from a system that writes accents apart
    # WHEN it is cleaned
    # THEN the letters are composed, without a remark: nothing was taken out
    assert clean("Zoe\u0308 C\u0327elik") == Cleaned("Zoë Çelik", removed=False)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Zoë\r\nCelik", "Zoë  Celik"),
        ("a\tb\vc\fd\x85e\u2028f\u2029g", "a b c d e f g"),
        ("a\0b\x07c\x9fd", "abcd"),
        ("\u202eabc\u202c\u2066x\u2069", "abcx"),
        ("a\u200e\u200fb\ufeffc\u00add", "abcd"),
        ("\ud83d", "\ufffd"),
        ("a\u200db", "ab"),
        ("a\ufffeb\ufdd0c", "abc"),
    ],
)
def test_R13_P11_what_cannot_be_seen_is_taken_out_with_a_remark(typed: str, left: str) -> None:
    assert clean(typed) == Cleaned(left, removed=True)


def test_joiners_stay_between_letters_that_need_them() -> None:
    # GIVEN a Persian word with a zero-width non-joiner and a Hindi one with a joiner behind a sign above the line
    for word in ("می\u200cخواهم", "क्\u200dष"):
        # THEN both stay
        assert clean(word) == Cleaned(unicodedata.normalize("NFC", word), removed=False)


def test_no_break_blanks_become_blanks_without_a_remark() -> None:
    assert clean("\u00a0Dorp\u202f12\u3000") == Cleaned("Dorp 12", removed=False)


def test_P11_a_pasted_megabyte_is_cut_before_any_work() -> None:
    # GIVEN a megabyte of text that needs cleaning at every sign
    looked_at = 0

    class Counting(str):
        def __getitem__(self, part: object) -> str:
            nonlocal looked_at
            looked_at += 1
            assert isinstance(part, slice)
            return str(self)[part]

    book = Counting("é\u202e" * 500_000)
    # WHEN it is cleaned
    result = clean(book)
    # THEN only its beginning was taken, in one piece, and the user hears of it
    assert looked_at == 1
    assert len(result.text) <= LONGEST
    assert result.removed
