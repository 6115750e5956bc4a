# SPDX-License-Identifier: EUPL-1.2
"""What was sent turns out to be wrong: from the OCMW's report to the second version and the answer, on the screen."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.client import Client
from app.domain.referral import State
from app.domain.report import Outcome
from tests.factory import a_client
from tests.ui.room import CLIENT, Room
from tests.ui.walk import walk


def newest_mail(room: Room) -> EmailMessage:
    """What the mail program was shown last."""
    mail = message_from_bytes(room.desk.mailer.seen[-1], policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail["To"] == "sociaalhuis@kasterlee.be"
    return mail


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def note_report(room: Room, reference: str) -> None:
    room.correction.enter_report()
    room.type("report_reference", reference)
    room.press("report_kind_verouderd")
    room.press("report_save")


def begin(room: Room, *more: str) -> None:
    """Answer what is asked before a correction; the OCMW and the kind are known already, or are in ``more``."""
    for name in (*more, "correction_confirmed"):
        room.press(name)
    room.press("correction_start", times=2)


def send(room: Room) -> None:
    """From the form to *verzonden*, each verb with a double click."""
    room.press("client_next", times=2)
    assert room.page == "review_page"
    room.press("export", times=2)
    room.press("confirm_sent", times=2)


def client_of(room: Room, reference: str) -> Client:
    client = room.desk.referral(reference).client
    assert client is not None
    return client


def phrase_of(room: Room, reference: str) -> str:
    record = room.desk.record(reference)
    assert record is not None
    return record.phrase


@pytest.fixture
def reported(room: Room) -> str:
    """A referral that was sent, of which the OCMW says that something is outdated; the reference."""
    reference = room.to_handover()
    room.press("confirm_sent")
    note_report(room, reference)
    return reference


def test_R50_R51_a_reported_referral_becomes_version_two_and_its_report_leads_there(room: Room, reported: str) -> None:
    # WHEN the colleague corrects it
    first_phrase = phrase_of(room, reported)
    room.press("report_correct")
    assert "versie 2" in room.name_of("correction_start")
    begin(room)
    assert room.page == "client_page"
    assert "Verbetering – versie 2" in room.texts()
    assert first_phrase not in {record.phrase for record in room.desk.store.exports.all()}
    room.type("phone", "0471 65 43 21")
    # THEN the report's page leads back to the form, and *verbeterd* cannot be said yet
    room.press("client_later")
    assert "Verbetering bezig" in room.texts()
    room.press("continue_task")
    assert not room.see("report_outcome_verbeterd").isEnabled()
    assert "versie 2" in room.name_of("report_continue")
    room.press("report_continue")
    # AND the review says which version it is
    room.press("client_next")
    assert f"{reported} – versie 2" in room.texts()
    room.press("export", times=2)
    assert phrase_of(room, reported) != first_phrase


def test_R51_the_file_and_the_mail_are_those_of_a_correction(room: Room, reported: str) -> None:
    # WHEN
    room.press("report_correct")
    begin(room)
    room.press("client_next")
    room.press("export", times=2)
    # THEN
    assert room.desk.outbox()[0] == f"KG-OCMW_{reported}-2.7z"
    mail = newest_mail(room)
    assert mail["Subject"] == f"Verbeterd bestand van Kind en Gezin - referentie {reported} - versie 2"
    assert "Wat was er mis: verouderd" in text_of(mail)
    assert "Gebruik alleen versie 2. Wis versie 1." in text_of(mail)
    assert [part.get_filename() for part in mail.iter_attachments()] == [f"KG-OCMW_{reported}-2.7z"]


def test_R49_R50_R51_the_ocmw_gets_its_answer_once_version_two_was_sent(room: Room, reported: str) -> None:
    # GIVEN
    room.press("report_correct")
    begin(room)
    room.type("phone", "0471 65 43 21")
    send(room)
    assert f"Hoor je {reported}, versie 2?" in room.texts()
    # WHEN
    room.journey.show_overview()
    room.press("continue_task")
    room.press("report_outcome_verbeterd")
    room.press("report_answer", times=2)
    # THEN the answer names the version and nothing of the client
    answer = newest_mail(room)
    assert answer["Subject"] == f"Je melding is behandeld - referentie {reported}"
    assert "de gegevens zijn verbeterd, je krijgt versie 2" in text_of(answer)
    assert [value for value in CLIENT.values() if len(value) > 3 and value in text_of(answer)] == []
    # AND with that the task ends; the referral waits for the call, and the register tells the story
    room.press("report_known", times=2)
    (report,) = room.desk.store.reports.all()
    assert (report.outcome, report.version, report.is_open) == (Outcome.CORRECTED, 2, False)
    assert room.all("continue_task") == []
    assert room.desk.referral(reported).state is State.SENT
    assert client_of(room, reported).phone == "0471 65 43 21"
    told = ["gecorrigeerd", "klaar", "geexporteerd", "verzonden_verklaard", "melding_beantwoord"]
    assert room.desk.events(f"{reported}-2") == told
    assert walk(room.window) == []


def test_R51_a_third_version_follows_the_second(room: Room) -> None:
    reference = room.desk.sent()
    for version in (2, 3):
        room.journey.show_overview()
        room.press("correct_referral")
        begin(room, "correction_seen_us", "correction_reason_onvolledig")
        room.type("house_number", f"{version}")
        send(room)
        assert room.desk.referral(reference).sent_version == version
    assert "Wis versie 1 en 2." in text_of(newest_mail(room))
    assert room.desk.outbox() == []


def test_R51_after_wiping_the_fields_are_typed_again(room: Room) -> None:
    # GIVEN a wiped referral
    reference = room.desk.erased()
    room.correction.correct_by_reference()
    room.type("correction_reference", f" {reference.lower()} ")
    room.press("correction_find")
    # WHEN every way of contact that will be typed must have had a yes
    begin(room, "correction_seen_us", "correction_reason_ontbrekend")
    assert "Vraag dit aan de cliënt en vink het dan aan." in room.texts()
    room.press("correction_channels")
    room.press("correction_start", times=2)
    # THEN the form is empty and says where the data come from
    assert room.page == "client_page"
    assert "De gegevens zijn hier al gewist. Neem ze over uit het dossier van Kind en Gezin." in room.texts()
    field = room.see("first_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    # AND with them typed, the second version goes its way without another question
    room.fill_in()
    send(room)
    assert room.desk.referral(reference).sent_version == 2
    assert "versie 2" in newest_mail(room)["Subject"]


@pytest.fixture
def withheld(room: Room) -> str:
    """A correction of a referral without an e-mail address, which is now typed; the reference."""
    reference = room.desk.sent(a_client(email=""))
    room.correction.correct(reference)
    begin(room, "correction_seen_us", "correction_reason_ontbrekend")
    room.type("email", "zoe.celik@example.org")
    room.press("client_next")
    return reference


def test_R51_a_way_of_contact_that_was_withheld_needs_a_yes(room: Room, withheld: str) -> None:
    # THEN nothing went on; the cursor stands on the answer that lets nothing leave
    assert room.page == "client_page"
    assert "Er komt een nieuwe manier bij: e-mail. Zei de cliënt daar ja op?" in room.texts()
    assert room.see("channels_refused").hasFocus()
    assert room.desk.referral(withheld).state is State.CONCEPT
    # WHEN the client said yes, told with a double click
    room.press("channels_agreed", times=2)
    # THEN it goes on
    assert room.page == "review_page"
    assert room.name_of("review_email") == "zoe.celik@example.org"
    assert room.said == ""


def test_R51_without_a_yes_the_field_is_emptied(room: Room, withheld: str) -> None:
    room.press("channels_refused")
    assert room.see("email").hasFocus()
    assert room.all("channel_question") == []
    room.type("email", "")
    room.press("client_next")
    assert room.page == "review_page"
    assert room.desk.referral(withheld).state is State.READY


def test_R51_a_second_new_way_is_asked_about_anew(room: Room) -> None:
    # GIVEN neither telephone nor e-mail before
    reference = room.desk.sent(a_client(email="", phone=""))
    room.correction.correct(reference)
    begin(room, "correction_seen_us", "correction_reason_ontbrekend")
    room.type("phone", "0470 12 34 56")
    room.press("client_next")
    assert "Er komt een nieuwe manier bij: telefoon." in room.texts()
    # WHEN another one is typed while the question stands there
    room.type("email", "zoe.celik@example.org")
    # THEN a yes can only be given to both
    assert room.all("channels_agreed") == []
    room.press("client_next")
    assert "Er komen nieuwe manieren bij: telefoon en e-mail." in room.texts()
    room.press("channels_agreed")
    assert room.page == "review_page"


def test_R51_a_yes_said_beforehand_is_not_asked_again(room: Room) -> None:
    reference = room.desk.sent(a_client(email=""))
    room.correction.correct(reference)
    begin(room, "correction_channels", "correction_seen_us", "correction_reason_ontbrekend")
    room.type("email", "zoe.celik@example.org")
    room.press("client_next")
    assert room.page == "review_page"


def test_the_question_belongs_to_its_own_form(room: Room, withheld: str) -> None:
    """Later, or in another referral, nothing of it is left."""
    room.press("client_later")
    other = room.desk.concept()
    room.journey.go_on(other)
    assert room.all("channel_question") == []
    room.journey.go_on(withheld)
    room.press("client_next")
    assert "Zei de cliënt daar ja op?" in room.texts()


def test_the_term_that_passes_before_the_yes_is_said(room: Room, withheld: str) -> None:
    room.desk.clock.forward(days=8)
    room.press("channels_agreed")
    assert room.page == "overview_page"
    assert room.desk.referral(withheld).state is State.CONCEPT
    assert room.said.startswith("De termijn is voorbij.")


def test_R50_a_blocked_correction_is_not_gone_on_with_from_its_report(room: Room) -> None:
    reference = room.desk.sent()
    note_report(room, reference)
    room.press("report_correct")
    begin(room)
    room.desk.clock.forward(days=8)
    room.journey.show_overview()
    room.press("continue_task")
    assert "De termijn is voorbij. Kies eerst in het overzicht: wissen of verlengen." in room.texts()
    assert room.all("report_continue") == room.all("report_correct") == []


def test_R51_the_mail_of_a_correction_can_be_made_by_hand(room: Room) -> None:
    reference = room.desk.sent()
    room.correction.correct(reference)
    begin(room, "correction_seen_us", "correction_reason_foutief")
    room.desk.mailer.answer = "failed"
    room.press("client_next")
    room.press("export")
    assert room.page == "mail_by_hand_page"
    assert room.name_of("mail_subject").endswith("- versie 2")
    assert room.name_of("mail_file") == f"KG-OCMW_{reference}-2.7z"


def test_R51_a_file_that_was_made_anew_after_sending_can_be_corrected_too(room: Room) -> None:
    # GIVEN
    reference = room.to_handover()
    for verb in ("confirm_sent", "phrase_back", "make_again"):
        room.press(verb)
    # WHEN
    room.press("correct_referral")
    begin(room, "correction_seen_us", "correction_reason_foutief")
    # THEN nothing of the old file is left
    assert room.desk.outbox() == []
    assert room.desk.store.exports.all() == []
    assert room.desk.referral(reference).version == 2
