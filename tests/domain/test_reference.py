# SPDX-License-Identifier: EUPL-1.2
"""References and recovery codes: every single wrong sign and every swap is noticed, what people type is forgiven."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reference import (
    ALPHABET,
    checked_reference,
    new_incident,
    new_recovery_code,
    new_reference,
    new_trial,
    normal_recovery_code,
    parse_full_reference,
    parse_reference,
    with_version,
)

FIVE, SIXTEEN = st.binary(min_size=5, max_size=5), st.binary(min_size=16, max_size=16)


def reference_of(data: bytes) -> str:
    return new_reference(lambda count: data[:count])


def other_signs(code: str, place: int) -> list[str]:
    return [code[:place] + sign + code[place + 1 :] for sign in ALPHABET if sign != code[place]]


def test_a_reference_is_eight_signs_without_i_l_o_u() -> None:
    # GIVEN random bytes
    # WHEN a reference is made
    reference = reference_of(bytes([7, 200, 33, 90, 255]))
    # THEN it is XXXX-XXXX from the 32 signs
    assert len(reference) == 9
    assert reference[4] == "-"
    assert set(reference) - {"-"} <= set(ALPHABET)
    assert not set(ALPHABET) & set("ILOU")
    assert len(ALPHABET) == 32


@given(FIVE)
def test_every_single_wrong_sign_is_noticed(data: bytes) -> None:
    # GIVEN a reference
    reference = reference_of(data)
    # WHEN any one sign is replaced by any other
    for place in (0, 1, 2, 3, 5, 6, 7, 8):
        for wrong in other_signs(reference, place):
            # THEN it is refused
            with pytest.raises(ValueError, match="reference"):
                parse_reference(wrong)


@given(FIVE)
def test_any_two_swapped_signs_are_noticed(data: bytes) -> None:
    # GIVEN the eight signs of a reference
    signs = reference_of(data).replace("-", "")
    # WHEN any two different ones change places
    for first, second in itertools.combinations(range(8), 2):
        if signs[first] != signs[second]:
            swapped = list(signs)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            # THEN it is refused
            with pytest.raises(ValueError, match="reference"):
                parse_reference("".join(swapped))


@pytest.mark.parametrize(
    "typed",
    [
        "k7m4-29qk",
        " K7M4 29QK ",
        "K7M429QK",
        "K7M4–29QK",
        "k7m4 - 29qk",
        "K7M4-29QK-2",
        "Ｋ７Ｍ４-29QK",
        "K7M4-29QK 12",
    ],
)
def test_what_people_type_is_forgiven(typed: str) -> None:
    assert parse_reference(typed) == "K7M4-29QK"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    # GIVEN a reference with a zero and ones
    reference = reference_of(bytes([0b00000_000, 0b01_00001_0, 0b0001_0000, 0b1_00000_00, 0b001_00001]))
    assert {"0", "1"} <= set(reference)
    # WHEN they are typed as O, I and L
    typed = reference.replace("0", "o").replace("1", "I", 1).replace("1", "l")
    # THEN it is the same reference
    assert parse_reference(typed) == reference


@pytest.mark.parametrize(
    "typed", ["", "K7M4", "K7M4-29Q", "K7M4-29QU", "TEST-4T8J", "INC-4T8J", "é" * 8, "9" * 100_000, "\0"]
)
def test_what_is_no_reference_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        parse_reference(typed)


def test_a_referral_never_looks_like_a_test() -> None:
    # GIVEN random bytes that would begin with TEST, and others after them
    number = sum(ALPHABET.index(sign) << 5 * place for place, sign in enumerate("TEST000"))
    draws = iter([number.to_bytes(5, "big"), bytes(5)])
    # WHEN a reference is made
    reference = new_reference(lambda _: next(draws))
    # THEN the first draw was thrown away
    assert reference == "0000-0000"


def test_versions_incidents_and_tests_have_their_own_forms() -> None:
    # GIVEN the forms this program writes
    written = [
        with_version("K7M4-29QK", 1),
        with_version("K7M4-29QK", 2),
        with_version("K7M4-29QK", 12),
        new_incident(lambda count: bytes(range(count))),
        new_trial(lambda count: bytes(range(count))),
    ]
    # THEN each passes the check of headers and file names unchanged
    assert [checked_reference(text) for text in written] == written
    assert written[:3] == ["K7M4-29QK", "K7M4-29QK-2", "K7M4-29QK-12"]
    assert written[3].startswith("INC-")
    assert written[4].startswith("TEST-")


@pytest.mark.parametrize(
    "text",
    ["k7m4-29qk", "K7M4-29QK-1", "K7M4-29QK-02", "K7M4-29QJ", "K7M4-29QK\r\nBcc: x@y.be", "../K7M4-29QK", "INC-4T8K",
     "TEST-4T8K", "CON", "", "K7M4-29QK\n"],
)  # fmt: skip
def test_anything_else_is_kept_out_of_headers_and_file_names(text: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        checked_reference(text)


@given(SIXTEEN)
def test_a_recovery_code_is_128_bits_in_seven_groups_of_four(data: bytes) -> None:
    # GIVEN sixteen random bytes
    code = new_recovery_code(lambda count: data[:count])
    # THEN the code has seven groups and holds every bit of them
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 7
    number = 0
    for sign in "".join(groups)[:26]:
        number = number * 32 + ALPHABET.index(sign)
    assert number == int.from_bytes(data, "big")
    assert normal_recovery_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code


@given(SIXTEEN, st.data())
def test_two_wrong_signs_of_a_recovery_code_are_noticed(data: bytes, draw: st.DataObject) -> None:
    # GIVEN a code and two of its places
    code = new_recovery_code(lambda count: data[:count])
    places = [place for place, sign in enumerate(code) if sign != "-"]
    first, second = draw.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True))
    # WHEN one or both signs are wrong
    wrong = draw.draw(st.sampled_from(other_signs(code, first)))
    for typed in (wrong, draw.draw(st.sampled_from(other_signs(wrong, second)))):
        # THEN the code is refused before any slow key derivation
        with pytest.raises(ValueError, match="code"):
            normal_recovery_code(typed)


@pytest.mark.parametrize("typed", ["", "0000", "-".join(["0000"] * 6), "Z" * 28, "U" * 28, "0" * 29])
def test_what_is_no_recovery_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"code|alphabet"):
        normal_recovery_code(typed)


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("k7m4 29qk", "K7M4-29QK"), ("K7M4-29QK-2", "K7M4-29QK-2"), ("k7m4 29qk 12", "K7M4-29QK-12"),
        ("K7M4-29QK-1", "K7M4-29QK"), ("K7M4-29QK-0", "K7M4-29QK"), ("K7M4-29QK-02", "K7M4-29QK-2"),
    ],
)  # fmt: skip
def test_the_version_behind_a_reference_is_kept_where_it_matters(typed: str, full: str) -> None:
    assert parse_full_reference(typed) == full
    assert parse_reference(typed) == "K7M4-29QK"
    assert checked_reference(full) == full
