# SPDX-License-Identifier: EUPL-1.2
"""Typing, reviewing, reopening, extending and erasing; whatever is typed leaves clean or not at all."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.client import Client
from app.domain.errors import (
    AlreadyExtended,
    ConsentTooOld,
    FieldsIncomplete,
    NotNow,
    ReferenceUnknown,
    TermPassed,
)
from app.domain.profile import Place
from app.domain.referral import State
from app.domain.validation import ProblemCode
from app.export.archive import read_archive
from tests.factory import a_client, a_profile, the_profile
from tests.workflow.desk import Desk


def codes(error: pytest.ExceptionInfo[FieldsIncomplete]) -> set[str]:
    problems = error.value.facts["problems"]
    assert isinstance(problems, tuple)
    return {problem.code for problem in problems}


def opened(desk: Desk, reference: str) -> dict[str, object]:
    """The JSON in the archive of this referral, opened with its phrase."""
    record = desk.record(reference)
    assert record is not None
    archive = (desk.paths.outbox / f"KG-OCMW_{record.full_reference}.7z").read_bytes()
    content = json.loads(read_archive(archive, record.phrase)["doorverwijzing.json"])
    assert isinstance(content, dict)
    return content


def test_P1_a_save_that_returned_is_there_after_the_end_of_the_process(light_desk: Desk) -> None:
    # GIVEN a half-typed form, the cursor in the street
    desk = light_desk
    reference = desk.flow.consent.agree(desk.talk()).reference
    edited = desk.flow.referral.edit(reference, {"last_name": "D'Hondt", "street": "Do"}, False, focus="field_street")
    # WHEN the process ends at once
    desk.restart()
    # THEN every letter is there, and the field too
    assert desk.referral(reference) == edited.referral
    assert (edited.referral.client, edited.referral.focus) == (Client(last_name="D'Hondt", street="Do"), "field_street")
    assert edited.saved_at == desk.clock.now()
    assert desk.flow.overview.typing() == edited.referral


def test_wrong_text_is_kept_as_typed_and_reported(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.concept()
    edited = desk.flow.referral.edit(reference, {"last_name": "Peeters", "phone": "12"}, single_name=False)
    assert edited.referral.client == Client(last_name="Peeters", phone="12")
    assert edited.problems == desk.flow.referral.problems(reference)
    assert ProblemCode.PHONE_WRONG in {problem.code for problem in edited.problems}


def test_a_pasted_address_is_split_for_this_protocol(light_desk: Desk) -> None:
    reference = light_desk.concept()
    parts = light_desk.flow.referral.split_pasted(reference, "Dorp 12 bus 3, 2460 Tielen")
    assert parts is not None
    assert (parts.street, parts.house_number, parts.box, parts.place) == ("Dorp", "12", "3", "Tielen")
    assert light_desk.flow.referral.split_pasted(reference, "zomaar iets") is None


def test_an_unknown_reference_is_called_unknown(light_desk: Desk) -> None:
    for verb in (light_desk.flow.referral.get, light_desk.flow.referral.erase, light_desk.flow.export.export):
        with pytest.raises(ReferenceUnknown):
            verb("AAAA-AAAA")


# --- what must be filled in ---


@pytest.mark.parametrize("channels", list(itertools.product([False, True], repeat=3)))
def test_R14_each_way_may_be_left_out_but_not_all(light_desk: Desk, channels: tuple[bool, bool, bool]) -> None:
    # GIVEN one of the eight combinations of address, telephone and e-mail
    address, phone, email = channels
    full = a_client()
    client = replace(
        full,
        street=full.street if address else "",
        house_number=full.house_number if address else "",
        box="",
        phone=full.phone if phone else "",
        email=full.email if email else "",
    )
    reference = light_desk.concept(client)
    if not any(channels):
        # THEN without any way the OCMW cannot reach the client
        with pytest.raises(FieldsIncomplete) as told:
            light_desk.flow.referral.finish(reference)
        assert codes(told) == {ProblemCode.CHANNEL_MISSING}
        assert light_desk.referral(reference).state is State.CONCEPT
        return
    # THEN one is enough, and what was left out leaves as "niet meegedeeld"
    light_desk.flow.referral.finish(reference)
    shown = light_desk.flow.export.preview(reference)
    assert (shown.street is not None, shown.phone is not None, shown.email is not None) == channels


@pytest.mark.parametrize("name", ["first_name", "last_name", "place"])
def test_R14_name_and_place_are_required(light_desk: Desk, name: str) -> None:
    reference = light_desk.concept(replace(a_client(), **{name: ""}))
    with pytest.raises(FieldsIncomplete):
        light_desk.flow.referral.finish(reference)


def test_R14_one_name_is_enough_when_the_client_has_no_other(desk: Desk) -> None:
    # GIVEN a client with a single name
    reference = desk.exported(a_client(first_name=None, last_name="Ngawang"))
    # THEN the first name is null in the archive, not empty
    content = opened(desk, reference)
    assert (content["voornaam"], content["naam"]) == (None, "Ngawang")


# --- which OCMW ---


@pytest.mark.parametrize(
    ("typed", "place"),
    [("TIELEN", "Tielen"), ("tielen ", "Tielen"), ("Tielen (Kasterlee)", "Tielen"), ("2460 tielen", "Tielen"),
     (" lichtaart", "Lichtaart"), ("KASTERLEE", "Kasterlee")],
)  # fmt: skip
def test_R07_a_place_of_the_protocol_passes_however_it_is_typed(light_desk: Desk, typed: str, place: str) -> None:
    reference = light_desk.ready(a_client(place=typed, postcode=""))
    shown = light_desk.flow.export.preview(reference)
    assert (shown.postcode, shown.place) == ("2460", place)


@pytest.mark.parametrize(
    ("street", "postcode", "place"),
    [
        ("Lichtaartsesteenweg", "2275", "Poederlee"),
        ("Kerkstraat", "2200", "Herentals"),
        ("Kerkstraat", "2275", "Lille"),
        ("Kerkstraat", "2300", "Turnhout"),
        ("Kerkstraat", "2440", "Geel"),
        ("Kerkstraat", "2470", "Retie"),
        ("Kerkstraat", "2480", "Dessel"),
        ("Kerkstraat", "2460", "Poederlee"),
        ("Kerkstraat", "2460", ""),
        ("Kerkstraat", "2300", "Tielen"),
        ("Kerkstraat", "", "2300 Tielen"),
    ],
)
def test_R07_other_places_are_blocked_with_the_reason(light_desk: Desk, street: str, postcode: str, place: str) -> None:
    # GIVEN a client who lives elsewhere, or whose postcode says so
    reference = light_desk.concept(a_client(street=street, postcode=postcode, place=place))
    # THEN the form says why, and the referral stays a concept that can never be exported
    with pytest.raises(FieldsIncomplete) as told:
        light_desk.flow.referral.finish(reference)
    assert codes(told) == {ProblemCode.PLACE_ELSEWHERE if place else ProblemCode.PLACE_MISSING}
    with pytest.raises(NotNow):
        light_desk.flow.export.export(reference)
    with pytest.raises(NotNow):
        light_desk.flow.export.preview(reference)


def test_R07_a_place_that_the_protocol_loses_is_blocked_at_the_export_too(light_desk: Desk) -> None:
    reference = light_desk.ready()
    light_desk.under(places=(Place("Kasterlee", "2460"),))
    with pytest.raises(FieldsIncomplete) as told:
        light_desk.flow.export.export(reference)
    assert codes(told) == {ProblemCode.PLACE_ELSEWHERE}
    assert light_desk.referral(reference).state is State.READY


# --- the moves ---


def test_a_reviewed_referral_is_read_only_until_it_is_taken_back(light_desk: Desk) -> None:
    # GIVEN a referral that was reviewed
    desk = light_desk
    reference = desk.ready()
    with pytest.raises(NotNow):
        desk.flow.referral.edit(reference, {"last_name": "Anders"}, single_name=False)
    # WHEN it is taken back
    desk.flow.referral.reopen(reference)
    # THEN nothing typed is lost and it can be changed
    assert desk.referral(reference).client == a_client()
    desk.type(reference, a_client(last_name="Anders"))
    assert desk.events(reference) == ["toestemming", "concept", "klaar", "concept"]


def test_R31_taking_back_a_finished_file_drops_archive_draft_and_phrase(light_desk: Desk) -> None:
    # GIVEN a file that was made, and a draft
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.prepare_mail(reference)
    record = desk.record(reference)
    # WHEN it is taken back and made again
    desk.flow.referral.reopen(reference)
    # THEN nothing of it is left, and the next one has another phrase
    assert (desk.record(reference), desk.outbox()) == (None, [])
    assert desk.referral(reference).mail_opened_at is None
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    again = desk.record(reference)
    assert record is not None
    assert again is not None
    assert record.phrase != again.phrase


def test_R51_what_was_declared_sent_is_not_taken_back_to_be_changed_under_the_same_reference(light_desk: Desk) -> None:
    # GIVEN a referral that was declared sent and whose file was made again
    desk = light_desk
    reference = desk.sent()
    desk.flow.export.export(reference)
    # WHEN somebody wants to edit it
    with pytest.raises(NotNow):
        desk.flow.referral.reopen(reference)
    # THEN it stays what it is: a change after sending is a correction, with a version of its own
    assert desk.referral(reference).state is State.EXPORTED
    assert desk.record(reference) is not None


def test_finishing_a_referral_in_another_state_says_that_it_is_not_the_moment(light_desk: Desk) -> None:
    for state in (State.READY, State.EXPORTED, State.SENT, State.WITHDRAWN, State.ERASED):
        reference = light_desk.in_state(state)
        with pytest.raises(NotNow):
            light_desk.flow.referral.finish(reference)
    assert light_desk.flow.referral.problems(reference) == ()


def test_R05_a_review_needs_a_consent_of_the_last_thirty_days(light_desk: Desk) -> None:
    # GIVEN a concept under a protocol that lets consent age faster than data
    desk = light_desk
    terms = replace(the_profile().terms, consent_max_days=3)
    desk.under(terms=terms)
    reference = desk.concept()
    desk.clock.forward(days=3, seconds=1)
    # THEN it is refused and stays a concept
    with pytest.raises(ConsentTooOld):
        desk.flow.referral.finish(reference)
    assert desk.referral(reference).state is State.CONCEPT
    assert desk.flow.referral.profile(reference) == a_profile(terms=terms)


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED, State.SENT])
def test_R45_each_state_is_extended_once(light_desk: Desk, state: State) -> None:
    # GIVEN a referral
    desk = light_desk
    reference = desk.in_state(state)
    until = desk.session.standing(desk.referral(reference)).until
    assert until is not None
    # WHEN it is extended
    longer = desk.flow.referral.extend(reference)
    # THEN the term lies seven days further, and a second time is refused
    assert desk.session.standing(longer).until == until + timedelta(days=7)
    assert desk.events(reference)[-1] == "verlengd"
    with pytest.raises(AlreadyExtended):
        desk.flow.referral.extend(reference)


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.ERASED])
def test_R45_what_is_wiped_is_not_extended(light_desk: Desk, state: State) -> None:
    with pytest.raises(NotNow):
        light_desk.flow.referral.extend(light_desk.in_state(state))


def test_R45_nothing_is_extended_beyond_its_hard_limit(light_desk: Desk) -> None:
    # GIVEN a referral whose hard limit has passed since the last look
    desk = light_desk
    reference = desk.concept()
    desk.clock.forward(days=30)
    rows = desk.events()
    with pytest.raises(TermPassed):
        desk.flow.referral.extend(reference)
    assert desk.events() == rows


@pytest.mark.parametrize("state", list(State))
def test_R46_from_every_state_one_verb_erases_without_mail_or_network(light_desk: Desk, state: State) -> None:
    # GIVEN a referral, blocked or not, under a protocol that is gone
    desk = light_desk
    reference = desk.in_state(state)
    desk.session.profiles = (a_profile(id="een-ander"),)
    desk.clock.forward(days=13)
    # WHEN it is erased, twice by a double click
    desk.flow.referral.erase(reference)
    desk.flow.referral.erase(reference)
    # THEN it is gone, and one row says so
    assert desk.referral(reference).state is State.ERASED
    assert desk.referral(reference).client is None
    assert desk.outbox() == []
    assert desk.events(reference).count("gewist") == 1
