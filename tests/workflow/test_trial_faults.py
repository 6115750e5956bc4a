# SPDX-License-Identifier: EUPL-1.2
"""A test sending that is refused, cut short or forgotten: nothing unknown stays, nothing real is touched."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from app.domain.errors import ArchiveChanged, DiskFull, ExportFailed, ProtocolStopped, StatementMissing
from app.domain.profile import Status
from app.domain.refusals import TrialUnknown
from app.domain.trial import TrialOutcome
from app.storage.exports import Step
from tests.factory import a_profile, a_sender, the_practice_profile, the_profile
from tests.fakes import FixedClock
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import Desk
from tests.workflow.test_export_faults import Killed, Steps
from tests.workflow.test_trial import phrase_of, registered


def test_R02_R65_without_the_statement_no_test(light_desk: Desk) -> None:
    light_desk.flow.settings.save_sender(a_sender(statement_id=""))
    with pytest.raises(StatementMissing):
        light_desk.flow.trial.make()
    assert registered(light_desk) == []


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ENDED])
def test_R09_R65_under_a_stopped_protocol_no_test_leaves(light_desk: Desk, status: Status) -> None:
    # GIVEN a test under way when the protocol stops
    desk = light_desk
    trial = desk.flow.trial.make()
    desk.under(status=status)
    # THEN no new one is made, and this one is not mailed
    assert desk.flow.trial.choices() == ()
    for refused in (desk.flow.trial.make, lambda: desk.flow.trial.draft(trial.reference)):
        with pytest.raises(ProtocolStopped):
            refused()
    # AND it can still be told and closed
    assert len(desk.flow.trial.phrase(trial.reference)) == 6
    desk.flow.trial.close(trial.reference, TrialOutcome.NOT_ARRIVED)
    assert desk.outbox() == []


def test_a_test_whose_protocol_is_gone_can_still_be_closed(light_desk: Desk) -> None:
    desk = light_desk
    trial = desk.flow.trial.make()
    desk.under(id="elders")
    assert desk.flow.trial.view(trial.reference).reference == trial.reference
    with pytest.raises(ProtocolStopped):
        desk.flow.trial.draft(trial.reference)
    desk.flow.trial.discard(trial.reference)


def test_with_several_protocols_the_chosen_one_gets_the_test(light_desk: Desk) -> None:
    # GIVEN two protocols in force and one that stopped
    desk = light_desk
    other = a_profile(id="elders", recipient=the_practice_profile().recipient)
    stopped = a_profile(id="gestopt", status=Status.ENDED)
    desk.session.profiles = (the_profile(), other, stopped)
    assert desk.flow.trial.choices() == (
        (the_profile().id, the_profile().recipient.name),
        ("elders", other.recipient.name),
    )
    # WHEN
    trial = desk.flow.trial.make("elders")
    # THEN
    assert trial.recipient == other.recipient.email
    assert desk.flow.trial.draft(trial.reference).recipients == (other.recipient.email,)
    with pytest.raises(ProtocolStopped):
        desk.flow.trial.make("gestopt")


@pytest.mark.parametrize("strange", ["", "TEST-0000", "TEST-4T8R", "K7M4-29QK", "x" * 5000])
def test_an_unknown_test_is_refused(light_desk: Desk, strange: str) -> None:
    verbs = light_desk.flow.trial
    for verb in (verbs.view, verbs.draft, verbs.archive, verbs.phrase, verbs.discard):
        with pytest.raises(TrialUnknown):
            verb(strange)


def test_R65_a_real_referral_is_never_taken_for_a_test(light_desk: Desk) -> None:
    # GIVEN a real file that waits to be sent
    desk = light_desk
    reference = desk.exported()
    before = desk.everything()
    # WHEN somebody would close it as a test
    for verb in (desk.flow.trial.discard, desk.flow.trial.phrase, desk.flow.trial.draft):
        with pytest.raises(TrialUnknown):
            verb(reference)
    with pytest.raises(TrialUnknown):
        desk.flow.trial.close(reference, TrialOutcome.OPENED)
    # THEN nothing happened
    assert desk.everything() == before


def test_closing_twice_is_refused(light_desk: Desk) -> None:
    trial = light_desk.flow.trial.make()
    light_desk.flow.trial.close(trial.reference, TrialOutcome.OPENED)
    with pytest.raises(TrialUnknown):
        light_desk.flow.trial.close(trial.reference, TrialOutcome.OPENED)


def test_a_test_file_that_was_changed_is_never_mailed(light_desk: Desk) -> None:
    desk = light_desk
    trial = desk.flow.trial.make()
    desk.flow.trial.archive(trial.reference).write_bytes(b"something else")
    assert not desk.flow.trial.view(trial.reference).archive_there
    for verb in (desk.flow.trial.draft, desk.flow.trial.mail_by_hand):
        with pytest.raises(ArchiveChanged):
            verb(trial.reference)


# --- faults and time ---


@pytest.mark.parametrize("fault", [Killed, DiskFull], ids=["killed", "refused"])
def test_P3_R65_whatever_ends_the_making_no_archive_is_unknown(
    light_desk: Desk, tmp_path: Path, fault: type[BaseException]
) -> None:
    # GIVEN a folder to which every try returns
    desk, saved = light_desk, tmp_path / "saved"
    desk.leave()
    shutil.copytree(desk.paths.data, saved)
    for at in range(1, 100):
        desk.leave()
        shutil.rmtree(desk.paths.data)
        shutil.copytree(saved, desk.paths.data)
        desk.flow = desk._assembled()
        desk.flow.vault.unlock(PASSPHRASE)
        # WHEN a fault comes at this very step
        steps = Steps(at, fault)
        with steps.watching(), contextlib.suppress(fault):
            desk.flow.trial.make()
        # THEN after the next start a whole test stands there, or none
        desk.restart()
        records = desk.store.exports.all()
        assert [record.step for record in records] in ([], [Step.MADE])
        assert [name.removeprefix("KG-OCMW_") for name in desk.outbox()] == [f"{r.full_reference}.7z" for r in records]
        assert registered(desk) == [record.full_reference for record in records]
        if steps.count < at:
            break
    assert 4 < at < 99


def test_a_file_that_does_not_read_back_is_dropped(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.workflow.publish.is_unchanged", lambda *_: False)
    with pytest.raises(ExportFailed):
        light_desk.flow.trial.make()
    assert light_desk.store.exports.all() == []
    assert light_desk.outbox() == []
    assert registered(light_desk) == []


def test_what_cannot_be_taken_back_now_goes_at_the_next_start(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk on which the file cannot be written, and then the database neither
    desk = light_desk

    def full(*_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr("app.workflow.publish.write_whole", full)
        patch.setattr("app.workflow.trial._drop", full)
        with pytest.raises(DiskFull):
            desk.flow.trial.make()
    assert [record.step for record in desk.store.exports.all()] == [Step.INTENT]
    assert desk.flow.trial.open_one() is None
    # WHEN
    desk.restart()
    # THEN
    assert desk.store.exports.all() == []


def test_R65_an_open_test_outlives_a_restart_with_its_file(light_desk: Desk) -> None:
    desk = light_desk
    trial = desk.flow.trial.make()
    phrase = phrase_of(desk, trial)
    desk.restart()
    desk.store.clear_outbox()
    assert desk.flow.trial.open_one() == trial
    assert phrase_of(desk, trial) == phrase


def test_R45_R65_a_test_that_nobody_closes_goes_by_itself(light_desk: Desk, clock: FixedClock) -> None:
    # GIVEN two tests, begun a day apart
    desk = light_desk
    old = desk.flow.trial.make()
    clock.forward(days=1)
    young = desk.flow.trial.make()
    days = the_profile().terms.hard_sent_days
    # WHEN the days of the first are over
    clock.forward(days=days - 1)
    expired = desk.flow.upkeep.hourly().expired
    # THEN it goes without a message, with its file; the other stays
    assert expired == ()
    assert desk.outbox() == [young.file_name]
    assert desk.flow.trial.open_one() == young
    with pytest.raises(TrialUnknown):
        desk.flow.trial.phrase(old.reference)
