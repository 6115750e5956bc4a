# SPDX-License-Identifier: EUPL-1.2
"""What waits beside the referrals: breaches first, then reports, oldest first, and test sendings."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.incident import Incident
from app.domain.report import Kind, Report
from app.workflow.tasks import Task, TaskKind
from tests.workflow.desk import Desk


def test_R50_a_report_is_late_after_five_working_days(light_desk: Desk) -> None:
    # GIVEN a report that came on a Friday
    desk, reference = light_desk, light_desk.sent()
    friday = date(2026, 11, 20)
    desk.store.reports.add(Report(reference, Kind.OUTDATED, friday, desk.clock.now()))
    # THEN it is late on the Friday after, and not a day before
    for days, late in ((6, False), (7, True)):
        desk.clock.forward(days=20 + days - desk.clock.now().day)
        assert desk.flow.overview.show().tasks == (
            Task(TaskKind.REPORT, reference, friday, Kind.OUTDATED, is_late=late, days=5),
        )


def test_R54_a_breach_is_late_after_72_hours_and_stands_first(light_desk: Desk) -> None:
    # GIVEN a report, and a breach that the officer does not know yet
    desk, reference = light_desk, light_desk.sent()
    now = desk.clock.now()
    desk.store.reports.add(Report(reference, Kind.WRONG, desk.session.today(), now))
    desk.store.incidents.put(Incident("INC-4T8R", now, now))

    # WHEN time passes
    for hours, late in ((71, False), (2, True)):
        desk.clock.forward(hours=hours)
        first = desk.flow.overview.show().tasks[0]
        assert (first.kind, first.reference, first.is_late) == (TaskKind.INCIDENT, "INC-4T8R", late)

    # THEN it goes once the user said that the mail was sent
    desk.store.incidents.put(Incident("INC-4T8R", now, now, mailed_at=now + timedelta(hours=1)))
    assert [task.kind for task in desk.flow.overview.show().tasks] == [TaskKind.REPORT]


def test_R65_a_test_sending_stays_a_task_until_it_is_closed(light_desk: Desk) -> None:
    desk = light_desk
    desk.store.exports.begin("TEST-4T8R", "anker-bloem", desk.clock.now())
    assert [task.reference for task in desk.flow.overview.show().tasks] == ["TEST-4T8R"]
