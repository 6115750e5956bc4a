# SPDX-License-Identifier: EUPL-1.2
"""doorverwijzing.json: the published schema, and R15 to the letter."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from app.domain.disclosure import Disclosure
from app.export.document import to_json
from app.paths import resource
from tests.export.material import a_disclosure, the_longest_disclosure
from tests.factory import AWKWARD_NAMES
from tests.golden import golden


@pytest.fixture
def schema() -> Draft202012Validator:
    """The schema as published with the program."""
    text = resource("schema", "doorverwijzing.schema.json").read_text(encoding="utf-8")
    found = json.loads(text)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=FormatChecker())


def content(**changes: Any) -> dict[str, Any]:
    """The document of a changed disclosure, parsed."""
    parsed: dict[str, Any] = json.loads(to_json(a_disclosure(**changes)))
    return parsed


def paths_in(value: object, before: str = "") -> set[str]:
    """Every key as a dotted path."""
    if not isinstance(value, dict):
        return {before}
    return {path for key, inner in value.items() for path in paths_in(inner, f"{before}.{key}".strip("."))}


def test_R15_the_document_is_the_golden_one() -> None:
    # GIVEN the usual disclosure
    # THEN the document is, byte for byte, the one we agreed on
    assert to_json(a_disclosure(protocol_version="1.0")) == golden("doorverwijzing.json")


def test_R11_R15_the_keys_are_exactly_these() -> None:
    # GIVEN the literal set of the protocol; nothing may be added in passing
    assert paths_in(content()) == {
        "referentie", "versie", "voornaam", "naam",
        "adres.straat", "adres.nummer", "adres.bus", "adres.postcode", "adres.gemeente",
        "telefoon", "email",
        "toestemming.gegeven_op", "toestemming.tekst",
        "protocol.titel", "protocol.in_werking", "protocol.versie",
        "afzender.team", "afzender.telefoon", "afzender.email",
        "register.rij", "register.kop",
    }  # fmt: skip


def test_R15_the_schema_asks_for_the_same_keys_and_allows_no_other(schema: Draft202012Validator) -> None:
    # GIVEN a document with one key more, at the top and inside
    for place in ((), ("adres",), ("toestemming",), ("protocol",), ("afzender",), ("register",)):
        document = content()
        inner = document
        for key in place:
            inner = inner[key]
        # WHEN a key is added or taken away
        missing = dict.fromkeys(inner)
        inner["opmerking"] = "x"
        # THEN the schema refuses both
        assert not schema.is_valid(document), place
        del inner["opmerking"]
        assert schema.is_valid(document)
        for key in missing:
            kept = inner.pop(key)
            assert not schema.is_valid(document), key
            inner[key] = kept


@pytest.mark.parametrize("name", AWKWARD_NAMES, ids=[last for _, last in AWKWARD_NAMES])
def test_R16_names_of_all_kinds_pass_the_schema_and_come_back(
    schema: Draft202012Validator, name: tuple[str | None, str]
) -> None:
    document = content(first_name=name[0], last_name=name[1])
    assert list(schema.iter_errors(document)) == []
    assert (document["voornaam"], document["naam"]) == name


def test_R16_the_document_is_UTF_8_in_NFC_and_readable_as_text() -> None:
    # GIVEN a name typed with loose accents
    data = to_json(a_disclosure(last_name=unicodedata.normalize("NFD", "Çelik-Daniëls")))
    # THEN the file holds the letters themselves, composed
    assert '"naam": "Çelik-Daniëls"'.encode() in data


def test_R14_a_channel_left_out_is_null_and_its_key_stays(schema: Draft202012Validator) -> None:
    document = content(street=None, house_number=None, box=None, phone=None, email=None)
    assert schema.is_valid(document)
    assert document["adres"] == {
        "straat": None, "nummer": None, "bus": None, "postcode": "2460", "gemeente": "Tielen",
    }  # fmt: skip
    assert document["telefoon"] is None
    assert document["email"] is None


def test_the_longest_and_the_trial_document_pass_the_schema(schema: Draft202012Validator) -> None:
    assert list(schema.iter_errors(json.loads(to_json(the_longest_disclosure())))) == []


def test_a_correction_has_its_version_beside_the_reference(schema: Draft202012Validator) -> None:
    document = content(version=2)
    assert schema.is_valid(document)
    assert (document["referentie"], document["versie"]) == ("K7M4-29QK", 2)


def test_R15_every_field_of_the_disclosure_is_used_or_fixed_text() -> None:
    # GIVEN the fields that a disclosure has
    names = {field.name for field in fields(Disclosure)}
    # THEN all but heading and trial, which only the page shows, are in the document: one field more would show here
    assert len(names - {"heading", "trial"}) == len(paths_in(content()))


@pytest.mark.parametrize(
    ("key", "value"),
    [("referentie", "K7M4-29QI"), ("versie", 0), ("naam", None), ("naam", ""), ("email", "x"), ("voornaam", "a" * 101)],
)
def test_the_schema_refuses_what_this_program_never_writes(
    schema: Draft202012Validator, key: str, value: object
) -> None:
    document = content()
    document[key] = value
    assert not schema.is_valid(document)
