# SPDX-License-Identifier: EUPL-1.2
"""A protocol that stopped: nothing new begins or leaves; what follows after sending, and wiping, go on (art. 8, 11)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.errors import ProtocolStopped, TermPassed
from app.domain.profile import Status
from app.domain.referral import State
from app.domain.report import Kind, Outcome
from app.domain.terms import Level, Reason
from tests.factory import a_client
from tests.workflow.desk import Desk
from tests.workflow.verbs import OUTWARD, Verb

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

STANDINGS: dict[str, tuple[dict[str, Any], bool]] = {
    "active": ({}, True),
    "valid until today": ({"valid_until": TODAY}, True),
    "notice ends today": ({"notice_ends_on": TODAY}, True),
    "in force from today": ({"in_force_from": TODAY}, True),
    "suspended": ({"status": Status.SUSPENDED}, False),
    "ended": ({"status": Status.ENDED}, False),
    "expired": ({"valid_until": YESTERDAY}, False),
    "notice over": ({"notice_ends_on": YESTERDAY}, False),
    "both dates over": ({"valid_until": YESTERDAY, "notice_ends_on": YESTERDAY}, False),
    "not yet": ({"in_force_from": TOMORROW}, False),
}

NEW: dict[str, Verb] = {
    "begin": (State.CONCEPT, lambda d, r: d.flow.consent.begin()),
    **OUTWARD,
    "extend concept": (State.CONCEPT, lambda d, r: d.flow.referral.extend(r)),
    "extend ready": (State.READY, lambda d, r: d.flow.referral.extend(r)),
    "extend exported": (State.EXPORTED, lambda d, r: d.flow.referral.extend(r)),
}
"""What lets new data leave, or keeps them for it: only while the protocol is in force."""


def export_and_mail(desk: Desk, reference: str) -> None:
    desk.flow.export.export(reference)
    desk.flow.handover.prepare_mail(reference)
    desk.flow.handover.mail_by_hand(reference)
    desk.flow.handover.declare_sent(reference)


def report_and_answer(desk: Desk, reference: str) -> None:
    desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    [report] = (report for report in desk.open_reports() if report.reference == reference)
    desk.flow.report.answer_mail(report, Outcome.RIGHT)
    desk.flow.report.close(report, Outcome.RIGHT)


def correct_and_mail(desk: Desk, reference: str) -> None:
    desk.corrected(reference)
    desk.flow.correction.agree_channels(reference)
    desk.type(reference, a_client())
    desk.flow.referral.extend(reference)
    desk.flow.referral.finish(reference)
    export_and_mail(desk, reference)


ALWAYS: dict[str, Verb] = {
    "overview": (State.CONCEPT, lambda d, r: d.flow.overview.show()),
    "typing": (State.CONCEPT, lambda d, r: d.flow.overview.typing()),
    "edit": (State.CONCEPT, lambda d, r: d.flow.referral.edit(r, {"last_name": "Peeters"}, single_name=True)),
    "finish": (State.CONCEPT, lambda d, r: d.flow.referral.finish(r)),
    "reopen": (State.READY, lambda d, r: d.flow.referral.reopen(r)),
    "reopen exported": (State.EXPORTED, lambda d, r: d.flow.referral.reopen(r)),
    "view": (State.EXPORTED, lambda d, r: d.flow.handover.view(r)),
    "declare sent": (State.EXPORTED, lambda d, r: d.flow.handover.declare_sent(r)),
    "phrase": (State.SENT, lambda d, r: d.flow.handover.phrase(r)),
    "passed on": (State.SENT, lambda d, r: d.flow.handover.passed_on(r)),
    "received": (State.SENT, lambda d, r: d.flow.handover.received(r)),
    "extend sent": (State.SENT, lambda d, r: d.flow.referral.extend(r)),
    "make again and mail": (State.SENT, export_and_mail),
    "note": (State.ERASED, lambda d, r: d.flow.handover.note(r)),
    "stop concept": (State.CONCEPT, lambda d, r: d.flow.withdrawal.stop(r, False)),
    "stop exported": (State.EXPORTED, lambda d, r: d.flow.withdrawal.stop(r, True)),
    "stop sent": (State.SENT, lambda d, r: d.flow.withdrawal.stop(r, True)),
    "stop erased": (State.ERASED, lambda d, r: d.flow.withdrawal.stop(r, True)),
    "mail of withdrawal": (State.WITHDRAWN, lambda d, r: d.flow.withdrawal.mail(r)),
    "erasure confirmed": (State.WITHDRAWN, lambda d, r: d.flow.withdrawal.erasure_confirmed(r)),
    "correct": (State.SENT, correct_and_mail),
    "correct what was wiped": (State.ERASED, correct_and_mail),
    "report": (State.SENT, report_and_answer),
    "report about what was wiped": (State.ERASED, report_and_answer),
    "report about what was withdrawn": (State.WITHDRAWN, report_and_answer),
    "erase": (State.READY, lambda d, r: d.flow.referral.erase(r)),
    "upkeep": (State.CONCEPT, lambda d, r: d.flow.upkeep.hourly()),
    "restart": (State.EXPORTED, lambda d, r: d.restart()),
    "register": (State.CONCEPT, lambda d, r: d.store.register.verify()),
}
"""Corrections, withdrawals, what was sent, wiping and the register: whatever the protocol's standing."""


@pytest.mark.parametrize("verb", list(NEW))
def test_R09_what_lets_new_data_leave_works_under_a_protocol_in_force_alone(light_desk: Desk, verb: str) -> None:
    desk = light_desk
    state, act = NEW[verb]
    for name, (changes, in_force) in STANDINGS.items():
        # GIVEN a referral, and a protocol of this standing
        desk.under()
        reference = desk.in_state(state)
        before = (desk.referral(reference), desk.record(reference), desk.outbox(), desk.events())
        desk.under(**changes)
        # THEN it works, or is refused and changes nothing
        if in_force:
            act(desk, reference)
            continue
        with pytest.raises(ProtocolStopped):
            act(desk, reference)
        assert (desk.referral(reference), desk.record(reference), desk.outbox(), desk.events()) == before, name


@pytest.mark.parametrize("verb", list(ALWAYS))
def test_R09_everything_else_goes_on_under_every_standing(light_desk: Desk, verb: str) -> None:
    desk = light_desk
    state, act = ALWAYS[verb]
    for changes, _ in STANDINGS.values():
        desk.under()
        reference = desk.in_state(state)
        desk.under(**changes)
        act(desk, reference)


def test_R09_a_talk_that_was_open_when_the_protocol_stopped_stores_nothing(light_desk: Desk) -> None:
    # GIVEN a talk under a protocol of which a status comes in meanwhile
    desk = light_desk
    talk = desk.talk()
    talk.profile = desk.under(status=Status.SUSPENDED)
    before = desk.everything()
    with pytest.raises(ProtocolStopped):
        desk.flow.consent.agree(talk)
    assert desk.everything() == before


def test_R09_a_second_protocol_in_force_still_lets_work_begin(light_desk: Desk) -> None:
    desk = light_desk
    stopped = desk.under(status=Status.ENDED)
    [active] = (desk.under(id="buurgemeente"),)
    desk.session.profiles = (stopped, active)
    assert desk.flow.consent.begin().profile is active
    assert desk.flow.settings.statement() is active.statement
    assert desk.flow.overview.show().may_begin


def test_R09_unsent_referrals_get_two_days_after_a_stop_and_then_only_erasing(light_desk: Desk) -> None:
    # GIVEN a concept of today under a protocol that is suspended
    desk = light_desk
    reference = desk.concept()
    desk.under(status=Status.SUSPENDED)
    desk.clock.forward(days=2)
    desk.clock.jump(seconds=-1)
    assert desk.session.standing(desk.referral(reference)).level is Level.WARN
    # WHEN two days have passed
    desk.clock.forward(seconds=1)
    standing = desk.session.standing(desk.referral(reference))
    # THEN it is blocked, cannot be extended, and can be erased
    assert (standing.level, standing.reason, standing.may_extend) == (Level.BLOCKED, Reason.STOPPED, False)
    with pytest.raises(TermPassed):
        desk.flow.referral.edit(reference, {}, single_name=False)
    with pytest.raises(ProtocolStopped):
        desk.flow.referral.extend(reference)
    desk.flow.referral.erase(reference)


def test_R09_when_a_notice_ends_the_two_days_count_from_that_end_and_not_from_the_last_edit(light_desk: Desk) -> None:
    # GIVEN a concept of six days ago, edited last then, and a notice that ended yesterday at midnight
    desk = light_desk
    reference = desk.concept()
    desk.under(notice_ends_on=TODAY + timedelta(days=5))
    desk.clock.forward(days=6)
    standing = desk.session.standing(desk.referral(reference))
    # THEN the user still has the second day, counted in Belgium, and can say what happened
    assert (standing.level, standing.reason) == (Level.WARN, Reason.STOPPED)
    assert standing.until == desk.referral(reference).since + timedelta(days=7)
    desk.under(notice_ends_on=TODAY + timedelta(days=4))
    ends = desk.session.standing(desk.referral(reference)).until
    assert ends is not None
    assert ends.isoformat() == "2026-11-29T23:00:00+00:00"


def test_R10_during_notice_the_days_left_are_told(light_desk: Desk) -> None:
    # GIVEN a notice of three months
    desk = light_desk
    for left in (91, 1, 0):
        desk.under(notice_ends_on=TODAY + timedelta(days=left))
        overview = desk.flow.overview.show()
        # THEN the banner counts down, and on the last day work may still begin
        [notice] = overview.notices
        assert (notice.protocol, notice.days_left, notice.stopped) == ("OCMW Kasterlee", left, False)
        assert notice.ends_on == TODAY + timedelta(days=left)
        assert overview.may_begin
    # AND the day after it says that the protocol stopped
    desk.clock.forward(days=1)
    overview = desk.flow.overview.show()
    assert [notice.stopped for notice in overview.notices] == [True]
    assert not overview.may_begin


def test_R10_without_notice_or_stop_there_is_no_banner(light_desk: Desk) -> None:
    assert light_desk.flow.overview.show().notices == ()
    light_desk.under(status=Status.SUSPENDED)
    [notice] = light_desk.flow.overview.show().notices
    assert (notice.stopped, notice.days_left, notice.ends_on) == (True, None, None)
