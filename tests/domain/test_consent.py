# SPDX-License-Identifier: EUPL-1.2
"""Consent: every item answered, within thirty days, and nothing in the record but what the law needs."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from app.domain.consent import Consent, ConsentTalk, Route, needs_new_consent
from app.domain.errors import ConsentIncomplete, ConsentInFuture, ConsentTooOld, ConsentWithdrawn
from app.domain.profile import Text
from tests.factory import NOW, a_consent, a_profile, the_profile, the_second_profile

ITEMS = tuple(item.id for item in the_profile().checklist)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def full_talk() -> ConsentTalk:
    talk = ConsentTalk(the_profile(), route=Route.CONVERSATION)
    for item in ITEMS:
        talk.tick(item, on=True)
    return talk


@pytest.mark.parametrize("left_out", ITEMS)
def test_R18_R19_each_item_must_be_ticked(left_out: str) -> None:
    # GIVEN a talk in which one item was unticked again
    talk = full_talk()
    talk.tick(left_out, on=False)
    # THEN it is counted as open, and there is no record
    assert talk.open_items == 1
    with pytest.raises(ConsentIncomplete) as refused:
        talk.record(NOW, NOW, "Annelies Vercammen")
    assert refused.value.facts == {"open_items": 1}


def test_R04_R18_a_talk_begins_with_everything_open() -> None:
    talk = ConsentTalk(the_profile())
    assert talk.open_items == 11
    assert talk.ticked == set()
    with pytest.raises(KeyError):
        talk.tick("I7", on=True)


def test_R19_how_the_client_said_yes_must_be_told() -> None:
    talk = full_talk()
    talk.route = None
    assert talk.open_items == 1
    with pytest.raises(ConsentIncomplete):
        talk.record(NOW, NOW, "Annelies Vercammen")


def test_R23_the_record_has_its_fixed_fields_only() -> None:
    assert {field.name for field in fields(Consent)} == {
        "given_at", "route", "interpreter", "sheet_used", "text_id", "text_sha256", "items", "scope_recipient",
        "scope_fields", "recorded_by", "withdrawn_at", "invalid_at",
    }  # fmt: skip


def test_R23_R25_the_record_tells_what_was_said_to_whom_and_when() -> None:
    # GIVEN a complete talk by telephone with an interpreter
    talk = full_talk()
    talk.route, talk.interpreter = Route.PHONE, True
    # WHEN the client says yes
    record = talk.record(NOW - DAY, NOW, "Annelies Vercammen")
    # THEN the record names the text and its hash, the recipient and the kinds of data
    assert record == Consent(
        given_at=NOW - DAY,
        route=Route.PHONE,
        interpreter=True,
        sheet_used=True,
        text_id=the_profile().consent_text.id,
        text_sha256=the_profile().consent_text.sha256,
        items=ITEMS,
        scope_recipient="OCMW Kasterlee",
        scope_fields=("voornaam", "naam", "adres", "telefoonnummer", "e-mailadres"),
        recorded_by="Annelies Vercammen",
    )


def test_R05_consent_counts_for_thirty_days_to_the_second() -> None:
    consent = a_consent(given_at=NOW)
    consent.check(NOW, 30)
    consent.check(NOW + 30 * DAY, 30)
    with pytest.raises(ConsentTooOld):
        consent.check(NOW + 30 * DAY + SECOND, 30)


def test_R05_consent_of_the_future_is_refused() -> None:
    with pytest.raises(ConsentInFuture):
        a_consent(given_at=NOW + SECOND).check(NOW, 30)
    with pytest.raises(ConsentInFuture):
        full_talk().record(NOW + SECOND, NOW, "Annelies Vercammen")


def test_R05_old_consent_is_refused_when_it_is_recorded() -> None:
    with pytest.raises(ConsentTooOld):
        full_talk().record(NOW - 31 * DAY, NOW, "Annelies Vercammen")


def test_R05_a_correction_counts_from_its_own_confirmation() -> None:
    # GIVEN consent of a year ago, confirmed today to hold
    consent = a_consent(given_at=NOW - 365 * DAY)
    # THEN the thirty days count from the confirmation
    consent.check(NOW + 30 * DAY, 30, confirmed_at=NOW)
    with pytest.raises(ConsentTooOld):
        consent.check(NOW + 31 * DAY, 30, confirmed_at=NOW)


@pytest.mark.parametrize("how", ["withdrawn_at", "invalid_at"])
def test_consent_that_was_withdrawn_or_never_valid_allows_nothing(how: str) -> None:
    with pytest.raises(ConsentWithdrawn):
        a_consent(**{how: NOW}).check(NOW, 30)


def test_R23_after_wiping_only_text_dates_and_way_are_left() -> None:
    # GIVEN the record of a talk with an interpreter
    left = a_consent(interpreter=True, withdrawn_at=NOW).reduced()
    # THEN nothing in it hints at language or person
    assert (left.interpreter, left.recorded_by, left.items, left.scope_fields) == (None, "", (), ())
    assert (left.text_id, left.withdrawn_at, left.route) == (a_consent().text_id, NOW, Route.CONVERSATION)


@pytest.mark.parametrize(
    ("given", "present", "asks"),
    [
        ("1.0.0", "1.0.0", False),
        ("1.0.0", "1.0.9", False),
        ("1.0.0", "1.9.0", False),
        ("1.9.9", "2.0.0", True),
        ("9.0.0", "10.0.0", True),
        ("2.0.0", "1.0.0", False),
    ],
)
def test_R05_a_new_major_version_asks_for_a_new_consent(given: str, present: str, asks: bool) -> None:
    profile = a_profile(consent_text=Text(f"toestemming.nl@{present}", "woorden"))
    assert needs_new_consent(a_consent(text_id=f"toestemming.nl@{given}"), profile) is asks


def test_R07_a_consent_for_another_ocmw_is_none_for_this_one() -> None:
    assert needs_new_consent(a_consent(), the_second_profile())
    assert needs_new_consent(a_consent(scope_recipient="OCMW Elders"), the_profile())
    assert not needs_new_consent(a_consent(), the_profile())
