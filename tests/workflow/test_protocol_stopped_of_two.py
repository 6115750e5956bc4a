# SPDX-License-Identifier: EUPL-1.2
"""Of two protocols one stops: what is under that one stands still, what is under the other goes on (art. 8, 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.errors import ProtocolStopped
from app.domain.profile import Status
from app.domain.referral import State
from app.domain.terms import Reason
from app.workflow.overview import Step
from tests.factory import a_client, a_profile, the_profile, the_second_profile
from tests.workflow.desk import Desk
from tests.workflow.test_protocol_stopped import ALWAYS, NEW, STANDINGS, TODAY
from tests.workflow.two_towns import a_dreamer, answered, concept_for, serves_two_towns, under

FIRST, SECOND = the_profile(), the_second_profile()
STOPPED = {name: changes for name, (changes, in_force) in STANDINGS.items() if not in_force}


@pytest.mark.parametrize("verb", [verb for verb in NEW if verb != "begin"])
def test_R09_another_protocol_in_force_lets_nothing_leave_under_one_that_stopped(light_desk: Desk, verb: str) -> None:
    desk = serves_two_towns(light_desk)
    state, act = NEW[verb]
    for name, changes in STOPPED.items():
        # GIVEN a referral under the first protocol, which stops while the second goes on
        under(desk, FIRST, SECOND)
        reference = desk.in_state(state)
        under(desk, a_profile(**changes), SECOND)
        before = (desk.referral(reference), desk.record(reference), desk.outbox(), desk.events())
        with pytest.raises(ProtocolStopped):
            act(desk, reference)
        assert (desk.referral(reference), desk.record(reference), desk.outbox(), desk.events()) == before, name


@pytest.mark.parametrize("verb", ALWAYS)
def test_R09_everything_else_goes_on_beside_another_protocol(light_desk: Desk, verb: str) -> None:
    desk = serves_two_towns(light_desk)
    state, act = ALWAYS[verb]
    for changes in STOPPED.values():
        under(desk, FIRST, SECOND)
        reference = desk.in_state(state)
        under(desk, a_profile(**changes), SECOND)
        act(desk, reference)


@pytest.mark.parametrize("standing", STOPPED)
def test_R09_the_other_protocol_does_not_notice(light_desk: Desk, standing: str) -> None:
    # GIVEN the first protocol stopped
    desk = serves_two_towns(light_desk)
    under(desk, a_profile(**STOPPED[standing]), SECOND)
    # THEN a new referral begins under the other, the whole way, and only that one is offered
    assert desk.flow.consent.offered() == (SECOND,)
    assert desk.flow.consent.begin().profile is SECOND
    with pytest.raises(ProtocolStopped):
        desk.flow.consent.begin(FIRST.id)
    reference = concept_for(desk, SECOND, a_dreamer())
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.prepare_mail(reference)
    overview = desk.flow.overview.show()
    assert overview.may_begin
    # AND the banner speaks of the first alone
    assert [(notice.protocol, notice.stopped) for notice in overview.notices] == [("OCMW Kasterlee", True)]


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        (date(2025, 3, 23), False, False),
        (date(2025, 3, 24), True, False),
        (date(2026, 1, 31), True, False),
        (date(2026, 2, 1), True, True),
        (date(2031, 1, 31), True, True),
        (date(2031, 2, 1), True, False),
    ],
)
def test_R09_each_protocol_counts_from_its_first_to_its_last_day(day: date, first: bool, second: bool) -> None:
    assert (FIRST.in_force(day), SECOND.in_force(day)) == (first, second)


def test_R10_each_notice_counts_down_by_itself(light_desk: Desk) -> None:
    # GIVEN both protocols are ended by notice, on different days
    desk = serves_two_towns(light_desk)
    ends = [TODAY + timedelta(days=days) for days in (91, 0)]
    under(desk, replace(FIRST, notice_ends_on=ends[0]), replace(SECOND, notice_ends_on=ends[1]))
    # THEN each has a banner of its own
    notices = desk.flow.overview.show().notices
    assert [(one.protocol, one.days_left, one.stopped) for one in notices] == [
        ("OCMW Kasterlee", 91, False),
        ("OCMW Verzonnendorp", 0, False),
    ]
    # AND the day after, one has stopped
    desk.clock.forward(days=1)
    notices = desk.flow.overview.show().notices
    assert [(one.days_left, one.stopped) for one in notices] == [(90, False), (0, True)]


def test_R09_a_file_that_is_ready_when_the_protocol_stops_is_held_at_once(light_desk: Desk) -> None:
    # GIVEN a file that was made, and one that was sent
    desk = serves_two_towns(light_desk)
    ready, sent = desk.exported(), desk.sent()
    assert not desk.flow.handover.view(ready).is_held
    # WHEN the protocol stops
    under(desk, a_profile(status=Status.ENDED), SECOND)
    # THEN the first is not to be sent any more, long before its term; the second is called about as before
    view = desk.flow.handover.view(ready)
    assert (view.stopped, view.blocked, view.is_held) == (True, False, True)
    assert not desk.flow.handover.view(sent).is_held
    desk.flow.handover.phrase(sent)
    assert desk.session.standing(desk.referral(ready)).reason is Reason.STOPPED
    # AND that it had been sent already can still be said
    assert desk.flow.handover.declare_sent(ready).state is State.SENT


def test_R07_R09_a_client_of_a_stopped_protocol_may_say_yes_to_the_other(light_desk: Desk) -> None:
    # GIVEN a concept under a protocol that stopped, and a client who moved to the other town
    desk = serves_two_towns(light_desk)
    reference = concept_for(desk, FIRST, a_client())
    under(desk, a_profile(status=Status.ENDED), SECOND)
    desk.type(reference, a_dreamer())
    # WHEN consent is given for the other OCMW
    desk.flow.consent.renew(reference, answered(desk.flow.consent.begin_again(reference, SECOND.id)))
    # THEN it goes on there
    desk.flow.referral.finish(reference)
    (line,) = desk.flow.overview.show().lines
    assert (line.step, line.standing.reason) == (Step.REVIEW, Reason.NONE)
