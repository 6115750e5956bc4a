# SPDX-License-Identifier: EUPL-1.2
"""Wrong attempts: one waits longer and longer, and nobody is locked out."""

from __future__ import annotations

import pytest

from app.domain.errors import (
    DiskFull,
    WaitFirst,
    WrongPassphrase,
)
from app.storage.outside import Outside
from app.workflow.vault import waiting_seconds
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import RECOVERY, Desk

NEW = "een heel andere zin voor de kluis"
WRONG = "niet de goede zin"


def try_wrong(desk: Desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            desk.flow.vault.unlock(WRONG)


def full_disk(*_: object, **__: object) -> None:
    raise DiskFull()


def test_waiting_doubles_up_to_half_a_minute() -> None:
    assert [waiting_seconds(wrong) for wrong in range(11)] == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_after_three_wrong_attempts_one_waits_and_the_right_passphrase_waits_too(light_desk: Desk) -> None:
    # GIVEN three wrong attempts
    desk = light_desk
    desk.flow.vault.lock()
    try_wrong(desk, 3)
    for seconds in (1, 2, 4, 8, 16, 30, 30):
        # WHEN the right one comes too early
        with pytest.raises(WaitFirst) as told:
            desk.flow.vault.unlock(PASSPHRASE)
        # THEN it is not tried, and who waits as long as told may try again
        assert told.value.facts == {"seconds": seconds}
        desk.clock.forward(seconds=seconds)
        try_wrong(desk, 1)
    desk.clock.forward(seconds=30)
    desk.flow.vault.unlock(PASSPHRASE)
    # AND a right one wipes the slate
    desk.flow.vault.lock()
    try_wrong(desk, 3)
    desk.clock.forward(seconds=1)
    desk.flow.vault.unlock(PASSPHRASE)


def test_the_wait_that_is_told_is_never_too_short(light_desk: Desk) -> None:
    # GIVEN 1.4 seconds of two still to wait
    desk = light_desk
    desk.flow.vault.lock()
    try_wrong(desk, 3)
    desk.clock.forward(seconds=1)
    try_wrong(desk, 1)
    desk.clock.forward(seconds=0.6)
    # WHEN the user waits what is told
    with pytest.raises(WaitFirst) as told:
        desk.flow.vault.unlock(PASSPHRASE)
    desk.clock.forward(seconds=int(str(told.value.facts["seconds"])))
    # THEN the door opens
    desk.flow.vault.unlock(PASSPHRASE)


@pytest.mark.parametrize("back", [{"days": -1}, {"days": -4000}, {"hours": -1}])
def test_a_clock_set_back_while_waiting_locks_nobody_out(light_desk: Desk, back: dict[str, float]) -> None:
    # GIVEN a wait of half a minute
    desk = light_desk
    desk.flow.vault.lock()
    for _ in range(9):
        try_wrong(desk, 1)
        desk.clock.forward(seconds=30)
    # WHEN the clock is set back
    desk.clock.jump(**back)
    # THEN nobody waits longer than the longest wait
    desk.flow.vault.unlock(PASSPHRASE)


def test_waiting_outlives_a_restart_and_holds_for_the_recovery_code_too(light_desk: Desk) -> None:
    desk = light_desk
    desk.flow.vault.lock()
    for seconds in (0, 0, 0, 1, 2):
        desk.clock.forward(seconds=seconds)
        try_wrong(desk, 1)
    # WHEN the program starts anew
    desk.flow = desk._assembled()
    # THEN both ways in still wait
    with pytest.raises(WaitFirst):
        desk.flow.vault.unlock(PASSPHRASE)
    with pytest.raises(WaitFirst):
        desk.flow.vault.recover(RECOVERY, NEW)


def test_attempts_that_cannot_be_written_down_keep_nobody_from_the_truth(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a file beside the vault that cannot be written
    desk = light_desk
    desk.flow.vault.lock()
    monkeypatch.setattr(Outside, "set_attempts", full_disk)
    # THEN a wrong passphrase is called wrong
    try_wrong(desk, 1)
    # AND the right one opens, so that a second try does not find the vault in use by ourselves
    desk.flow.vault.unlock(PASSPHRASE)
    assert desk.flow.vault.is_open()
