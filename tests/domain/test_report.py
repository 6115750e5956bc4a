# SPDX-License-Identifier: EUPL-1.2
"""A report (melding, art. 7) is open until the OCMW knows what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.report import Kind, Outcome, Report
from tests.factory import NOW


def test_R50_a_report_is_open_until_it_is_answered() -> None:
    # GIVEN a report
    report = Report("K7M4-29QK", Kind.WRONG, date(2026, 11, 20), NOW)
    assert report.is_open
    # WHEN the OCMW knows that version 2 mends it
    later = NOW + timedelta(days=3)
    answered = report.answered(Outcome.CORRECTED, 2, later)
    # THEN it is closed, and what was reported stands
    assert not answered.is_open
    assert (answered.outcome, answered.version, answered.answered_at) == (Outcome.CORRECTED, 2, later)
    assert (answered.kind, answered.reported_on, answered.recorded_at) == (Kind.WRONG, date(2026, 11, 20), NOW)
