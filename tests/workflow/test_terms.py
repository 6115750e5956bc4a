# SPDX-License-Identifier: EUPL-1.2
"""Terms through the upkeep of every hour: warn, block, extend once; only a hard limit erases, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import TermPassed
from app.domain.referral import State
from app.domain.terms import Level, Reason
from app.workflow.upkeep import Upkeep
from tests.factory import a_profile, the_profile
from tests.workflow.desk import Desk

TERM_DAYS = {State.CONCEPT: 7, State.READY: 7, State.EXPORTED: 5, State.SENT: 7}
SECOND = timedelta(seconds=1)


def level(desk: Desk, reference: str) -> Level:
    return desk.session.standing(desk.referral(reference)).level


@pytest.mark.parametrize("state", list(TERM_DAYS))
def test_R45_R48_each_state_warns_two_days_before_its_term_and_then_blocks(light_desk: Desk, state: State) -> None:
    # GIVEN a referral in this state
    desk = light_desk
    reference = desk.in_state(state)
    days = TERM_DAYS[state]
    # WHEN the days pass, the overview tells of the last two; the term itself erases nothing
    seen = []
    for left in (3, 2, 1, 0):
        desk.clock.jump(seconds=(desk.referral(reference).since - desk.clock.now()).total_seconds())
        desk.clock.forward(days=days - left)
        assert desk.flow.upkeep.hourly() == Upkeep(None, (), 0)
        [line] = desk.flow.overview.show().lines
        seen.append((line.standing.level, line.standing.days_left if left else 0))
    # THEN three days before it is quiet, and on the day itself the user chooses
    assert seen == [(Level.NOTHING, 3), (Level.WARN, 2), (Level.WARN, 1), (Level.BLOCKED, 0)]
    assert line.step == "choose"
    assert line.standing.may_extend
    assert desk.referral(reference).client is not None
    assert "gewist" not in desk.events()


@pytest.mark.parametrize("state", list(TERM_DAYS))
def test_R45_blocked_means_no_editing_no_export_no_phrase_and_what_happened_may_be_stated(
    light_desk: Desk, state: State
) -> None:
    # GIVEN a referral on the second before and the second of its term
    desk = light_desk
    reference = desk.in_state(state)
    flow = desk.flow
    refused: dict[State, list[Callable[[], object]]] = {
        State.CONCEPT: [
            lambda: flow.referral.edit(reference, {"last_name": "x"}, single_name=False),
            lambda: flow.referral.finish(reference),
        ],
        State.READY: [
            lambda: flow.referral.reopen(reference),
            lambda: flow.export.preview(reference),
            lambda: flow.export.export(reference),
        ],
        State.EXPORTED: [
            lambda: flow.referral.reopen(reference),
            lambda: flow.export.export(reference),
            lambda: flow.handover.prepare_mail(reference),
            lambda: flow.handover.mail_by_hand(reference),
        ],
        State.SENT: [lambda: flow.handover.phrase(reference), lambda: flow.export.export(reference)],
    }
    desk.clock.forward(days=TERM_DAYS[state])
    before = desk.referral(reference)
    # THEN these are refused and change nothing
    for verb in refused[state]:
        with pytest.raises(TermPassed):
            verb()
    assert desk.referral(reference) == before
    # AND extending opens it again
    flow.referral.extend(reference)
    assert level(desk, reference) is not Level.BLOCKED
    if state is State.SENT:
        flow.handover.phrase(reference)


def test_R45_editing_starts_the_term_of_a_concept_anew_but_not_its_hard_limit(light_desk: Desk) -> None:
    # GIVEN a concept that is edited every sixth day
    desk = light_desk
    reference = desk.concept()
    for _ in range(4):
        desk.clock.forward(days=6)
        desk.type(reference, desk.referral(reference).client or pytest.fail("erased"))
        assert desk.flow.upkeep.hourly().expired == ()
    # WHEN thirty days since the consent have passed
    desk.clock.forward(days=6)
    # THEN it is erased nevertheless
    [gone] = desk.flow.upkeep.hourly().expired
    assert gone.full_reference == reference
    assert gone.reason is Reason.CONSENT_OLD


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R45_R46_unsent_is_erased_thirty_days_after_consent_with_row_and_message(
    light_desk: Desk, state: State
) -> None:
    # GIVEN an unsent referral, extended, one second before its hard limit
    desk = light_desk
    reference = desk.in_state(state)
    desk.flow.referral.extend(reference)
    desk.clock.jump(days=30)
    desk.clock.jump(seconds=-1)
    assert desk.flow.upkeep.hourly().expired == ()
    assert level(desk, reference) is Level.BLOCKED
    # WHEN the second passes, at a start of the program
    desk.clock.forward(seconds=1)
    found = desk.restart()
    # THEN it is erased by itself, once, and both register and user hear it
    [gone] = found.expired
    assert (gone.full_reference, gone.reason, gone.day) == (reference, Reason.CONSENT_OLD, desk.session.today())
    assert desk.referral(reference).client is None
    assert (desk.record(reference), desk.outbox()) == (None, [])
    assert desk.events(reference)[-2:] == ["verlopen", "gewist"]
    assert desk.flow.upkeep.hourly().expired == ()


def test_R45_sent_is_erased_fourteen_days_after_sending_and_the_overview_says_so_before(light_desk: Desk) -> None:
    # GIVEN a referral sent long after its consent, extended once
    desk = light_desk
    desk.under(terms=replace(the_profile().terms, exported_days=25))
    reference = desk.exported()
    desk.clock.forward(days=20)
    desk.flow.handover.declare_sent(reference)
    desk.flow.referral.extend(reference)
    # WHEN twelve days pass
    desk.clock.forward(days=12)
    assert desk.flow.upkeep.hourly().expired == ()
    [line] = desk.flow.overview.show().lines
    assert (line.standing.level, line.standing.erases_soon) == (Level.WARN, True)
    # THEN after fourteen it goes, although its consent is a month old
    desk.clock.forward(days=2)
    [gone] = desk.flow.upkeep.hourly().expired
    assert gone.reason is Reason.SENT_LONG_AGO


def test_R45_one_look_erases_every_referral_that_is_due_and_no_other(light_desk: Desk) -> None:
    desk = light_desk
    old = [desk.concept(), desk.exported()]
    desk.clock.forward(days=29)
    young = desk.concept()
    desk.clock.forward(days=1)
    found = desk.flow.upkeep.hourly()
    assert {gone.full_reference for gone in found.expired} == set(old)
    assert desk.referral(young).client is not None


def test_R45_what_cannot_be_erased_from_disk_at_once_still_comes_with_its_message(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN two referrals that are due, and copies that another program holds
    desk = light_desk
    due = {desk.concept(), desk.concept()}
    desk.clock.forward(days=30)
    with monkeypatch.context() as patched:
        patched.setattr("app.storage.backup.Copy.drop", lambda copy: False)
        # WHEN the upkeep comes
        found = desk.flow.upkeep.hourly()
    # THEN both are told of, and the copies go an hour later
    assert {gone.full_reference for gone in found.expired} == due
    assert desk.store.has_remains()
    desk.flow.upkeep.hourly()
    assert not desk.store.has_remains()


def test_R45_a_referral_whose_protocol_is_gone_still_ends(light_desk: Desk) -> None:
    # GIVEN a concept, and a profile that was taken away
    desk = light_desk
    reference = desk.concept()
    desk.profiles = (a_profile(id="een-ander"),)
    # THEN the program starts, shows it, and lets it be erased
    assert desk.restart() == Upkeep(None, (), 0)
    [line] = desk.flow.overview.show().lines
    assert (line.reference, line.standing.may_extend) == (reference, False)
    # AND its hard limit holds
    desk.clock.forward(days=30)
    [gone] = desk.flow.upkeep.hourly().expired
    assert gone.full_reference == reference


def test_the_register_and_wiped_referrals_go_after_five_years(light_desk: Desk) -> None:
    # GIVEN a referral of long ago, one that waits for the OCMW, and a younger one
    desk = light_desk
    old, waiting = desk.erased(), desk.withdrawn()
    for _ in range(22):
        desk.clock.forward(days=80)
        desk.flow.upkeep.hourly()
    young = desk.erased()
    assert old in {referral.reference for referral in desk.store.referrals.all()}
    # WHEN five years have passed
    desk.clock.forward(days=80)
    desk.flow.upkeep.hourly()
    # THEN nothing of the old one is left, and the chain of the register still holds
    left = {referral.reference for referral in desk.store.referrals.all()}
    assert left == {waiting, young}
    assert desk.events(old) == []
    assert desk.events(young)[0] == "toestemming"
    desk.store.register.verify()
