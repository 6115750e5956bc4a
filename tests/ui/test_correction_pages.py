# SPDX-License-Identifier: EUPL-1.2
"""Beginning a correction: what is asked, what is refused, where it is said, and the ways that lead there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.referral import State
from app.domain.report import Kind
from app.domain.terms import Level
from app.ui import texts
from tests.factory import a_client
from tests.ui.room import Room

WRONG_REFERENCES = ("ILOU-1234", "0000-0000", "", "K7M4-29QX", "INC-4T8R", "x" * 300)


def begin(room: Room, reference: str) -> None:
    """The page of a correction, from the overview's verb."""
    room.correction.correct(reference)
    assert room.page == "correction_page"


def test_R51_nothing_begins_before_everything_is_answered(room: Room) -> None:
    reference = room.desk.sent()
    begin(room, reference)
    room.press("correction_start")
    for said in ("Kies wie de fout zag.", "Kies wat er mis is.", "Vink dit aan als het klopt."):
        assert said in room.texts()
    assert room.desk.referral(reference).version == 1
    # WHEN each is answered, its words go
    room.press("correction_seen_us")
    room.press("correction_reason_foutief")
    room.press("correction_confirmed")
    assert "Kies w" not in room.texts()
    assert "Vink dit aan" not in room.texts()
    # THEN the tick about a new way of contact is not needed while the data are here
    room.press("correction_start")
    assert room.page == "client_page"


def test_R51_a_correction_begins_at_the_top_of_the_form(room: Room) -> None:
    # GIVEN a form that was left in its last field
    reference = room.to_handover()
    room.press("confirm_sent")
    # WHEN it is corrected
    begin(room, reference)
    for name in ("correction_seen_us", "correction_reason_foutief", "correction_confirmed"):
        room.press(name)
    room.press("correction_start")
    # THEN the cursor stands in the first field
    assert room.window.focusWidget() is room.see("first_name")


def test_R49_everything_a_report_lacks_is_said_at_once(room: Room) -> None:
    room.correction.enter_report()
    # WHEN nothing was filled in
    room.press("report_save")
    # THEN both are said, and the cursor stands in the first
    assert room.see("report_reference").accessibleDescription().startswith(texts.ERRORS["T04"])
    assert "Kies wat er mis is." in room.texts()
    assert room.window.focusWidget() is room.see("report_reference")


def test_R51_a_double_click_makes_one_version(room: Room) -> None:
    reference = room.desk.sent()
    begin(room, reference)
    for name in ("correction_seen_us", "correction_reason_foutief", "correction_confirmed"):
        room.press(name)
    room.press("correction_start", times=2)
    assert room.desk.referral(reference).version == 2
    assert room.said == ""
    assert room.desk.events(f"{reference}-2") == ["gecorrigeerd"]


@pytest.mark.parametrize("wrong", WRONG_REFERENCES)
def test_R51_a_wrong_reference_is_said_beside_its_field_and_can_be_mended(room: Room, wrong: str) -> None:
    reference = room.desk.erased()
    room.correction.correct_by_reference()
    room.type("correction_reference", wrong)
    room.press("correction_find")
    assert room.see("correction_reference").accessibleDescription().startswith(texts.ERRORS["T04"])
    # WHEN it is mended, with Enter
    field = room.see("correction_reference")
    assert isinstance(field, QLineEdit)
    field.setText(reference.lower())
    assert texts.ERRORS["T04"] not in room.texts()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "De gegevens zijn hier al gewist." in room.texts()


def test_R51_why_it_cannot_be_corrected_now(room: Room) -> None:
    desk = room.desk
    stopped, unsent, gone, blocked = desk.withdrawn(), desk.exported(), desk.concept(), desk.sent()
    desk.flow.referral.erase(gone)
    desk.clock.forward(days=8)
    assert desk.session.standing(desk.referral(blocked)).level is Level.BLOCKED
    running = desk.sent()
    desk.flow.correction.start(running, Kind.WRONG, confirmed=True, new_channels_agreed=False)
    said = {
        stopped: "De toestemming geldt niet meer.",
        unsent: "Er is nog niets verzonden.",
        gone: "Er is niets verzonden, en de gegevens zijn gewist.",
        blocked: "De termijn is voorbij.",
        running: "Er loopt al een verbetering: versie 2.",
    }
    for reference, why in said.items():
        begin(room, reference)
        assert why in room.texts()
        assert room.all("correction_start") == []
    room.press("correction_back")
    assert room.page == "overview_page"


def test_the_term_that_passes_meanwhile_is_said(room: Room) -> None:
    reference = room.desk.sent()
    begin(room, reference)
    for name in ("correction_seen_us", "correction_reason_foutief", "correction_confirmed"):
        room.press(name)
    room.desk.clock.forward(days=8)
    room.press("correction_start")
    assert room.said == texts.ERRORS["T02"]
    assert room.see("correction_start").isEnabled()


def test_a_breach_is_no_correction(room: Room) -> None:
    reference = room.desk.sent()
    begin(room, reference)
    assert "Gegevens van de verkeerde persoon verzonden? Dat is een lek" in room.name_of("correction_breach")
    room.press("correction_breach")
    # THEN the page of a breach knows the reference already
    assert room.page == "breach_page"
    assert reference in room.texts() + "".join(box.text() for box in room.window.findChildren(QLineEdit))


def test_R50_what_the_ocmw_saw_is_offered_to_be_noted_first_but_not_forced(room: Room) -> None:
    reference = room.desk.sent()
    begin(room, reference)
    assert room.all("correction_enter_report") == []
    room.press("correction_seen_ocmw")
    room.press("correction_enter_report")
    # THEN the reference is there already
    field = room.see("report_reference")
    assert isinstance(field, QLineEdit)
    assert field.text() == reference
    room.press("report_kind_overtollig")
    room.press("report_save")
    # AND from the report, the correction knows the kind
    room.press("report_correct")
    assert "Het OCMW meldde op 23/11/2026: overtollig." in room.texts()
    assert room.all("correction_enter_report") == []
    room.press("correction_confirmed")
    room.press("correction_start")
    assert room.desk.referral(reference).correction == Kind.EXCESSIVE.value


def test_R51_after_sending_the_verb_stands_in_the_list_and_at_the_hand_over_and_leads_back(room: Room) -> None:
    reference = room.desk.sent(a_client())
    room.journey.show_overview()
    room.press("correct_referral")
    assert room.page == "correction_page"
    room.press("correction_back")
    assert room.page == "overview_page"
    room.desk.flow.handover.passed_on(reference)
    room.journey.go_on(reference)
    room.press("correct_referral")
    room.press("correction_back")
    assert room.page == "handover_page"
    assert room.desk.referral(reference).state is State.SENT


def test_R60_a_correction_begins_with_the_keyboard_alone(room: Room) -> None:
    # GIVEN the cursor on the first question
    reference = room.desk.sent()
    begin(room, reference)
    assert room.see("correction_seen_ocmw").hasFocus()
    # WHEN each answer is reached with Tab or an arrow, and given with Space
    QTest.keyClick(room.see("correction_seen_ocmw"), Qt.Key.Key_Right)
    QTest.keyClick(room.see("correction_seen_us"), Qt.Key.Key_Space)
    QTest.keyClick(go_to("correction_reason_foutief"), Qt.Key.Key_Space)
    QTest.keyClick(room.see("correction_reason_foutief"), Qt.Key.Key_Down)
    QTest.keyClick(go_to("correction_confirmed"), Qt.Key.Key_Space)
    QTest.keyClick(go_to("correction_start"), Qt.Key.Key_Return)
    # THEN
    assert room.page == "client_page"
    assert room.desk.referral(reference).correction == Kind.INACCURATE.value


def go_to(name: str) -> QWidget:
    """Press Tab until the cursor is there."""
    for _ in range(20):
        inside = QApplication.focusWidget()
        assert inside is not None
        if inside.objectName() == name:
            return inside
        QTest.keyClick(inside, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached with the Tab key")
