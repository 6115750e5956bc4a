# SPDX-License-Identifier: EUPL-1.2
"""Telephone numbers and e-mail addresses: right ones become readable, wrong ones are none."""

from __future__ import annotations

import pytest

from app.domain.contact_forms import readable_email, readable_phone


@pytest.mark.parametrize(
    ("typed", "readable"),
    [
        ("0470123456", "0470 12 34 56"),
        ("0470/12.34.56", "0470 12 34 56"),
        ("+32 (0)470 12 34 56", "0470 12 34 56"),
        ("0032470123456", "0470 12 34 56"),
        ("014 12 34 56", "014 12 34 56"),
        ("+31612345678", "+31 6 12345678"),
        ("014–12–34–56", "014 12 34 56"),
    ],
)
def test_a_number_that_can_be_called_becomes_readable(typed: str, readable: str) -> None:
    # WHEN it is read, and read again
    # THEN both give the same
    assert readable_phone(typed) == readable
    assert readable_phone(readable) == readable


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0470",
        "112",
        "0470 12 34 56 na 18 u",
        "0470 12 34 56 / 014 12 34 56",
        "+99 1234567",
        "٠٤٧٠١٢٣٤٥٦",
        "1" * 61,
        "+",
    ],
)
def test_what_cannot_be_called_is_no_number(typed: str) -> None:
    assert readable_phone(typed) is None


@pytest.mark.parametrize(
    ("typed", "readable"),
    [
        ("zoe.celik@example.org", "zoe.celik@example.org"),
        ("Jan.Peeters@EXAMPLE.org", "Jan.Peeters@example.org"),
        ("zoë@example.org", "zoë@example.org"),
    ],
)
def test_an_address_gets_its_normal_form(typed: str, readable: str) -> None:
    assert readable_email(typed) == readable


@pytest.mark.parametrize(
    "typed", ["", "zoe", "zoe@", "zoe@example", "zoe celik@example.org", "a@b@example.org", "é" * 400, "x@y.test"]
)
def test_what_is_no_address_is_none(typed: str) -> None:
    assert readable_email(typed) is None
