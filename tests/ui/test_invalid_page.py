# SPDX-License-Identifier: EUPL-1.2
"""Consent that never was valid: the leak is reported first, then our copy goes and the OCMW is asked to erase."""

from __future__ import annotations

from email import message_from_bytes

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.referral import State
from app.ui import texts
from tests.ui.room import CLIENT, Room

KIND = "breach_kind_gegevens_van_de_verkeerde_persoon"


def open_page(room: Room) -> None:
    """From the list."""
    room.journey.show_overview()
    room.press("withdraw_referral")
    room.press("withdraw_invalid")


def report_leak(room: Room) -> None:
    """Answer the one question that has no answer yet, and say that the mail left."""
    room.press(KIND)
    room.press("breach_mail")
    room.press("breach_told")


def subjects(room: Room) -> list[str]:
    return [str(message_from_bytes(mail)["Subject"]) for mail in room.desk.mailer.seen]


def test_R52_R53_the_leak_is_reported_before_anything_is_wiped(room: Room) -> None:
    # GIVEN data of the wrong person that were sent
    reference = room.desk.sent()
    open_page(room)
    assert "De verkeerde persoon, of een misverstand? Dat is een mogelijk lek." in room.texts()
    room.press("declare_invalid")
    # THEN the breach page knows the reference, and nothing was done yet
    assert room.page == "breach_page"
    assert reference in room.see("breach_references").text()  # type: ignore[attr-defined]
    assert room.desk.referral(reference).state is State.SENT
    # WHEN the leak is reported
    report_leak(room)
    # THEN our copy is gone, and the OCMW is asked to erase
    referral = room.desk.referral(reference)
    assert (referral.state, referral.client) == (State.WITHDRAWN, None)
    assert referral.consent.invalid_at is not None
    assert subjects(room)[-1] == f"Vraag om te wissen - referentie {reference}"
    assert room.desk.events()[-2:] == ["incident_gemeld", "ongeldig_verklaard"]
    # AND the note for the file says which act it was
    assert room.page == "done_page"
    assert "De toestemming is ongeldig verklaard" in room.texts()
    assert "ongeldig verklaard op 23/11/2026" in room.name_of("dossier_note")
    # AND no mail names the client
    mails = "".join(mail.decode("utf-8", "replace") for mail in room.desk.mailer.seen)
    assert [text for text in CLIENT.values() if len(text) > 3 and text in mails] == []
    # AND the list and the task speak of it too
    room.journey.show_overview()
    assert "Ongeldig verklaard" in room.texts()
    room.press("continue_referral")
    assert f"Ongeldig verklaard – referentie {reference}" in room.texts()


def test_who_comes_back_without_reporting_has_done_nothing(room: Room) -> None:
    # GIVEN
    reference = room.desk.sent()
    open_page(room)
    # WHEN the report is left
    room.press("declare_invalid")
    room.press("breach_back")
    # THEN the data are here, and it can be begun again
    assert room.desk.referral(reference).state is State.SENT
    open_page(room)
    room.press("declare_invalid")
    report_leak(room)
    assert room.desk.referral(reference).state is State.WITHDRAWN
    assert room.desk.events().count("incident_gemeld") == 1


def test_a_leak_that_was_reported_is_not_reported_twice(room: Room) -> None:
    # GIVEN a report after which the program was locked before the rest happened
    reference = room.desk.sent()
    open_page(room)
    room.press("declare_invalid")
    room.press(KIND)
    room.press("breach_mail")
    assert room.desk.referral(reference).state is State.SENT
    # WHEN it is taken up again, with a double click
    open_page(room)
    assert "Het lek over deze referentie is al gemeld." in room.texts()
    assert room.name_of("declare_invalid") == "Verklaar ongeldig"
    room.press("declare_invalid", times=2)
    # THEN one report and one declaration
    assert room.desk.referral(reference).state is State.WITHDRAWN
    assert [room.desk.events().count(what) for what in ("incident_gemeld", "ongeldig_verklaard")] == [1, 1]


@pytest.mark.parametrize(("answer", "state"), [("invalid_not_sent", State.ERASED), ("invalid_sent", State.WITHDRAWN)])
def test_R52_only_the_user_knows_whether_a_finished_file_left(room: Room, answer: str, state: State) -> None:
    # GIVEN a finished file, of which nobody said that it was sent
    reference = room.desk.exported()
    open_page(room)
    # WHEN the question is not answered
    room.press("declare_invalid")
    assert room.page == "invalid_page"
    assert "Kies een antwoord." in room.texts()
    # AND then it is
    room.press(answer)
    room.press("declare_invalid")
    report_leak(room)
    # THEN
    assert room.desk.referral(reference).state is state
    asked = f"Vraag om te wissen - referentie {reference}" in subjects(room)
    assert asked == (state is State.WITHDRAWN)


def test_R52_of_what_was_never_made_nothing_is_mailed_to_the_ocmw(room: Room) -> None:
    reference = room.desk.concept()
    open_page(room)
    assert "Er gaat geen e-mail naar het OCMW." in room.texts()
    room.press("declare_invalid")
    report_leak(room)
    assert room.desk.referral(reference).state is State.ERASED
    assert len(room.desk.mailer.seen) == 1  # to the officer
    assert room.said == "Alles van deze doorverwijzing is gewist. Er ging geen e-mail naar het OCMW."


def test_R24_after_wiping_the_reference_of_the_file_is_enough(room: Room) -> None:
    # GIVEN
    reference = room.desk.erased()
    room.withdrawal.stop_by_reference()
    room.press("withdraw_invalid")
    # WHEN wrong ones are tried first: no sign fits, a wrong check sign, another vault's, nothing
    for wrong in ("ILOU-1234", "K7M4-29QX", "K7M4-29QK", ""):
        room.type("invalid_reference", wrong)
        room.press("declare_invalid")
        assert room.page == "invalid_page"
        assert room.see("invalid_reference").accessibleDescription().startswith(texts.ERRORS["T04"])
    # AND then the right one, with Enter
    field = room.see("invalid_reference")
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, reference.lower())
    QTest.keyClick(field, Qt.Key.Key_Return)
    report_leak(room)
    # THEN
    assert room.desk.referral(reference).state is State.WITHDRAWN


def test_what_ended_before_is_said_before_a_leak_is_reported(room: Room) -> None:
    # GIVEN a withdrawal
    reference = room.desk.withdrawn()
    room.withdrawal.stop_by_reference()
    room.press("withdraw_invalid")
    # WHEN it is declared invalid on top of that
    room.type("invalid_reference", reference)
    room.press("declare_invalid")
    # THEN
    assert room.said == texts.ERRORS["T01"]
    assert room.page == "invalid_page"
    assert "incident_gemeld" not in room.desk.events()


def test_what_ended_while_the_leak_was_reported_is_shown_as_it_is(room: Room) -> None:
    # GIVEN a report about a referral that a hard limit erases meanwhile, and that was withdrawn
    reference = room.desk.sent()
    open_page(room)
    room.press("declare_invalid")
    room.press(KIND)
    room.press("breach_mail")
    room.desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    # WHEN the report is closed
    room.press("breach_told")
    # THEN what was said first stands
    assert room.page == "overview_page"
    assert room.said == texts.ERRORS["T01"]
    assert room.desk.referral(reference).consent.invalid_at is None


def test_the_safe_verb_has_the_focus_and_leads_back(room: Room) -> None:
    room.desk.sent()
    open_page(room)
    assert room.see("invalid_back").hasFocus()
    room.press("invalid_back")
    assert room.page == "overview_page"
