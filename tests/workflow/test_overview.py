# SPDX-License-Identifier: EUPL-1.2
"""The overview: what is open, newest work first, and the one next step of each."""

from __future__ import annotations

import pytest

from app.domain.errors import ProtocolStopped
from app.domain.referral import State
from app.workflow.overview import Step
from tests.factory import a_client, a_profile
from tests.workflow.desk import Desk

NEXT = {
    State.CONCEPT: Step.FILL_IN,
    State.READY: Step.REVIEW,
    State.EXPORTED: Step.SEND,
    State.SENT: Step.CALL,
    State.WITHDRAWN: Step.AWAIT_ERASURE,
}


@pytest.mark.parametrize("state", list(State))
def test_each_open_state_has_one_next_step_and_what_is_wiped_is_not_shown(light_desk: Desk, state: State) -> None:
    # GIVEN a referral
    reference = light_desk.in_state(state)
    lines = light_desk.flow.overview.show().lines
    # THEN the list says what to do, or nothing at all
    if state is State.ERASED:
        assert lines == ()
        return
    [line] = lines
    assert (line.reference, line.full_reference, line.state, line.version) == (reference, reference, state, 1)
    assert line.step is NEXT[state]
    known = state is not State.WITHDRAWN
    assert (line.name, line.place) == (("Zoë D'Hondt-Çelik", "Tielen") if known else ("", ""))


def test_after_the_call_one_waits_and_after_three_days_one_asks(light_desk: Desk) -> None:
    # GIVEN a sent referral whose phrase was passed on
    desk = light_desk
    reference = desk.sent()
    desk.flow.handover.passed_on(reference)
    steps = []
    # WHEN days pass
    for days in (0, 2, 1, 4):
        desk.clock.forward(days=days)
        steps.append(desk.flow.overview.show().lines[0].step)
    # THEN on day three it asks, on day seven the user chooses
    assert steps == [Step.CONFIRM, Step.CONFIRM, Step.ASK_AFTER, Step.CHOOSE]


def test_a_file_made_again_is_to_be_sent_again(light_desk: Desk) -> None:
    reference = light_desk.sent()
    light_desk.flow.handover.passed_on(reference)
    light_desk.flow.export.export(reference)
    assert light_desk.flow.overview.show().lines[0].step is Step.SEND
    light_desk.flow.handover.declare_sent(reference)
    assert light_desk.flow.overview.show().lines[0].step is Step.CALL


def test_what_was_worked_on_last_stands_first(light_desk: Desk) -> None:
    # GIVEN three referrals, of which the oldest is edited again
    desk = light_desk
    first, second, third = desk.concept(), desk.concept(), desk.concept()
    desk.type(first, a_client(last_name="Opnieuw"))
    assert [line.reference for line in desk.flow.overview.show().lines] == [first, third, second]


def test_P14_after_unlocking_the_form_that_was_open_last_comes_back(light_desk: Desk) -> None:
    # GIVEN two forms that were both left with the cursor in a field
    desk = light_desk
    old, new = desk.concept(), desk.concept()
    assert desk.flow.overview.typing() is None
    for reference, focus in ((new, "field_phone"), (old, "field_street"), (new, "field_email")):
        desk.flow.referral.edit(reference, {"last_name": "Peeters"}, single_name=True, focus=focus)
    # WHEN the program was locked
    desk.restart()
    # THEN the one that was typed in last is opened, at its field
    typing = desk.flow.overview.typing()
    assert typing is not None
    assert (typing.reference, typing.focus) == (new, "field_email")
    # AND a form that was left, reviewed or blocked is not
    desk.flow.referral.edit(new, {"last_name": "Peeters"}, single_name=True, focus="")
    assert (typing := desk.flow.overview.typing()) is not None
    assert typing.reference == old
    desk.clock.forward(days=7)
    assert desk.flow.overview.typing() is None


def test_R52_a_withdrawn_correction_is_called_by_the_reference_of_the_whole_referral(light_desk: Desk) -> None:
    # GIVEN a second version that was sent, and then withdrawn
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.declare_sent(reference)
    [line] = desk.flow.overview.show().lines
    assert line.full_reference == f"{reference}-2"
    # WHEN
    desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    # THEN the list says what the mail and the note say: every version is to be erased
    [line] = desk.flow.overview.show().lines
    assert line.full_reference == reference


def test_a_referral_whose_protocol_is_gone_hides_no_other(light_desk: Desk) -> None:
    # GIVEN two referrals, one under a protocol that was taken away
    desk = light_desk
    orphan = desk.sent()
    other = a_profile(id="een-ander")
    desk.session.profiles = (other,)
    desk.flow.overview.show()
    mine = desk.concept()
    # THEN both are in the list; the orphan can be withdrawn, received and erased, but nothing new leaves
    assert {line.reference for line in desk.flow.overview.show().lines} == {orphan, mine}
    for verb in (desk.flow.export.export, desk.flow.handover.view, desk.flow.referral.profile):
        with pytest.raises(ProtocolStopped):
            verb(orphan)
    desk.flow.handover.received(orphan)
    assert desk.referral(orphan).client is None
