# SPDX-License-Identifier: EUPL-1.2
"""What the OCMW finds wrong (art. 7): entered with date and kind, open until the OCMW was answered truthfully."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.errors import AppError, DiskFull, NotNow, ReferenceUnknown
from app.domain.profile import Status
from app.domain.referral import State
from app.domain.refusals import DayInFuture, DayTooEarly, ReportKnown
from app.domain.report import EVENTS, Kind, Outcome
from tests.workflow.desk import Desk
from tests.workflow.test_correction import BAD_REFERENCES

TODAY = date(2026, 11, 23)


def sent_again(desk: Desk, reference: str) -> None:
    """The next version goes all the way to the OCMW."""
    desk.corrected(reference)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.declare_sent(reference)


# --- entering ---


@pytest.mark.parametrize("kind", Kind)
def test_R49_a_report_is_a_date_and_one_of_six_kinds(light_desk: Desk, kind: Kind) -> None:
    # GIVEN a sent referral of which the OCMW finds something wrong
    desk = light_desk
    reference = desk.sent()
    # WHEN it is entered, the reference as it was read out
    report = desk.flow.report.enter(f" {reference.lower().replace('-', ' ')} ", kind, TODAY)
    # THEN it is kept, told in the register by its kind alone, and stands open
    assert (report.reference, report.kind, report.reported_on, report.version) == (reference, kind, TODAY, 1)
    assert desk.events(reference)[-1] == EVENTS[kind] == f"melding_ocmw_{kind.value}"
    assert desk.open_reports() == (report,) == desk.flow.correction.view(reference).reports
    assert desk.flow.report.find(reference, kind, TODAY) == report
    # AND the referral itself is as it was
    assert desk.referral(reference).state is State.SENT


@pytest.mark.parametrize("state", [State.SENT, State.WITHDRAWN, State.ERASED])
@pytest.mark.parametrize("status", Status)
def test_R09_R49_a_report_comes_also_after_wiping_and_when_the_protocol_stopped(
    light_desk: Desk, state: State, status: Status
) -> None:
    desk = light_desk
    reference = desk.in_state(state)
    desk.under(status=status)
    report = desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    desk.flow.report.answer_mail(report, Outcome.RIGHT)
    desk.flow.report.close(report, Outcome.RIGHT)
    assert desk.open_reports() == ()
    assert desk.referral(reference).state is state


def test_R49_the_same_report_is_entered_once_and_another_day_or_kind_is_another_one(light_desk: Desk) -> None:
    # GIVEN a report of yesterday
    desk = light_desk
    reference = desk.sent()
    desk.clock.forward(days=1)
    later = TODAY + timedelta(days=1)
    desk.flow.report.enter(reference, Kind.WRONG, later)
    rows = desk.events()
    # WHEN it is entered once more, THEN that is said and nothing is written
    with pytest.raises(ReportKnown):
        desk.flow.report.enter(reference, Kind.WRONG, later)
    assert desk.events() == rows
    # AND another kind or day is another report; the oldest is shown first
    desk.flow.report.enter(reference, Kind.OUTDATED, later)
    desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    assert [(r.kind, r.reported_on) for r in desk.open_reports()] == [
        (Kind.WRONG, TODAY),
        (Kind.WRONG, later),
        (Kind.OUTDATED, later),
    ]
    assert desk.flow.correction.view(reference).reports == desk.open_reports()


@pytest.mark.parametrize("reference", BAD_REFERENCES)
def test_R49_a_reference_that_cannot_be_or_is_not_here_is_called_unknown(light_desk: Desk, reference: str) -> None:
    light_desk.sent()
    with pytest.raises(ReferenceUnknown):
        light_desk.flow.report.enter(reference, Kind.WRONG, TODAY)


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R49_nobody_reports_what_was_never_sent(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    with pytest.raises(NotNow) as refused:
        light_desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    assert refused.value.code == "T11"


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (TODAY + timedelta(days=1), DayInFuture),
        (date(2038, 1, 20), DayInFuture),
        (date.max, DayInFuture),
        (TODAY - timedelta(days=1), DayTooEarly),
        (date(1970, 1, 1), DayTooEarly),
        (date.min, DayTooEarly),
    ],
)
def test_R49_a_day_that_cannot_be_is_refused(light_desk: Desk, day: date, error: type[AppError]) -> None:
    desk = light_desk
    reference = desk.sent()
    rows = desk.events()
    with pytest.raises(error):
        desk.flow.report.enter(reference, Kind.WRONG, day)
    assert (desk.open_reports(), desk.events()) == ((), rows)


def test_R49_days_are_counted_in_belgium(light_desk: Desk) -> None:
    # GIVEN a referral of half past twelve at night in Belgium, when it is still the day before in London
    desk = light_desk
    desk.clock.jump(hours=14, minutes=30)
    reference = desk.sent()
    with pytest.raises(DayTooEarly):
        desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    desk.flow.report.enter(reference, Kind.WRONG, TODAY + timedelta(days=1))


def test_R49_a_report_speaks_of_the_version_that_was_sent_last(light_desk: Desk) -> None:
    # GIVEN a version 2 that was sent, and a version 3 in the making
    desk = light_desk
    reference = desk.sent()
    sent_again(desk, reference)
    desk.corrected(reference)
    report = desk.flow.report.enter(f"{reference}-2", Kind.WRONG, TODAY)
    assert report.version == 2
    assert desk.events(f"{reference}-2")[-1] == "melding_ocmw_foutief"


@pytest.mark.parametrize("verb", ["enter", "close"])
def test_R49_what_cannot_be_told_in_the_register_is_not_stored(
    light_desk: Desk, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = light_desk
    reference = desk.sent()
    report = desk.flow.report.enter(reference, Kind.OUTDATED, TODAY)

    def full(*_: object) -> None:
        raise DiskFull()

    monkeypatch.setattr(desk.store.register, "append", full)
    verbs = {
        "enter": lambda: desk.flow.report.enter(reference, Kind.WRONG, TODAY),
        "close": lambda: desk.flow.report.close(report, Outcome.RIGHT),
    }
    with pytest.raises(DiskFull):
        verbs[verb]()
    assert desk.open_reports() == (report,)


# --- reminding ---


@pytest.mark.parametrize(
    ("came", "late"),
    [
        (date(2026, 11, 27), date(2026, 12, 4)),  # a Friday: a weekend lies between
        (date(2026, 12, 22), date(2026, 12, 30)),  # Christmas is on the Friday
        (date(2027, 5, 3), date(2027, 5, 11)),  # Ascension Day is on the Thursday
    ],
)
def test_R50_the_reminder_comes_after_five_working_days(light_desk: Desk, came: date, late: date) -> None:
    # GIVEN a report that came on this day
    desk = light_desk
    reference = desk.erased()
    desk.clock.forward(days=(came - TODAY).days)
    desk.flow.upkeep.answer_clock(True)
    desk.flow.report.enter(reference, Kind.WRONG, came)
    for day in range((late - came).days + 1):
        # THEN it is late on that day, and not before
        [task] = desk.flow.overview.show().tasks
        assert (task.reference, task.since, task.is_late) == (reference, came, came + timedelta(days=day) >= late)
        desk.clock.forward(days=1)
    # AND it is gone once the OCMW knows
    desk.flow.report.close(desk.open_reports()[0], Outcome.RIGHT)
    assert desk.flow.overview.show().tasks == ()
