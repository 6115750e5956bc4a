# SPDX-License-Identifier: EUPL-1.2
"""A report of the OCMW: entered with date and kind, open until it is answered with what is true (R49, R50)."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit, QTextEdit

from app.domain.profile import Status
from app.domain.report import Kind, Report
from app.mail.chain import Outcome
from app.mail.draft import MailDraft
from app.mail.route import Opener
from app.ui import texts
from app.ui.widgets.checklist import Choices
from tests.ui.room import Room

TODAY = date(2026, 11, 23)
WRONG_REFERENCES = ("ILOU-1234", "0000-0000", "", "K7M4-29QX", "INC-4T8R", "x" * 300)


def set_day(room: Room, day: date) -> None:
    box = room.see("report_date")
    assert isinstance(box, QDateEdit)
    box.setDate(QDate(day.year, day.month, day.day))


def enter(room: Room, reference: str, kind: Kind = Kind.OUTDATED, day: date = TODAY) -> None:
    """A report came in."""
    room.correction.enter_report()
    room.type("report_reference", reference)
    set_day(room, day)
    room.press(f"report_kind_{kind.value}")
    room.press("report_save")


def reports(room: Room) -> list[Report]:
    return room.desk.store.reports.all()


def test_R49_a_report_has_a_date_and_six_kinds_and_no_room_for_a_story(room: Room) -> None:
    room.correction.enter_report()
    page = room.see("report_page")
    # THEN the only lines that can be typed in are the reference and the day, which is today
    assert {one.objectName() for one in page.findChildren(QLineEdit)} == {"report_reference", "qt_spinbox_lineedit"}
    assert page.findChildren(QTextEdit) + page.findChildren(QPlainTextEdit) == []
    box = room.see("report_date")
    assert isinstance(box, QDateEdit)
    assert box.date() == QDate(2026, 11, 23)
    kinds = [name for choices in page.findChildren(Choices) for name in choices.buttons]
    assert kinds == [f"report_kind_{kind.value}" for kind in Kind]
    assert "Er is geen veld voor uitleg: die staat in de e-mail van het OCMW." in room.texts()


def test_R49_R50_an_entered_report_is_open_and_stands_in_the_list(room: Room) -> None:
    reference = room.desk.sent()
    # WHEN it is entered, typed as people type
    enter(room, f" {reference.lower()} ", Kind.INCOMPLETE)
    # THEN its page says how long it may wait, and the overview holds the task
    (report,) = reports(room)
    assert (report.reference, report.kind, report.reported_on, report.is_open) == (
        reference,
        Kind.INCOMPLETE,
        TODAY,
        True,
    )
    assert room.said == "De melding is genoteerd. Je vindt ze bij ‘Nog te doen’."
    assert "We herinneren je eraan op 30/11/2026, na 5 werkdagen." in room.texts()
    assert "Verbeter ook het dossier van Kind en Gezin." in room.texts()
    room.press("report_back")
    room.press("continue_task")
    assert room.page == "report_page"
    assert reference in room.texts()


def test_R50_after_five_working_days_over_a_weekend_the_page_says_that_it_is_late(room: Room) -> None:
    # GIVEN a report that came on a Friday
    reference = room.desk.sent()
    room.desk.clock.forward(days=4)
    friday = date(2026, 11, 27)
    enter(room, reference, day=friday)
    assert "We herinneren je eraan op 04/12/2026" in room.texts()
    # WHEN one working day is left, and then none
    room.desk.clock.forward(days=6)
    room.journey.show_overview()
    room.press("continue_task")
    assert "staat al" not in room.texts()
    room.desk.clock.forward(days=1)
    room.journey.show_overview()
    room.press("continue_task")
    # THEN
    assert "Deze melding staat al 5 werkdagen open. Het OCMW wacht op je antwoord." in room.texts()


@pytest.mark.parametrize("wrong", WRONG_REFERENCES)
def test_R49_a_wrong_reference_is_said_beside_its_field(room: Room, wrong: str) -> None:
    room.desk.sent()
    enter(room, wrong)
    assert room.page == "report_page"
    assert room.see("report_reference").accessibleDescription().startswith(texts.ERRORS["T04"])
    assert reports(room) == []


def test_R49_a_report_about_what_was_never_sent_is_refused(room: Room) -> None:
    reference = room.desk.exported()
    enter(room, reference)
    assert room.see("report_reference").accessibleDescription().startswith(texts.ERRORS["T11"])
    assert reports(room) == []
    # AND the words go as soon as another reference is typed
    room.type("report_reference", "K")
    assert texts.ERRORS["T11"] not in room.texts()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "Deze datum ligt in de toekomst."),
        (date(2038, 1, 19), "Deze datum ligt in de toekomst."),
        (date(9999, 12, 31), "Deze datum ligt in de toekomst."),
        (date(1970, 1, 1), texts.ERRORS["T12"]),
        (date(2026, 11, 22), texts.ERRORS["T12"]),
    ],
)
def test_R49_a_day_that_cannot_be_is_said_beside_it_and_can_be_mended(room: Room, day: date, said: str) -> None:
    reference = room.desk.sent()
    enter(room, reference, day=day)
    assert room.see("report_date").accessibleDescription().startswith(said)
    assert room.see("report_date").hasFocus()
    assert reports(room) == []
    # WHEN it is mended
    set_day(room, TODAY)
    assert said not in room.texts()
    room.press("report_save")
    # THEN
    assert len(reports(room)) == 1


def test_R49_without_a_kind_nothing_is_noted(room: Room) -> None:
    room.correction.enter_report()
    room.type("report_reference", room.desk.sent())
    room.press("report_save")
    assert "Kies wat er mis is." in room.texts()
    assert reports(room) == []
    room.press("report_kind_foutief")
    assert "Kies wat er mis is." not in room.texts()


def test_R49_each_kind_is_explained_in_other_words(room: Room) -> None:
    room.correction.enter_report()
    said = set()
    for kind in Kind:
        room.press(f"report_kind_{kind.value}")
        said.add(room.texts())
    assert len(said) == len(Kind)


def test_R49_the_same_report_twice_leads_to_the_one_that_is_there(room: Room) -> None:
    reference = room.desk.sent()
    enter(room, reference)
    enter(room, reference)
    assert len(reports(room)) == 1
    assert room.page == "report_page"
    assert room.see("report_answer").isVisible()
    assert room.said == "Deze melding stond er al."


def test_R49_the_same_report_after_it_was_dealt_with_says_so(room: Room) -> None:
    reference = room.desk.sent()
    enter(room, reference)
    room.press("report_outcome_juist")
    room.press("report_known")
    enter(room, reference)
    assert room.said == "Deze melding is al afgesloten. Het OCMW weet het."
    assert room.all("report_save") != []


def test_R49_a_double_click_notes_a_report_once(room: Room) -> None:
    room.correction.enter_report()
    room.type("report_reference", room.desk.sent())
    room.press("report_kind_foutief")
    room.press("report_save", times=2)
    assert room.desk.events().count("melding_ocmw_foutief") == 1
    assert room.said.startswith("De melding is genoteerd.")


def test_a_task_that_another_hand_closed_is_said_and_goes(room: Room) -> None:
    reference = room.desk.sent()
    enter(room, reference)
    room.press("report_back")
    room.desk.store.reports.forget(reference)
    room.press("continue_task")
    assert room.page == "overview_page"
    assert room.said == texts.ERRORS["T04"]


# --- the answer ---


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
