# SPDX-License-Identifier: EUPL-1.2
"""The consent step: nothing before a whole yes, nothing at all after a no, one referral for each yes."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import timedelta

import pytest

from app.domain.client import Client
from app.domain.consent import Consent, Route
from app.domain.errors import ConsentIncomplete, ConsentInFuture, ConsentTooOld, DiskFull
from app.domain.referral import State
from app.storage.database import RowRefused
from tests.factory import a_client, a_referral, the_profile
from tests.workflow.desk import Desk

ITEMS = [item.id for item in the_profile().checklist]


def test_R04_every_talk_begins_empty_whatever_was_ticked_before(light_desk: Desk) -> None:
    # GIVEN a talk that led to a referral, and one that was left half-way
    desk = light_desk
    desk.flow.consent.agree(desk.talk())
    half = desk.talk()
    # WHEN another one begins
    talk = desk.flow.consent.begin()
    # THEN nothing is ticked or chosen
    assert talk is not half
    assert (talk.ticked, talk.route, talk.interpreter) == (set(), None, False)
    assert talk.open_items == len(ITEMS) + 1


def test_R18_R19_there_are_six_items_of_information_and_four_of_consent() -> None:
    kinds = [item.kind for item in the_profile().checklist]
    assert kinds == ["info"] * 6 + ["consent"] * 4


@pytest.mark.parametrize("missing", [*ITEMS, "route"])
def test_R18_R19_R20_one_item_left_out_and_nothing_is_stored(light_desk: Desk, missing: str) -> None:
    # GIVEN a talk in which one thing was not done
    desk = light_desk
    talk = desk.talk()
    if missing == "route":
        talk.route = None
    else:
        talk.tick(missing, False)
    before = desk.everything()
    # WHEN the user goes on nevertheless
    with pytest.raises(ConsentIncomplete) as told:
        desk.flow.consent.agree(talk)
    # THEN it says how much is open, and the data folder is the same to the byte
    assert told.value.facts == {"open_items": 1}
    assert desk.everything() == before
    # AND once it is done, the same talk leads on
    talk.route = Route.PHONE
    if missing != "route":
        talk.tick(missing, True)
    assert desk.flow.consent.agree(talk).state is State.CONCEPT


@pytest.mark.parametrize("ticks", [0, 5, len(ITEMS)])
def test_R21_R22_no_and_thinking_it_over_leave_the_data_folder_as_it_was(light_desk: Desk, ticks: int) -> None:
    # GIVEN a data folder, and a talk in which some or all was ticked
    desk = light_desk
    before = desk.everything()
    talk = desk.flow.consent.begin()
    for item in ITEMS[:ticks]:
        talk.tick(item, True)
    talk.route = Route.CONVERSATION
    # WHEN the client says no or wants to think: the page drops the talk, there is no verb that keeps anything
    del talk
    # THEN no byte changed, also not after locking; the register counts nothing
    assert desk.events() == []
    desk.leave()
    assert desk.everything() == before


def test_R20_a_new_concept_has_a_consent_and_no_typed_field(light_desk: Desk) -> None:
    referral = light_desk.flow.consent.agree(light_desk.talk())
    assert light_desk.referral(referral.reference) == referral
    assert referral.client == Client()
    assert light_desk.events(referral.reference) == ["toestemming", "concept"]


def test_R20_the_database_refuses_client_fields_without_a_valid_consent(light_desk: Desk) -> None:
    # GIVEN a concept that was wiped; its consent cannot even be rewritten
    desk = light_desk
    reference = desk.concept()
    database = desk.store.referrals._database
    with pytest.raises(RowRefused):
        database.execute("UPDATE consent SET given_at = 'x' WHERE reference = ?", (reference,))
    with desk.store.transaction():
        desk.store.referrals.save(desk.referral(reference).erased(desk.clock.now()))
    # WHEN fields come back to it
    with pytest.raises(RowRefused):
        database.execute("UPDATE referral SET last_name = 'Peeters' WHERE reference = ?", (reference,))
    # THEN they are refused; so is a row whose consent is not there
    with pytest.raises(RowRefused):
        database.execute(
            "INSERT INTO referral SELECT 'AAAA-AAAA', 99, profile_id, created_at, edited_at, since, 'concept', version,"
            " extended, NULL, NULL, NULL, NULL, NULL, 0, '', NULL, focus, 'A', 'B', '', '', '', '', '', '', '', 999,"
            " sha256 FROM referral"
        )


def test_R23_the_record_has_its_fixed_fields_only(light_desk: Desk) -> None:
    # GIVEN the literal set of the consent record
    allowed = {
        "given_at", "route", "interpreter", "sheet_used", "text_id", "text_sha256", "items", "scope_recipient",
        "scope_fields", "recorded_by", "withdrawn_at", "invalid_at",
    }  # fmt: skip
    assert {field.name for field in fields(Consent)} == allowed
    # WHEN a client says yes on the telephone, with an interpreter
    talk = light_desk.talk()
    talk.route, talk.interpreter = Route.PHONE, True
    reference = light_desk.flow.consent.agree(talk).reference
    # THEN it holds what was done and said, and what may go to whom
    profile = the_profile()
    assert asdict(light_desk.referral(reference).consent) == {
        "given_at": light_desk.clock.now(),
        "route": Route.PHONE,
        "interpreter": True,
        "sheet_used": True,
        "text_id": profile.consent_text.id,
        "text_sha256": profile.consent_text.sha256,
        "items": tuple(ITEMS),
        "scope_recipient": "OCMW Kasterlee",
        "scope_fields": profile.shared_fields,
        "recorded_by": "Annelies Vercammen",
        "withdrawn_at": None,
        "invalid_at": None,
    }


def test_R23_wiping_reduces_the_record_to_text_dates_and_way(light_desk: Desk) -> None:
    reference = light_desk.erased()
    consent = light_desk.referral(reference).consent
    assert (consent.interpreter, consent.items, consent.scope_fields, consent.recorded_by) == (None, (), (), "")
    assert consent.text_id == the_profile().consent_text.id


@pytest.mark.parametrize(("back", "error"), [(30, None), (30.001, ConsentTooOld), (-0.001, ConsentInFuture)])
def test_R05_the_yes_lies_at_most_thirty_days_back_and_never_ahead(
    light_desk: Desk, back: float, error: type[Exception] | None
) -> None:
    # GIVEN a whole talk and the moment of the yes
    desk = light_desk
    talk = desk.talk()
    given_at = desk.clock.now() - timedelta(days=back)
    before = desk.everything()
    if error is None:
        assert desk.flow.consent.agree(talk, given_at).consent.given_at == given_at
        return
    # THEN beyond the borders nothing is stored
    with pytest.raises(error):
        desk.flow.consent.agree(talk, given_at)
    assert desk.everything() == before


def test_R03_R04_one_yes_makes_one_referral(light_desk: Desk) -> None:
    # GIVEN a yes that led to a referral
    desk = light_desk
    talk = desk.talk()
    desk.flow.consent.agree(talk)
    # WHEN the click comes twice
    with pytest.raises(ConsentIncomplete):
        desk.flow.consent.agree(talk)
    # THEN there is one
    assert len(desk.store.referrals.all()) == 1


def test_a_yes_that_could_not_be_stored_is_not_lost(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a disk that is full half-way the transaction
    desk = light_desk
    talk = desk.talk()

    def broken(*_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store.register), "append", broken)
        with pytest.raises(DiskFull):
            desk.flow.consent.agree(talk)
    assert desk.store.referrals.all() == []
    # THEN the ticks are still there for another try
    desk.flow.consent.agree(talk)
    assert len(desk.store.referrals.all()) == 1


def test_a_reference_that_exists_is_never_given_twice(light_desk: Desk) -> None:
    # GIVEN random bytes that repeat themselves once
    desk = light_desk
    draws = [b"\1" * 5, b"\1" * 5, b"\2" * 5]
    desk.session.random = lambda count: draws.pop(0)
    first = desk.flow.consent.agree(desk.talk()).reference
    second = desk.flow.consent.agree(desk.talk()).reference
    assert first != second
    assert draws == []


def test_R06_the_purpose_is_a_text_of_the_profile_that_no_referral_carries(light_desk: Desk) -> None:
    assert the_profile().purpose.startswith("OCMW Kasterlee zal de opgevraagde gegevens verwerken")
    assert not [name for name in asdict(a_referral(client=a_client())) if "purpose" in name or "doel" in name]
