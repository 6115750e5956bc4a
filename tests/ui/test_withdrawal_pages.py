# SPDX-License-Identifier: EUPL-1.2
"""The client stops: by reference after wiping, by hand without a mail program, and the task that stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.domain.errors import ProfileGone
from app.domain.referral import State
from app.ui import texts
from tests.factory import a_profile
from tests.ui.breach_steps import report
from tests.ui.room import CLIENT, Room


def by_reference(room: Room, reference: str) -> None:
    room.withdrawal.stop_by_reference()
    room.type("withdraw_reference", reference)
    room.press("withdraw_confirm")


def test_R24_after_wiping_the_reference_of_the_file_is_enough(room: Room) -> None:
    # GIVEN
    reference = room.desk.erased()
    # WHEN it is typed as people type
    by_reference(room, f" {reference.lower()} ")
    # THEN the mail holds the reference alone, and the note for the file comes
    assert room.desk.referral(reference).state is State.WITHDRAWN
    assert room.page == "done_page"
    assert reference in room.name_of("dossier_note")
    mail = room.desk.mailer.seen[-1].decode("utf-8", "replace")
    assert reference in mail
    assert [text for text in CLIENT.values() if len(text) > 3 and text in mail] == []


def test_R24_a_wrong_reference_is_said_beside_the_field_and_can_be_mended(room: Room) -> None:
    reference = room.desk.erased()
    for wrong in ("ILOU-1234", "0000-0000", ""):
        by_reference(room, wrong)
        assert room.page == "withdrawal_page"
        assert room.see("withdraw_reference").accessibleDescription().startswith(texts.ERRORS["T04"])
    by_reference(room, reference)
    assert room.page == "done_page"


def test_enter_in_the_field_withdraws(room: Room) -> None:
    reference = room.desk.erased()
    room.withdrawal.stop_by_reference()
    field = room.see("withdraw_reference")
    QTest.keyClicks(field, reference)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert room.desk.referral(reference).state is State.WITHDRAWN


def test_a_double_click_withdraws_once(room: Room) -> None:
    room.desk.sent()
    room.journey.show_overview()
    room.press("withdraw_referral")
    button = room.see("withdraw_confirm")
    assert isinstance(button, QAbstractButton)
    button.click()
    button.click()
    assert room.desk.events().count("ingetrokken_na_verzending") == 1
    assert room.said == ""


def test_R52_in_doubt_counts_as_sent(room: Room) -> None:
    reference = room.desk.exported()
    room.journey.show_overview()
    room.press("withdraw_referral")
    assert "Is de e-mail al verzonden?" in room.texts()
    room.press("withdraw_confirm")
    assert room.desk.referral(reference).state is State.WITHDRAWN


def test_R52_nothing_sent_means_no_mail(room: Room) -> None:
    room.desk.concept()
    room.journey.show_overview()
    room.press("withdraw_referral")
    room.press("withdraw_confirm")
    assert room.desk.mailer.seen == []
    assert room.said == "Alles van deze doorverwijzing is gewist. Er ging geen e-mail naar het OCMW."


def test_R64_without_a_mail_program_the_mail_is_made_by_hand_and_the_note_follows(room: Room) -> None:
    # GIVEN
    reference = room.desk.sent()
    room.desk.mailer.answer = "failed"
    room.journey.show_overview()
    # WHEN
    room.press("withdraw_referral")
    room.press("withdraw_confirm")
    # THEN
    assert room.page == "mail_by_hand_page"
    assert room.all("show_in_folder") == room.all("confirm_sent") == []
    room.press("copy_body")
    assert reference in QGuiApplication.clipboard().text()
    room.press("mail_done")
    assert reference in room.name_of("dossier_note")


def test_the_open_task_waits_for_the_ocmw(room: Room) -> None:
    # GIVEN
    reference = room.desk.withdrawn()
    room.journey.show_overview()
    room.press("continue_referral")
    # WHEN the mail is wanted again
    shown = len(room.desk.mailer.seen)
    room.press("withdrawal_mail")
    assert len(room.desk.mailer.seen) == shown + 1
    # AND the OCMW answered, told with a double click
    button = room.see("erasure_confirmed")
    assert isinstance(button, QAbstractButton)
    button.click()
    button.click()
    # THEN
    assert room.desk.referral(reference).state is State.ERASED
    assert room.page == "overview_page"
    assert room.said == ""


def test_the_safe_verb_has_the_focus(room: Room) -> None:
    room.desk.concept()
    room.journey.show_overview()
    room.press("withdraw_referral")
    assert room.see("withdraw_back").hasFocus()
    room.press("withdraw_back")
    assert room.page == "overview_page"


def test_R52_after_five_working_days_the_task_asks_to_be_taken_up(room: Room) -> None:
    # GIVEN a withdrawal without an answer
    room.desk.withdrawn()
    room.journey.show_overview()
    assert len(room.see("waiting_list").findChildren(QAbstractButton, "continue_referral")) == 1
    # WHEN five working days are over
    room.desk.clock.forward(days=7)
    room.journey.show_overview()
    # THEN it stands among what is to be done
    assert len(room.see("todo_list").findChildren(QAbstractButton, "continue_referral")) == 1
    assert "Nog geen antwoord. Stuur de e-mail opnieuw of bel." in room.texts()
    room.press("continue_referral")
    assert "Bel het Sociaal Huis. Gebruik het nummer dat je team heeft afgesproken" in room.texts()
    assert room.all("erasure_officer_told") == []
    shown = len(room.desk.mailer.seen)
    room.press("withdrawal_mail")
    assert len(room.desk.mailer.seen) == shown + 1


def test_R52_after_thirty_days_the_officer_is_told_and_the_task_ends(room: Room) -> None:
    # GIVEN a withdrawal of thirty days ago
    reference = room.desk.withdrawn()
    room.desk.clock.forward(days=30)
    room.desk.flow.upkeep.hourly()
    room.journey.show_overview()
    assert "Nog altijd geen antwoord. Meld dit aan je DPO." in room.texts()
    # WHEN the user told the officer, and says so with a double click
    room.press("continue_referral")
    assert "dpo@opgroeien.be" in room.name_of("erasure_officer")
    room.press("erasure_officer_told", times=2)
    # THEN the task is gone
    assert room.page == "overview_page"
    assert room.said == ""
    assert room.desk.referral(reference).state is State.ERASED
    assert room.desk.events(reference)[-1] == "gewist"


def test_R52_the_number_of_the_ocmw_is_named_when_it_is_known(room: Room) -> None:
    profile = room.desk.profiles[0]
    room.desk.under(recipient=replace(profile.recipient, phone="014 85 99 00"))
    room.desk.withdrawn()
    room.journey.show_overview()
    room.press("continue_referral")
    assert "Bel het Sociaal Huis op 014 85 99 00." in room.texts()


def test_a_task_whose_protocol_is_gone_names_nobody_to_call(room: Room) -> None:
    reference = room.desk.withdrawn()
    room.desk.session.profiles = (a_profile(id="een-ander"),)
    room.journey.show_overview()
    room.press("continue_referral")
    assert "Bel het" not in room.texts()
    room.press("erasure_confirmed")
    assert room.desk.referral(reference).state is State.ERASED


@pytest.mark.parametrize("act", ["stop", "invalid"])
def test_R24_when_the_protocol_is_gone_the_data_go_and_the_screen_says_why_there_is_no_mail(
    room: Room, act: str
) -> None:
    # GIVEN a referral that was sent under a protocol that is not here any more
    reference = room.desk.sent()
    room.desk.session.profiles = (a_profile(id="een-ander"),)
    # WHEN the client stops, or the consent turns out never to have been valid
    room.withdrawal.stop(reference)
    if act == "stop":
        room.press("withdraw_confirm")
    else:
        room.press("withdraw_invalid")
        room.press("declare_invalid")
        report(room)
        room.press("breach_told")
    # THEN the data are gone, and nobody hears that withdrawing is what still can be done
    assert room.desk.referral(reference).client is None
    assert room.page == "overview_page"
    gone = texts.sentence(ProfileGone())
    assert room.said == f"Onze kopie is gewist. Maar het OCMW weet nog niets. {gone}"
    # AND the task says the same about its mail
    room.press("continue_referral")
    room.press("withdrawal_mail")
    assert room.said == gone


def test_a_task_that_ended_meanwhile_says_so(room: Room) -> None:
    reference = room.desk.withdrawn()
    room.journey.show_overview()
    room.press("continue_referral")
    room.desk.flow.withdrawal.erasure_confirmed(reference)
    room.press("erasure_confirmed")
    assert room.said == texts.ERRORS["T01"]


def test_R52_a_correction_in_the_making_was_sent_before_and_the_page_says_so(room: Room) -> None:
    # GIVEN a second version that is being typed
    reference = room.desk.sent()
    room.desk.corrected(reference)
    room.journey.show_overview()
    # WHEN the client stops
    room.press("withdraw_referral")
    # THEN nobody is told that nothing was sent
    assert "Er is nog niets verzonden" not in room.texts()
    room.press("withdraw_confirm")
    assert room.desk.referral(reference).state is State.WITHDRAWN
    assert reference in room.name_of("dossier_note")
    assert f"{reference}-2" not in room.name_of("dossier_note")


def test_R52_a_file_that_was_taken_back_may_have_left(room: Room) -> None:
    # GIVEN a file that was made, and then taken back to editing
    reference = room.desk.exported()
    room.desk.flow.referral.reopen(reference)
    room.journey.show_overview()
    # WHEN the client stops
    room.press("withdraw_referral")
    # THEN only the user knows
    assert "Is de e-mail al verzonden?" in room.texts()
    room.press("withdraw_confirm")
    assert room.desk.referral(reference).state is State.WITHDRAWN
