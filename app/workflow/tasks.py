# SPDX-License-Identifier: EUPL-1.2
"""Open tasks beside the referrals: reports to answer, breaches to pass on, test sendings to close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.clock import belgian_day
from app.domain.report import Kind
from app.workflow.session import Session
from app.working_days import working_days_after

TRIAL_PREFIX = "TEST-"


class TaskKind(StrEnum):
    """Which page goes on with a task."""

    INCIDENT = "incident"
    REPORT = "report"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, known by its reference (``XXXX-XXXX``, ``INC-XXXX`` or ``TEST-XXXX``); no client data.

    ``since`` is the Belgian day on which it began (for a report: when the OCMW's mail came), ``report`` the kind of a
    report. ``is_late``: the term is over (``days`` working days for a report, 72 hours for a breach).
    """

    kind: TaskKind
    reference: str
    since: date
    report: Kind | None = None
    is_late: bool = False
    days: int = 0


def open_tasks(session: Session) -> tuple[Task, ...]:
    """Every open task, what is most urgent first: breaches, reports, test sendings."""
    return (*_incidents(session), *_reports(session), *_trials(session))


def _incidents(session: Session) -> list[Task]:
    found = (incident for incident in session.store.incidents.all() if incident.is_open)
    return [
        Task(TaskKind.INCIDENT, one.number, belgian_day(one.discovered_at), is_late=session.now() >= one.limit())
        for one in found
    ]


def _reports(session: Session) -> list[Task]:
    """Oldest first. The reminder comes once the working days are over (R50)."""
    found = sorted(
        (report for report in session.store.reports.all() if report.is_open), key=lambda report: report.reported_on
    )
    today = session.today()
    tasks = []
    for report in found:
        terms = session.profile_or_first(session.referral(report.reference).profile_id).terms
        is_late = today >= working_days_after(report.reported_on, terms.report_working_days)
        tasks.append(
            Task(TaskKind.REPORT, report.reference, report.reported_on, report.kind, is_late, terms.report_working_days)
        )
    return tasks


def _trials(session: Session) -> list[Task]:
    records = session.store.exports.all()
    return [
        Task(TaskKind.TRIAL, record.full_reference, belgian_day(record.begun_at))
        for record in records
        if record.full_reference.startswith(TRIAL_PREFIX)
    ]
