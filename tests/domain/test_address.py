# SPDX-License-Identifier: EUPL-1.2
"""Pasted addresses fall into the right fields, and what is no address is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.address import AddressParts, split_address
from tests.factory import the_profile


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Dorp 12 bus 3, 2460 Tielen", ("Dorp", "12", "3", "2460", "Tielen")),
        ("Kerkstraat 5A/2 2460 Kasterlee", ("Kerkstraat", "5A", "2", "2460", "Kasterlee")),
        ("Dorp 12 b3", ("Dorp", "12", "3", "", "")),
        ("Dorp 12", ("Dorp", "12", "", "", "")),
        ("Dorp 12 b", ("Dorp", "12b", "", "", "")),
        ("Zoë Celik\nDorp 12 bus 0302\nB-2460 TIELEN\nBelgië", ("Dorp", "12", "0302", "2460", "Tielen")),
        ("2460 Kasterlee, Kerkstraat 5", ("Kerkstraat", "5", "", "2460", "Kasterlee")),
        ("Dorp 12, Tielen", ("Dorp", "12", "", "2460", "Tielen")),
        ("Dorp, 12, 2460 Tielen", ("Dorp", "12", "", "2460", "Tielen")),
        ("11 Novemberlaan 3", ("11 Novemberlaan", "3", "", "", "")),
        ("Laan 1940 12 2460 Tielen", ("Laan 1940", "12", "", "2460", "Tielen")),
        ("Sint-Jansstraat 12 - 14", ("Sint-Jansstraat", "12-14", "", "", "")),
        ("Kerkstraat 12 bis", ("Kerkstraat", "12 bis", "", "", "")),
        ("Kerkstraat nr. 5 bte A; 2460 Tielen", ("Kerkstraat", "5", "A", "2460", "Tielen")),
        ("Kerkstraat 5, bus 2, 2460 Tielen", ("Kerkstraat", "5", "2", "2460", "Tielen")),
        ("'t Heike 7 app. 4", ("'t Heike", "7", "4", "", "")),
        ("Dorp\u00a012\u200e, 2460\tTielen", ("Dorp", "12", "", "2460", "Tielen")),
    ],
)
def test_a_pasted_address_falls_into_its_fields(line: str, parts: tuple[str, ...]) -> None:
    assert split_address(line, the_profile()) == AddressParts(*parts)


def test_R07_a_street_named_after_a_place_does_not_decide_the_place() -> None:
    # GIVEN an address in Poederlee, in a street named after Lichtaart
    parts = split_address("Lichtaartsesteenweg 1, 2275 Poederlee", the_profile())
    # THEN the place stays Poederlee, for the form to refuse
    assert parts == AddressParts("Lichtaartsesteenweg", "1", "", "2275", "Poederlee")


@pytest.mark.parametrize(
    "line", ["", "Dorp", "2460 Tielen", "Zoë Celik", "12", "Kerkstraat 12 boven", "x" * 301, "0470 12 34 56"]
)
def test_what_is_no_address_is_left_alone(line: str) -> None:
    assert split_address(line, the_profile()) is None


@given(st.text(max_size=300))
def test_P11_any_text_may_be_pasted(text: str) -> None:
    parts = split_address(text, the_profile())
    assert parts is None or (parts.street and parts.house_number)
