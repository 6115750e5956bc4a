# SPDX-License-Identifier: EUPL-1.2
"""The documents for officers and OCMW: filled from the profile alone, with their sources, in plain words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.content import documents
from app.domain.accountability import KINDS, SLOTS, Document, listed, values
from app.domain.client import Client
from app.domain.errors import ResourceDamaged
from app.domain.profile import Contact, Profile, Recipient
from app.paths import resource
from tests import plain_words
from tests.factory import a_profile, the_practice_profile, the_profile

SHIPPED = resource("texts", "documenten.toml").read_text("utf-8")
PROFILES = pytest.mark.parametrize("profile", [the_profile(), the_practice_profile()], ids=lambda profile: profile.id)
LONGEST_SENTENCE = 26
"""An officer reads these: a little longer than what a client hears."""


def all_text(document: Document) -> str:
    lines = [document.title, document.intro, document.source]
    for part in document.parts:
        lines += [part.heading, part.source, *part.lines, *(text for fact in part.facts for text in fact)]
    return "\n".join(lines)


@PROFILES
@pytest.mark.parametrize("kind", KINDS)
def test_R58_a_document_is_filled_from_the_profile_and_nothing_is_left_open(kind: str, profile: Profile) -> None:
    found = documents()[kind]
    text = all_text(found.filled(profile))
    assert "{" not in text
    assert "}" not in text
    assert re.fullmatch(r"[a-z_]+\.nl@\d+\.\d+\.\d+", found.id)
    assert re.fullmatch(r"[a-z-]+", found.file_name)
    # AND no value of one municipality stands in the text itself
    if profile.practice:
        assert not re.search(r"Kasterlee|Opgroeien|Kind en Gezin|Proost|2460", text)


@pytest.mark.parametrize("kind", KINDS)
def test_R58_every_part_names_the_articles_it_rests_on(kind: str) -> None:
    found = documents()[kind]
    for source in (found.source, *(part.source for part in found.parts)):
        assert re.search(r"artikel \d|AVG \d|overweging [A-F]|partijen", source), source


def test_R58_the_slots_are_a_closed_list_of_profile_values_without_any_client_field() -> None:
    assert set(values(the_profile())) == SLOTS
    english = set(Client.__dataclass_fields__)
    dutch = {"voornaam", "naam", "straat", "nummer", "bus", "postcode", "plaats", "telefoon", "email", "referentie"}
    assert not SLOTS & (english | dutch)


def test_R58_the_art_30_text_says_what_the_law_asks() -> None:
    # GIVEN the points of GDPR 30(1)
    text = all_text(documents()["verwerkingsregister"].filled(the_profile()))
    for told in (
        "Opgroeien regie, KBO 0886.886.638",
        "dpo@opgroeien.be",
        the_profile().purpose,
        "voornaam, naam, adres, telefoonnummer en e-mailadres",
        "sociaalhuis@kasterlee.be",
        "buiten de Europese Unie",
        "30 dagen na de toestemming",
        "5 jaar per rij",
        "AES-256",
    ):
        assert told in text, told


def test_R58_the_DPIA_input_tells_flows_risks_what_remains_and_what_is_open() -> None:
    found = documents()["dpia"].filled(the_profile())
    headings = [part.heading for part in found.parts]
    assert [heading[3:] for heading in headings] == [
        "Wat het programma doet",
        "Stromen",
        "Noodzaak en evenredigheid",
        "Risico's en maatregelen",
        "Wat overblijft",
        "Vragen aan de DPO",
    ]
    assert len(found.parts[3].facts) >= 10
    assert all(risk and measure for risk, measure in found.parts[3].facts)
    assert "Ze is geen DPIA" in found.intro


def test_R59_the_list_of_proofs_holds_what_article_6_names() -> None:
    # GIVEN what the OCMW must be able to show
    found = documents()["bewijzen"].filled(the_profile())
    headings = " ".join(part.heading for part in found.parts)
    for proof in ("Veiligheidsplan", "DPO", "Register van verwerkingen", "Verwerkers en verwerkersovereenkomsten"):
        assert proof in headings
    text = all_text(found)
    assert "Op eenvoudig verzoek" in text
    assert "artikel 28 van de AVG" in text
    assert found.title == "Wat Opgroeien regie mag vragen aan OCMW Kasterlee"


def test_R58_the_instruction_tells_the_recipient_how_to_open_and_what_to_answer() -> None:
    text = all_text(documents()["ontvanger"].filled(the_profile()))
    for told in ("7-Zip", "AES-256", "maatschappelijk werker", "'OK' en de referentie", "'Gewist'", "kleine letters"):
        assert told in text
    # AND the six words of art. 7
    for word in ("foutief", "onnauwkeurig", "onvolledig", "ontbrekend", "verouderd", "overtollig"):
        assert word in text
    # AND a number appears as soon as an administrator fills it in
    assert "nog in te vullen" in text
    known = a_profile(recipient=Recipient("OCMW", "Sociaal Huis", "x@example.org", "014 85 99 00"))
    assert "014 85 99 00" in all_text(documents()["ontvanger"].filled(known))


def test_values_that_a_profile_may_lack_are_said_in_words() -> None:
    assert "samenwerkingsovereenkomst" in values(the_profile())["geldig_tot"]
    ends = a_profile(valid_until=date(2030, 1, 2), notice_ends_on=date(2028, 3, 4))
    assert values(ends)["geldig_tot"] == "04/03/2028"
    silent = a_profile(own_dpo=Contact("dpo@example.org", date(2026, 1, 1)))
    assert values(silent)["advies_eigen_dpo"] == "nog geen datum bekend"
    assert [listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a en b", "a, b en c"]


@pytest.mark.parametrize("kind", KINDS)
def test_R61_the_documents_are_plain(kind: str) -> None:
    found = plain_words.judged([all_text(documents()[kind])], longest=LONGEST_SENTENCE)
    assert found.is_plain, found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[bewijzen]", "[bewijs]"),
        ('sleutel = "dpia.nl"', 'sleutel = "dpia.nl"\nvreemd = 1'),
        ('sleutel = "dpia.nl"\n', ""),
        ('sleutel = "dpia.nl"', "sleutel = 3"),
        ("{afzender_kort}", "{voornaam}"),
        ("{afzender_kort}", "{afzender.name}"),
        ("{afzender_kort}", "{afzender!r}"),
        ("{afzender_kort}", "{afzender:>9}"),
        ("{afzender_kort}", "{}"),
        ("{afzender_kort}", "{afzender_kort"),
        ('kop = "2. Stromen"', 'kop = "2. Stromen"\nvreemd = 1'),
        ('kop = "2. Stromen"\n', ""),
        ('["DPO", "{eigen_dpo}"],', '["DPO"],'),
        ('["DPO", "{eigen_dpo}"],', "3,"),
        ("feiten = [\n", "feiten = 3\nx = [\n"),
        ("[[bewijzen.delen]]", "[bewijzen.delen]"),
        ("[bewijzen]", "[bewijzen"),
    ],
)
def test_R58_a_text_that_asks_for_anything_else_is_refused_when_it_is_read(old: str, new: str, tmp_path: Path) -> None:
    assert old in SHIPPED
    file = tmp_path / "documenten.toml"
    file.write_text(SHIPPED.replace(old, new), "utf-8")
    with pytest.raises(ResourceDamaged) as caught:
        documents(file)
    assert caught.value.facts == {"name": "documenten.toml"}


def test_a_document_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    for name in ("a.toml", "b.toml"):
        with pytest.raises(ResourceDamaged):
            documents(tmp_path / name)
