# SPDX-License-Identifier: EUPL-1.2
"""Practice: a vault made fresh and thrown away, invented people, no mail program, and nothing of the real folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.consent import Route
from app.domain.errors import PracticeMixed
from app.domain.referral import State
from app.paths import Paths
from tests.factory import the_practice_profile
from tests.fakes import FixedClock
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import RECOVERY, Desk


@pytest.fixture
def practice(paths: Paths, clock: FixedClock, tmp_path: Path) -> Iterator[Desk]:
    """A desk in practice mode, beside the real folder; not begun."""
    desk = Desk(paths.beside("oefening"), clock, tmp_path, profiles=(the_practice_profile(),), is_light=True)
    yield desk
    desk.leave()


def whole_referral(desk: Desk) -> str:
    """Every step, with the invented client."""
    flow = desk.flow
    talk = flow.consent.begin()
    for item in talk.profile.checklist:
        talk.tick(item.id, True)
    talk.route = Route.CONVERSATION
    reference = flow.consent.agree(talk).reference
    desk.type(reference, flow.practice.client())
    flow.referral.finish(reference)
    flow.export.export(reference)
    flow.handover.declare_sent(reference)
    flow.handover.passed_on(reference)
    flow.handover.received(reference)
    return reference


def test_R66_practice_begins_at_once_and_goes_through_every_step(practice: Desk) -> None:
    # GIVEN nothing, WHEN practice begins
    practice.flow.practice.begin()
    # THEN the vault is open, with a sender who may refer, and no address of anybody real
    assert practice.flow.vault.is_open()
    assert practice.flow.settings.may_refer()
    assert practice.flow.settings.sender().email.endswith(".invalid")
    # AND the invented client passes every step
    reference = whole_referral(practice)
    assert practice.referral(reference).state is State.ERASED


def test_R66_nothing_of_the_real_folder_is_touched(practice: Desk, light_desk: Desk) -> None:
    # GIVEN real work in the folder beside it
    light_desk.exported()
    before = light_desk.everything()
    rows = light_desk.store.register.rows()
    # WHEN somebody practises and stops
    practice.flow.practice.begin()
    whole_referral(practice)
    practice.flow.practice.end()
    practice.flow.practice.leave()
    # THEN the real folder is the same, byte for byte, and its register counts nothing
    assert light_desk.everything() == before
    assert light_desk.store.register.rows() == rows
    assert not practice.paths.data.exists()


def test_R66_practice_begins_anew_each_time(practice: Desk) -> None:
    # GIVEN practice that a crash cut short, with an archive on disk
    practice.flow.practice.begin()
    whole_referral(practice)
    (practice.paths.outbox / "KG-OCMW_AAAA-AAAA.7z").write_bytes(b"x")
    practice.leave()
    practice.flow = practice._assembled()
    # WHEN it begins again, and again without an end
    practice.flow.practice.begin()
    assert practice.store.referrals.all() == []
    assert practice.store.register.rows() == []
    assert practice.outbox() == []
    practice.flow.practice.begin()
    assert practice.store.referrals.all() == []


def test_R66_at_the_end_nothing_is_left(practice: Desk) -> None:
    practice.flow.practice.begin()
    whole_referral(practice)
    practice.flow.practice.end()
    assert not practice.flow.vault.is_open()
    assert [path.name for path in practice.paths.data.iterdir()] == ["oefening.txt"]
    practice.flow.practice.leave()
    assert not practice.paths.data.exists()


def test_R66_practice_refuses_a_real_vault(light_desk: Desk, clock: FixedClock, tmp_path: Path) -> None:
    # GIVEN the folder of a real vault, given to practice by mistake
    light_desk.leave()
    before = light_desk.everything()
    mixed = Desk(light_desk.paths, clock, tmp_path, profiles=(the_practice_profile(),), is_light=True)
    # THEN no way leads in, and nothing changes, nor at the end
    for way in (
        mixed.flow.vault.check_place,
        mixed.flow.practice.begin,
        mixed.flow.practice.end,
        lambda: mixed.flow.vault.unlock(PASSPHRASE),
        lambda: mixed.flow.vault.recover(RECOVERY, PASSPHRASE),
    ):
        with pytest.raises(PracticeMixed):
            way()
    mixed.flow.practice.leave()
    assert light_desk.everything() == before


def test_R66_real_work_refuses_a_practice_vault(practice: Desk, clock: FixedClock, tmp_path: Path) -> None:
    # GIVEN the folder of practice, given to the real program by mistake
    practice.flow.practice.begin()
    practice.leave()
    mixed = Desk(practice.paths, clock, tmp_path, is_light=True)
    # THEN
    for way in (
        mixed.flow.vault.check_place,
        lambda: mixed.flow.vault.unlock(PASSPHRASE),
        lambda: mixed.flow.vault.recover(RECOVERY, PASSPHRASE),
        mixed.settle_in,
    ):
        with pytest.raises(PracticeMixed):
            way()


def test_R66_the_real_program_cannot_begin_practice_in_its_own_folder(light_desk: Desk) -> None:
    before = light_desk.everything()
    with pytest.raises(PracticeMixed):
        light_desk.flow.practice.begin()
    assert light_desk.everything() == before
