# SPDX-License-Identifier: EUPL-1.2
"""What the OCMW finds wrong (art. 7): entered with date and kind, open until the OCMW was answered truthfully."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.errors import (
    AppError,
    CorrectFirst,
    DayInFuture,
    DayTooEarly,
    DiskFull,
    EraseFirst,
    NotNow,
    ReferenceUnknown,
    ReportKnown,
)
from app.domain.incident import Incident
from app.domain.profile import Status
from app.domain.referral import State
from app.domain.report import EVENTS, Kind, Outcome
from app.domain.sender import Sender
from app.mail.texts import MailTexts
from tests.factory import a_sender, the_profile
from tests.workflow.desk import Desk
from tests.workflow.test_correction import BAD_REFERENCES

TODAY = date(2026, 11, 23)
SENTENCES = {
    Outcome.CORRECTED: "de gegevens zijn verbeterd, je krijgt versie 2",
    Outcome.RIGHT: "de gegevens waren juist",
    Outcome.ERASED: "de gegevens zijn gewist",
}


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
    assert desk.flow.report.open_reports() == (report,) == desk.flow.correction.view(reference).reports
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
    assert desk.flow.report.open_reports() == ()
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
    assert [(r.kind, r.reported_on) for r in desk.flow.report.open_reports()] == [
        (Kind.WRONG, TODAY),
        (Kind.WRONG, later),
        (Kind.OUTDATED, later),
    ]
    assert desk.flow.correction.view(reference).reports == desk.flow.report.open_reports()


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
    assert (desk.flow.report.open_reports(), desk.events()) == ((), rows)


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
    assert desk.flow.report.open_reports() == (report,)


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
    desk.flow.report.close(desk.flow.report.open_reports()[0], Outcome.RIGHT)
    assert desk.flow.overview.show().tasks == ()


# --- answering ---


def test_the_outcomes_are_those_of_the_mail_in_the_same_order() -> None:
    known = MailTexts().choices("report_answer", "outcome")
    assert [sentence.format(version=2) for sentence in known] == [SENTENCES[outcome] for outcome in Outcome]


def mail_e(reference: str, sentence: str, sender: Sender) -> str:
    return f"""Beste maatschappelijk werker

Bedankt voor je melding van 23/11/2026.
We hebben ze onderzocht: {sentence}.

Referentie: {reference}

Met vriendelijke groeten

{sender.name}
{sender.team}
Opgroeien regie
{sender.phone} - {sender.email}
"""


@pytest.mark.parametrize("outcome", Outcome)
def test_R50_the_answer_is_a_mail_and_the_report_is_open_until_the_ocmw_knows(
    light_desk: Desk, outcome: Outcome
) -> None:
    # GIVEN a report, and what the inquiry brought about
    desk = light_desk
    reference = desk.sent()
    report = desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    if outcome is Outcome.CORRECTED:
        sent_again(desk, reference)
    if outcome is Outcome.ERASED:
        desk.flow.referral.erase(reference)
    desk.clock.forward(days=1)
    # WHEN the answer is written and shown
    draft = desk.flow.report.answer_mail(report, outcome)
    assert desk.flow.report.open_mail(draft).kind == "opened"
    # THEN it is mail E, to the letter, and the report is still open
    assert draft.recipients == (the_profile().recipient.email,)
    assert draft.subject == f"Je melding is behandeld - referentie {reference}"
    assert draft.body == mail_e(reference, SENTENCES[outcome], a_sender())
    assert draft.attachment_path is None
    assert f"Antwoord_{reference}.eml" in desk.outbox()
    copy = desk.downloads / f"KG-OCMW_Antwoord_{reference}.eml"
    copy.write_bytes(b"copy of the draft")
    assert desk.flow.report.open_reports() == (report,)
    # AND once the OCMW knows, it is closed, told in the register, and the mail is gone
    version = 2 if outcome is Outcome.CORRECTED else 1
    closed = desk.flow.report.close(report, outcome)
    assert (closed.outcome, closed.version, closed.answered_at) == (outcome, version, desk.clock.now())
    assert desk.flow.report.find(reference, Kind.WRONG, TODAY) == closed
    assert desk.flow.report.open_reports() == ()
    row = desk.store.register.rows()[-1]
    assert (row.gebeurtenis, row.ref) == ("melding_beantwoord", reference if version == 1 else f"{reference}-2")
    assert row.tekst_versie == "mail_antwoord_op_melding.nl@1.0.0"
    assert [name for name in desk.outbox() if name.startswith("Antwoord")] == []
    assert not copy.exists()


@pytest.mark.parametrize("step", ["nothing", "begun", "made"])
def test_R50_nobody_is_told_of_a_correction_that_was_not_sent(light_desk: Desk, step: str) -> None:
    # GIVEN a report, and a correction that was not begun, begun, or made but not sent
    desk = light_desk
    reference = desk.sent()
    report = desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    if step != "nothing":
        desk.corrected(reference)
    if step == "made":
        desk.flow.referral.finish(reference)
        desk.flow.export.export(reference)
    before = (desk.flow.report.open_reports(), desk.events(), desk.outbox())
    # THEN "verbeterd" is refused
    for verb in (desk.flow.report.answer_mail, desk.flow.report.close):
        with pytest.raises(CorrectFirst):
            verb(report, Outcome.CORRECTED)
    assert (desk.flow.report.open_reports(), desk.events(), desk.outbox()) == before


def test_R50_a_report_about_the_corrected_version_asks_for_another_correction(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    sent_again(desk, reference)
    report = desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    with pytest.raises(CorrectFirst):
        desk.flow.report.answer_mail(report, Outcome.CORRECTED)
    sent_again(desk, reference)
    assert "je krijgt versie 3" in desk.flow.report.answer_mail(report, Outcome.CORRECTED).body


def test_R50_nobody_is_told_that_data_are_erased_that_are_here(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    report = desk.flow.report.enter(reference, Kind.EXCESSIVE, TODAY)
    for verb in (desk.flow.report.answer_mail, desk.flow.report.close):
        with pytest.raises(EraseFirst):
            verb(report, Outcome.ERASED)


@pytest.mark.parametrize("outcome", Outcome)
def test_R50_a_report_is_answered_once(light_desk: Desk, outcome: Outcome) -> None:
    desk = light_desk
    report = desk.flow.report.enter(desk.sent(), Kind.WRONG, TODAY)
    desk.flow.report.close(report, Outcome.RIGHT)
    rows = desk.events()
    for verb in (desk.flow.report.answer_mail, desk.flow.report.close):
        with pytest.raises(NotNow):
            verb(report, outcome)
    assert desk.events() == rows


def test_R50_a_report_that_was_never_entered_is_unknown(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    for other in ((reference, Kind.OUTDATED, TODAY), (reference, Kind.WRONG, TODAY + timedelta(days=1))):
        with pytest.raises(ReferenceUnknown):
            desk.flow.report.find(*other)


def test_the_answer_never_takes_the_place_of_a_mail_with_an_archive(light_desk: Desk) -> None:
    # GIVEN a corrected file with its draft, and the answer to a report beside it
    desk = light_desk
    reference = desk.sent()
    report = desk.flow.report.enter(reference, Kind.WRONG, TODAY)
    desk.flow.export.export(reference)
    desk.flow.handover.prepare_mail(reference)
    desk.flow.report.answer_mail(report, Outcome.RIGHT)
    both = [f"KG-OCMW_{reference}.7z", f"KG-OCMW_{reference}.eml"]
    assert desk.outbox() == [f"Antwoord_{reference}.eml", *both]
    # THEN closing the one leaves the other, and so does a restart
    desk.flow.report.close(report, Outcome.RIGHT)
    assert desk.outbox() == both
    other = desk.flow.report.enter(reference, Kind.OUTDATED, TODAY)
    desk.flow.report.answer_mail(other, Outcome.RIGHT)
    desk.restart()
    assert set(desk.outbox()) - {f"Antwoord_{reference}.eml"} == set(both)


# --- forgetting ---


def test_R45_old_reports_and_breaches_go_with_the_register(light_desk: Desk) -> None:
    # GIVEN a report and a breach of five years ago, and a referral that is wiped since
    desk = light_desk
    old = desk.erased()
    desk.flow.report.enter(old, Kind.WRONG, TODAY)
    desk.store.incidents.put(Incident("INC-4T8R", desk.clock.now(), desk.clock.now()))
    for year in range(1, 6):
        assert [one.number for one in desk.store.incidents.all()] == ["INC-4T8R"], year
        assert [one.reference for one in desk.flow.report.open_reports()] == [old]
        desk.clock.forward(days=366)
        desk.flow.upkeep.answer_clock(True)
    # THEN they are gone with it, and the overview still works
    assert (desk.store.incidents.all(), desk.store.reports.all(), desk.store.referrals.all()) == ([], [], [])
    assert desk.flow.overview.show().tasks == ()
    # AND what is younger stays
    young = desk.erased()
    desk.flow.report.enter(young, Kind.WRONG, desk.session.today())
    now = desk.clock.now()
    desk.store.incidents.put(Incident("INC-29QK", now, now))
    desk.flow.upkeep.hourly()
    assert len(desk.store.incidents.all()) == len(desk.flow.report.open_reports()) == 1
