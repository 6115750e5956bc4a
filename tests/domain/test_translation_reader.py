# SPDX-License-Identifier: EUPL-1.2
"""A translation says what the Dutch sheet says: every mistake is told, and an older one is read but not compared."""

from __future__ import annotations

import pytest

from app.domain.errors import ProfileInvalid
from app.domain.languages import LANGUAGES
from app.domain.translation_reader import read_translation
from app.paths import resource
from tests.factory import the_profile

FRENCH = resource("protocols", "kasterlee", "infoblad.fr.toml").read_text(encoding="utf-8")


def problems_of(text: str) -> tuple[tuple[str, str], ...]:
    """Where and what."""
    with pytest.raises(ProfileInvalid) as refused:
        read_translation(text, the_profile().dutch_sheet)
    found = refused.value.facts["problems"]
    assert isinstance(found, tuple)
    return found


def test_R27_a_translation_names_its_source_and_who_checked_it() -> None:
    text = FRENCH.replace('nagelezen_door = ""', 'nagelezen_door = "sociaal tolk"')
    sheet = read_translation(text, the_profile().dutch_sheet)
    assert (sheet.language, sheet.source, sheet.validated_by) == ("fr", "1.0.0", "sociaal tolk")
    assert sheet.words is not None
    assert sheet.words.not_checked == "Pas encore relu"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('taal = "fr"', 'taal = "nl"', "taal", "geen taal die deze app kent: fr, en, "),
        ('taal = "fr"', 'taal = "xx"', "taal", "geen taal die deze app kent"),
        ('taal = "fr"', 'taal = "Frans"', "taal", "heeft niet de vorm"),
        ('bron = "nl@1.0.0"', "", "bron", "ontbreekt"),
        ('bron = "nl@1.0.0"', 'bron = ""', "bron", "is leeg"),
        ('bron = "nl@1.0.0"', 'bron = "1.0.0"', "bron", "heeft niet de vorm"),
        ('versie = "1.0.0"', 'versie = "1.0.1"', "voet", "moet de eigen versie noemen: fr 1.0.1"),
        ("{telefoon_team}", "014 99 99 99", "delen[8].tekst", "mist: {telefoon_team}"),
        ("{telefoon_team}", "014 99 99 99", "delen[8].tekst", "heeft te veel: 014, 99"),
        ("{telefoon_team}", "{voornaam}", "delen[8].tekst", "onbekende invulplaats {voornaam}"),
        ("dpo@opgroeien.be", "dpo@example.org", "delen[9].tekst", "mist: dpo@opgroeien.be"),
        ("jusqu’à 10 ans", "jusqu’à 100 ans", "delen[6].tekst", "mist: 10"),
        ("\n• Au CPAS", " • Au CPAS", "delen[9].tekst", "ander aantal regels"),
        ("– {datum}.", ".", "voet", "mist de invulplaats {datum}"),
        ("version {bron}", "version", "kader.vertaling", "mist de invulplaats {bron}"),
        ("Relu par {wie}", "Relu", "kader.nagelezen", "mist de invulplaats {wie}"),
        ("[kader]", "[rand]", "kader", "ontbreekt"),
        ("formaat = 1", "formaat = 2", "formaat", "tussen 1 en 1"),
        ("formaat = 1", "formaat = 1\nklant = 'x'", "klant", "onbekende sleutel"),
        ("Vous choisissez librement.", "Vous\u200b choisissez.", "delen[7].tekst", "onzichtbare tekens"),
    ],
)  # fmt: skip
def test_R27_each_mistake_is_told_with_where_and_what(old: str, new: str, where: str, what: str) -> None:
    assert old in FRENCH
    found = problems_of(FRENCH.replace(old, new, 1))
    assert [problem for problem in found if problem[0] == where and what in problem[1]], found


def test_R27_a_part_that_was_left_out_is_told() -> None:
    text = FRENCH[: FRENCH.rindex("[[delen]]")]
    assert problems_of(text) == (("delen", "telt 9 delen, het Nederlandse infoblad 10"),)


def test_R27_a_translation_of_older_words_is_read_without_comparing() -> None:
    # GIVEN a translation of a Dutch sheet that had a part less
    text = FRENCH[: FRENCH.rindex("[[delen]]")].replace("nl@1.0.0", "nl@0.9.0")
    sheet = read_translation(text, the_profile().dutch_sheet)
    # THEN it is known, and does not follow
    assert not sheet.follows(the_profile().dutch_sheet)


def test_a_text_that_is_no_table_is_told() -> None:
    assert problems_of("= =")[0][0] == "bestand"


def test_R27_every_language_that_is_offered_has_its_sheet_of_this_dutch_version() -> None:
    profile = the_profile()
    assert tuple(sheet.language for sheet in profile.sheets) == tuple(LANGUAGES)
    assert all(profile.sheet(language) is not None for language in LANGUAGES)


def test_R27_no_translation_claims_to_be_read_by_somebody_before_it_was() -> None:
    assert [sheet.validated_by for sheet in the_profile().sheets] == [""] * len(LANGUAGES)
