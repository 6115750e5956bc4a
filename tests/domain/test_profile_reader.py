# SPDX-License-Identifier: EUPL-1.2
"""A profile file is read strictly: every problem at once, with where and what in Dutch, and never a traceback."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ProfileInvalid
from app.domain.profile_reader import LONGEST_FILE, read_profile
from app.domain.toml_table import kbo_holds
from app.paths import resource
from tests.factory import the_profile

GOOD = resource("protocols", "kasterlee.toml").read_text(encoding="utf-8")


def problems_of(text: str) -> tuple[tuple[str, str], ...]:
    with pytest.raises(ProfileInvalid) as refused:
        read_profile(text)
    found = refused.value.facts["problems"]
    assert isinstance(found, tuple)
    assert found
    return found


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def test_a_good_file_reads_also_with_a_mark_of_windows_in_front() -> None:
    assert read_profile("\ufeff" + GOOD.replace("\n", "\r\n")).places == the_profile().places


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("formaat = 1", "formaat = 2", "formaat", "moet tussen 1 en 1 liggen"),
        ('id = "kasterlee"', 'id = "Kasterlee!"', "protocol.id", "heeft niet de vorm"),
        ('versie = "1.0"', "versie = 1.0", "protocol.versie", "moet een tekst"),
        ('titel = "', 'titl = "', "protocol.titel", "ontbreekt"),
        ('titel = "', 'titl = "', "protocol.titl", "onbekende sleutel"),
        ("opgemaakt_op = 2025-02-25", 'opgemaakt_op = "25/02/2025"', "protocol.opgemaakt_op", "moet een datum"),
        ("opgemaakt_op = 2025-02-25", "opgemaakt_op = 2025-02-25T10:00:00", "protocol.opgemaakt_op", "zonder uur"),
        ("opgemaakt_op = 2025-02-25", "opgemaakt_op = 1925-02-25", "protocol.opgemaakt_op", "onwaarschijnlijke"),
        ("in_werking_sinds = 2025-03-24", "in_werking_sinds = 2025-01-01", "protocol.in_werking_sinds", "ligt voor"),
        ('geldig_tot = ""', "geldig_tot = 2024-01-01", "protocol.geldig_tot", "ligt voor"),
        ('opgezegd_tegen = ""', "opgezegd_tegen = 2024-01-01", "protocol.opgezegd_tegen", "ligt voor"),
        ('status = "actief"', 'status = "aan"', "protocol.status", "actief, geschorst of beeindigd"),
        ('status = "actief"', 'status = ""', "protocol.status", "is leeg"),
        ("0886.886.638", "0886.886.639", "partijen.afzender.kbo", "controlegetal"),
        ("0212.223.726", "0212223726", "partijen.ontvanger.kbo", "heeft niet de vorm"),
        ("sociaalhuis@kasterlee.be", "sociaalhuis", "ontvanger.email", "heeft niet de vorm"),
        ("sociaalhuis@kasterlee.be", "a@b.be, c@d.be", "ontvanger.email", "heeft niet de vorm"),
        ("sociaalhuis@kasterlee.be", "a@b.be\\r\\nBcc: c@d.be", "ontvanger.email", "onzichtbare tekens"),
        ('telefoon = ""', 'telefoon = "bel maar"', "ontvanger.telefoon", "heeft niet de vorm"),
        ('postcode = "2460"', 'postcode = "246"', "plaatsen[1].postcode", "heeft niet de vorm"),
        ('naam = "Lichtaart"', 'naam = "KASTERLEE"', "plaatsen[2].naam", "twee keer"),
        ("verblijft_elders = false", "verblijft_elders = 0", "regels.verblijft_elders", "true of false"),
        ("verblijft_elders = false", "verblijft_elders = true", "regels.verblijft_elders", "moet false zijn"),
        ("zip_als_terugval = false", "zip_als_terugval = true", "regels.zip_als_terugval", "moet false zijn"),
        ("nagekeken_op = 2025-02-25", "", "contacten.eigen_dpo.nagekeken_op", "ontbreekt"),
        ("concept_dagen = 7", "concept_dagen = 0", "termijnen.concept_dagen", "tussen 1 en 30"),
        ("concept_dagen = 7", "concept_dagen = true", "termijnen.concept_dagen", "geheel getal"),
        ("concept_dagen = 7", "concept_dagen = 7.5", "termijnen.concept_dagen", "geheel getal"),
        ("geldig_dagen = 30", "geldig_dagen = 40", "termijnen.toestemming_geldig_dagen", "langer"),
        ("verzonden_dagen = 7", "verzonden_dagen = 20", "termijnen.verzonden_dagen", "langer"),
        ("na_verzenden_dagen = 3", "na_verzenden_dagen = 9", "termijnen.herinneren", "langer"),
        ('id = "I2"', 'id = "I9"', "vinkjes[2].id", "heeft niet de vorm"),
        ('id = "I2"', 'id = "I1"', "vinkjes", "precies I1 tot I6"),
        ('versie = "toestemming.nl@1.0.0"', 'versie = "1.0.0"', "toestemming.versie", "heeft niet de vorm"),
        ('versie = "verklaring.nl@1.0.0"', 'versie = "verklaring.nl@1"', "verklaring.versie", "heeft niet de vorm"),
        ('taal = "nl"', 'taal = "fr"', "infobladen[1].taal", "een vertaling staat in een eigen bestand"),
        ('bron = ""', 'bron = "nl@1.0.0"', "infobladen[1].bron", "moet leeg zijn"),
        ("{telefoon_team}", "{voornaam}", "infobladen[1].delen", "onbekende invulplaats {voornaam}"),
        ("{telefoon_team}", "{telefoon_team", "infobladen[1].delen", "accolade"),
        ('zeg = "Vertel eens', 'zeg = "{naam}, vertel eens', "vinkjes[7].zeg", "onbekende invulplaats"),
        ('gegevens = ["voornaam", ', "gegevens = [1, ", "protocol.gegevens", "korte teksten"),
        ('gegevens = ["voornaam", "naam"', 'gegevens = ["naam", "naam"', "protocol.gegevens", "korte teksten"),
        ('id = "kasterlee"', 'id = "kasterlee"\noefening = true', "protocol.oefening", "alleen adressen"),
        ("dpo@opgroeien.be", "dpo@example.invalid", "protocol.oefening", "een echt profiel"),
        ("[ontvanger]\nnaam", "[ontvangr]\nnaam", "ontvanger", "ontbreekt"),
        ("[ontvanger]\nnaam", "[ontvangr]\nnaam", "ontvangr", "onbekende sleutel"),
        ("[regels]", "regels = 1\n[andere]", "plaatsen[3].regels", "onbekende sleutel"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_where_and_what(old: str, new: str, where: str, what: str) -> None:
    # WHEN a file with one mistake is read
    found = problems_of(changed(old, new))
    # THEN a problem says where it is and what it is
    assert [problem for problem in found if problem[0].startswith(where) and what in problem[1]], found


def test_all_mistakes_are_told_at_once() -> None:
    # GIVEN a file with three mistakes far apart
    text = changed("0886.886.638", "0886.886.639")
    text = text.replace('taal = "nl"', 'taal = "??"').replace("klaar_dagen = 7", "klaar_dagen = -7", 1)
    # THEN all three are told
    places = {where for where, _ in problems_of(text)}
    assert {"partijen.afzender.kbo", "termijnen.klaar_dagen", "infobladen[1].taal"} <= places


def test_lists_of_the_wrong_kind_are_told() -> None:
    # GIVEN lists that are no lists, and lists of other things
    head = 'plaatsen = "Tielen"\nvinkjes = [1, 2]\ninfobladen = []\n'
    text = head + re.sub(r"(?s)\[\[(plaatsen|vinkjes|infobladen)[^\n]*\n.*?(?=\n\[|\Z)", "", GOOD)
    found = dict(problems_of(text))
    # THEN each is told
    assert found["plaatsen"] == "moet een lijst van tabellen zijn"
    assert found["vinkjes[1]"] == "moet een tabel zijn"
    assert "infobladen" in found


def test_a_missing_list_and_too_long_a_text_are_told() -> None:
    assert ("protocol.gegevens", "ontbreekt") in problems_of(re.sub(r"gegevens = .*\n", "", GOOD))
    long = changed('recht = "', 'recht = "' + "x" * 3000)
    assert any(where == "protocol.recht" and "te lang" in what for where, what in problems_of(long))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "formaat",
        "= = =",
        "[" * 5000,
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        '"""',
        "a=1\na=2",
        "\ud800",
        GOOD + "\nxx",
    ],
)
def test_P11_a_broken_file_is_one_clear_problem_or_a_list_of_them(text: str) -> None:
    for where, what in problems_of(text):
        assert where
        assert what


def test_P11_a_broken_line_is_pointed_at() -> None:
    # GIVEN a good file with one broken line
    lines = GOOD.split("\n")
    lines[20] = "dit is geen TOML"
    # THEN the problem names that line
    assert problems_of("\n".join(lines)) == (("bestand", "is geen geldig TOML, kijk rond regel 21"),)


def test_P11_a_megabyte_is_refused_before_it_is_read() -> None:
    assert problems_of("x" * 1_000_000) == (("bestand", f"is te groot: hoogstens {LONGEST_FILE} tekens"),)


@given(st.data())
def test_P11_damage_anywhere_is_told_or_harmless(data: st.DataObject) -> None:
    # GIVEN the good file with a piece cut out, doubled or replaced by anything
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 200)))
    piece = data.draw(st.one_of(st.just(""), st.just(GOOD[start:end] * 2), st.text(max_size=20)))
    text = GOOD[:start] + piece + GOOD[end:]
    # THEN reading gives a profile or problems, nothing else
    try:
        read_profile(text)
    except ProfileInvalid as refused:
        problems = refused.facts["problems"]
        assert isinstance(problems, tuple)
        assert all(where and what for where, what in problems)


def test_R27_a_profile_holds_the_dutch_sheet_alone() -> None:
    # GIVEN a profile into which somebody put a second sheet
    sheet = GOOD[GOOD.index("[[infobladen]]") :].replace('taal = "nl"', 'taal = "fr"')
    # THEN it is refused: a translation stands in a file of its own
    assert ("infobladen", "moet 1 tot 1 keer voorkomen") in problems_of(GOOD + "\n" + sheet)


def test_end_dates_may_be_filled_in() -> None:
    profile = read_profile(changed('geldig_tot = ""', "geldig_tot = 2030-12-31"))
    assert profile.valid_until == date(2030, 12, 31)


def test_enterprise_numbers_are_checked_modulo_97() -> None:
    assert kbo_holds("0886.886.638")
    assert not kbo_holds("0886.886.637")
    assert not kbo_holds("2886.886.638")
