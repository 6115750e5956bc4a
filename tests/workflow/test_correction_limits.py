# SPDX-License-Identifier: EUPL-1.2
"""What bounds a correction: a yes to each new way of contact, its terms, a protocol that stopped, and faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.client import Client
from app.domain.errors import (
    AppError,
    ChannelNeedsYes,
    ConsentTooOld,
    DiskFull,
    NotNow,
    ProfileGone,
    ProtocolStopped,
)
from app.domain.profile import Status
from app.domain.referral import State
from app.domain.report import Kind
from app.domain.terms import Reason
from tests.factory import a_client, a_profile, the_profile
from tests.workflow.desk import Desk

MENDED = a_client(last_name="Peeters")


def without_phone() -> Client:
    return a_client(phone="")


def test_R51_a_way_of_contact_that_was_withheld_needs_a_yes(light_desk: Desk) -> None:
    # GIVEN a correction of a referral without a telephone number, in which one is typed now
    desk = light_desk
    reference = desk.sent(without_phone())
    desk.corrected(reference)
    desk.type(reference, a_client())
    # THEN it is not reviewed before the client said yes
    with pytest.raises(ChannelNeedsYes) as refused:
        desk.flow.referral.finish(reference)
    assert refused.value.facts == {"channels": ("phone",)}
    desk.flow.correction.agree_channels(reference)
    desk.flow.referral.finish(reference)
    assert desk.flow.export.preview(reference).phone == "0470 12 34 56"


def test_R51_a_yes_to_one_way_is_no_yes_to_the_next(light_desk: Desk) -> None:
    # GIVEN a yes to a telephone number that was added
    desk = light_desk
    reference = desk.sent(a_client(phone="", email=""))
    desk.corrected(reference)
    desk.type(reference, a_client(email=""))
    assert desk.flow.correction.agree_channels(reference).agreed_channels == ("address", "phone")
    # WHEN an e-mail address is added too
    desk.type(reference, a_client())
    # THEN that is asked about again
    with pytest.raises(ChannelNeedsYes) as refused:
        desk.flow.referral.finish(reference)
    assert refused.value.facts == {"channels": ("email",)}


def test_R51_a_yes_at_the_start_needs_no_second_one(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent(without_phone())
    desk.flow.correction.start(reference, Kind.MISSING, confirmed=True, new_channels_agreed=True)
    desk.type(reference, a_client())
    assert desk.flow.correction.agree_channels(reference).agreed_channels is None
    desk.flow.referral.finish(reference)


def test_R51_R56_each_yes_to_a_new_way_of_contact_is_a_row_about_that_version(light_desk: Desk) -> None:
    # GIVEN a correction in which a telephone number was added
    desk = light_desk
    reference = desk.sent(without_phone())
    desk.corrected(reference)
    desk.type(reference, a_client())
    second = f"{reference}-2"
    assert "toestemming" not in desk.events(second)
    # WHEN the client says yes to it, told once more than once
    for _ in range(2):
        desk.flow.correction.agree_channels(reference)
    # THEN one row proves that, and it says neither which way nor anything else about the client
    [row] = [row for row in desk.store.register.rows() if (row.gebeurtenis, row.ref) == ("toestemming", second)]
    assert (row.tekst_versie, row.gebruiker) == ("", "Annelies Vercammen")
    # AND a yes at the start of a correction is told too, a correction without one is not
    for agreed in (True, False):
        other = desk.sent()
        desk.flow.correction.start(other, Kind.MISSING, confirmed=True, new_channels_agreed=agreed)
        assert desk.events(f"{other}-2") == ["gecorrigeerd", "toestemming"][: 1 + agreed]


def test_R51_R56_a_yes_that_cannot_be_told_in_the_register_is_not_stored(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent(without_phone())
    desk.corrected(reference)
    desk.type(reference, a_client())
    before = desk.referral(reference)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.storage.register.Register.append", lambda *_: (_ for _ in ()).throw(DiskFull()))
        with pytest.raises(DiskFull):
            desk.flow.correction.agree_channels(reference)
    assert desk.referral(reference) == before


def test_R51_leaving_a_way_of_contact_out_or_changing_it_needs_no_yes(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference)
    desk.type(reference, a_client(phone="0470 65 43 21", email=""))
    desk.flow.referral.finish(reference)


def test_R51_no_file_is_made_with_a_way_of_contact_that_was_not_agreed_on(light_desk: Desk) -> None:
    # GIVEN a reviewed correction with a telephone number that was never agreed on, as no verb can bring about
    desk = light_desk
    reference = desk.sent(without_phone())
    desk.corrected(reference)
    desk.flow.referral.finish(reference)
    desk.store.referrals.save(replace(desk.referral(reference), client=a_client()))
    for verb in (desk.flow.export.preview, desk.flow.export.export):
        with pytest.raises(ChannelNeedsYes):
            verb(reference)


@pytest.mark.parametrize("state", [State.READY, State.EXPORTED, State.SENT, State.ERASED])
def test_a_yes_to_a_way_of_contact_belongs_to_what_is_being_typed(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    with pytest.raises(NotNow):
        light_desk.flow.correction.agree_channels(reference)


# --- terms and the protocol's standing ---


def test_R05_R51_the_thirty_days_count_from_the_confirmation(light_desk: Desk) -> None:
    # GIVEN a consent of forty days ago, corrected now
    desk = light_desk
    reference = desk.erased()
    desk.clock.forward(days=40)
    desk.flow.upkeep.hourly()
    desk.corrected(reference)
    desk.type(reference, MENDED)
    confirmed = desk.clock.now()
    # THEN the hard limit is thirty days from the confirmation
    assert desk.session.standing(desk.referral(reference)).erases_at == confirmed + timedelta(days=30)
    # AND a profile that lets consent age for three days counts from there too
    desk.under(terms=replace(the_profile().terms, consent_max_days=3))
    desk.clock.forward(days=3)
    desk.flow.referral.finish(reference)
    desk.flow.export.preview(reference)
    desk.clock.forward(seconds=1)
    for verb in (desk.flow.export.preview, desk.flow.export.export):
        with pytest.raises(ConsentTooOld):
            verb(reference)
    desk.flow.referral.reopen(reference)
    with pytest.raises(ConsentTooOld):
        desk.flow.referral.finish(reference)


def test_R45_R51_an_unfinished_correction_goes_at_its_hard_limit_and_can_be_begun_again(light_desk: Desk) -> None:
    # GIVEN a correction that nobody finished
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference)
    for days in (20, 10):
        desk.clock.forward(days=days)
        expired = desk.flow.upkeep.hourly().expired
    # THEN it is wiped with its own reference and reason
    assert [(gone.full_reference, gone.reason) for gone in expired] == [(f"{reference}-2", Reason.CONSENT_OLD)]
    # AND the next correction is version 3: nobody knows whether version 2 left
    assert desk.corrected(reference).version == 3
    assert desk.referral(reference).sent_version == 1


def test_R51_a_correction_is_taken_back_to_editing_until_it_was_sent(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference)
    desk.flow.referral.finish(reference)
    desk.flow.referral.reopen(reference)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.referral.reopen(reference)
    assert (desk.outbox(), desk.store.exports.all()) == ([], [])
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.declare_sent(reference)
    desk.flow.export.export(reference)
    with pytest.raises(NotNow):
        desk.flow.referral.reopen(reference)


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ENDED])
@pytest.mark.parametrize("wiped", [True, False])
def test_R09_corrections_go_on_when_the_protocol_stopped(light_desk: Desk, status: Status, wiped: bool) -> None:
    # GIVEN a sent referral under a protocol that stopped since
    desk = light_desk
    reference = desk.erased() if wiped else desk.sent()
    desk.under(status=status)
    # WHEN it is corrected all the way
    desk.corrected(reference)
    desk.type(reference, MENDED)
    desk.flow.referral.extend(reference)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.prepare_mail(reference)
    desk.flow.handover.declare_sent(reference)
    desk.flow.handover.phrase(reference)
    desk.flow.handover.received(reference)
    # THEN it was, and a new referral still is refused
    assert desk.referral(reference).sent_version == 2
    with pytest.raises(ProtocolStopped):
        desk.flow.consent.begin()


def test_R09_without_the_profile_there_is_nobody_to_correct_towards(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    before = desk.referral(reference)
    desk.session.profiles = (a_profile(id="een-ander"),)
    with pytest.raises(ProfileGone):
        desk.corrected(reference)
    assert desk.referral(reference) == before


# --- withdrawing, erasing and faults in the middle ---


def test_R52_a_correction_in_the_making_can_be_withdrawn_or_erased(light_desk: Desk) -> None:
    desk = light_desk
    withdrawn, erased = desk.sent(), desk.sent()
    for reference in (withdrawn, erased):
        desk.corrected(reference)
        desk.flow.referral.finish(reference)
        desk.flow.export.export(reference)
        desk.flow.handover.prepare_mail(reference)
    assert desk.flow.withdrawal.stop(withdrawn, mail_may_have_left=False) is not None
    desk.flow.referral.erase(erased)
    assert [desk.referral(one).client for one in (withdrawn, erased)] == [None, None]
    assert desk.store.exports.all() == []
    assert not [name for name in desk.outbox() if name.endswith(".7z")]


@pytest.mark.parametrize("step", ["drop", "save", "note"])
def test_R51_a_correction_that_cannot_be_stored_changes_nothing(
    light_desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = light_desk
    reference = desk.sent()
    before = (desk.referral(reference), desk.record(reference), desk.events())

    def full(*_: object) -> None:
        raise DiskFull()

    where = {"drop": desk.store.exports, "save": desk.store.referrals, "note": desk.store.register}[step]
    monkeypatch.setattr(where, {"drop": "drop", "save": "save", "note": "append"}[step], full)
    with pytest.raises(DiskFull):
        desk.corrected(reference)
    assert (desk.referral(reference), desk.record(reference), desk.events()) == before


@pytest.mark.parametrize("error", [DiskFull, KeyboardInterrupt])
def test_R51_a_fault_after_the_correction_was_stored_leaves_the_correction(
    light_desk: Desk, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that is full, or a process that ends, right after COMMIT
    desk = light_desk
    reference = desk.sent()
    desk.flow.export.export(reference)

    def fault(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("app.storage.store.Store.erase_remains", fault)
        if issubclass(error, AppError):
            desk.corrected(reference)
        else:
            with pytest.raises(error):
                desk.corrected(reference)
    # THEN the next start finds the correction, and nothing of the old version
    desk.restart()
    assert (desk.referral(reference).version, desk.outbox(), desk.store.exports.all()) == (2, [], [])
