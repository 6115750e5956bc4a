# SPDX-License-Identifier: EUPL-1.2
"""The answer to a report of the OCMW: only what is true, by mail or by hand, until the OCMW knows (R50)."""

from __future__ import annotations

from typing import Literal

import pytest

from app.domain.profile import Status
from app.mail.chain import Outcome
from app.mail.draft import MailDraft
from app.mail.route import Opener
from app.ui import texts
from tests.ui.report_steps import TODAY, enter, reports
from tests.ui.room import Room


def test_R50_only_what_is_true_can_be_answered(room: Room) -> None:
    enter(room, room.desk.sent())
    assert not room.see("report_outcome_verbeterd").isEnabled()
    assert not room.see("report_outcome_gewist").isEnabled()
    assert texts.ERRORS["T07"] in room.texts()
    assert texts.ERRORS["T08"] in room.texts()
    # WHEN nothing is chosen, nothing happens
    for verb in ("report_answer", "report_known"):
        room.press(verb)
        assert "Kies wat je vond." in room.texts()
    assert room.desk.mailer.seen == []
    (report,) = reports(room)
    assert report.is_open
    # AND one choice is enough
    room.press("report_outcome_juist")
    assert "Kies wat je vond." not in room.texts()


def test_R50_the_data_were_right_the_ocmw_hears_it_and_the_task_ends(room: Room) -> None:
    reference = room.desk.sent()
    enter(room, reference)
    room.press("report_outcome_juist")
    # WHEN the mail is opened
    room.press("report_answer")
    # THEN it is a draft without client data, and the task stays until the colleague says that the OCMW knows
    mail = room.desk.mailer.seen[-1].decode("utf-8", "replace")
    assert "de gegevens waren juist" in mail
    assert "Çelik" not in mail
    assert "Verzend het zelf." in room.said
    assert reports(room)[0].is_open
    room.press("report_known", times=2)
    assert not reports(room)[0].is_open
    assert room.desk.events(reference).count("melding_beantwoord") == 1
    assert room.page == "overview_page"
    assert room.all("continue_task") == []
    assert room.said == "De melding is afgesloten. Klopt nu ook het dossier van Kind en Gezin?"


def test_R50_once_a_later_version_was_sent_only_the_answer_is_left_to_do(room: Room) -> None:
    # GIVEN a report about version 1, and version 2 that corrected it
    reference = room.desk.sent()
    enter(room, reference)
    room.desk.corrected(reference)
    for step in (room.desk.flow.referral.finish, room.desk.flow.export.export, room.desk.flow.handover.declare_sent):
        step(reference)
    # WHEN the report is opened THEN no other correction is offered, nor one that is being made for another reason
    for _ in ("sent", "version 3 is being made"):
        room.journey.show_overview()
        room.correction.go_on(next(task for task in room.desk.flow.overview.show().tasks if task.report is not None))
        assert room.all("report_correct") == room.all("report_continue") == []
        assert "Versie 2 is verzonden. Antwoord nu het OCMW." in room.texts()
        assert room.see("report_outcome_verbeterd").isEnabled()
        if room.desk.referral(reference).version == 2:
            room.desk.corrected(reference)
    room.press("report_outcome_verbeterd")
    room.press("report_answer")
    assert "versie 2" in room.desk.mailer.seen[-1].decode("utf-8", "replace")


def test_R50_after_wiping_the_answer_is_that_the_data_are_gone(room: Room) -> None:
    reference = room.desk.erased()
    enter(room, reference)
    assert room.see("report_outcome_gewist").isEnabled()
    room.press("report_outcome_gewist")
    room.press("report_answer")
    assert "de gegevens zijn gewist" in room.desk.mailer.seen[-1].decode("utf-8", "replace")


def test_R64_without_a_mail_program_the_answer_is_made_by_hand(room: Room) -> None:
    enter(room, room.desk.sent())
    room.desk.mailer.answer = "failed"
    room.press("report_outcome_juist")
    room.press("report_answer")
    # THEN address, subject and text can be copied, and the report is still there behind it
    assert room.page == "mail_by_hand_page"
    assert room.all("show_in_folder") == room.all("confirm_sent") == []
    room.press("copy_body")
    room.press("mail_done")
    assert room.page == "report_page"
    room.press("report_known")
    assert not reports(room)[0].is_open


@pytest.mark.parametrize("answer", ["opened", "failed"])
def test_a_late_mail_program_takes_nobody_away_from_another_page(
    room: Room, answer: Literal["opened", "failed"], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a mail program that answers when the colleague is elsewhere already
    def slowly(opener: Opener, draft: MailDraft) -> Outcome:
        room.journey.show_overview()
        return Outcome(answer, opener.name, "")

    enter(room, room.desk.sent())
    monkeypatch.setattr(room.desk.mailer, "open", slowly)
    room.press("report_outcome_juist")
    # WHEN
    room.press("report_answer")
    # THEN
    assert room.page == "overview_page"
    assert room.said == ""


def test_R09_reports_and_corrections_go_on_when_the_protocol_stopped(room: Room) -> None:
    # GIVEN
    reference = room.desk.sent()
    room.desk.under(status=Status.ENDED)
    assert room.desk.session.present_profile().in_force(TODAY) is False
    # WHEN
    enter(room, reference)
    room.press("report_correct")
    room.press("correction_confirmed")
    room.press("correction_start")
    # THEN
    assert len(reports(room)) == 1
    assert room.desk.referral(reference).version == 2
