# SPDX-License-Identifier: EUPL-1.2
"""The administrator's values: only tighter, never a recipient, and every mistake told with its place."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from app.domain.errors import PolicyInvalid
from app.domain.policy import MAIL_PROGRAMS, TERM_KEYS, Policy
from app.domain.policy_reader import LONGEST_FILE, read_policy
from app.domain.profile import Profile
from app.mail.route import Choice
from tests.factory import a_profile, the_profile
from tests.source_tree import ROOT

EXAMPLE = (ROOT / "packaging" / "policy.example.toml").read_text("utf-8")
HEAD = "formaat = 1\n"


def wrong(text: str, *profiles: Profile) -> list[tuple[str, str]]:
    """The problems of a text."""
    with pytest.raises(PolicyInvalid) as refused:
        read_policy(text, profiles or (the_profile(),))
    problems = refused.value.facts["problems"]
    assert isinstance(problems, tuple)
    return list(problems)


def test_the_example_that_comes_along_is_right() -> None:
    policy = read_policy(EXAMPLE, (the_profile(),))
    assert policy == Policy(
        lock_most=10,
        mail_program="klassieke_outlook",
        phones=(("kasterlee", "014 12 34 56"),),
        terms=(("concept_days", 5), ("hard_consent_days", 21)),
    )


def test_without_a_value_nothing_is_set() -> None:
    assert read_policy(HEAD, (the_profile(),)) == Policy()
    assert Policy().over(the_profile()) == the_profile()
    assert read_policy("\ufeff" + HEAD + "extra_profielen = false", ()).more_profiles is False


def test_the_number_of_the_ocmw_fills_only_what_the_profile_leaves_empty() -> None:
    # GIVEN the number that a profile of its own has, and one that has none
    named = a_profile(recipient=replace(the_profile().recipient, phone="014 85 00 00"))
    policy = Policy(phones=((the_profile().id, "014 12 34 56"),))
    # THEN
    assert policy.over(the_profile()).recipient == replace(the_profile().recipient, phone="014 12 34 56")
    assert policy.over(named).recipient.phone == "014 85 00 00"
    # AND an administrator who tries hears it
    text = f'{HEAD}[telefoon]\n{named.id} = "014 12 34 56"'
    assert wrong(text, named) == [(f"telefoon.{named.id}", "heeft al een nummer in het profiel, en dat geldt")]


def test_R45_terms_only_become_shorter() -> None:
    profile = the_profile()
    most = profile.terms.sent_days
    # GIVEN a term that is shorter, and one that would be longer
    shorter = read_policy(f"{HEAD}[termijnen]\nverzonden_dagen = 2", (profile,)).over(profile).terms
    assert (shorter.sent_days, shorter.hard_sent_days) == (2, profile.terms.hard_sent_days)
    # THEN a reminder never comes after the term it reminds of
    assert shorter.remind_sent_days <= 2
    assert wrong(f"{HEAD}[termijnen]\nverzonden_dagen = {most + 1}") == [
        ("termijnen.verzonden_dagen", f"moet tussen 1 en {most} liggen")
    ]
    # AND of two profiles the stricter one counts, here and when it is laid over a profile that came later
    strict = a_profile(id="streng", terms=replace(profile.terms, sent_days=1))
    assert wrong(f"{HEAD}[termijnen]\nverzonden_dagen = 2", profile, strict)
    assert Policy(terms=(("sent_days", 99),)).over(profile).terms == profile.terms


def test_extending_may_be_switched_off() -> None:
    policy = read_policy(f"{HEAD}[termijnen]\nverlengen_dagen = 0", (the_profile(),))
    assert policy.over(the_profile()).terms.extend_days == 0


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "formaat"),
        ("formaat = 2", "formaat"),
        (HEAD + "[slot]\nhoogstens_minuten = 16", "slot.hoogstens_minuten"),
        (HEAD + "[slot]\nhoogstens_minuten = 0", "slot.hoogstens_minuten"),
        (HEAD + "[slot]\nhoogstens_minuten = true", "slot.hoogstens_minuten"),
        (HEAD + "[slot]\nuit = true", "slot.hoogstens_minuten"),
        (HEAD + '[mail]\nprogramma = "webmail"', "mail.programma"),
        (HEAD + '[mail]\nontvanger = "iemand@example.org"', "mail.programma"),
        (HEAD + '[telefoon]\nkasterlee = "bel maar"', "telefoon.kasterlee"),
        (HEAD + '[telefoon]\nkasterlee = ""', "telefoon.kasterlee"),
        (HEAD + '[telefoon]\nelders = "014 12 34 56"', "telefoon.elders"),
        (HEAD + "[termijnen]\nregister_jaren = 1", "termijnen.register_jaren"),
        (HEAD + "[termijnen]\nconcept_dagen = 0", "termijnen.concept_dagen"),
        (HEAD + 'extra_profielen = "nee"', "extra_profielen"),
        (HEAD + "slot = 5", "slot"),
        (HEAD + "[termijnen", "bestand"),
        ("x" * (LONGEST_FILE + 1), "bestand"),
        ("[" * 20_000, "bestand"),
        ("a" + "=1" * 5_000, "bestand"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, where: str) -> None:
    assert where in [place for place, _ in wrong(text)]


@pytest.mark.parametrize("key", ["ontvanger", "plaatsen", "toestemming", "teksten", "partijen", "vinkjes"])
def test_R01_a_recipient_a_place_or_a_text_is_an_unknown_key(key: str) -> None:
    told = wrong(f'{HEAD}[{key}]\nemail = "iemand@example.org"')
    assert told == [(key, "is een onbekende sleutel")]


def test_a_policy_has_no_field_for_a_recipient() -> None:
    assert {field.name for field in fields(Policy)} == {"lock_most", "mail_program", "phones", "terms", "more_profiles"}


def test_the_mail_programs_are_those_of_the_settings_and_the_terms_those_of_a_profile() -> None:
    assert set(MAIL_PROGRAMS) == {choice.value for choice in Choice} - {Choice.AUTOMATIC.value}
    assert set(TERM_KEYS.values()) <= {field.name for field in fields(the_profile().terms)}
    source = (ROOT / "resources" / "protocols" / "kasterlee.toml").read_text("utf-8")
    assert all(f"\n{key} = " in source for key in TERM_KEYS)
