# SPDX-License-Identifier: EUPL-1.2
"""Answering the OCMW (art. 7): once, truthfully, and closed when it knows; old reports are forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.errors import NotNow, ReferenceUnknown
from app.domain.incident import Incident
from app.domain.refusals import CorrectFirst, EraseFirst
from app.domain.report import Kind, Outcome
from app.domain.sender import Sender
from app.mail.texts import MailTexts
from tests.factory import a_sender, the_profile
from tests.workflow.desk import Desk

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
    assert desk.open_reports() == (report,)
    # AND once the OCMW knows, it is closed, told in the register, and the mail is gone
    version = 2 if outcome is Outcome.CORRECTED else 1
    closed = desk.flow.report.close(report, outcome)
    assert (closed.outcome, closed.version, closed.answered_at) == (outcome, version, desk.clock.now())
    assert desk.flow.report.find(reference, Kind.WRONG, TODAY) == closed
    assert desk.open_reports() == ()
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
    before = (desk.open_reports(), desk.events(), desk.outbox())
    # THEN "verbeterd" is refused
    for verb in (desk.flow.report.answer_mail, desk.flow.report.close):
        with pytest.raises(CorrectFirst):
            verb(report, Outcome.CORRECTED)
    assert (desk.open_reports(), desk.events(), desk.outbox()) == before


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
        assert [one.reference for one in desk.open_reports()] == [old]
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
    assert len(desk.store.incidents.all()) == len(desk.open_reports()) == 1
