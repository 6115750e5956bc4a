# SPDX-License-Identifier: EUPL-1.2
"""That a copy was put back stands in the register, once, whatever crashes between the two."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.storage.outside import Outside
from tests.workflow.desk import Desk


def put_newest_back_and_open(desk: Desk) -> None:
    desk.flow.vault.restore_backup()
    desk.restart()


@pytest.mark.parametrize("where", ["backup.Backups._drop", "vault.Vault.unlock", "register.Register.append"])
def test_P7_P19_a_crash_after_a_copy_was_put_back_keeps_no_row_from_the_register(light_desk: Desk, where: str) -> None:
    # GIVEN a copy that is put back
    desk = light_desk
    desk.restart()

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    # WHEN the program dies right behind it, while it opens, or before the row is written
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"app.storage.{where}", die)
        with pytest.raises(KeyboardInterrupt):
            put_newest_back_and_open(desk)
    # THEN the next start that opens the vault writes the row
    desk.restart()
    assert desk.events().count("hersteld_uit_kopie") == 1


def test_P7_P19_a_crash_right_behind_the_row_does_not_double_it_and_another_copy_gets_its_own(light_desk: Desk) -> None:
    # GIVEN a copy that was put back, and a program that dies as soon as the register has said so
    desk = light_desk
    desk.restart()
    desk.leave()
    desk.flow.vault.restore_backup()
    remember = Outside.set_restored

    def die(outside: Outside, copy_made_at: datetime | None, behind: int | None = None) -> None:
        if copy_made_at is None:
            raise KeyboardInterrupt
        remember(outside, copy_made_at, behind)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outside, "set_restored", die)
        with pytest.raises(KeyboardInterrupt):
            desk.restart()
    # WHEN it starts again, and again
    for _ in range(2):
        desk.restart()
    # THEN one row tells of it
    assert desk.events().count("hersteld_uit_kopie") == 1
    # AND when a copy that holds that row is put back, this is told too
    desk.leave()
    put_newest_back_and_open(desk)
    assert desk.events().count("hersteld_uit_kopie") == 2
