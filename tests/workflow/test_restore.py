# SPDX-License-Identifier: EUPL-1.2
"""Putting a copy back: the work of that moment is there, and nothing that was erased ever comes back (P19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import files
from app.domain.errors import DatabaseDamaged, DiskFull, RowDamaged
from app.storage.store import Store
from app.storage.vault import Presence
from app.workflow import wiping
from tests.factory import a_client
from tests.workflow.breaches import answers, rows
from tests.workflow.desk import Desk
from tests.workflow.test_wiping import WAYS, found, prepared

NAMES = ("Peeters", "D'Hondt-Çelik", "Ångström")


def put_back(desk: Desk, number: int) -> None:
    """Restore a copy; the locked process that follows opens it."""
    desk.flow.restore.restore(number)
    assert not desk.session.is_open
    desk.restart()


def last_name(desk: Desk, reference: str) -> str:
    client = desk.referral(reference).client
    return "" if client is None else client.last_name or ""


def set_aside(desk: Desk) -> list[Path]:
    return list(desk.paths.data.glob("set-aside-*"))


def test_P19_a_copy_is_put_back_and_what_was_there_stays_as_a_copy(light_desk: Desk) -> None:
    # GIVEN a concept with a copy, and a change since
    desk = light_desk
    reference = desk.concept(a_client(last_name="Peeters"))
    desk.restart()
    desk.type(reference, a_client(last_name="Jansens"))
    [copy, *_] = desk.flow.restore.copies()
    assert copy.changes is not None
    assert copy.changes > 0
    # WHEN the copy is put back
    desk.flow.restore.restore(copy.number)
    # THEN the locked page can say which copy it was
    assert desk.flow.vault.restored_copy() == copy.made_at
    desk.restart()
    assert desk.flow.vault.restored_copy() is None
    # AND the work of that moment is there, the register tells it once, and nothing lies aside
    assert last_name(desk, reference) == "Peeters"
    assert desk.events().count("hersteld_uit_kopie") == 1
    assert set_aside(desk) == []
    # WHEN that was a mistake
    [before] = [one for one in desk.flow.restore.copies() if one.number == copy.number + 1]
    put_back(desk, before.number)
    # THEN the change is back
    assert last_name(desk, reference) == "Jansens"


def test_P19_two_copies_are_offered_and_the_older_one_can_be_chosen(light_desk: Desk) -> None:
    # GIVEN three versions of a name, two of them in copies
    desk = light_desk
    reference = desk.concept(a_client(last_name="Peeters"))
    desk.restart()
    for name in ("Jansens", "Maes"):
        desk.type(reference, a_client(last_name=name))
        desk.store.back_up()
    desk.type(reference, a_client(last_name="Claes"))
    newer, older = desk.flow.restore.copies()
    assert (newer.changes or 0) < (older.changes or 0)
    # WHEN the older is chosen THEN it is there, although keeping the present state made a third copy
    put_back(desk, older.number)
    assert last_name(desk, reference) == "Jansens"
    assert len(list(desk.paths.backup.iterdir())) == 2


@pytest.mark.parametrize("way", list(WAYS))
def test_P19_R46_R47_no_copy_brings_back_what_was_erased(light_desk: Desk, way: str) -> None:
    # GIVEN a referral of which copies were made, wiped in this way
    desk = light_desk
    start, wipe = WAYS[way]
    reference, words = prepared(desk, start)
    wipe(desk, reference)
    # WHEN every copy that is offered is put back, one after the other
    for _ in range(2):
        for copy in desk.flow.restore.copies():
            if copy.number in {one.number for one in desk.flow.restore.copies()}:
                put_back(desk, copy.number)
                # THEN no client comes back, and nobody with the key finds one either
                assert desk.referral(reference).client is None
                assert found(desk, words) == set()


def test_P19_R47_a_copy_from_before_an_erasure_that_is_held_is_not_offered(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a virus scanner that holds the copies while a referral is erased
    desk = light_desk
    reference = desk.concept()
    desk.restart()
    held = {copy.number for copy in desk.flow.restore.copies()}
    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", lambda path: False)
        patch.setattr(files, "remove_folder", lambda path: path.name == "new")
        desk.flow.referral.erase(reference)
    assert desk.store.has_remains()
    # THEN what holds the client is on disk, but is not offered, and is gone an hour later
    offered = {copy.number for copy in desk.flow.restore.copies()}
    assert offered
    assert not offered & held
    desk.flow.upkeep.hourly()
    assert not desk.store.has_remains()


def test_P7_P19_damage_found_while_working_sets_the_files_aside_and_puts_the_copy_back(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a row that turns out damaged while the vault is open
    desk = light_desk
    reference = desk.concept(a_client(last_name="Peeters"))
    desk.restart()
    desk.type(reference, a_client(last_name="Jansens"))
    [copy, *_] = desk.flow.restore.copies()

    def damaged(store: Store) -> None:
        raise RowDamaged(table="referral")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "verify", damaged)
        # WHEN a copy is put back
        desk.flow.restore.restore(copy.number)
    desk.restart()
    # THEN it opens, and the damaged files are kept for who can repair them
    assert last_name(desk, reference) == "Peeters"
    [aside] = set_aside(desk)
    assert {path.name for path in aside.iterdir()} >= {"vault.db", "vault.key"}
    # UNTIL something is erased: their key file lies beside them
    desk.flow.referral.erase(reference)
    assert set_aside(desk) == []


def test_P7_copies_are_offered_also_when_the_database_can_no_longer_be_read(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = light_desk
    desk.concept()
    desk.restart()

    def unreadable(store: Store) -> int:
        raise DatabaseDamaged(check="page")

    monkeypatch.setattr(Store, "present_count", unreadable)
    copies = desk.flow.restore.copies()
    assert copies
    assert {copy.changes for copy in copies} == {None}


def test_P4_P19_without_room_for_the_present_state_nothing_changes(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a full disk
    desk = light_desk
    reference = desk.concept(a_client(last_name="Jansens"))
    [copy, *_] = desk.flow.restore.copies()

    def full(store: Store, keep: int = 0) -> None:
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr(Store, "back_up", full)
        # WHEN a copy is to be put back THEN it is refused, and the work goes on
        with pytest.raises(DiskFull):
            desk.flow.restore.restore(copy.number)
    assert desk.session.is_open
    assert last_name(desk, reference) == "Jansens"


def test_P19_a_copy_that_is_gone_by_then_is_told(light_desk: Desk) -> None:
    # GIVEN a copy that another program deletes after it was shown
    desk = light_desk
    desk.concept()
    desk.restart()
    with pytest.raises(DatabaseDamaged):
        desk.flow.restore.restore(999)
    # THEN the vault is as it was
    assert desk.flow.vault.presence() is Presence.COMPLETE
    desk.restart()


def test_P3_P19_a_wipe_cut_short_after_a_restore_is_finished_although_a_newer_copy_lies_there(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an older copy put back, so that the copy of what was replaced has seen more changes
    desk = light_desk
    reference = desk.concept()
    desk.restart()
    [copy, *_] = desk.flow.restore.copies()
    for name in NAMES * 5:
        desk.type(reference, a_client(last_name=name))
    put_back(desk, copy.number)
    # WHEN the process dies between erasing and renewing the copies
    with monkeypatch.context() as patch:
        patch.setattr(wiping, "erase_remains", lambda session: None)
        desk.flow.referral.erase(reference)
    # THEN the newer copy counts as older than the erasure, and the next start renews it
    assert desk.store.has_remains()
    desk.restart()
    assert not desk.store.has_remains()
    for one in desk.flow.restore.copies():
        put_back(desk, one.number)
        assert desk.referral(reference).client is None
        break


@pytest.mark.parametrize("wiped", [False, True], ids=["its phrase is dropped", "the data were wiped before"])
def test_P19_R47_R51_nothing_from_before_a_correction_comes_back_after_a_full_disk(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch, wiped: bool
) -> None:
    # GIVEN a sent referral in a copy, and a disk on which no remains can be erased
    desk = light_desk
    reference = desk.sent()
    desk.store.back_up()

    def full(store: Store) -> None:
        raise DiskFull()

    with monkeypatch.context() as patch:
        patch.setattr(Store, "erase_remains", full)
        if wiped:
            desk.flow.handover.received(reference)
        # WHEN a correction begins
        desk.corrected(reference)
        desk.type(reference, a_client(last_name="Peeters"))
    # THEN no copy with the earlier data or phrase is offered, and all are renewed as soon as that can be
    assert desk.flow.restore.copies() == ()
    assert desk.store.has_remains()
    desk.flow.upkeep.hourly()
    assert not desk.store.has_remains()
    [copy] = desk.flow.restore.copies()
    put_back(desk, copy.number)
    assert last_name(desk, reference) == "Peeters"


@pytest.mark.parametrize("told", [False, True], ids=["the officer does not know", "the officer knows"])
def test_P19_R53_a_breach_that_the_copy_does_not_know_stays_in_table_and_register(light_desk: Desk, told: bool) -> None:
    # GIVEN a breach that both know, and one that was reported since the copy was made
    desk = light_desk
    first = desk.flow.breach.report(answers()).number
    desk.restart()
    number = desk.flow.breach.report(answers()).number
    if told:
        desk.flow.breach.told(number)
    # WHEN the copy is put back
    put_back(desk, desk.flow.restore.copies()[0].number)
    # THEN the law's list of breaches is whole (GDPR 33(5)), each once, and the open one still has its mail
    assert sorted(rows(desk)) == sorted((first, number))
    assert desk.store.incidents.get(number).is_open is not told
    assert (desk.flow.breach.mail(number) is None) is told
