# SPDX-License-Identifier: EUPL-1.2
"""An export that fails: the referral is as it was, and an archive that was there keeps its phrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import (
    AppError,
    DiskFull,
)
from app.domain.referral import Referral, State
from app.export.package import Packager
from app.storage.exports import Exports
from tests.factory import a_client
from tests.workflow.desk import Desk, PlainArchiver, no_page

Fault = Callable[[Desk, pytest.MonkeyPatch], None]


def cannot_build(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(desk.flow.export, "packager", Packager(no_page, WrongArchiver()))


def cannot_write(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise DiskFull()

    patch.setattr("app.workflow.publish.write_whole", full)


def written_wrong(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    def meddled(path: Path, data: bytes) -> None:
        path.write_bytes(data[:-1])

    patch.setattr("app.workflow.publish.write_whole", meddled)


def cannot_commit(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    def full(exports: Exports, full_reference: str, sha256: str, size: int) -> None:
        patch.undo()
        raise DiskFull()

    patch.setattr(Exports, "made", full)


class WrongArchiver(PlainArchiver):
    """Loses what it packed."""

    def unpack(self, data: bytes, phrase: str) -> dict[str, bytes]:
        return {}


FAULTS = [cannot_build, cannot_write, written_wrong, cannot_commit]


def a_failed_export(desk: Desk, fault: Fault, reference: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        fault(desk, patch)
        with pytest.raises(AppError):
            desk.flow.export.export(reference)


@pytest.mark.parametrize("fault", FAULTS)
def test_R39_a_first_export_that_fails_leaves_everything_as_it_was(light_desk: Desk, fault: Fault) -> None:
    # GIVEN a reviewed referral
    desk = light_desk
    reference = desk.ready()
    before: Referral = desk.referral(reference)
    rows = desk.events()
    # WHEN its export fails, wherever
    a_failed_export(desk, fault, reference)
    # THEN it is as it was: no file, no phrase, no row
    assert desk.referral(reference) == before
    assert (desk.record(reference), desk.outbox(), desk.events()) == (None, [], rows)
    # AND trying again works
    desk.flow.export.export(reference)


@pytest.mark.parametrize("fault", [cannot_build, cannot_write])
def test_R39_an_archive_that_could_not_be_replaced_is_still_good(light_desk: Desk, fault: Fault) -> None:
    # GIVEN a finished file
    desk = light_desk
    reference = desk.exported()
    before, record, rows = desk.referral(reference), desk.record(reference), desk.events()
    # WHEN making it again fails before the old one was touched
    a_failed_export(desk, fault, reference)
    # THEN it can be mailed with its own phrase
    assert (desk.referral(reference), desk.record(reference), desk.events()) == (before, record, rows)
    desk.flow.handover.prepare_mail(reference)


@pytest.mark.parametrize("fault", [written_wrong, cannot_commit])
def test_R39_an_archive_that_is_gone_leaves_a_referral_to_be_exported(light_desk: Desk, fault: Fault) -> None:
    # GIVEN a finished file, which a second export overwrote before it failed
    desk = light_desk
    reference = desk.exported()
    a_failed_export(desk, fault, reference)
    # THEN no archive is on disk, none is recorded, and the referral waits for a new one with all its fields
    assert (desk.record(reference), desk.outbox()) == (None, [])
    assert desk.referral(reference).state is State.READY
    assert desk.referral(reference).client == a_client()
    desk.flow.export.export(reference)


@pytest.mark.parametrize("fault", FAULTS)
def test_R39_the_phrase_of_a_mail_that_left_survives_a_second_export_that_fails(light_desk: Desk, fault: Fault) -> None:
    # GIVEN a mail that left, its phrase not told yet
    desk = light_desk
    reference = desk.sent()
    before = desk.referral(reference)
    words = desk.flow.handover.phrase(reference)
    # WHEN making the file again fails
    a_failed_export(desk, fault, reference)
    # THEN the OCMW can still be told how to open what it got
    assert desk.referral(reference) == before
    assert desk.flow.handover.phrase(reference) == words
    assert desk.outbox() == []
