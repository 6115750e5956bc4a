# SPDX-License-Identifier: EUPL-1.2
"""A report of the OCMW: entered with date and kind, open until it is answered with what is true (R49, R50)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit, QTextEdit

from app.domain.report import Kind
from app.ui import texts
from app.ui.widgets.checklist import Choices
from tests.ui.report_steps import TODAY, enter, reports, set_day
from tests.ui.room import Room

WRONG_REFERENCES = ("ILOU-1234", "0000-0000", "", "K7M4-29QX", "INC-4T8R", "x" * 300)


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
