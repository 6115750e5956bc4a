# SPDX-License-Identifier: EUPL-1.2
"""National numbers, account numbers and dates are found in every way people write them, and little else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forbidden import has_account_number, has_date, has_national_number


@pytest.mark.parametrize(
    "text",
    [
        "85073003328",
        "85.07.30-033.28",
        "85.07.30-033 28",
        "85 07 30 033 28",
        "850730-03328",
        "85/07/30-033/28",
        "Zoë 85073003328 Celik",
        "rr:85.07.30–033.28.",
        "17073003384",  # born in 2017: the check number counts a 2 in front
        "12 85073003328",
        "85073003328 en nog 12",
        "85.07.30-033.29",  # a typing error in it makes it no less a national number
        "８５０７３００３３２８",
    ],
)
def test_R13_national_numbers_are_found(text: str) -> None:
    assert has_national_number(text)


@pytest.mark.parametrize("text", ["", "85073003329", "0470 12 34 56", "185073003328", "85073003328123", "Dorp 12"])
def test_other_numbers_are_not_national_numbers(text: str) -> None:
    assert not has_national_number(text)


@given(st.integers(0, 999_999_999), st.booleans(), st.sampled_from(["", ".", "-", " ", "/"]))
def test_R13_every_national_number_of_both_centuries_is_found(first: int, born_after_2000: bool, between: str) -> None:
    # GIVEN any nine digits with their check number
    nine = f"{first:09}"
    check = 97 - int(("2" if born_after_2000 else "") + nine) % 97
    digits = f"{nine}{check:02}"
    # WHEN it is written with anything between its parts
    text = between.join((digits[:2], digits[2:4], digits[4:6], digits[6:9], digits[9:]))
    # THEN it is found, also inside a sentence
    assert has_national_number(text)
    assert has_national_number(f"Jan {text} Peeters")


@pytest.mark.parametrize(
    "text",
    [
        "BE68 5390 0754 7034",
        "be68539007547034",
        "BE68-5390-0754-7034",
        "rek. BE68 5390 0754 7034 van mij",
        "NL91 ABNA 0417 1643 00",
        "DE89370400440532013000",
        "BE68 5390 0754 7035",  # a typing error in a Belgian one
        "MT84MALT011000012345MTLCAST001S",  # a country outside the table
        "539-0075470-34",
    ],
)
def test_R13_account_numbers_are_found(text: str) -> None:
    assert has_account_number(text)


@pytest.mark.parametrize(
    "text", ["", "BE68", "NL91 ABNA 0417 1643 01", "Sint-Jansstraat 12", "539-0075470-35", "0470 12 34 56"]
)
def test_other_texts_are_not_account_numbers(text: str) -> None:
    assert not has_account_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "12/03/1990", "12-3-1990", "12.03.90", "12 03 1990", "1990-03-12", "12 maart 1990", "12mrt90", "geb. 12/03/90",
        "3 augustus 2019", "1 JAN 2020", "12032019", "20190312", "zoë 12/3/19", "1ste mei 2018",
    ],
)  # fmt: skip
def test_R13_dates_are_found_in_every_belgian_form(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "11 Novemberlaan", "Laan 1830", "12-14-16", "12-14", "5A/2", "45 03 1990", "12345678", "0302", "99999999"],
)
def test_house_numbers_and_streets_are_not_dates(text: str) -> None:
    assert not has_date(text)


def test_a_short_year_is_no_date_where_house_numbers_stand() -> None:
    assert has_date("12/3/01")
    assert not has_date("12/3/01", full_year_only=True)
    assert has_date("12/3/2001", full_year_only=True)
