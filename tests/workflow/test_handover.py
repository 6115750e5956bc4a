# SPDX-License-Identifier: EUPL-1.2
"""After the export: mail, telephone, confirmation; the user states, the program never does."""

from __future__ import annotations

from dataclasses import fields, replace
from email import message_from_bytes, policy

import pytest

from app.domain.errors import ArchiveChanged, DiskFull, NotNow, TermPassed
from app.domain.referral import Referral, State
from app.mail.route import Kind
from tests.factory import a_sender, the_profile
from tests.workflow.desk import Desk


def test_R41_the_draft_has_one_recipient_plain_text_and_the_archive(desk: Desk) -> None:
    # GIVEN a finished file
    reference = desk.exported()
    # WHEN the draft is written and shown
    draft = desk.flow.handover.prepare_mail(reference)
    assert desk.flow.handover.open_mail(draft).kind == "opened"
    # THEN the mail program got one message to the OCMW, with the archive and nothing of the client
    message = message_from_bytes(desk.mailer.seen[0], policy=policy.default)
    assert message["To"] == the_profile().recipient.email
    assert (message["Cc"], message["Bcc"], message["X-Unsent"]) == (None, None, "1")
    [attachment] = message.iter_attachments()
    assert attachment.get_filename() == f"KG-OCMW_{reference}.7z"
    assert attachment.get_content() == (desk.paths.outbox / f"KG-OCMW_{reference}.7z").read_bytes()
    body = message.get_body(("plain",))
    assert body is not None
    assert reference in message["Subject"]
    assert not [word for word in ("Zoë", "Çelik", "Tielen", "0470") if word in body.get_content() + message["Subject"]]
    assert a_sender().name in body.get_content()


def test_R41_opening_the_mail_sends_nothing_and_says_nothing_of_sending(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.open_mail(desk.flow.handover.prepare_mail(reference))
    desk.flow.handover.mail_was_opened(reference)
    referral = desk.referral(reference)
    assert (referral.state, referral.mail_opened_at, referral.sent_at) == (State.EXPORTED, desk.clock.now(), None)
    assert "verzonden_verklaard" not in desk.events(reference)


def test_P12_a_mail_program_that_answers_after_the_referral_is_gone_disturbs_nobody(light_desk: Desk) -> None:
    # GIVEN a mail program that takes so long that the client stopped meanwhile
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.prepare_mail(reference)
    desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    before = desk.referral(reference)
    desk.flow.handover.mail_was_opened(reference)
    assert desk.referral(reference) == before


@pytest.mark.parametrize("answer", ["failed", "asked"])
def test_R64_P12_a_mail_program_that_fails_or_hangs_leaves_the_file_ready(light_desk: Desk, answer: Kind) -> None:
    # GIVEN a finished file, and a mail program that does nothing
    desk = light_desk
    reference = desk.exported()
    desk.mailer.answer = answer
    draft = desk.flow.handover.prepare_mail(reference)
    before = desk.referral(reference)
    # WHEN it is asked
    outcome = desk.flow.handover.open_mail(draft)
    # THEN the step is the same, archive and draft lie ready, and the mail can be made by hand
    assert outcome.kind == answer
    assert desk.referral(reference) == before
    assert desk.outbox() == [f"KG-OCMW_{reference}.7z", f"KG-OCMW_{reference}.eml"]
    by_hand = desk.flow.handover.mail_by_hand(reference)
    assert (by_hand.recipients, by_hand.subject, by_hand.body) == (draft.recipients, draft.subject, draft.body)
    path = desk.flow.handover.archive(reference)
    assert path == by_hand.attachment_path
    assert desk.flow.handover.show_folder(path) is (answer != "failed")
    assert desk.mailer.shown == [path]


def test_R64_without_any_mail_program_the_outcome_is_failed(light_desk: Desk) -> None:
    desk = light_desk
    draft = desk.flow.handover.prepare_mail(desk.exported())
    assert desk.flow.handover.open_mail(draft, after="program").kind == "failed"
    assert desk.mailer.seen == []


def test_a_draft_that_cannot_be_written_leaves_the_archive(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = light_desk
    reference = desk.exported()

    def full(*_: object) -> None:
        raise DiskFull()

    monkeypatch.setattr("app.workflow.handover.write_draft", full)
    with pytest.raises(DiskFull):
        desk.flow.handover.prepare_mail(reference)
    assert desk.referral(reference).state is State.EXPORTED
    assert desk.flow.handover.view(reference).archive_there


@pytest.mark.parametrize("how", ["deleted", "changed", "swapped"])
def test_P3_an_archive_that_is_gone_or_changed_is_never_mailed_but_made_again_with_a_new_phrase(
    light_desk: Desk, how: str
) -> None:
    # GIVEN a finished file with which something happened
    desk = light_desk
    reference, other = desk.exported(), desk.exported()
    path = desk.flow.handover.archive(reference)
    old = desk.record(reference)
    if how == "deleted":
        path.unlink()
    elif how == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    else:
        path.write_bytes(desk.flow.handover.archive(other).read_bytes())
    # WHEN it is to be mailed, by program or by hand
    for verb in (desk.flow.handover.prepare_mail, desk.flow.handover.mail_by_hand):
        with pytest.raises(ArchiveChanged) as told:
            verb(reference)
        assert told.value.facts == {"reference": reference}
    assert not desk.flow.handover.view(reference).archive_there
    # THEN no draft was made, and a new file has a new phrase
    assert not (desk.paths.outbox / f"KG-OCMW_{reference}.eml").exists()
    desk.flow.export.export(reference)
    new = desk.record(reference)
    assert old is not None
    assert new is not None
    assert new.phrase != old.phrase
    desk.flow.handover.prepare_mail(reference)


def test_an_archive_swapped_while_the_draft_is_written_is_noticed(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a finished file that changes between the look and the writing
    desk = light_desk
    reference = desk.exported()
    path = desk.flow.handover.archive(reference)

    def looked_at(*_: object) -> bool:
        path.write_bytes(b"another archive")
        return True

    monkeypatch.setattr("app.workflow.handover.is_unchanged", looked_at)
    with pytest.raises(ArchiveChanged):
        desk.flow.handover.prepare_mail(reference)


@pytest.mark.parametrize("state", [state for state in State if state is not State.EXPORTED])
def test_a_mail_is_prepared_for_a_finished_file_only(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    before = light_desk.outbox()
    for verb in (light_desk.flow.handover.prepare_mail, light_desk.flow.handover.mail_by_hand):
        with pytest.raises(NotNow):
            verb(reference)
    assert light_desk.outbox() == before


def test_a_finished_file_without_record_is_not_handed_over(light_desk: Desk) -> None:
    # GIVEN a row that no verb makes: finished, and its record gone
    desk = light_desk
    reference = desk.exported()
    desk.store.exports.drop(reference)
    with pytest.raises(NotNow):
        desk.flow.handover.prepare_mail(reference)
    view = desk.flow.handover.view(reference)
    assert (view.archive_there, view.control_code) == (False, "")


def test_declaring_it_sent_drops_archive_draft_and_copies_and_keeps_phrase_and_fields(light_desk: Desk) -> None:
    # GIVEN a draft, and a copy of it for a program that cannot read our folder
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.prepare_mail(reference)
    copy = desk.downloads / f"KG-OCMW_{reference}.eml"
    copy.write_bytes(b"copy of the draft")
    # WHEN the user says that it was sent
    desk.flow.handover.declare_sent(reference)
    # THEN the files are gone; phrase and fields wait for the call
    assert (desk.outbox(), copy.exists()) == ([], False)
    assert desk.record(reference) is not None
    assert desk.referral(reference).client is not None
    view = desk.flow.handover.view(reference)
    assert (view.state, view.sent_at, view.archive_there, view.blocked) == (
        State.SENT, desk.clock.now(), False, False,
    )  # fmt: skip


def test_the_view_names_whom_to_mail_and_call_and_holds_no_client(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.exported()
    view = desk.flow.handover.view(reference)
    record = desk.record(reference)
    assert record is not None
    assert (view.recipient, view.desk, view.phone, view.user) == (
        "sociaalhuis@kasterlee.be", "Sociaal Huis", "", "Annelies Vercammen",
    )  # fmt: skip
    assert view.control_code == record.archive_sha256[:8]
    assert "Çelik" not in repr(view)
    assert record.phrase not in repr(view)


# --- the phrase ---


@pytest.mark.parametrize("state", [state for state in State if state is not State.SENT])
def test_R32_the_phrase_is_shown_after_sending_only(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    with pytest.raises(NotNow):
        light_desk.flow.handover.phrase(reference)
    with pytest.raises(NotNow):
        light_desk.flow.handover.passed_on(reference)


def test_R32_the_phrase_comes_word_by_word_with_the_spelling_of_each(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    words = desk.flow.handover.phrase(reference)
    record = desk.record(reference)
    assert record is not None
    assert "-".join(word.text for word in words) == record.phrase
    for word in words:
        assert "".join(name[0].lower() for name in word.spelling) == word.text


def test_R32_a_blocked_referral_shows_no_phrase_but_what_happened_can_be_stated(light_desk: Desk) -> None:
    # GIVEN a referral sent seven days ago
    desk = light_desk
    reference = desk.sent()
    desk.clock.forward(days=7)
    # THEN its phrase is refused
    with pytest.raises(TermPassed):
        desk.flow.handover.phrase(reference)
    assert desk.flow.handover.view(reference).blocked
    # AND stating that it was passed on and received is not
    desk.flow.handover.passed_on(reference)
    desk.flow.handover.received(reference)


def test_R32_only_the_time_of_passing_on_is_kept(light_desk: Desk) -> None:
    # GIVEN a sent referral
    desk = light_desk
    reference = desk.sent()
    before = desk.referral(reference)
    # WHEN the phrase was passed on
    desk.clock.forward(minutes=5)
    desk.flow.handover.passed_on(reference)
    # THEN of all fields one changed, and it is a time
    after = desk.referral(reference)
    changed = [one.name for one in fields(Referral) if getattr(before, one.name) != getattr(after, one.name)]
    assert changed == ["spoken_at"]
    assert after.spoken_at == desk.clock.now()
    assert desk.events(reference)[-1] == "wachtzin_doorgegeven"


def test_a_blocked_file_is_neither_mailed_nor_sent_by_hand_but_may_be_declared_sent(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.exported()
    desk.clock.forward(days=5)
    for verb in (desk.flow.handover.prepare_mail, desk.flow.handover.mail_by_hand):
        with pytest.raises(TermPassed):
            verb(reference)
    desk.flow.handover.declare_sent(reference)
    assert desk.referral(reference).state is State.SENT


@pytest.mark.parametrize("state", [state for state in State if state is not State.SENT])
def test_receipt_is_confirmed_after_sending_only(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    before = light_desk.referral(reference)
    with pytest.raises(NotNow):
        light_desk.flow.handover.received(reference)
    assert light_desk.referral(reference) == before


@pytest.mark.parametrize("state", [state for state in State if state is not State.EXPORTED])
def test_only_a_finished_file_is_declared_sent(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    with pytest.raises(NotNow):
        light_desk.flow.handover.declare_sent(reference)


def test_the_note_for_the_file_holds_the_reference_alone_also_after_wiping(light_desk: Desk) -> None:
    reference = light_desk.erased()
    assert light_desk.flow.handover.note(reference) == (
        f"Doorverwijzing OCMW Kasterlee met toestemming. Referentie {reference}. Infotekst nl 1.0.0."
    )


def test_a_telephone_number_that_an_administrator_filled_in_is_shown(light_desk: Desk) -> None:
    reference = light_desk.exported()
    recipient = replace(the_profile().recipient, phone="014 85 99 02")
    light_desk.under(recipient=recipient)
    assert light_desk.flow.handover.view(reference).phone == "014 85 99 02"
