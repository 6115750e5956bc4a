# SPDX-License-Identifier: EUPL-1.2
"""A profile decides who is competent, whether it is in force, and which sheet may be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.profile import Contact, Sheet, SheetSection, Status, Text, for_place
from tests.factory import a_profile, the_profile

IN_FORCE = date(2026, 3, 10)


@pytest.mark.parametrize(
    "place", ["Kasterlee", "LICHTAART", " tielen ", "Tielen (Kasterlee)", "2460 tielen", "B-2460 Tielen"]
)
def test_R07_places_of_the_protocol_are_found(place: str) -> None:
    assert for_place([the_profile()], place) is the_profile()


@pytest.mark.parametrize("place", ["", "Poederlee", "Lichtaartsesteenweg", "Herentals", "2460", "Kasterlee-Tielen"])
def test_R07_other_places_have_no_protocol(place: str) -> None:
    assert for_place([the_profile()], place) is None


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ENDED])
def test_R09_a_suspended_or_ended_protocol_is_not_in_force(status: Status) -> None:
    assert not a_profile(status=status).in_force(IN_FORCE)


@pytest.mark.parametrize("end", ["valid_until", "notice_ends_on"])
def test_R09_a_protocol_is_in_force_up_to_and_including_its_last_day(end: str) -> None:
    profile = a_profile(**{end: IN_FORCE})
    assert profile.in_force(IN_FORCE)
    assert not profile.in_force(IN_FORCE + timedelta(days=1))


def test_R09_a_protocol_begins_on_its_first_day() -> None:
    first = the_profile().in_force_from
    assert the_profile().in_force(first)
    assert not the_profile().in_force(first - timedelta(days=1))


@pytest.mark.parametrize("left", [91, 1, 0])
def test_R10_the_days_of_a_notice_are_counted(left: int) -> None:
    profile = a_profile(notice_ends_on=IN_FORCE + timedelta(days=left))
    assert profile.days_of_notice_left(IN_FORCE) == left
    assert profile.days_of_notice_left(IN_FORCE + timedelta(days=100)) == 0
    assert the_profile().days_of_notice_left(IN_FORCE) is None


@pytest.mark.parametrize(
    ("source", "shown"), [("1.0.0", True), ("1.0.7", True), ("0.9.0", False), ("1.1.0", False), ("2.0.0", False)]
)
def test_R27_a_translation_of_another_dutch_text_is_hidden(source: str, shown: bool) -> None:
    # GIVEN a French sheet based on some Dutch version
    french = Sheet("fr", "1.0.0", "Titre", (SheetSection("a", "b"),), "pied", source, "tolk")
    profile = a_profile(sheets=(the_profile().dutch_sheet, french))
    # THEN it is shown only when the Dutch text did not change in meaning or wording
    assert (profile.sheet("fr") == french) is shown
    assert profile.sheet("nl") == profile.dutch_sheet
    assert profile.sheet("tr") is None


def test_R25_the_hash_of_a_text_depends_on_the_words_alone() -> None:
    # GIVEN one text with loose accents and Windows line ends
    text = Text("toestemming.nl@1.0.0", "één\r\ntwee")
    # THEN its hash is that of the same words
    assert text.sha256 == replace(text, body="e\u0301e\u0301n\ntwee").sha256
    assert text.sha256 != replace(text, body="één\ndrie").sha256


@pytest.mark.parametrize(
    ("checked", "today", "stale"),
    [
        (date(2025, 2, 25), date(2025, 2, 25), False),
        (date(2025, 2, 25), date(2026, 2, 25), False),
        (date(2025, 2, 25), date(2026, 2, 26), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2025, 2, 25), date(1970, 1, 1), False),
    ],
)
def test_R55_a_contact_is_stale_after_more_than_twelve_months(checked: date, today: date, stale: bool) -> None:
    assert Contact("dpo@example.org", checked).is_stale(today) is stale
