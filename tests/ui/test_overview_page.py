# SPDX-License-Identifier: EUPL-1.2
"""The overview: what is next in each referral, terms said before they pass, and stopping within two actions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from app.domain.profile import Status
from app.domain.referral import State
from app.ui import wording
from app.ui.widgets.referral_card import ReferralCard
from tests.factory import a_client
from tests.ui.room import Room

ACTIONS = {
    State.CONCEPT: ("withdraw_referral", "withdraw_confirm"),
    State.READY: ("withdraw_referral", "withdraw_confirm"),
    State.EXPORTED: ("withdraw_referral", "withdraw_not_sent"),
    State.SENT: ("withdraw_referral", "withdraw_confirm"),
}


def rows(room: Room) -> list[str]:
    """What a screen reader says of each row in sight."""
    room.texts()
    return [row.accessibleName() for row in room.see("referral_list").findChildren(ReferralCard) if row.isVisible()]


def test_an_empty_overview_says_how_to_begin(room: Room) -> None:
    assert "Er staan geen doorverwijzingen open." in room.texts()
    assert room.all("referral_list") == []
    assert room.see("new_referral").hasFocus()
    room.press("new_referral")
    assert room.page == "consent_page"


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED, State.SENT, State.WITHDRAWN])
def test_each_row_says_who_and_where_it_stands_and_goes_on_to_its_page(room: Room, state: State) -> None:
    # GIVEN
    reference = room.desk.in_state(state)
    room.journey.show_overview()
    # THEN
    (said,) = rows(room)
    assert reference in said
    assert wording.STATES[state] in said
    assert ("Zoë D'Hondt-Çelik" in said) is (state is not State.WITHDRAWN)
    # AND with the keyboard alone, on the row itself, it goes on
    (row,) = room.see("referral_list").findChildren(ReferralCard)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert (
        room.page
        == {
            State.CONCEPT: "client_page",
            State.READY: "review_page",
            State.EXPORTED: "handover_page",
            State.SENT: "phrase_page",
            State.WITHDRAWN: "await_erasure_page",
        }[state]
    )


def test_what_the_colleague_does_next_stands_before_what_the_ocmw_does_next(room: Room) -> None:
    room.desk.withdrawn()
    room.desk.concept(a_client(last_name="De Smedt"))
    room.journey.show_overview()
    assert len(room.see("todo_list").findChildren(ReferralCard)) == 1
    assert len(room.see("waiting_list").findChildren(ReferralCard)) == 1
    assert ["De Smedt" in said for said in rows(room)] == [True, False]
    first, second = room.see("referral_list").findChildren(ReferralCard)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()


def test_from_five_referrals_on_they_can_be_searched(room: Room) -> None:
    for number in range(4):
        room.desk.concept(a_client(last_name=f"Peeters {number}"))
    room.journey.show_overview()
    assert room.all("search") == []
    room.desk.concept(a_client(last_name="Öztürk"))
    room.journey.show_overview()
    # WHEN
    room.type("search", "öztürk")
    # THEN
    assert ["Öztürk" in said for said in rows(room)] == [True]
    room.type("search", "niemand")
    assert rows(room) == []
    assert "Geen doorverwijzing gevonden." in room.texts()


@pytest.mark.parametrize("state", ACTIONS)
def test_R24_stopping_takes_two_actions_from_the_list(room: Room, state: State) -> None:
    # GIVEN
    reference = room.desk.in_state(state)
    room.journey.show_overview()
    shown = len(room.desk.mailer.seen)
    # WHEN
    actions = ACTIONS[state]
    for action in actions:
        room.press(action)
    # THEN nothing of the client is left, and only after sending a mail goes to the OCMW
    assert len(actions) <= 2
    referral = room.desk.referral(reference)
    assert referral.client is None
    assert referral.state is (State.WITHDRAWN if state is State.SENT else State.ERASED)
    assert len(room.desk.mailer.seen) == shown + (state is State.SENT)


@pytest.mark.parametrize(("days", "said"), [(4, ""), (5, "Nog 2 dagen, tot"), (6, "Nog 1 dag, tot"), (7, "Kies zelf.")])
def test_R48_the_term_is_said_from_two_days_before(room: Room, days: int, said: str) -> None:
    # GIVEN a concept whose term is seven days
    room.desk.concept()
    room.desk.clock.forward(days=days)
    # WHEN
    room.journey.show_overview()
    # THEN
    assert said in room.texts()
    assert ("dag, tot" in room.texts() or "dagen, tot" in room.texts()) is (days in (5, 6))
    assert bool(room.all("erase_referral")) is (days == 7)


def test_R45_at_the_term_the_user_chooses_and_extends_once(room: Room) -> None:
    # GIVEN
    reference = room.desk.concept()
    room.desk.clock.forward(days=7)
    room.journey.show_overview()
    assert room.all("continue_referral") == []
    # WHEN extended, with a double click
    button = room.see("extend_referral")
    assert isinstance(button, QAbstractButton)
    button.click()
    button.click()
    # THEN it goes on, once
    assert room.desk.referral(reference).extended
    assert room.said == ""
    assert len(room.all("continue_referral")) == 1
    room.desk.clock.forward(days=7)
    room.journey.show_overview()
    assert room.all("extend_referral") == []
    assert "Je hebt al één keer verlengd." in room.texts()


def test_R46_wiping_asks_once_and_the_safe_answer_is_the_default(room: Room) -> None:
    # GIVEN
    reference = room.desk.concept()
    room.desk.clock.forward(days=7)
    room.journey.show_overview()
    # WHEN
    room.press("erase_referral")
    # THEN the question has verbs, and keeps by default
    (box,) = room.window.findChildren(QMessageBox)
    assert "Het dossier van Kind en Gezin blijft bestaan." in box.text()
    assert box.defaultButton() is not None
    assert box.defaultButton().text() == "Niet wissen"
    room.press("confirm_keep")
    assert room.desk.referral(reference).client is not None
    # WHEN
    room.press("erase_referral")
    room.press("confirm_do")
    # THEN
    assert room.desk.referral(reference).client is None
    assert "Er staan geen doorverwijzingen open." in room.texts()


def test_R09_a_stopped_protocol_blocks_beginning_and_says_what_still_can_be_done(room: Room) -> None:
    room.desk.under(status=Status.SUSPENDED)
    room.journey.show_overview()
    assert not room.see("new_referral").isEnabled()
    assert "Verbeteren, intrekken en een lek melden kan nog wel." in room.name_of("protocol_banner")


def test_R12_names_with_ampersands_are_shown_as_typed(room: Room) -> None:
    room.desk.concept(a_client(last_name="Smit & Zonen && %1 <b>"))
    room.journey.show_overview()
    (said,) = rows(room)
    assert "Smit & Zonen && %1 <b>" in said
    assert "Smit & Zonen && %1 <b>" in room.texts()


def test_R37_a_name_never_reaches_a_title(room: Room) -> None:
    room.desk.concept()
    room.journey.show_overview()
    titles = [w.windowTitle() for w in room.window.findChildren(QWidget)] + [room.window.windowTitle()]
    assert set(titles) <= {"", "Doorverwijzing"}


def test_what_only_waits_for_the_ocmw_is_called_so(room: Room) -> None:
    # GIVEN a referral of which everything here is done
    room.desk.in_state(State.WITHDRAWN)
    room.journey.show_overview()
    # THEN the page does not say that there is nothing, nor that there is something to do
    assert room.name_of("overview_page") == "Je wacht op het OCMW"


def test_the_save_state_speaks_of_the_form_alone(room: Room) -> None:
    # GIVEN a form that was saved
    room.consent()
    room.fill_in()
    assert room.window.save_state.text().startswith("Opgeslagen om")
    # WHEN the review comes, THEN nothing is said of saving any more
    room.press("client_next")
    assert room.window.save_state.text() == ""
