# SPDX-License-Identifier: EUPL-1.2
"""Reports of the OCMW and breaches: kept with dates and closed words only, found again, damaged rows refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.errors import ReferenceUnknown, RowDamaged
from app.domain.incident import Incident
from app.domain.refusals import ReportKnown
from app.domain.report import EVENTS, Kind, Outcome, Report
from app.storage.database import Database, create
from app.storage.incidents import Incidents
from app.storage.reports import Reports
from app.storage.schema import migrate

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REPORT = Report("K7M4-29QK", Kind.OUTDATED, date(2026, 11, 20), NOW)
INCIDENT = Incident("INC-4T8R", NOW, NOW, ("K7M4-29QK",))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The tables of the newest version, empty."""
    with closing(create(tmp_path / "vault.db", bytes(32))) as database:
        migrate(database)
        yield database


def test_R49_a_report_holds_a_date_and_one_of_six_kinds_and_nothing_about_a_client(database: Database) -> None:
    # GIVEN the record and the table of a report
    columns = [row[1] for row in database.execute("PRAGMA table_info(report)")]

    # THEN both hold exactly this, and the kinds are those of art. 7
    known = {"reference", "kind", "reported_on", "recorded_at", "version", "outcome", "answered_at"}
    assert {field.name for field in fields(Report)} == known
    assert set(columns) == known | {"counter", "sha256"}
    assert set(EVENTS) == set(Kind)
    assert len(Kind) == 6


def test_R49_the_same_report_is_entered_once(database: Database) -> None:
    reports = Reports(database)
    reports.add(REPORT)
    with pytest.raises(ReportKnown):
        reports.add(replace(REPORT, recorded_at=NOW.replace(hour=11)))
    reports.add(replace(REPORT, kind=Kind.WRONG))
    assert reports.all() == reports.of("K7M4-29QK") == [REPORT, replace(REPORT, kind=Kind.WRONG)]


def test_R50_what_came_of_a_report_is_found_again(database: Database) -> None:
    reports = Reports(database)
    answered = replace(REPORT, outcome=Outcome.CORRECTED, version=2, answered_at=NOW)
    with pytest.raises(ReferenceUnknown):
        reports.save(answered)
    reports.add(REPORT)
    assert REPORT.is_open
    reports.save(answered)
    assert reports.all() == [answered]
    assert not answered.is_open


def test_reports_go_with_their_referral(database: Database) -> None:
    reports = Reports(database)
    reports.add(REPORT)
    reports.forget("0000-0000")
    assert reports.all() == [REPORT]
    reports.forget("K7M4-29QK")
    assert reports.all() == []


def test_R53_an_incident_is_kept_until_and_after_the_officer_was_told(database: Database) -> None:
    incidents = Incidents(database)
    incidents.put(INCIDENT)
    assert incidents.get("INC-4T8R") == INCIDENT
    assert INCIDENT.is_open
    told = replace(INCIDENT, mailed_at=NOW)
    incidents.put(told)
    assert incidents.all() == [told]
    assert not told.is_open
    with pytest.raises(ReferenceUnknown):
        incidents.get("INC-0000")
    incidents.forget("INC-4T8R")
    incidents.forget("INC-4T8R")
    assert incidents.all() == []


@pytest.mark.parametrize(("table", "column"), [("report", "reported_on"), ("incident", "refs")])
def test_P7_a_damaged_row_is_refused(database: Database, table: str, column: str) -> None:
    reports, incidents = Reports(database), Incidents(database)
    reports.add(REPORT)
    incidents.put(INCIDENT)
    value = {"reported_on": "2026-11-21", "refs": '["K7M4-29QK", "K7M4-29QK"]'}[column]
    database.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with pytest.raises(RowDamaged):
        (reports if table == "report" else incidents).verify()
