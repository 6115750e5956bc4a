# SPDX-License-Identifier: EUPL-1.2
"""Every value of kasterlee.toml against the published text of the protocol."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from app.domain.profile import Place, Status
from app.domain.toml_table import kbo_holds
from app.paths import resource
from tests.factory import the_practice_profile, the_profile


@cache
def protocol() -> str:
    """The protocol as published, on one line."""
    text = resource("protocols", "bron", "protocol-kasterlee.txt").read_text(encoding="utf-8")
    return " ".join(text.split())


def article(number: int) -> str:
    """One article of it."""
    found = re.search(rf"Artikel {number}[:.] (.*?)(?=Artikel {number + 1}[:.] |$)", protocol())
    assert found is not None
    return found[1]


def in_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def test_R01_the_parties_are_those_of_the_protocol() -> None:
    # GIVEN the paragraphs "TUSSEN … EN …"
    profile = the_profile()
    sender, recipient = re.split(r" EN ", protocol().split("TUSSEN")[1].split("NA TE HEBBEN")[0], maxsplit=1)
    # THEN each party has the name, number and address that stand there
    assert profile.sender_party.name in sender
    assert profile.sender_party.enterprise_number in sender
    assert profile.sender_party.address in sender
    assert profile.recipient_party.name.casefold() in recipient.casefold()
    assert profile.recipient_party.short_name in recipient
    assert profile.recipient_party.enterprise_number in recipient
    assert profile.recipient_party.address in recipient
    assert kbo_holds(profile.sender_party.enterprise_number)
    assert kbo_holds(profile.recipient_party.enterprise_number)


def test_R01_the_recipient_is_the_mailbox_of_article_6() -> None:
    # GIVEN article 6
    addresses = re.findall(r"[\w.]+@[\w.]+\w", article(6))
    # THEN it names one mailbox, and that is the recipient; a telephone number it does not name
    assert addresses == [the_profile().recipient.email]
    assert the_profile().recipient.name in article(6)
    assert the_profile().recipient.phone == ""
    assert "AES 256" in article(6)
    assert not the_profile().zip_fallback_allowed


def test_R06_the_purpose_is_the_sentence_of_article_2() -> None:
    assert the_profile().purpose in article(2)


def test_R07_the_places_are_those_of_the_municipality() -> None:
    # GIVEN the seat of the OCMW
    assert "2460 Kasterlee" in protocol()
    # THEN its three places share that postcode, and residing elsewhere is not allowed
    assert the_profile().places == (Place("Kasterlee", "2460"), Place("Lichtaart", "2460"), Place("Tielen", "2460"))
    assert not the_profile().stays_elsewhere_allowed


def test_R08_title_and_dates_are_those_of_the_protocol() -> None:
    profile = the_profile()
    assert f"Opgemaakt te Brussel op {in_words(profile.signed_on)}" in protocol()
    assert f"treedt in werking op {in_words(profile.in_force_from)}" in article(11)
    assert profile.title == f"Protocol {profile.sender_party.name} – {profile.recipient_party.short_name}"
    assert profile.heading == "Doorverwijzing van Kind en Gezin naar OCMW Kasterlee"
    assert in_words(profile.in_force_from) in " ".join(part.body for part in profile.dutch_sheet.sections)


def test_R09_R10_it_is_active_without_end_and_with_three_months_of_notice() -> None:
    assert the_profile().status is Status.ACTIVE
    assert the_profile().valid_until is None
    assert the_profile().notice_ends_on is None
    assert "opzegtermijn van 3 maanden" in article(11)


def test_R11_the_shared_data_are_those_of_article_3() -> None:
    # GIVEN the two kinds of data of the table
    text = article(3)
    assert "Gegeven 1 Voornaam en naam van de cliënt" in text
    assert "Gegeven 2 Contactgegevens (adres, telefoonnummer en e-mailadres van de cliënt)" in text
    assert "Gegeven 3" not in text
    # THEN the profile names exactly these
    assert the_profile().shared_fields == ("voornaam", "naam", "adres", "telefoonnummer", "e-mailadres")


def test_the_contacts_for_a_breach_are_those_of_article_9() -> None:
    profile = the_profile()
    assert f"Opgroeien regie: {profile.own_dpo.email}" in article(9)
    assert f"OCMW Kasterlee: {profile.other_dpo.email}" in article(9)
    # AND the dates of their advice are those of recitals E and F
    assert profile.own_dpo.advised_on is not None
    assert profile.other_dpo.advised_on is not None
    assert f"Opgroeien regie heeft op {in_words(profile.own_dpo.advised_on)} advies" in protocol()
    assert f"OCMW Kasterlee heeft op {in_words(profile.other_dpo.advised_on)} advies" in protocol()
    # AND nobody claims to have checked them later than the protocol itself
    assert profile.own_dpo.checked_on == profile.other_dpo.checked_on == profile.signed_on


def test_law_and_court_are_those_of_article_10() -> None:
    assert "beheerst door het Belgisch recht" in article(10)
    assert "rechtbank in Brussel" in article(10)
    assert the_profile().law_and_court == "Belgisch recht, rechtbank van Brussel"


@pytest.mark.parametrize(
    ("term", "days"),
    [
        ("concept_days", 7), ("ready_days", 7), ("exported_days", 5), ("sent_days", 7),
        ("extend_days", 7), ("warn_days", 2),
        ("hard_consent_days", 30), ("hard_sent_days", 14), ("remind_sent_days", 3), ("consent_max_days", 30),
        ("report_working_days", 5), ("withdrawal_days", 30), ("stop_days", 2), ("register_years", 5),
    ],
)  # fmt: skip
def test_R45_the_terms_are_those_that_were_agreed(term: str, days: int) -> None:
    assert getattr(the_profile().terms, term) == days


def test_the_client_is_told_both_terms_of_article_3() -> None:
    # GIVEN what the OCMW promises
    assert "tot er een contactname plaatsgevonden heeft" in article(3)
    assert "10 jaar na het afsluiten van het dossier" in article(3)
    # THEN both the item and the sheet say so
    item = next(item for item in the_profile().checklist if item.id == "I4")
    sheet = " ".join(part.body for part in the_profile().dutch_sheet.sections)
    for text in (item.say, sheet):
        assert "zeker tot" in text.casefold()
        assert "tot 10 jaar nadat" in text


def test_R66_the_practice_profile_names_nothing_real() -> None:
    # GIVEN everything of the real profile that somebody could be reached by
    practice, real = the_practice_profile(), the_profile()
    text = repr(practice)
    # THEN none of it stands in the practice profile, and every address lies in .invalid
    for fact in ("Kasterlee", "kasterlee", "2460", "Opgroeien", "Hallepoortlaan", "Leistraat", "iok.be"):
        assert fact not in text
    assert practice.practice
    assert not real.practice
    addresses = re.findall(r"[\w.]+@[\w.]*[a-z]+", text.replace("nl@1.0.0", ""))
    assert addresses
    assert all(address.endswith(".invalid") for address in addresses)
    assert [item.id for item in practice.checklist] == [item.id for item in real.checklist]
