# SPDX-License-Identifier: EUPL-1.2
"""A test sending on screen: from the menu to what its outcome means, over the real verbs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRadioButton

from app.domain.profile import Status
from app.domain.trial import TrialOutcome
from app.ui import texts
from app.ui.pages.trial import TrialPage
from tests.factory import a_profile, the_practice_profile, the_profile
from tests.ui.room import Room
from tests.ui.walk import walk

GOOD = "Goed. Je kan echte doorverwijzingen sturen."


def begin(room: Room) -> str:
    """Make a test from the menu; returns its reference."""
    room.trial.begin()
    room.press("trial_make")
    view = room.desk.flow.trial.open_one()
    assert view is not None
    return view.reference


def test_R65_from_explaining_to_a_good_end(room: Room) -> None:
    # GIVEN the page that explains what a test sending is
    room.trial.begin()
    assert room.page == "trial_page"
    assert "Er staan alleen verzonnen gegevens in." in room.texts()
    # WHEN the file is made, also with a double click
    room.press("trial_make")
    view = room.desk.flow.trial.open_one()
    assert view is not None
    assert len(room.desk.store.exports.all()) == 1
    # THEN the mail program got its draft, and the page says what comes next
    assert len(room.desk.mailer.seen) == 1
    assert room.page == "trial_page"
    assert view.reference in room.texts()
    assert the_profile().recipient.email in room.texts()
    # AND the phrase is shown as in the real flow, with what a test is
    room.press("show_passphrase")
    assert room.page == "phrase_page"
    words = room.desk.flow.trial.phrase(view.reference)
    assert room.name_of("passphrase_words") == "-".join(word.text for word in words)
    said = room.texts()
    assert "geef de wachtzin van het testbestand door" in said
    assert "Dit is een test." in said
    assert walk(room.window) == []
    # WHEN it was passed on and the OCMW could open it
    room.press("confirm_spoken")
    room.press("trial_outcome_opened")
    room.press("trial_close")
    # THEN real referrals may be sent, and nothing of the test is left
    assert room.name_of("trial_result") == GOOD
    assert room.desk.outbox() == []
    # AND the keyboard stands on the verb that came
    assert room.window.focusWidget() is room.see("trial_done")
    room.press("trial_done")
    assert room.page == "overview_page"


@pytest.mark.parametrize(
    ("outcome", "answer"),
    [
        (TrialOutcome.NOT_ARRIVED, "De e-mail kwam niet aan"),
        (TrialOutcome.HELD_BACK, "De bijlage werd tegengehouden"),
        (TrialOutcome.NOT_OPENED, "Het bestand ging niet open"),
    ],
)
def test_R65_a_bad_end_says_not_to_send_and_what_to_tell(room: Room, outcome: TrialOutcome, answer: str) -> None:
    # GIVEN
    reference = begin(room)
    # WHEN
    room.press(f"trial_outcome_{outcome.value}")
    room.press("trial_close")
    # THEN
    assert room.name_of("trial_result") == (
        "Stuur nog geen echte doorverwijzing. Geef dit door aan je ICT-dienst: "
        f"referentie {reference}, antwoord ‘{answer}’."
    )
    # AND it can be copied, reference and answer alone
    room.press("copy_trial_report")
    assert QGuiApplication.clipboard().text() == f"Proefzending {reference}: {answer}."


def test_it_is_not_closed_without_an_answer(room: Room) -> None:
    reference = begin(room)
    room.press("trial_close")
    assert "Kies eerst hoe het liep." in room.texts()
    assert room.desk.flow.trial.view(reference).reference == reference
    # WHEN an answer is chosen, THEN the problem goes
    room.press("trial_outcome_opened")
    assert "Kies eerst hoe het liep." not in room.texts()


def test_R65_an_open_test_is_a_task_and_the_menu_leads_back_to_it(room: Room) -> None:
    # GIVEN a test that waits
    reference = begin(room)
    room.press("trial_back")
    assert f"Proefzending {reference}" in room.texts()
    # WHEN the colleague goes on, from the overview or the menu
    room.press("continue_task")
    assert room.page == "trial_page"
    room.press("trial_back")
    room.trial.begin()
    # THEN the same test is there, and no second one was made
    assert reference in room.texts()
    assert len(room.desk.store.exports.all()) == 1


def test_when_no_mail_program_opens_the_mail_is_made_by_hand(room: Room) -> None:
    # GIVEN a mail program that does not start
    room.desk.mailer.answer = "failed"
    reference = begin(room)
    # THEN the page with the copy buttons comes
    assert room.page == "mail_by_hand_page"
    assert room.name_of("mail_file") == f"KG-OCMW_{reference}.7z"
    assert room.name_of("mail_subject").startswith("TEST - ")
    room.press("show_in_folder")
    assert len(room.desk.mailer.shown) == 1
    # WHEN the program is tried again, and then the mail is said to be sent
    room.press("reopen_mail")
    assert room.page == "mail_by_hand_page"
    room.press("confirm_sent")
    # THEN the test goes on
    assert room.page == "trial_page"
    assert reference in room.texts()


def test_the_mail_can_be_opened_again_and_made_by_hand_on_request(room: Room) -> None:
    begin(room)
    room.press("reopen_mail")
    assert len(room.desk.mailer.seen) == 2
    room.press("mail_by_hand")
    assert room.page == "mail_by_hand_page"
    room.press("mail_later")
    assert room.page == "overview_page"


def test_nobody_answers_and_back_lead_to_the_test_without_saying_that_it_was_told(room: Room) -> None:
    begin(room)
    for way in ("nobody_answered", "phrase_back"):
        room.press("show_passphrase")
        room.press(way)
        assert room.page == "trial_page"
        assert "is doorgegeven" not in room.texts()


def test_a_changed_file_is_said_and_can_be_thrown_away(room: Room) -> None:
    # GIVEN
    reference = begin(room)
    room.desk.flow.trial.archive(reference).write_bytes(b"x")
    # WHEN the mail is asked for
    room.press("reopen_mail")
    # THEN
    assert room.said == ""
    assert "Het testbestand is weg of veranderd. Wis deze proefzending en maak een nieuwe." in room.texts()
    room.press("trial_discard")
    assert room.page == "trial_page"
    assert room.desk.store.exports.all() == []
    room.see("trial_make")


def test_a_test_that_was_closed_meanwhile_leads_to_the_overview(room: Room) -> None:
    reference = begin(room)
    room.desk.flow.trial.discard(reference)
    room.press("show_passphrase")
    assert room.page == "overview_page"
    assert room.said == texts.ERRORS["T10"]


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ENDED])
def test_R09_R65_a_stopped_protocol_is_said_and_can_be_tried_later(room: Room, status: Status) -> None:
    room.desk.under(status=status)
    room.trial.begin()
    room.press("trial_make")
    assert room.said == texts.ERRORS["P02"]
    assert room.page == "trial_page"
    assert room.see("trial_make").isEnabled()


def test_with_two_protocols_the_recipient_is_chosen_by_name_and_never_typed(room: Room) -> None:
    # GIVEN
    other = a_profile(id="elders", recipient=the_practice_profile().recipient)
    room.desk.session.profiles = (the_profile(), other)
    room.trial.begin()
    first = room.see(f"trial_recipient_{the_profile().id}")
    assert isinstance(first, QRadioButton)
    assert first.isChecked()
    # WHEN
    room.press("trial_recipient_elders")
    room.press("trial_make")
    # THEN
    assert other.recipient.email in room.texts()


def test_a_late_answer_of_the_mail_program_takes_nobody_away(room: Room) -> None:
    # GIVEN a test whose mail is being opened while the colleague goes to the overview
    room.trial.begin()
    page = room.window.page("trial")
    assert isinstance(page, TrialPage)
    opened = room.desk.mailer.open

    def slow(*arguments: object) -> object:
        room.journey.show_overview()
        return opened(*arguments)  # type: ignore[arg-type]

    room.desk.mailer.answer = "failed"
    room.desk.mailer.open = slow  # type: ignore[assignment,method-assign]
    # WHEN
    room.press("trial_make")
    # THEN
    assert room.page == "overview_page"
