# SPDX-License-Identifier: EUPL-1.2
"""The legal texts of the profiles: short sentences, plain words, a source for each item, and wording that is pinned."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest

from app.content import manual
from app.domain.profile import SHEET_SLOTS, Profile, Sheet, Text
from tests import plain_words
from tests.factory import the_practice_profile, the_profile

PROFILES = pytest.mark.parametrize("profile", [the_profile(), the_practice_profile()], ids=lambda profile: profile.id)
CITES_THE_LAW = "decreet van 30 april 2004"
"""Only the sentence that names the decree may be longer than the others."""

RELEASED = {
    ("kasterlee", "toestemming.nl@1.0.0"): "0eed0c903851c33c4248b6dcd0f3b23ba867c96fa4f84f8a1940862b647df1f9",
    ("kasterlee", "verklaring.nl@1.0.0"): "f97fc562930f16a6054819b41709fec8b71a907d51dfa239cf9ce53f853ee62a",
    ("oefening", "toestemming.nl@1.0.0"): "5eb2dd0e514c525afd0f4d022fe21d77c14da41db33822f759b307a2e2618f66",
    ("oefening", "verklaring.nl@1.0.0"): "f97fc562930f16a6054819b41709fec8b71a907d51dfa239cf9ce53f853ee62a",
}
"""A released text is never edited: other words need another version (product.md 7.15)."""

TRANSLATIONS = {
    "fr@1.0.0": "81b672e438be97777976d46cfefcfebdae64b619b496b6f309d76008e32781fc",
    "en@1.0.0": "546e7a83c1c7daa836b90cb0c737e2dd4165cd5c6a7eeba2e8f238fddf861b3a",
    "de@1.0.0": "a3800ed62c3fa1ac0945bfdf1e6f2e5ada349a9af5f81c34288fb07b689ce090",
    "tr@1.0.0": "9bef4c239ad8252d242324781c4abb496d9a0a759ac883ff6a83c77996ed1545",
    "ar@1.0.0": "9598500d7a4fc8413015d7fc4dff3d59aca64405d05fb0c84adb027ebf6668e0",
    "uk@1.0.0": "a108d3942a36e2b927b84f828151d149c2b4833dce4eb71e767bff96ac785efa",
    "pl@1.0.0": "353e9cb2a48c1ff95e702e2c66a0afc416827ec473e39ff755a8b85249f55ad2",
    "es@1.0.0": "17687353006524a18fae1fd04d61a43d582c8f435a1b2b3653f812aa186bcb8b",
    "ro@1.0.0": "2775db100a6b79a4f55f12c8403d22a2f970365bc960174d05c5fe4210a52bfa",
    "ps@1.0.0": "1fc5f16874231090121e73e14dab5cf9e7b0ca1e0ac86bfd3ea1c478510ca0ea",
    "prs@1.0.0": "f728dbed6a321641ca7aa02866aac8a87b50725922769779b890e70e51fa6075",
}
"""Each translation has a version and a pin of its own; a validator's mending raises its version."""


def wording(sheet: Sheet) -> str:
    """All the words of a translation."""
    assert sheet.words is not None
    frame = (getattr(sheet.words, field.name) for field in fields(sheet.words))
    return "\n".join([sheet.title, *(f"{part.heading}\n{part.body}" for part in sheet.sections), sheet.footer, *frame])


def test_R25_R27_the_wording_of_each_translation_is_pinned_by_its_own_version() -> None:
    found = {f"{s.language}@{s.version}": Text("", wording(s)).sha256 for s in the_profile().sheets if s.words}
    assert found == TRANSLATIONS


def test_R25_a_translation_changes_nothing_of_the_text_in_a_consent_record() -> None:
    dutch_alone = replace(the_profile(), sheets=(the_profile().dutch_sheet,))
    assert dutch_alone.consent_text == the_profile().consent_text
    assert not [sheet.language for sheet in the_profile().sheets[1:] if sheet.title in the_profile().consent_text.body]


def texts_of(profile: Profile) -> list[str]:
    """Everything the client hears or reads and the user ticks."""
    texts = [text for item in profile.checklist for text in (item.text, item.say)]
    texts += [profile.statement.body, profile.dutch_sheet.title, profile.dutch_sheet.footer]
    return texts + [text for part in profile.dutch_sheet.sections for text in (part.heading, part.body)]


@PROFILES
def test_R61_what_the_client_hears_and_reads_is_short_and_plain(profile: Profile) -> None:
    # GIVEN all sentences, one of which cites the law
    citing = [sentence for sentence in plain_words.sentences(texts_of(profile)) if CITES_THE_LAW in sentence]
    # THEN they are plain, and that one alone is long
    found = plain_words.judged(texts_of(profile))
    assert (found.office, found.english) == ((), ())
    assert found.average <= plain_words.AVERAGE
    assert found.passive <= plain_words.PASSIVE_SHARE
    assert list(found.long) == citing
    assert len(citing) == 1


def test_R61_the_help_is_short_and_plain_too() -> None:
    found = plain_words.judged(
        line for topic in manual().topics for line in (topic.title, *topic.lines, topic.picture_shows)
    )
    assert found.is_plain, found


@PROFILES
def test_R18_R19_six_information_items_and_four_of_consent_each_with_its_source(profile: Profile) -> None:
    # GIVEN the checklist
    kinds = [(item.id, item.kind) for item in profile.checklist]
    # THEN it has six and four items, each with a sentence to say and an article
    assert kinds == [(f"I{n}", "info") for n in range(1, 7)] + [(f"T{n}", "consent") for n in range(1, 5)]
    for item in profile.checklist:
        assert item.say
        assert plain_words.names_an_article(item.source), item.id


def test_R18_every_matter_of_which_the_client_must_hear_is_there() -> None:
    # GIVEN the six matters of GDPR 13 and recital C
    say = {item.id: f"{item.text} {item.say}" for item in the_profile().checklist}
    # THEN each stands in its own item
    matters = {
        "I1": "telefoonnummer",
        "I2": "beroepsgeheim",
        "I3": "waarom",
        "I4": "bewaart",
        "I5": "nog nee zeggen",
        "I6": "rechten",
    }
    assert [item for item, matter in matters.items() if matter not in say[item]] == []


def test_R26_the_sheet_holds_nothing_about_a_client() -> None:
    # GIVEN the sheet
    sheet = the_profile().dutch_sheet
    text = "\n".join([sheet.title, *(f"{part.heading}\n{part.body}" for part in sheet.sections), sheet.footer])
    # THEN its placeholders are those of team, profile and day
    used = set(re.findall(r"\{(\w+)\}", text))
    assert used == set(SHEET_SLOTS)
    assert "Dit blad bevat geen gegevens van jou." in sheet.footer


def test_R26_the_sheet_tells_who_decides_and_where_to_complain() -> None:
    body = " ".join(part.body for part in the_profile().dutch_sheet.sections)
    assert "dpo@opgroeien.be" in body
    for matter in ("{contact_dpo_ocmw}", "{toezichthouder}", "laten wissen", "artikel 10/1", "Je kiest vrij"):
        assert matter in body


@PROFILES
def test_R02_the_statement_says_member_of_the_team_and_secrecy(profile: Profile) -> None:
    assert profile.statement.body == "Ik ben lid van het lokaal team en gebonden door het beroepsgeheim."


@PROFILES
def test_R25_the_wording_of_released_texts_is_pinned(profile: Profile) -> None:
    for text in (profile.consent_text, profile.statement):
        assert text.sha256 == RELEASED[profile.id, text.id], f"{text.id} has other words: give it a new version"


def test_R25_the_hash_covers_every_item_and_the_sheet() -> None:
    # GIVEN the text behind the hash in a consent record
    body = the_profile().consent_text.body
    # THEN what was ticked, said and handed over is all in it
    for item in the_profile().checklist:
        assert item.text in body
        assert item.say in body
    for part in the_profile().dutch_sheet.sections:
        assert part.heading in body
        assert part.body in body
