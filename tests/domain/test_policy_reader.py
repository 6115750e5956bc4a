# SPDX-License-Identifier: EUPL-1.2
"""The administrator's values: each wrong or looser one is named, of two sources the stricter one wins."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.domain.errors import PolicyInvalid
from app.domain.policy import MAIL_PROGRAMS, Policy
from app.domain.policy_reader import Source, read_registry, read_source, settled
from app.domain.profile import Profile
from app.mail.route import Choice
from tests.factory import a_profile, the_profile, the_second_profile

STRICT = """
formaat = 1
extra_profielen = false
[op_slot]
hoogstens_minuten = 8
standaard_minuten = 4
[mail]
programmas = ["thunderbird", "geen"]
team_mailbox = "team.voorbeeld@example.org"
[termijnen]
concept_dagen = 3
verlengen_dagen = 0
[protocollen.kasterlee]
telefoon = "014 00 00 00"
"""
WITHOUT_NUMBER = (a_profile(),)


def of_file(text: str) -> Source:
    return read_source("policy.toml", tomllib.loads(text))


def problems(*sources: Source, profiles: tuple[Profile, ...] = WITHOUT_NUMBER) -> list[str]:
    """Every problem, as one line."""
    with pytest.raises(PolicyInvalid) as refused:
        settled(sources, profiles)
    found = refused.value.facts["problems"]
    assert isinstance(found, tuple)
    return [f"{where}: {what}" for where, what in found]


def test_every_setting_is_read() -> None:
    source = of_file(STRICT)
    assert settled((source,), WITHOUT_NUMBER) == Policy(
        longest_lock=8,
        usual_lock=4,
        mail_programs=("thunderbird", "geen"),
        team_mailbox="team.voorbeeld@example.org",
        terms={"concept_days": 3, "extend_days": 0},
        phones={"kasterlee": "014 00 00 00"},
    )
    assert not source.allows_extra_profiles


def test_an_empty_file_and_an_empty_registry_change_nothing() -> None:
    sources = (of_file(""), read_registry("register", {}))
    assert settled(sources, WITHOUT_NUMBER) == Policy() == settled((), WITHOUT_NUMBER)
    assert all(source.allows_extra_profiles for source in sources)


def test_the_closed_list_of_mail_programs_is_that_of_the_mail_itself() -> None:
    assert tuple(choice.value for choice in Choice) == MAIL_PROGRAMS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[ontvanger]\nemail = 'x@example.org'", "ontvanger: is een onbekende sleutel"),
        ("[[plaatsen]]\nnaam = 'Elders'", "plaatsen: is een onbekende sleutel"),
        ("ontvanger = 'x@example.org'", "ontvanger: is een onbekende sleutel"),
        ("[protocollen.kasterlee]\nemail = 'x@example.org'", "protocollen.kasterlee.email: is een onbekende sleutel"),
        ("[protocollen.kasterlee.ontvanger]\nemail = 'x'", "protocollen.kasterlee.ontvanger: is een onbekende sleutel"),
        ("[infobladen]\ntitel = 'x'", "infobladen: is een onbekende sleutel"),
        ("[contacten.eigen_dpo]\nemail = 'x@example.org'", "contacten: is een onbekende sleutel"),
    ],
)
def test_R01_no_recipient_address_place_or_text_can_be_set(text: str, told: str) -> None:
    assert problems(of_file(text)) == [f"policy.toml: {told}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("formaat = 2", "formaat: moet tussen 1 en 1 liggen"),
        ("extra_profielen = 'nee'", "extra_profielen: moet een true of false zijn"),
        ("op_slot = 5", "op_slot: moet een tabel zijn"),
        ("op_slot.na = 5", "op_slot.na: is een onbekende sleutel"),
        ("op_slot.hoogstens_minuten = '5'", "op_slot.hoogstens_minuten: moet een geheel getal zijn"),
        ("op_slot.hoogstens_minuten = true", "op_slot.hoogstens_minuten: moet een geheel getal zijn"),
        ("op_slot.hoogstens_minuten = 16", "op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen"),
        ("op_slot.hoogstens_minuten = 0", "op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen"),
        ("op_slot.minstens_minuten = 2", "op_slot.minstens_minuten: is een onbekende sleutel"),
        ("op_slot.standaard_minuten = 11", "op_slot.standaard_minuten: moet tussen 1 en 10 liggen"),
        (
            "op_slot = {standaard_minuten = 6, hoogstens_minuten = 5}",
            "op_slot.standaard_minuten: is meer dan hoogstens_minuten (5)",
        ),
        ("mail.programmas = 'geen'", "mail.programmas: moet een lijst van teksten zijn"),
        ("mail.programmas = []", "mail.programmas: is leeg: kies er minstens één"),
        (
            "mail.programmas = ['geen', 'duivenpost']",
            "mail.programmas: mag alleen hieruit kiezen: automatisch, klassieke_outlook, nieuwe_outlook, thunderbird, "
            "geen",
        ),
        ("mail.team_mailbox = 'team'", "mail.team_mailbox: heeft niet de vorm naam@voorbeeld.be"),
        ("mail.team_mailbox = 'a..b@example.org'", "mail.team_mailbox: kan niet bestaan: kijk het na"),
        ("mail.team_mailbox = ''", "mail.team_mailbox: is leeg"),
        ("mail.team_mailbox = 'SociaalHuis@Kasterlee.be'", "mail.team_mailbox: is het adres van het OCMW zelf"),
        ("termijnen.concept_dagen = 0", "termijnen.concept_dagen: moet tussen 1 en 30 liggen"),
        ("termijnen.register_jaren = 1", "termijnen.register_jaren: is een onbekende sleutel"),
        ("protocollen.KASTERLEE.telefoon = '014 00 00 00'", "protocollen.KASTERLEE: is een onbekende sleutel"),
        ("protocollen.kasterlee.telefoon = 'bel maar'", "protocollen.kasterlee.telefoon: heeft niet de vorm "
         "014 00 00 00"),
        ("protocollen.kasterlee.telefoon = '00000000000'", "protocollen.kasterlee.telefoon: kan niet bestaan: "
         "kijk het na"),
        ("protocollen.kasterlee = 5", "protocollen.kasterlee: moet een tabel zijn"),
    ],
)  # fmt: skip
def test_a_wrong_or_looser_value_is_refused_with_its_place(text: str, told: str) -> None:
    assert problems(of_file(text)) == [f"policy.toml: {told}"]


def test_every_problem_is_told_at_once_and_one_wrong_value_makes_no_second_one() -> None:
    # GIVEN a bound that is no bound, beside one that would not fit it, and mistakes elsewhere in both sources
    text = "onbekend = 1\n[op_slot]\nhoogstens_minuten = 99\nstandaard_minuten = 9\n[termijnen]\nklaar_dagen = 40"
    other = read_registry("register", {"mail": {"team_mailbox": 5}})
    # THEN each mistake is told once, with its source
    assert problems(of_file(text), other) == [
        "policy.toml: op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen",
        "policy.toml: termijnen.klaar_dagen: moet tussen 1 en 30 liggen",
        "policy.toml: onbekend: is een onbekende sleutel",
        "register: mail.team_mailbox: moet een tekst tussen aanhalingstekens zijn",
    ]


def in_vain(text: str, *profiles: Profile) -> list[str]:
    """What has no effect, as one line each."""
    return [f"{where}: {what}" for where, what in settled((of_file(text),), profiles).without_effect]


def test_R01_a_number_of_the_protocol_itself_is_never_replaced_and_stops_nobody() -> None:
    # GIVEN a protocol with a number, as a later version of the program may bring it
    known = a_profile(recipient=replace(the_profile().recipient, phone="014 11 11 11"))
    other = "protocollen.kasterlee.telefoon = '014 00 00 00'"
    # THEN another number counts for nothing, and whoever checks the policy hears it
    assert in_vain(other, known) == [
        "policy.toml: protocollen.kasterlee.telefoon: geldt niet: het protocol noemt zelf een ander nummer"
    ]
    assert settled((of_file(other),), (known,)).phones == {}
    # AND the same number, written in another way, is no other
    assert in_vain("protocollen.kasterlee.telefoon = '014/11.11.11'", known) == []


def test_a_number_for_a_protocol_that_is_not_here_stops_nobody() -> None:
    text = "protocollen.elders.telefoon = '014 00 00 00'"
    told = "policy.toml: protocollen.elders.telefoon: hoort bij geen protocol van deze computer: kies uit kasterlee"
    assert in_vain(text, *WITHOUT_NUMBER) == [told]


def test_R45_a_term_shortens_what_is_longer_and_is_in_vain_when_nothing_is() -> None:
    # GIVEN two protocols with different terms
    terms = the_profile().terms
    both = (the_profile(), replace(the_second_profile(), terms=replace(terms, concept_days=9)))
    # THEN a term between them shortens one and leaves the other
    policy = settled((of_file("termijnen.concept_dagen = 8"),), both)
    assert [policy.over(profile).terms.concept_days for profile in both] == [7, 8]
    # AND a longer one has no effect, which is told; the same one says nothing new
    assert in_vain("termijnen.concept_dagen = 10", *both) == [
        "policy.toml: termijnen.concept_dagen: is ruimer dan het protocol: hoogstens 9"
    ]
    assert settled((of_file("termijnen.concept_dagen = 9"),), both) == Policy()


def tree(text: str) -> dict[str, Any]:
    """The same values as GPO writes them: numbers for switches, a key with a number per choice for a list."""

    def written(value: object) -> object:
        if isinstance(value, Mapping):
            return {key: written(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return {name: int(name in value) for name in MAIL_PROGRAMS}
        return int(value) if isinstance(value, bool) else value

    return {key: written(value) for key, value in tomllib.loads(text).items()}


def test_the_registry_says_the_same_in_its_own_way() -> None:
    assert read_registry("register", tree(STRICT)).values == of_file(STRICT).values


def test_what_is_left_of_a_value_that_was_taken_back_says_nothing() -> None:
    # GIVEN the empty keys that stay behind
    left: dict[str, object] = {"op_slot": {}, "mail": {"programmas": {}}, "protocollen": {"vroeger": {}}}
    assert settled((read_registry("register", left),), WITHOUT_NUMBER) == Policy()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"extra_profielen": 2}, "extra_profielen: moet een true of false zijn"),
        ({"extra_profielen": {"x": 1}}, "extra_profielen: moet een true of false zijn"),
        ({"mail": {"programmas": {"geen": 0}}},
         "mail.programmas: is leeg: kies er minstens één"),
        ({"mail": {"programmas": {"duif": 1}}},
         "mail.programmas: mag alleen hieruit kiezen: " + ", ".join(MAIL_PROGRAMS)),
        ({"mail": {"programmas": "geen"}}, "mail.programmas: moet een lijst van teksten zijn"),
        ({"mail": {"programmas": {"geen": "0"}}}, "mail.programmas: moet een lijst van teksten zijn"),
        ({"mail": {"programmas": {"geen": 7}}}, "mail.programmas: moet een lijst van teksten zijn"),
        ({"mail": {"programmas": {"geen": ["0"]}}}, "mail.programmas: moet een lijst van teksten zijn"),
        ({"op_slot": 5}, "op_slot: moet een tabel zijn"),
        ({"ontvanger": {"email": "x@example.org"}}, "ontvanger: is een onbekende sleutel"),
        ({"op_slot": {"hoogstens_minuten": b"\x05"}}, "op_slot.hoogstens_minuten: moet een geheel getal zijn"),
    ],
)  # fmt: skip
def test_R01_the_registry_is_refused_by_the_same_table(written: dict[str, object], told: str) -> None:
    assert problems(read_registry("register", written)) == [f"register: {told}"]


def test_R35_of_two_sources_the_stricter_one_wins_whichever_comes_first() -> None:
    # GIVEN a file and a registry that each are stricter in something
    one = of_file("[op_slot]\nhoogstens_minuten = 8\nstandaard_minuten = 6")
    two = read_registry("register", {"op_slot": {"hoogstens_minuten": 14, "standaard_minuten": 5}})
    for sources in ((one, two), (two, one)):
        policy = settled(sources, WITHOUT_NUMBER)
        # THEN nobody locks later than either says
        assert (policy.longest_lock, policy.usual_lock) == (8, 5)
    # AND what is usual in one never passes the longest of the other
    low = settled((of_file("op_slot.standaard_minuten = 5"), of_file("op_slot.hoogstens_minuten = 3")), WITHOUT_NUMBER)
    assert (low.longest_lock, low.usual_lock) == (3, 3)
    same = settled((of_file("op_slot = {hoogstens_minuten = 5, standaard_minuten = 5}"),), WITHOUT_NUMBER)
    assert (same.longest_lock, same.usual_lock) == (5, 5)


def test_the_registry_of_windows_knows_no_case_and_may_have_values_without_a_name() -> None:
    written: dict[str, object] = {
        "": "",
        "Op_Slot": {"": "", "Hoogstens_Minuten": 5},
        "MAIL": {"Programmas": {"GEEN": 1}},
    }
    policy = settled((read_registry("register", written),), WITHOUT_NUMBER)
    assert (policy.longest_lock, policy.mail_programs) == (5, ("geen",))


def test_R64_of_two_lists_only_what_both_allow_is_left() -> None:
    one, two = (
        of_file("mail.programmas = ['thunderbird', 'geen']"),
        of_file("mail.programmas = ['geen', 'automatisch']"),
    )
    assert settled((one, two), WITHOUT_NUMBER).mail_programs == ("geen",)
    three = Source("register", values={"mail.programmas": ("automatisch",)})
    assert problems(one, three) == ["register: mail.programmas: laat niets over: elders staat thunderbird, geen"]


def test_two_mailboxes_or_numbers_that_differ_are_refused_for_neither_is_stricter() -> None:
    text = "mail.team_mailbox = '{}@example.org'\nprotocollen.kasterlee.telefoon = '014 00 00 00'"
    one, two = of_file(text.format("een")), of_file(text.format("twee"))
    assert problems(one, two) == ["policy.toml: mail.team_mailbox: zegt iets anders dan de andere bron"]
    assert settled((one, of_file(text.format("Een"))), WITHOUT_NUMBER).team_mailbox == "een@example.org"
    numbers = [of_file(f"protocollen.kasterlee.telefoon = '{number}'") for number in ("014 00 00 00", "014/000000")]
    assert settled(numbers, WITHOUT_NUMBER).phones == {"kasterlee": "014 00 00 00"}
