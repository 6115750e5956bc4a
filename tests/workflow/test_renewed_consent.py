# SPDX-License-Identifier: EUPL-1.2
"""A new major version of the texts sends unsent referrals back to the consent step; what was typed stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import (
    ClockInDoubt,
    ConsentIncomplete,
    ConsentInFuture,
    ConsentOutdated,
    ConsentTooOld,
    NotNow,
    ProtocolStopped,
    TermPassed,
)
from app.domain.profile import Profile, Status, Text
from app.domain.referral import State
from app.domain.terms import Level
from app.workflow.overview import Step
from tests.factory import a_client, a_profile, the_profile
from tests.workflow.desk import Desk
from tests.workflow.two_towns import answered, under
from tests.workflow.verbs import OUTWARD, Verb

UNSENT = (State.CONCEPT, State.READY, State.EXPORTED)
VERSIONS = {"1.0.1": False, "1.1.0": False, "1.0.0": False, "0.9.0": False, "2.0.0": True, "10.0.0": True}


def with_text(version: str) -> Profile:
    """The protocol with another version of its texts."""
    return a_profile(consent_text=Text(f"toestemming.nl@{version}", "Andere woorden."))


def with_recipient(name: str) -> Profile:
    return a_profile(recipient=replace(the_profile().recipient, name=name))


def step(desk: Desk, reference: str) -> Step:
    (found,) = (line.step for line in desk.flow.overview.show().lines if line.reference == reference)
    return found


@pytest.mark.parametrize("state", UNSENT)
@pytest.mark.parametrize("version", VERSIONS)
def test_R05_only_a_new_major_version_of_the_texts_asks_again(light_desk: Desk, state: State, version: str) -> None:
    # GIVEN an unsent referral, and a program that comes with another version of the texts
    desk = light_desk
    reference = desk.in_state(state)
    usual = step(desk, reference)
    under(desk, with_text(version))
    desk.restart()
    # THEN it goes on as before, or asks for consent first
    assert step(desk, reference) is (Step.RENEW if VERSIONS[version] else usual)
    assert desk.flow.handover.view(reference).asks_consent is VERSIONS[version]


def test_R05_another_name_of_the_recipient_asks_again(light_desk: Desk) -> None:
    reference = light_desk.concept()
    under(light_desk, with_recipient("OCMW Nieuwe Fusie"))
    assert step(light_desk, reference) is Step.RENEW


LEAVING: dict[str, Verb] = {
    "finish": (State.CONCEPT, lambda d, r: d.flow.referral.finish(r)),
    **OUTWARD,
}
"""What brings new data nearer to the OCMW."""


@pytest.mark.parametrize("verb", LEAVING)
def test_R05_R07_nothing_leaves_under_a_consent_to_other_words(light_desk: Desk, verb: str) -> None:
    desk = light_desk
    state, act = LEAVING[verb]
    reference = desk.in_state(state)
    before = (desk.referral(reference), desk.record(reference), desk.outbox(), desk.events())
    under(desk, with_text("2.0.0"))
    # THEN it is refused, and nothing changed
    with pytest.raises(ConsentOutdated):
        act(desk, reference)
    assert (desk.referral(reference), desk.record(reference), desk.outbox(), desk.events()) == before
    # AND with the consent to the new words the whole way is open
    desk.flow.consent.renew(reference, answered(desk.flow.consent.begin_again(reference)))
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.prepare_mail(reference)


def test_R05_what_happened_can_still_be_said_and_wiped(light_desk: Desk) -> None:
    # GIVEN three files that were made before the words changed
    desk = light_desk
    sent, stopped, wiped = desk.exported(), desk.exported(), desk.exported()
    under(desk, with_text("2.0.0"))
    # THEN each end is open
    desk.flow.handover.declare_sent(sent)
    assert step(desk, sent) is Step.CALL
    desk.flow.handover.phrase(sent)
    desk.flow.withdrawal.stop(stopped, False)
    desk.flow.referral.erase(wiped)
    assert {desk.referral(one).state for one in (stopped, wiped)} == {State.ERASED}


def test_R05_R51_what_was_sent_stays_as_it_was_agreed(light_desk: Desk) -> None:
    # GIVEN a referral that was sent, and one of which a correction is being made
    desk = light_desk
    sent, again = desk.sent(), desk.sent()
    desk.store.referrals.save(desk.referral(again).corrected("foutief", desk.session.now()))
    under(desk, with_text("2.0.0"))
    # THEN neither is asked about again, and neither can be
    desk.flow.referral.finish(again)
    desk.flow.export.export(sent)
    desk.flow.handover.prepare_mail(sent)
    for reference in (sent, again):
        assert not desk.flow.handover.view(reference).asks_consent
        with pytest.raises(NotNow):
            desk.flow.consent.begin_again(reference)
    talk = answered(desk.flow.consent.begin())
    for reference in (sent, again, desk.erased(), desk.withdrawn()):
        with pytest.raises(NotNow):
            desk.flow.consent.renew(reference, talk)


@pytest.mark.parametrize("state", UNSENT)
def test_R05_R23_a_renewed_consent_is_a_new_record_and_the_text_that_was_typed_stays(
    light_desk: Desk, state: State
) -> None:
    # GIVEN an unsent referral of five days ago, whose words changed since
    desk = light_desk
    reference = desk.in_state(state)
    before = desk.referral(reference)
    desk.clock.forward(days=3)
    profile = with_text("2.0.0")
    under(desk, profile)
    # WHEN the client says yes again
    talk = answered(desk.flow.consent.begin_again(reference))
    renewed = desk.flow.consent.renew(reference, talk)
    # THEN it is a concept with everything that was typed, and its terms count from now
    assert renewed == desk.referral(reference)
    assert (renewed.state, renewed.client, renewed.version) == (State.CONCEPT, a_client(), 1)
    assert renewed.since == renewed.edited_at == desk.session.now()
    assert renewed.mail_opened_at is None
    standing = desk.session.standing(renewed)
    assert standing.erases_at == desk.session.now() + timedelta(days=30)
    # AND the consent names the new words, while the earlier one is kept as proof
    assert (renewed.consent.text_id, renewed.consent.text_sha256) == (
        "toestemming.nl@2.0.0",
        profile.consent_text.sha256,
    )
    rows = desk.store.referrals._database.execute("SELECT text_id FROM consent ORDER BY id")
    assert [row[0] for row in rows] == [before.consent.text_id, "toestemming.nl@2.0.0"]
    # AND no archive or phrase made under the old one is left, and the register tells it
    assert desk.record(reference) is None
    assert desk.outbox() == []
    assert desk.events(reference)[-2:] == ["toestemming", "concept"]
    last = list(desk.store.register.rows())[-2]
    assert (last.tekst_versie, last.ontvanger) == ("toestemming.nl@2.0.0", "OCMW Kasterlee")
    # AND one yes renews once
    with pytest.raises(ConsentIncomplete):
        desk.flow.consent.renew(reference, talk)
    desk.restart()
    assert desk.referral(reference) == renewed


def test_R46_wiping_also_reduces_the_earlier_consent(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.concept()
    desk.clock.forward(days=1)
    desk.flow.consent.renew(reference, answered(desk.flow.consent.begin_again(reference)))
    desk.flow.referral.erase(reference)
    rows = desk.store.referrals._database.execute("SELECT recorded_by, items FROM consent")
    assert rows == [("", "[]"), ("", "[]")]


def test_R05_a_consent_that_grew_too_old_is_asked_again(light_desk: Desk) -> None:
    # GIVEN a protocol that lets a consent count for ten days, and a concept that was extended
    desk = light_desk
    terms = replace(the_profile().terms, consent_max_days=10)
    desk.under(terms=terms)
    reference = desk.concept()
    desk.clock.forward(days=6)
    desk.flow.referral.extend(reference)
    desk.clock.forward(days=5)
    # THEN it asks again, and afterwards goes on
    with pytest.raises(ConsentTooOld):
        desk.flow.referral.finish(reference)
    assert step(desk, reference) is Step.RENEW
    desk.flow.consent.renew(reference, answered(desk.flow.consent.begin_again(reference)))
    assert step(desk, reference) is Step.FILL_IN
    desk.flow.referral.finish(reference)


def test_R05_a_moment_that_cannot_be_right_renews_nothing(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.concept()
    before = desk.everything()
    for moment, refusal in ((timedelta(hours=1), ConsentInFuture), (timedelta(days=-31), ConsentTooOld)):
        talk = answered(desk.flow.consent.begin_again(reference))
        with pytest.raises(refusal):
            desk.flow.consent.renew(reference, talk, desk.clock.now() + moment)
    assert desk.everything() == before


def test_R45_a_blocked_referral_is_not_renewed(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.concept()
    talk = answered(desk.flow.consent.begin_again(reference))
    desk.clock.forward(days=7)
    under(desk, with_text("2.0.0"))
    assert step(desk, reference) is Step.CHOOSE
    assert not desk.flow.handover.view(reference).asks_consent
    with pytest.raises(TermPassed):
        desk.flow.consent.begin_again(reference)
    with pytest.raises(TermPassed):
        desk.flow.consent.renew(reference, talk)


def test_R09_under_a_protocol_that_stopped_nothing_is_asked_again(light_desk: Desk) -> None:
    # GIVEN new words under a protocol that is suspended at the same time
    desk = light_desk
    reference = desk.concept()
    under(desk, replace(with_text("2.0.0"), status=Status.SUSPENDED))
    # THEN the overview does not send anybody to the client for nothing
    assert step(desk, reference) is Step.FILL_IN
    with pytest.raises(ProtocolStopped):
        desk.flow.consent.begin_again(reference)
    # AND the same when its profile is gone
    under(desk, a_profile(id="ander"))
    assert step(desk, reference) is Step.FILL_IN
    assert desk.session.standing(desk.referral(reference)).level is Level.WARN
    with pytest.raises(ProtocolStopped):
        desk.flow.referral.finish(reference)


def test_P10_while_the_clock_is_in_doubt_nothing_is_renewed(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.concept()
    talk = answered(desk.flow.consent.begin_again(reference))
    desk.clock.jump(days=-30)
    with pytest.raises(ClockInDoubt):
        desk.flow.consent.renew(reference, talk)


def test_R05_P3_a_consent_asked_again_about_the_same_moment_is_a_consent_of_its_own(light_desk: Desk) -> None:
    # GIVEN a consent of an hour ago, noted without the interpreter who was there
    desk = light_desk
    given = desk.clock.now() - timedelta(hours=1)
    reference = desk.flow.consent.agree(desk.talk(), given).reference
    # WHEN it is noted once more, about the same moment
    talk = desk.talk()
    talk.interpreter = True
    desk.flow.consent.renew(reference, talk, given)
    # THEN the new one counts, and the earlier one was not overwritten
    assert desk.referral(reference).consent.interpreter is True
    rows = desk.store.referrals._database.execute("SELECT interpreter FROM consent ORDER BY id")
    assert rows == [(0,), (1,)]
