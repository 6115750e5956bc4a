# SPDX-License-Identifier: EUPL-1.2
"""Hand-over: one step at a time, the user's own word about sending, and a way on from every failure."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from app.domain.referral import State
from app.ui.widgets.buttons import Button
from app.workflow.settings import Choice
from tests.ui.room import CLIENT, Room


@pytest.fixture
def handover(room: Room) -> Room:
    """The room right after export."""
    room.to_handover()
    return room


def primaries(room: Room) -> list[str]:
    """The primary verbs in sight."""
    room.texts()
    found = room.window.findChildren(Button)
    return [b.objectName() for b in found if b.isVisible() and b.property("kind") == "primary"]


def state(room: Room) -> State:
    (referral,) = room.desk.store.referrals.all()
    return referral.state


def test_R41_the_draft_has_one_recipient_and_one_attachment_and_the_page_says_that_nothing_was_sent(
    handover: Room,
) -> None:
    (raw,) = handover.desk.mailer.seen
    draft = message_from_bytes(raw, policy=default)
    assert isinstance(draft, EmailMessage)
    assert draft["To"] == "sociaalhuis@kasterlee.be"
    assert draft["Cc"] is None
    assert draft["Bcc"] is None
    assert len(list(draft.iter_attachments())) == 1
    assert "Er is nog niets verzonden." in handover.texts()
    assert "is verzonden" not in handover.texts()
    assert state(handover) is State.EXPORTED


def test_R32_R46_the_three_steps_each_with_one_primary_verb(handover: Room) -> None:
    # WHEN the mail was sent, according to the user
    assert primaries(handover) == ["confirm_sent"]
    handover.press("confirm_sent")
    # THEN the call is next: its page asks for a social worker, and the words are hidden
    assert handover.page == "phrase_page"
    assert primaries(handover) == ["show_passphrase"]
    assert "Ben je maatschappelijk werker bij het OCMW?" in handover.texts()
    assert "nooit een nummer uit een e-mail" in handover.texts()
    # WHEN the words were passed on
    handover.press("show_passphrase")
    assert primaries(handover) == ["confirm_spoken"]
    handover.press("confirm_spoken")
    # THEN confirmation is next, and wipes
    assert handover.page == "handover_page"
    assert primaries(handover) == ["confirm_received"]
    handover.press("confirm_received")
    assert handover.page == "done_page"
    assert state(handover) is State.ERASED
    assert "De gegevens van de cliënt zijn gewist op deze computer." in handover.texts()
    assert primaries(handover) == ["copy_dossier_note"]


def test_R37_the_note_for_the_file_holds_the_reference_only(handover: Room) -> None:
    reference = next(handover.references())
    for verb in ("confirm_sent", "show_passphrase", "confirm_spoken", "confirm_received", "copy_dossier_note"):
        handover.press(verb)
    note = QGuiApplication.clipboard().text()
    assert reference in note
    assert [text for text in CLIENT.values() if len(text) > 2 and text in note] == []


def test_each_step_says_what_comes_next_and_how_long_it_may_wait(handover: Room) -> None:
    # GIVEN a draft on screen, THEN the page says where the next click is
    assert "Kom daarna terug en klik onderaan op ‘Ik heb de e-mail verzonden’." in handover.texts()
    handover.press("confirm_sent")
    handover.press("phrase_back")
    # THEN it says until when this waits
    assert "De termijn loopt tot 30/11/2026." in handover.texts()
    # WHEN only the answer of the OCMW is missing, THEN it says what to ask, and that it may wait
    handover.press("show_passphrase")
    handover.press("confirm_spoken")
    assert "Vraag aan de telefoon of het bestand opengaat." in handover.texts()
    assert "Je krijgt dan een notitie voor het dossier." in handover.texts()


@pytest.mark.parametrize("verb", ["confirm_sent", "confirm_received", "make_again"])
def test_a_double_click_does_it_once(handover: Room, verb: str) -> None:
    # GIVEN
    if verb != "confirm_sent":
        handover.press("confirm_sent")
        handover.press("phrase_back")
    exported, sent = handover.desk.events().count("geexporteerd"), len(handover.desk.mailer.seen)
    # WHEN
    button = handover.see(verb)
    assert isinstance(button, QAbstractButton)
    button.click()
    button.click()
    # THEN nothing is refused afterwards
    events = handover.desk.events()
    if verb == "make_again":
        assert events.count("geexporteerd") == exported + 1
        assert len(handover.desk.mailer.seen) == sent + 1
    else:
        assert events.count("verzonden_verklaard") == 1
        assert events.count("ontvangst_bevestigd") == (verb == "confirm_received")
    assert "Dat kan nu niet meer" not in handover.said


def test_R51_a_file_that_does_not_open_is_made_anew_with_another_phrase(handover: Room) -> None:
    # GIVEN a mail that was sent and words that were passed on
    reference = next(handover.references())
    before = handover.desk.record(reference)
    for verb in ("confirm_sent", "show_passphrase", "confirm_spoken"):
        handover.press(verb)
    # WHEN
    handover.press("make_again")
    # THEN
    after = handover.desk.record(reference)
    assert before is not None
    assert after is not None
    assert after.phrase != before.phrase
    assert state(handover) is State.EXPORTED
    assert handover.page == "handover_page"
    assert len(handover.desk.mailer.seen) == 2


def test_an_archive_that_is_gone_offers_to_make_it_again(handover: Room) -> None:
    # GIVEN
    for path in handover.desk.paths.outbox.glob("*.7z"):
        path.unlink()
    handover.press("handover_later")
    # WHEN
    handover.press("continue_referral")
    # THEN
    assert "Het bestand is weg of veranderd." in handover.texts()
    assert primaries(handover) == ["make_again"]
    handover.press("make_again")
    assert list(handover.desk.paths.outbox.glob("*.7z"))
    assert primaries(handover) == ["confirm_sent"]


def test_R64_when_no_mail_program_opens_the_mail_is_made_by_hand(room: Room) -> None:
    # GIVEN a computer on which nothing opens
    room.desk.mailer.answer = "failed"
    # WHEN
    reference = room.to_handover()
    # THEN address, subject and text can be copied, and nothing of the client is in them
    assert room.page == "mail_by_hand_page"
    copied = []
    for verb in ("copy_recipient", "copy_subject", "copy_body"):
        room.press(verb)
        copied.append(QGuiApplication.clipboard().text())
    assert copied[0] == "sociaalhuis@kasterlee.be"
    assert reference in copied[1]
    assert f"KG-OCMW_{reference}.7z" in copied[2]
    assert [text for text in CLIENT.values() if len(text) > 2 and text in "".join(copied)] == []
    room.press("show_in_folder")
    assert [path.name for path in room.desk.mailer.shown] == [f"KG-OCMW_{reference}.7z"]
    # AND it can be left, come back to, and opened or made by hand again
    room.press("mail_later")
    room.press("continue_referral")
    assert primaries(room) == ["handover_mail"]
    room.press("mail_by_hand")
    assert room.page == "mail_by_hand_page"
    room.press("confirm_sent")
    assert state(room) is State.SENT


def test_opening_the_mail_later_makes_sending_the_next_verb(room: Room) -> None:
    room.desk.mailer.answer = "failed"
    room.to_handover()
    room.press("mail_later")
    room.press("continue_referral")
    room.desk.mailer.answer = "opened"
    room.press("handover_mail")
    assert room.said.endswith("Er is nog niets verzonden.")
    assert primaries(room) == ["confirm_sent"]


def test_R64_who_always_makes_the_mail_is_not_asked_to_try_a_program(room: Room) -> None:
    # GIVEN a user who chose so
    room.desk.flow.settings.set_mail_choice(Choice.NONE)
    room.desk.mailer.answer = "failed"  # as the chain answers when it has no route
    room.to_handover()
    # THEN the page offers no mail program, and says where that was chosen
    assert room.page == "mail_by_hand_page"
    assert room.all("reopen_mail") == []
    assert "Je koos om de e-mail altijd zelf te maken. Wijzig dit bij Instellingen." in room.texts()
    assert "account" not in room.texts()
    # AND so does the mail of a withdrawal
    room.press("confirm_sent")
    room.withdrawal.stop(next(room.references()))
    room.press("withdraw_confirm")
    assert room.page == "mail_by_hand_page"
    assert "Je mailprogramma ging niet open" not in room.texts()


def test_nothing_opened_and_a_missing_attachment_lead_to_the_mail_by_hand(handover: Room) -> None:
    handover.press("mail_opened_yes")
    assert "klik in je mailprogramma op Verzenden" in handover.said
    handover.press("mail_attachment_missing")
    assert handover.page == "mail_by_hand_page"
    assert "1. Sleep dit bestand naar je e-mail" in handover.texts()
    handover.press("reopen_mail")
    assert handover.page == "handover_page"
    handover.press("mail_opened_no")
    assert handover.page == "mail_by_hand_page"


def test_R45_after_the_term_only_what_already_happened_can_be_said(handover: Room) -> None:
    # GIVEN a finished file whose term is over
    handover.desk.clock.forward(days=6)
    handover.journey.show_overview()
    # WHEN
    handover.press("continue_referral")
    # THEN nothing opens a mail any more
    assert "Verzend dit bestand niet meer." in handover.texts()
    assert [n for n in ("handover_mail", "reopen_mail", "handover_reopen", "make_again") if handover.all(n)] == []
    assert "Ik had de e-mail al verzonden" in handover.name_of("confirm_sent")
    # AND saying that it was sent begins the term of a sent referral
    handover.press("confirm_sent")
    assert state(handover) is State.SENT


def test_R45_a_blocked_referral_that_was_sent_shows_no_phrase(handover: Room) -> None:
    # GIVEN
    handover.press("confirm_sent")
    handover.desk.clock.forward(days=8)
    handover.journey.show_overview()
    # WHEN
    handover.press("continue_referral")
    # THEN
    assert handover.page == "handover_page"
    assert handover.all("show_passphrase") == []
    assert primaries(handover) == ["confirm_received"]


def test_improving_the_data_drops_the_archive(handover: Room) -> None:
    handover.press("handover_reopen")
    assert handover.page == "client_page"
    assert handover.desk.outbox() == []


def test_R51_after_sending_the_data_are_not_taken_back_to_be_changed_under_the_same_reference(handover: Room) -> None:
    # GIVEN a file that was declared sent and then made anew
    assert handover.all("handover_reopen")
    handover.press("confirm_sent")
    handover.press("phrase_back")
    handover.press("make_again")
    # THEN it is there to be mailed again, and changing the data is not offered any more
    assert state(handover) is State.EXPORTED
    assert not handover.all("handover_reopen")
