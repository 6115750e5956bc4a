# SPDX-License-Identifier: EUPL-1.2
"""A second municipality by data alone: the whole way of a referral names it, and nothing of the first one."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from pypdf import PdfReader

from app.domain.errors import FieldsIncomplete, ProtocolStopped, StatementMissing
from app.domain.referral import State
from app.domain.terms import Level
from app.domain.validation import ProblemCode
from app.export.archive import read_archive
from tests.factory import a_client, the_profile, the_second_profile
from tests.workflow.desk import Desk
from tests.workflow.two_towns import BOTH, a_dreamer, answered, concept_for, serves_two_towns, under

FIRST, SECOND = the_profile(), the_second_profile()


def names_the_second_alone(text: str) -> None:
    assert "Verzonnendorp" in text
    for word in ("kasterlee", "lichtaart", "leistraat", "iok.be", "sociaal huis"):
        assert word not in text.casefold(), word


def test_R01_R07_R08_R15_everything_that_leaves_names_the_second_municipality(desk: Desk) -> None:
    # GIVEN a referral under the second protocol
    serves_two_towns(desk)
    reference = concept_for(desk, SECOND, a_dreamer())
    flow = desk.flow
    names_the_second_alone(str(flow.paper.sheet_text(flow.referral.profile(reference))))
    flow.referral.finish(reference)
    names_the_second_alone(str(flow.export.preview(reference)))
    # WHEN it is exported and its mail is made
    flow.export.export(reference)
    record = desk.record(reference)
    assert record is not None
    files = read_archive((desk.paths.outbox / f"KG-OCMW_{reference}.7z").read_bytes(), record.phrase)
    document = json.loads(files["doorverwijzing.json"])
    draft = flow.handover.prepare_mail(reference)
    # THEN document, page and mail name it, and nothing of the first one
    names_the_second_alone(json.dumps(document, ensure_ascii=False))
    assert document["protocol"] == {"titel": SECOND.title, "in_werking": "2026-02-01", "versie": "3.2"}
    assert document["toestemming"]["tekst"] == "toestemming.nl@2.3.0"
    assert document["adres"]["gemeente"] == "Sint-Éloois-Droom"
    page = PdfReader(io.BytesIO(files["doorverwijzing.pdf"])).pages[0].extract_text()
    names_the_second_alone(page)
    mail = message_from_bytes(draft.draft_path.read_bytes(), policy=default)
    assert mail["To"] == "welzijnsloket@verzonnendorp.example.org"
    body = mail.get_body()
    assert body is not None
    names_the_second_alone(body.get_content())
    view = flow.handover.view(reference)
    assert (view.desk, view.phone) == ("Welzijnsloket", "014 00 00 98")
    # AND so does what follows, down to the register
    flow.handover.declare_sent(reference)
    flow.handover.passed_on(reference)
    names_the_second_alone(flow.handover.note(reference))
    flow.handover.received(reference)
    rows = [row for row in desk.store.register.rows() if row.ref == reference]
    assert {(row.protocol, row.ontvanger) for row in rows} == {("verzonnendorp", "OCMW Verzonnendorp")}
    desk.store.register.verify()


def test_R07_both_protocols_work_beside_each_other(light_desk: Desk) -> None:
    # GIVEN one referral under each
    desk = serves_two_towns(light_desk)
    ours, theirs = concept_for(desk, FIRST, a_client()), concept_for(desk, SECOND, a_dreamer())
    # THEN each goes to its own recipient
    assert desk.flow.consent.offered() == BOTH
    for reference, profile in ((ours, FIRST), (theirs, SECOND)):
        desk.flow.referral.finish(reference)
        desk.flow.export.export(reference)
        assert desk.flow.handover.view(reference).recipient == profile.recipient.email
        assert desk.flow.handover.mail_by_hand(reference).recipients == (profile.recipient.email,)
    # AND the first protocol is the one that is meant when nobody says which
    assert desk.flow.consent.begin().profile is FIRST


def test_R45_the_terms_are_those_of_its_own_protocol(light_desk: Desk) -> None:
    # GIVEN a concept under each, five days untouched
    desk = serves_two_towns(light_desk)
    ours, theirs = concept_for(desk, FIRST, a_client()), concept_for(desk, SECOND, a_dreamer())
    desk.clock.forward(days=5)
    # THEN the one whose protocol gives five days is blocked, the other is warned of two days later
    assert desk.session.standing(desk.referral(theirs)).level is Level.BLOCKED
    assert desk.session.standing(desk.referral(ours)).level is Level.WARN
    desk.flow.referral.extend(theirs)
    assert desk.session.standing(desk.referral(theirs)).until == desk.clock.now() + timedelta(days=6)


@pytest.mark.parametrize("mine", [0, 1])
def test_R07_a_place_of_another_protocol_asks_for_another_consent(light_desk: Desk, mine: int) -> None:
    # GIVEN a concept under one protocol
    desk = serves_two_towns(light_desk)
    profile, other = BOTH[mine], BOTH[1 - mine]
    reference = concept_for(desk, profile, (a_client(), a_dreamer())[mine])
    assert desk.flow.referral.protocols(reference) == (profile, other)
    # WHEN a place of the other one is chosen
    place = other.places[1]
    raw = {"last_name": "Peeters", "phone": "0470 12 34 56", "place": place.name.upper(), "postcode": ""}
    found = desk.flow.referral.edit(reference, raw, single_name=True)
    # THEN it is told apart from a place that nobody serves, and nothing leaves
    assert found.referral.client is not None
    assert (found.referral.client.place, found.referral.client.postcode) == (place.name, place.postcode)
    (problem,) = found.problems
    assert (problem.field, problem.code) == ("place", ProblemCode.PLACE_OF_ANOTHER)
    assert problem.facts == {
        "place": place.name,
        "recipient": other.recipient.name,
        "agreed": profile.recipient.name,
    }
    with pytest.raises(FieldsIncomplete):
        desk.flow.referral.finish(reference)
    # AND with a wrong postcode it is nobody's
    raw |= {"postcode": "1000"}
    (problem,) = desk.flow.referral.edit(reference, raw, single_name=True).problems
    assert problem.code is ProblemCode.PLACE_ELSEWHERE


def test_R07_a_place_of_a_protocol_that_stopped_is_not_offered(light_desk: Desk) -> None:
    # GIVEN a second protocol that ended
    desk = serves_two_towns(light_desk)
    reference = concept_for(desk, FIRST, a_client())
    under(desk, FIRST, replace(SECOND, valid_until=desk.session.today() - timedelta(days=1)))
    # THEN its places are refused like any other
    assert desk.flow.referral.protocols(reference) == (FIRST,)
    assert desk.flow.consent.offered() == (FIRST,)
    desk.type(reference, a_dreamer())
    (problem,) = desk.flow.referral.problems(reference)
    assert problem.code is ProblemCode.PLACE_ELSEWHERE
    with pytest.raises(ProtocolStopped):
        desk.flow.consent.begin(SECOND.id)


def test_R07_what_was_sent_keeps_its_protocol(light_desk: Desk) -> None:
    desk = serves_two_towns(light_desk)
    assert desk.flow.referral.protocols(desk.sent()) == (FIRST,)


def test_R02_each_wording_of_the_statement_is_confirmed_once(light_desk: Desk) -> None:
    # GIVEN a colleague who confirmed the wording of the first protocol alone
    desk = light_desk
    under(desk, *BOTH)
    settings = desk.flow.settings
    with pytest.raises(StatementMissing):
        desk.flow.consent.begin(SECOND.id)
    assert settings.statement() == SECOND.statement
    # WHEN she confirms the other one too
    settings.save_sender(replace(settings.sender(), statement_id=SECOND.statement.id))
    # THEN both count, and she is asked no more
    assert desk.flow.consent.begin(FIRST.id).profile is FIRST
    assert desk.flow.consent.begin(SECOND.id).profile is SECOND
    assert settings.statement() == FIRST.statement
    assert settings.may_refer()
    # AND before the vault is open, the first one is asked
    desk.leave()
    assert settings.statement() == FIRST.statement


def test_R07_with_the_right_consent_the_typed_text_goes_on(light_desk: Desk) -> None:
    # GIVEN a client of the second town, typed under the first consent
    desk = serves_two_towns(light_desk)
    reference = concept_for(desk, FIRST, a_dreamer())
    # WHEN the client says yes to the second OCMW
    talk = answered(desk.flow.consent.begin_again(reference, SECOND.id))
    renewed = desk.flow.consent.renew(reference, talk)
    # THEN nothing has to be typed again
    assert (renewed.state, renewed.profile_id) == (State.CONCEPT, SECOND.id)
    assert desk.referral(reference).client == a_dreamer()
    desk.flow.referral.finish(reference)
    names_the_second_alone(str(desk.flow.export.preview(reference)))
