# SPDX-License-Identifier: EUPL-1.2
"""Killed at every step of an export: afterwards every archive on disk is known, and no phrase serves twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app import files
from app.domain.errors import DiskFull
from app.domain.referral import State
from app.storage.database import Database
from app.storage.exports import Step
from tests.factory import a_client
from tests.fakes import FixedClock
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import Desk

CHANGES = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE")
MOST_STEPS = 200


class Killed(BaseException):
    """The process ends here: nothing after it runs."""


class Steps:
    """Counts everything that reaches the disk; at one of the steps comes the fault, after or instead of the work."""

    def __init__(self, at: int, fault: type[BaseException]) -> None:
        self._at, self._fault, self.count = at, fault, 0

    def before(self) -> None:
        """A full disk refuses; a killed process never gets to the next step."""
        self.count += 1
        if self.count == self._at:
            raise self._fault

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand in front of every change of the database and of the file system."""
        real_run, real = Database._run, {name: getattr(files, name) for name in ("_write", "_move", "remove")}

        def run(database: Database, statement: tuple[str, Any]) -> Any:
            if statement[0].startswith(CHANGES):
                self.before()
            return real_run(database, statement)

        def stand_in(name: str) -> Any:
            def call(*args: Any, **more: Any) -> Any:
                self.before()
                return real[name](*args, **more)

            return call

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Database, "_run", run)
            for name in ("_write", "_move"):
                patch.setattr(files, name, stand_in(name))
            for user in ("app.workflow.outbox.remove", "app.files.remove"):
                patch.setattr(user, stand_in("remove"))
            yield


class World:
    """A data folder to which every try returns, and every phrase that was ever seen in it."""

    def __init__(self, folder: Path, desk: Desk, reference: str) -> None:
        self._saved = folder / "saved"
        self._desk, self.reference = desk, reference
        desk.leave()
        shutil.copytree(desk.paths.data, self._saved, ignore=shutil.ignore_patterns("ballast"))

    def anew(self) -> Desk:
        """The folder as it was, opened."""
        desk = self._desk
        desk.leave()
        shutil.rmtree(desk.paths.data)
        shutil.copytree(self._saved, desk.paths.data)
        desk.flow = desk._assembled()
        desk.flow.vault.unlock(PASSPHRASE)
        return desk


def check_consistent(desk: Desk, reference: str, phrases: set[str]) -> None:
    """No unknown archive, no unfinished record, no lost field; the next step is open."""
    referral, record = desk.referral(reference), desk.record(reference)
    assert referral.client == a_client()
    archives = [name for name in desk.outbox() if name.endswith(".7z")]
    assert archives == [name for name in desk.outbox() if not name.endswith(".eml")], "leftovers"
    if referral.state is State.READY:
        assert (record, archives) == (None, [])
    else:
        assert record is not None
        assert record.step is Step.MADE
        phrases.add(record.phrase)
    if referral.state is State.EXPORTED:
        desk.flow.handover.prepare_mail(reference)
    if referral.state is State.SENT:
        assert archives == []
        assert len(desk.flow.handover.phrase(reference)) == 6
    desk.store.register.verify()


@pytest.mark.parametrize("stride", [3, pytest.param(1, marks=pytest.mark.slow)], ids=["every third", "every"])
@pytest.mark.parametrize("fault", [Killed, DiskFull], ids=["killed", "refused"])
@pytest.mark.parametrize("state", [State.READY, State.EXPORTED, State.SENT])
def test_P3_R39_whatever_ends_an_export_no_archive_is_unknown_and_no_phrase_serves_twice(
    light_desk: Desk, tmp_path: Path, state: State, fault: type[BaseException], stride: int
) -> None:
    # GIVEN a referral that is exported, for the first time or again
    reference = light_desk.in_state(state)
    if state is State.EXPORTED:
        light_desk.flow.handover.prepare_mail(reference)
    old = light_desk.record(reference)
    world = World(tmp_path, light_desk, reference)
    first = 1 + (len(state) + len(fault.__name__)) % stride
    for at in range(first, MOST_STEPS, stride):
        # WHEN a fault comes at this very step
        desk, phrases = world.anew(), set() if old is None else {old.phrase}
        steps = Steps(at, fault)
        with steps.watching():
            try:
                desk.flow.export.export(reference)
                finished = steps.count < at
            except fault:
                finished = False
        # THEN after the next start everything on disk is known
        desk.restart()
        check_consistent(desk, reference, phrases)
        # AND the file can be made again, with a phrase that was never on disk before
        desk.flow.export.export(reference)
        record = desk.record(reference)
        assert record is not None
        assert record.phrase not in phrases
        if finished:
            break
    assert 8 < at < MOST_STEPS


def test_P3_a_control_without_the_upkeep_an_unknown_archive_is_found(light_desk: Desk) -> None:
    # GIVEN an export killed just before it was recorded, and no upkeep
    desk = light_desk
    reference = desk.ready()
    with pytest.MonkeyPatch.context() as patch:

        def killed(*_: object) -> None:
            raise Killed

        patch.setattr("app.workflow.publish.is_unchanged", killed)
        with pytest.raises(Killed):
            desk.flow.export.export(reference)
    desk.leave()
    desk.flow = desk._assembled()
    desk.flow.vault.unlock(PASSPHRASE)
    # THEN the check above sees it
    with pytest.raises(AssertionError):
        check_consistent(desk, reference, set())
    # AND the upkeep says that one was unfinished
    assert desk.flow.upkeep.after_unlock().unfinished == 1
    check_consistent(desk, reference, set())


def test_P3_strange_files_in_the_outbox_go_at_the_next_start(light_desk: Desk) -> None:
    # GIVEN a finished file with its draft, and what crashes and people leave behind
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.prepare_mail(reference)
    for name in ("KG-OCMW_AAAA-AAAA.7z", f"KG-OCMW_{reference}.7z.part", f"KG-OCMW_{reference}-2.7z", "notitie.txt"):
        (desk.paths.outbox / name).write_bytes(b"x")
    # WHEN the program starts again
    desk.restart()
    # THEN only what is recorded is left
    assert desk.outbox() == [f"KG-OCMW_{reference}.7z", f"KG-OCMW_{reference}.eml"]


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED, State.SENT])
def test_P2_P13_after_a_power_cut_the_open_step_is_shown(light_desk: Desk, state: State) -> None:
    # GIVEN a referral whose power went out between two steps
    desk = light_desk
    reference = desk.in_state(state)
    before = desk.referral(reference)
    step = desk.flow.overview.show().lines[0].step
    desk.restart()
    # THEN the same step is open, with everything it needs
    assert desk.referral(reference) == before
    assert desk.flow.overview.show().lines[0].step is step
    if state is State.EXPORTED:
        assert desk.flow.handover.prepare_mail(reference).attachment_path is not None
    if state is State.SENT:
        assert len(desk.flow.handover.phrase(reference)) == 6


def test_P13_a_power_cut_after_the_mail_opened_asks_for_the_sending(light_desk: Desk, clock: FixedClock) -> None:
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.open_mail(desk.flow.handover.prepare_mail(reference))
    desk.flow.handover.mail_was_opened(reference)
    desk.restart()
    view = desk.flow.handover.view(reference)
    assert (view.state, view.mail_opened_at, view.sent_at) == (State.EXPORTED, clock.now(), None)
    assert view.archive_there
