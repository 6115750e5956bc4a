# SPDX-License-Identifier: EUPL-1.2
"""The hash chain of the register: anybody can compute it, and every change to a row shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.events import GENESIS, Entry, Event, Row

ROW = Row(
    nr=7,
    tijd_utc="2026-11-23T09:00Z",
    gebeurtenis="geexporteerd",
    ref="K7M4-29QK-2",
    protocol="kasterlee",
    ontvanger="OCMW Kasterlee",
    archief_sha256="ab" * 32,
    bytes=4096,
    app_versie="1.0.0",
    tekst_versie="toestemming.nl@1.0.0 doorverwijzing@1.0.0",
    gebruiker="Zoë D'Hondt-Çelik",
    vorige=GENESIS,
    hash="",
)


def test_R56_the_events_are_the_closed_list_of_the_handbook() -> None:
    assert [event.value for event in Event] == [
        "toestemming", "concept", "klaar", "geexporteerd", "verzonden_verklaard", "wachtzin_doorgegeven",
        "ontvangst_bevestigd", "gecorrigeerd", "melding_ocmw_foutief", "melding_ocmw_onnauwkeurig",
        "melding_ocmw_onvolledig", "melding_ocmw_ontbrekend", "melding_ocmw_verouderd", "melding_ocmw_overtollig",
        "melding_beantwoord", "ingetrokken_voor_verzending", "ingetrokken_na_verzending", "wissing_bevestigd_ocmw",
        "ongeldig_verklaard", "incident_gemeld", "verlengd", "verlopen", "gewist", "proefzending",
        "herstelcode_gebruikt", "hersteld_uit_kopie", "eigen_wachtzin_gewijzigd",
    ]  # fmt: skip


def test_R21_R22_no_event_can_tell_of_a_refusal() -> None:
    assert not any(word in event.value for event in Event for word in ("nee", "weiger", "nadenk"))


def test_R56_a_row_has_no_place_for_client_data_or_free_text() -> None:
    assert [field.name for field in fields(Row)] == [
        "nr", "tijd_utc", "gebeurtenis", "ref", "protocol", "ontvanger", "archief_sha256", "bytes", "app_versie",
        "tekst_versie", "gebruiker", "vorige", "hash",
    ]  # fmt: skip
    assert {field.name for field in fields(Entry)} == {
        "event", "reference", "protocol", "recipient", "archive_sha256", "size", "text_versions", "user",
    }  # fmt: skip


def test_the_hash_can_be_computed_with_nothing_of_ours() -> None:
    # GIVEN the recipe in the manual: SHA-256 of the previous hash and the row as canonical JSON
    canonical = (
        '{"app_versie":"1.0.0","archief_sha256":"' + "ab" * 32 + '","bytes":4096,"gebeurtenis":"geexporteerd",'
        '"gebruiker":"Zoë D\'Hondt-Çelik","nr":7,"ontvanger":"OCMW Kasterlee","protocol":"kasterlee",'
        '"ref":"K7M4-29QK-2","tekst_versie":"toestemming.nl@1.0.0 doorverwijzing@1.0.0","tijd_utc":"2026-11-23T09:00Z"}'
    )
    assert json.loads(canonical) == {k: v for k, v in asdict(ROW).items() if k not in ("vorige", "hash")}
    # THEN the program computes the same
    assert ROW.computed_hash() == hashlib.sha256((GENESIS + canonical).encode()).hexdigest()


@pytest.mark.parametrize("name", [field.name for field in fields(Row) if field.name != "hash"])
def test_every_column_and_the_previous_hash_count(name: str) -> None:
    value = getattr(ROW, name)
    changed: Any = value + 1 if isinstance(value, int) else value + "x"
    assert replace(ROW, **{name: changed}).computed_hash() != ROW.computed_hash()


def test_the_hash_does_not_depend_on_itself() -> None:
    assert replace(ROW, hash="f" * 64).computed_hash() == ROW.computed_hash()


@given(first=st.text(), second=st.text(), user=st.text(), reference=st.text())
def test_text_cannot_be_moved_from_one_column_to_the_next(first: str, second: str, user: str, reference: str) -> None:
    one, other = replace(ROW, gebruiker=first, ref=second), replace(ROW, gebruiker=user, ref=reference)
    assert (one.computed_hash() == other.computed_hash()) == ((first, second) == (user, reference))
