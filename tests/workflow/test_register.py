# SPDX-License-Identifier: EUPL-1.2
"""The register: a whole life leaves no client data in it, months count the team, the export is what the DPO checks."""

from __future__ import annotations

import ast
import csv
import io
import re
from dataclasses import astuple, fields, replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.accountability import KINDS
from app.domain.errors import AppError, VaultLocked
from app.domain.events import Event, Row
from app.domain.profile import Profile
from app.domain.report import Kind, Outcome
from app.storage.register_file import COLUMNS, Finding, examine
from app.workflow.register import Month, RegisterVerbs, RegisterView, counted, last_months
from tests.factory import a_client, a_sender, the_practice_profile, the_profile
from tests.source_tree import ROOT
from tests.workflow.breaches import answers
from tests.workflow.desk import Desk

CANARIES = ("Zoë", "Hondt", "Çelik", "Verbeelen", "5A", "Tielen", "2460", "0470", "zoe.celik", "Peeters", "nieuw@")
RANDOM = re.compile(r"[0-9a-f]{64}|(INC|TEST)-[0-9A-Z]{4}|[0-9A-Z]{4}-[0-9A-Z]{4}(-[0-9]{1,2})?")
YEAR = last_months(date(2026, 11, 23), 12)


def a_row(nr: int, event: Event, ref: str = "K7M4-29QK", time: str = "2026-11-23T09:00Z") -> Row:
    return Row(nr, time, event.value, ref, "kasterlee", "OCMW", "", 0, "1", "", "Annelies", "", "")


def count(*rows: tuple[Event, str, str]) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Months that counted something."""
    made = [a_row(nr, event, ref, time) for nr, (event, ref, time) in enumerate(rows, 1)]
    found = {(m.year, m.month): (m.exported, m.sent, m.received, m.corrected) for m in counted(made, YEAR)}
    return {month: numbers for month, numbers in found.items() if any(numbers)}


def found_in(*values: object) -> list[str]:
    """Canaries in these cells; a cell that is one whole hash or reference is drawn at random and may hold any sign."""
    text = "\n".join(str(value) for value in values if not RANDOM.fullmatch(str(value)))
    return [canary for canary in CANARIES if canary in text]


def whole_life(desk: Desk) -> None:
    """Everything that can happen to data, with one client whose values are easy to find."""
    flow = desk.flow
    flow.vault.lock()
    desk.restart()
    reference = desk.sent()
    flow = desk.flow
    flow.handover.passed_on(reference)
    report = flow.report.enter(reference, Kind.OUTDATED, desk.session.today())
    desk.corrected(reference, kind=Kind.OUTDATED)
    desk.type(reference, a_client(last_name="Peeters", email="nieuw@example.org"))
    flow.correction.agree_channels(reference)
    flow.referral.finish(reference)
    flow.export.export(reference)
    flow.export.export(reference)
    flow.handover.prepare_mail(reference)
    flow.handover.declare_sent(reference)
    flow.report.close(report, Outcome.CORRECTED)
    flow.handover.received(reference)
    flow.withdrawal.erasure_confirmed(desk.withdrawn())
    flow.withdrawal.stop(desk.exported(), mail_may_have_left=False)
    flow.withdrawal.declare_invalid(desk.sent(), mail_may_have_left=True)
    late = desk.concept()
    desk.clock.forward(days=8)
    flow.referral.extend(late)
    flow.breach.report(answers(references=(late,)))
    flow.trial.make()
    desk.clock.forward(days=40)
    flow.upkeep.hourly()


def test_R56_after_a_whole_life_no_column_holds_client_data(light_desk: Desk) -> None:
    # GIVEN a life with a correction, reports, withdrawals, a breach, a test sending and terms that passed
    whole_life(light_desk)
    rows = light_desk.store.register.rows()
    happened = {row.gebeurtenis for row in rows}
    assert {
        "gecorrigeerd",
        "melding_beantwoord",
        "ingetrokken_na_verzending",
        "ongeldig_verklaard",
        "verlopen",
    } <= happened
    assert {"incident_gemeld", "proefzending", "verlengd", "wissing_bevestigd_ocmw", "ontvangst_bevestigd"} <= happened
    # THEN no cell of any row has a value of the client, in the vault and in the file
    sender = a_sender().name
    assert found_in(*(value for row in rows for value in astuple(row) if value != sender)) == []
    # AND the columns are the closed list, filled from closed lists
    assert tuple(field.name for field in fields(Row)) == COLUMNS
    assert happened <= {event.value for event in Event}
    assert {row.gebruiker for row in rows} == {sender}
    assert {row.ontvanger for row in rows} <= {"", the_profile().recipient.name}
    light_desk.store.register.verify()


def test_R56_a_canary_in_the_register_would_be_found(light_desk: Desk) -> None:
    """The control: the search above can fail."""
    row = replace(a_row(1, Event.CONSENT), ref="Zoë D'Hondt-Çelik", tekst_versie="5A, 2460 Tielen")
    assert found_in(*astuple(row)) == ["Zoë", "Hondt", "Çelik", "5A", "Tielen", "2460"]


def test_R56_a_hash_or_a_reference_that_happens_to_hold_four_such_signs_is_no_find() -> None:
    """Found by a run in which a random hash held 2460: only a whole hash or reference is passed over."""
    assert found_in("2460" + "5a" * 30, "5A24-605A", "TEST-5A5A") == []
    assert found_in("2460" + "5a" * 29) == ["2460"] == found_in("2460")
    assert found_in("5A24-605A Tielen") == ["5A", "Tielen"]


def test_R57_rows_come_newest_first_in_belgian_time(light_desk: Desk) -> None:
    # GIVEN a referral of ten o'clock in Belgium
    reference = light_desk.exported()
    # WHEN the register is read
    view = light_desk.flow.register.show()
    # THEN
    assert [row.event for row in view.rows] == ["geexporteerd", "klaar", "concept", "toestemming"]
    newest = view.rows[0]
    assert newest.moment is not None
    assert (newest.moment.hour, newest.time) == (10, "2026-11-23T09:00Z")
    assert (newest.number, newest.reference, newest.protocol) == (4, reference, "kasterlee")
    assert newest.user == a_sender().name
    assert "toestemming.nl@" in newest.texts or "mail" in newest.texts
    assert view.broken is None


def test_R57_a_broken_chain_is_said_and_hides_no_row(light_desk: Desk) -> None:
    # GIVEN a row that was changed behind the triggers, with a time that is none
    light_desk.exported()
    light_desk.store._database.execute("DROP TRIGGER register_never_changes")
    light_desk.store._database.execute("UPDATE register SET tijd_utc = '2026-13-99T99:99Z' WHERE nr = 2")
    # WHEN
    view = light_desk.flow.register.show()
    # THEN
    assert (view.broken, len(view.rows)) == (2, 4)
    assert (view.rows[2].moment, view.rows[2].time) == (None, "2026-13-99T99:99Z")
    # AND it can still be saved, and an officer sees it too
    target = light_desk.paths.data / "register.csv"
    light_desk.flow.register.export_csv(str(target))
    found = examine(target.read_text("utf-8-sig"))
    assert (found.fault, found.number) == ("edited", 2)


def test_R57_an_empty_register_has_twelve_empty_months(light_desk: Desk) -> None:
    view = light_desk.flow.register.show()
    assert (view.rows, view.broken) == ((), None)
    assert [(m.year, m.month) for m in view.months] == list(YEAR) == [(2025, 12), *((2026, n) for n in range(1, 12))]
    assert {(m.exported, m.sent, m.received, m.corrected) for m in view.months} == {(0, 0, 0, 0)}


def test_R57_months_count_what_was_made_sent_and_received_once(light_desk: Desk) -> None:
    # GIVEN one referral that was received, one that was sent, one that was made twice, and a correction of the second
    light_desk.erased()
    second, third = light_desk.sent(), light_desk.exported()
    light_desk.flow.export.export(third)
    light_desk.corrected(second)
    light_desk.flow.referral.finish(second)
    light_desk.flow.export.export(second)
    light_desk.flow.handover.prepare_mail(second)
    light_desk.flow.handover.declare_sent(second)
    # THEN each counts once, and the correction apart
    assert light_desk.flow.register.show().months[-1] == Month(2026, 11, 3, 2, 1, 1)


def test_R57_each_referral_counts_in_the_month_it_first_happened() -> None:
    jan, feb = "2026-01-20T10:00Z", "2026-02-20T10:00Z"
    assert count(
        (Event.EXPORTED, "K7M4-29QK", jan),
        (Event.EXPORTED, "K7M4-29QK", feb),
        (Event.DECLARED_SENT, "K7M4-29QK", feb),
        (Event.EXPORTED, "K7M4-29QK-2", feb),
        (Event.EXPORTED, "K7M4-29QK-2", feb),
        (Event.DECLARED_SENT, "K7M4-29QK-2", feb),
        (Event.RECEIPT_CONFIRMED, "K7M4-29QK-2", feb),
        (Event.EXPORTED, "K7M4-29QK-13", feb),
    ) == {(2026, 1): (1, 0, 0, 0), (2026, 2): (0, 1, 1, 2)}


def test_R57_R65_tests_breaches_and_other_events_are_not_counted() -> None:
    now = "2026-11-23T09:00Z"
    others = [(event, "K7M4-29QK", now) for event in Event if event.value not in COUNTED]
    assert count(*others, (Event.TRIAL, "TEST-29QK", now), (Event.EXPORTED, "TEST-29QK", now)) == {}
    assert count((Event.INCIDENT, "INC-29QK", now), (Event.EXPORTED, "INC-29QK", now)) == {}


COUNTED = ("geexporteerd", "verzonden_verklaard", "ontvangst_bevestigd")


def test_R57_months_are_belgian_and_older_ones_are_left_out() -> None:
    # GIVEN the last half hour of January in Belgium, which is January in London too, and the first of February
    for time, month in (
        ("2026-01-31T22:59Z", (2026, 1)),
        ("2026-01-31T23:00Z", (2026, 2)),
        ("2026-06-30T22:00Z", (2026, 7)),
    ):
        assert count((Event.EXPORTED, "K7M4-29QK", time)) == {month: (1, 0, 0, 0)}
    assert count((Event.EXPORTED, "K7M4-29QK", "2025-11-30T10:00Z"), (Event.EXPORTED, "K7M4-29QK", "geen tijd")) == {}


def test_R57_no_count_per_user_exists_anywhere() -> None:
    # GIVEN everything the page gets beside the rows themselves
    told = {field.name for kind in (RegisterView, Month) for field in fields(kind)}
    assert told == {"rows", "broken", "months", "year", "month", "exported", "sent", "received", "corrected"}
    # THEN nothing counts by user: no code groups by that column
    for file in ("app/workflow/register.py", "app/storage/register.py", "app/storage/register_file.py"):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        reads = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in ("gebruiker", "user")]
        assert len(reads) <= 1, f"{file} reads who did it more often than to show or write the row"


def test_R57_the_export_is_the_whole_register_for_a_spreadsheet(light_desk: Desk, tmp_path: Path) -> None:
    # GIVEN a user whose name would be a formula
    settings = light_desk.flow.settings
    settings.save_sender(replace(settings.sender(), name="=HYPERLINK(1)"))
    light_desk.erased()
    verbs = light_desk.flow.register
    assert verbs.file_name() == "register-doorverwijzing-2026-11-23.csv"
    # WHEN it is saved
    target = tmp_path / verbs.file_name()
    verbs.export_csv(str(target))
    # THEN Excel sees UTF-8 and no formula, and what is read back is what stands in the vault
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    users = [line[COLUMNS.index("gebruiker")] for line in csv.reader(io.StringIO(text), delimiter=";")][1:]
    assert set(users) == {"'=HYPERLINK(1)"}
    rows = light_desk.store.register.rows()
    assert examine(text) == Finding(len(rows), 1, len(rows), rows[-1].hash)
    # AND nothing else was left there
    assert [path.name for path in tmp_path.glob("*.csv*")] == [target.name]


def test_R57_a_folder_that_cannot_be_written_leaves_nothing_behind(light_desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "vol"
    folder.mkdir()
    (folder / "register.csv").mkdir()
    (folder / "register.csv" / "x").touch()
    with pytest.raises(AppError):
        light_desk.flow.register.export_csv(str(folder / "register.csv"))
    assert [path.name for path in folder.iterdir()] == ["register.csv"]


def test_the_register_needs_an_open_vault_and_the_documents_do_not(light_desk: Desk) -> None:
    verbs: RegisterVerbs = light_desk.flow.register
    light_desk.flow.vault.lock()
    with pytest.raises(VaultLocked):
        verbs.show()
    assert verbs.document("bewijzen", the_profile()).title.startswith("Wat Opgroeien regie mag vragen")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", [the_profile(), the_practice_profile()], ids=lambda profile: profile.id)
def test_R58_each_document_is_saved_as_a_pdf_without_client_data(
    desk: Desk, kind: str, profile: Profile, tmp_path: Path
) -> None:
    # GIVEN a client in the vault
    desk.concept()
    # WHEN
    target = tmp_path / desk.flow.register.document_name(kind)
    desk.flow.register.save_document(kind, profile, str(target))
    # THEN it can be read, names its version and protocol, and nothing of the client
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(target).pages).split())
    assert f"@1.0.0 – {profile.title}, versie {profile.version} – gemaakt op 23/11/2026" in text
    assert [canary for canary in ("Zoë", "Çelik", "0470", "Verbeelen") if canary in text] == []
    assert ("OEFENING" in text) == profile.practice
