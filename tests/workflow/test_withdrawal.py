# SPDX-License-Identifier: EUPL-1.2
"""The client wants to stop: before sending without a mail; after it, or in doubt, with mail C; by reference too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import DiskFull, FileHeld, NotNow, ProfileGone, ReferenceUnknown
from app.domain.referral import State
from app.mail.draft import MailDraft
from tests.factory import a_profile
from tests.workflow.desk import Desk


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY])
@pytest.mark.parametrize("answer", [False, True])
def test_R24_R52_before_any_file_everything_goes_without_a_mail(light_desk: Desk, state: State, answer: bool) -> None:
    # GIVEN a referral of which nothing was ever made
    desk = light_desk
    reference = desk.in_state(state)
    # WHEN the client stops, whatever the user answers
    assert desk.flow.withdrawal.stop(reference, mail_may_have_left=answer) is None
    # THEN it is wiped, the consent says when, and the register says before sending
    referral = desk.referral(reference)
    assert (referral.state, referral.client) == (State.ERASED, None)
    assert referral.consent.withdrawn_at == desk.clock.now()
    assert desk.events(reference)[-2:] == ["ingetrokken_voor_verzending", "gewist"]
    assert desk.outbox() == []


def test_R24_R52_a_finished_file_that_surely_did_not_leave_goes_without_a_mail(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.prepare_mail(reference)
    copy = desk.downloads / f"KG-OCMW_{reference}.eml"
    copy.write_bytes(b"copy of the draft")
    assert desk.flow.withdrawal.stop(reference, mail_may_have_left=False) is None
    assert (desk.referral(reference).state, desk.record(reference), desk.outbox()) == (State.ERASED, None, [])
    assert not copy.exists()


@pytest.mark.parametrize("way", ["exported", "sent", "made again", "taken back", "killed while making again"])
def test_R24_R52_after_sending_or_in_doubt_our_copy_goes_and_a_mail_is_ready(light_desk: Desk, way: str) -> None:
    # GIVEN a file that left, or may have left
    desk = light_desk
    reference = desk.exported() if way in ("exported", "taken back") else desk.sent()
    if way == "made again":
        desk.flow.export.export(reference)
    elif way == "taken back":
        desk.flow.referral.reopen(reference)
    elif way == "killed while making again":
        desk.store.exports.drop(reference)
        desk.killed_while_exporting(reference)
    # WHEN the client stops and the user does not know, or knows that it left
    draft = desk.flow.withdrawal.stop(reference, mail_may_have_left=way in ("exported", "taken back"))
    # THEN the fields and the phrase are gone at once, and a mail with the reference alone is ready
    assert draft is not None
    referral = desk.referral(reference)
    assert (referral.state, referral.client, desk.record(reference)) == (State.WITHDRAWN, None, None)
    assert referral.consent.withdrawn_at == referral.withdrawn_at == desk.clock.now()
    assert desk.events(reference)[-1] == "ingetrokken_na_verzending"
    assert (draft.attachment_path, draft.attachment_name) == (None, "")
    assert reference in draft.subject + draft.body
    assert desk.outbox() == [f"KG-OCMW_{reference}.eml"]
    assert desk.flow.withdrawal.open_mail(draft).kind == "opened"
    assert desk.flow.overview.show().lines[0].step == "await_erasure"


def test_R24_after_wiping_the_reference_from_the_file_is_enough_however_it_is_typed(light_desk: Desk) -> None:
    # GIVEN a referral that was received and wiped
    desk = light_desk
    reference = desk.erased()
    typed = f" {reference.lower().replace('-', ' ')} "
    # WHEN the client stops later, by the reference
    draft = desk.flow.withdrawal.stop(typed, mail_may_have_left=True)
    # THEN the same mail is ready
    assert draft is not None
    assert reference in draft.subject + draft.body
    assert desk.referral(reference).state is State.WITHDRAWN


def test_R24_a_file_that_expired_before_its_sending_was_stated_can_still_be_withdrawn(light_desk: Desk) -> None:
    # GIVEN a finished file, mailed without saying so, that the hard limit erased
    desk = light_desk
    reference = desk.exported()
    desk.clock.forward(days=30)
    desk.flow.upkeep.hourly()
    assert desk.referral(reference).state is State.ERASED
    # WHEN the client stops
    draft = desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    # THEN the OCMW can be told
    assert draft is not None
    assert desk.referral(reference).state is State.WITHDRAWN


def test_R24_what_was_wiped_before_any_file_needs_no_mail(light_desk: Desk) -> None:
    reference = light_desk.concept()
    light_desk.flow.referral.erase(reference)
    with pytest.raises(NotNow):
        light_desk.flow.withdrawal.stop(reference, mail_may_have_left=True)


@pytest.mark.parametrize("reference", ["", "AAAA-AAAB", "zomaar", "K7M4-29QK", "x" * 10_000])
def test_R24_a_reference_that_cannot_be_is_called_unknown(light_desk: Desk, reference: str) -> None:
    with pytest.raises(ReferenceUnknown):
        light_desk.flow.withdrawal.stop(reference, mail_may_have_left=True)


@pytest.mark.parametrize("end", ["before", "open", "confirmed"])
def test_R24_stopping_twice_changes_nothing(light_desk: Desk, end: str) -> None:
    # GIVEN a withdrawal, before sending, open, or confirmed by the OCMW
    desk = light_desk
    if end == "before":
        reference = desk.exported()
        desk.flow.withdrawal.stop(reference, mail_may_have_left=False)
    else:
        reference = desk.withdrawn()
        if end == "confirmed":
            desk.flow.withdrawal.erasure_confirmed(reference)
    before, rows = desk.referral(reference), desk.events()
    # WHEN it is asked once more
    desk.clock.forward(days=1)
    with pytest.raises(NotNow):
        desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    # THEN the day of the withdrawal stands
    assert (desk.referral(reference), desk.events()) == (before, rows)


def test_R52_the_mail_names_the_day_of_the_withdrawal_also_when_opened_later(light_desk: Desk) -> None:
    # GIVEN a withdrawal of yesterday
    desk = light_desk
    reference = desk.withdrawn()
    first = desk.flow.withdrawal.mail(reference)
    desk.clock.forward(days=1)
    desk.restart()
    # THEN its mail is the same, and so is the note for the file
    assert desk.flow.withdrawal.mail(reference) == first
    assert "23/11/2026" in first.body
    assert "23/11/2026" in desk.flow.withdrawal.note(reference).text
    assert reference in desk.flow.withdrawal.note(reference).text


def test_R52_the_note_of_a_withdrawal_before_sending_keeps_its_day_too(light_desk: Desk) -> None:
    reference = light_desk.concept()
    light_desk.flow.withdrawal.stop(reference, mail_may_have_left=False)
    light_desk.clock.forward(days=5)
    assert "23/11/2026" in light_desk.flow.withdrawal.note(reference).text


def test_R52_the_task_ends_when_the_ocmw_confirms(light_desk: Desk) -> None:
    # GIVEN an open withdrawal, its mail made
    desk = light_desk
    reference = desk.withdrawn()
    # WHEN the OCMW says that it erased
    desk.flow.withdrawal.erasure_confirmed(reference)
    # THEN nothing is left to do or on disk
    assert desk.referral(reference).state is State.ERASED
    assert desk.events(reference)[-2:] == ["wissing_bevestigd_ocmw", "gewist"]
    assert (desk.flow.overview.show().lines, desk.outbox()) == ((), [])
    for verb in (desk.flow.withdrawal.mail, desk.flow.withdrawal.erasure_confirmed):
        with pytest.raises(NotNow):
            verb(reference)


def test_R52_after_thirty_days_without_an_answer_the_overview_says_so(light_desk: Desk) -> None:
    desk = light_desk
    desk.withdrawn()
    desk.clock.forward(days=30)
    desk.flow.upkeep.hourly()
    [line] = desk.flow.overview.show().lines
    assert (line.standing.reason, line.state) == ("no_answer", State.WITHDRAWN)


@pytest.mark.parametrize("fault", ["a file that is held", "profile"])
def test_R24_R46_a_mail_that_cannot_be_made_never_keeps_the_data(light_desk: Desk, fault: str) -> None:
    # GIVEN a sent referral, and a draft of its sending that a scanner holds, or a protocol that is gone
    desk = light_desk
    reference = desk.sent()

    def held(draft: MailDraft, now: object) -> None:
        draft.draft_path.write_bytes(b"the earlier mail, with the archive")
        raise FileHeld()

    with pytest.MonkeyPatch.context() as patch:
        if fault == "profile":
            patch.setattr(desk.session, "profiles", (a_profile(id="een-ander"),))
        else:
            patch.setattr("app.workflow.withdrawal.write_draft", held)
        # WHEN the client stops
        with pytest.raises((FileHeld, ProfileGone)):
            desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    # THEN our copy is gone, and the mail stays to be made
    assert desk.referral(reference).client is None
    assert desk.record(reference) is None
    assert desk.flow.overview.show().lines[0].step == "await_erasure"
    assert reference in desk.flow.withdrawal.mail(reference).subject


@pytest.mark.parametrize("verb", ["stop", "declare_invalid"])
def test_R24_P6_a_full_disk_after_the_wipe_is_no_refusal_the_mail_is_made_by_hand(light_desk: Desk, verb: str) -> None:
    # GIVEN a sent referral, and a disk on which no draft fits any more
    desk = light_desk
    reference = desk.sent()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.workflow.withdrawal.write_draft", lambda *_: (_ for _ in ()).throw(DiskFull()))
        # WHEN the client stops THEN nobody hears that nothing was kept: all is wiped, and the mail can be copied
        draft = getattr(desk.flow.withdrawal, verb)(reference, mail_may_have_left=True)
    assert desk.referral(reference).client is None
    assert reference in draft.subject
    assert not draft.draft_path.exists()


def test_a_clock_set_back_moves_no_withdrawal_before_its_consent(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    desk.clock.jump(days=-400)
    desk.flow.withdrawal.stop(reference, mail_may_have_left=True)
    consent = desk.referral(reference).consent
    assert consent.withdrawn_at is not None
    assert consent.withdrawn_at - consent.given_at >= timedelta(0)
