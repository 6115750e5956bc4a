# SPDX-License-Identifier: EUPL-1.2
"""The client record has the five kinds of data of art. 3 and nothing else."""

from __future__ import annotations

from dataclasses import fields

from app.domain.client import FIELD_LIMITS, FIELD_NAMES, Client
from tests.factory import a_client


def test_R11_R12_a_client_has_the_fields_of_article_3_and_no_other() -> None:
    # GIVEN the literal set of the protocol
    allowed = {"first_name", "last_name", "street", "house_number", "box", "postcode", "place", "phone", "email"}
    # THEN the record has no field for notes, children, birth date, number, language or reason
    assert {field.name for field in fields(Client)} == allowed == set(FIELD_NAMES) == set(FIELD_LIMITS)
    assert not hasattr(Client(), "__dict__")


def test_an_address_needs_street_and_number() -> None:
    assert a_client().has_address
    assert not a_client(street="").has_address
    assert not a_client(house_number="").has_address


def test_a_single_name_is_shown_alone() -> None:
    assert a_client().display_name == "Zoë D'Hondt-Çelik"
    assert a_client(first_name=None, last_name="Ngawang").display_name == "Ngawang"
    assert Client().display_name == ""
