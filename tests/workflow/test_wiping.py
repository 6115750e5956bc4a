# SPDX-License-Identifier: EUPL-1.2
"""Each way that wipes leaves nothing: in no database, no copy of it, no outbox and no download folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.client import FIELD_NAMES
from app.domain.errors import AppError, DiskFull, FileHeld
from app.domain.referral import State
from app.storage.store import Store
from tests.factory import a_client
from tests.storage.test_purge import decrypted
from tests.workflow.desk import Desk

CANARIES = ("Kanarievogel", "Verdwijnstraat", "weg@example.org", "0470 98 76 54")
CLIENT = a_client(last_name=CANARIES[0], street=CANARIES[1], email=CANARIES[2], phone=CANARIES[3])

Way = tuple[Callable[[Desk], str], Callable[[Desk, str], object]]


def by_limit(desk: Desk, reference: str) -> None:
    """The hard limit, whichever comes first."""
    desk.clock.forward(days=30)
    assert len(desk.flow.upkeep.hourly().expired) == 1


def erase(desk: Desk, reference: str) -> None:
    desk.flow.referral.erase(reference)


WAYS: dict[str, Way] = {
    "received": (lambda d: d.sent(CLIENT), lambda d, r: d.flow.handover.received(r)),
    "withdrawn before": (lambda d: d.exported(CLIENT), lambda d, r: d.flow.withdrawal.stop(r, False)),
    "withdrawn after": (lambda d: d.sent(CLIENT), lambda d, r: d.flow.withdrawal.stop(r, True)),
    "erased as concept": (lambda d: d.concept(CLIENT), erase),
    "erased when ready": (lambda d: d.ready(CLIENT), erase),
    "erased when exported": (lambda d: d.exported(CLIENT), erase),
    "erased when sent": (lambda d: d.sent(CLIENT), erase),
    "expired as concept": (lambda d: d.concept(CLIENT), by_limit),
    "expired when exported": (lambda d: d.exported(CLIENT), by_limit),
    "expired when sent": (lambda d: d.sent(CLIENT), by_limit),
}


def found(desk: Desk, words: tuple[str, ...]) -> set[str]:
    """Which of these words somebody with the key finds in any file of the data folder or the download folder."""
    key = desk.store._key
    contents = []
    for path in (*desk.paths.data.rglob("*"), *desk.downloads.rglob("*")):
        if path.is_file() and path != desk.paths.ballast:
            contents.append(decrypted(path, key) if path.name.startswith("vault.db") else path.read_bytes())
    return {word for word in words if any(word.encode() in content for content in contents)}


def prepared(desk: Desk, start: Callable[[Desk], str]) -> tuple[str, tuple[str, ...]]:
    """A referral with everything that can lie about: a copy of the vault, a draft and a copy of that; and its words."""
    reference = start(desk)
    record = desk.record(reference)
    words = (*CANARIES, record.phrase) if record else CANARIES
    if desk.referral(reference).state is State.EXPORTED:
        draft = desk.flow.handover.prepare_mail(reference).draft_path
        (desk.downloads / draft.name).write_bytes(draft.read_bytes())
    desk.restart()
    assert found(desk, words) == set(words)
    return reference, words


@pytest.mark.parametrize("way", list(WAYS))
def test_R46_R47_each_way_of_wiping_leaves_nothing(light_desk: Desk, way: str) -> None:
    # GIVEN a referral with known values, in the vault and in a copy of it
    desk = light_desk
    start, wipe = WAYS[way]
    reference, words = prepared(desk, start)
    # WHEN it is wiped
    wipe(desk, reference)
    # THEN no value, no phrase and no file of it is left, and the row has no field
    assert found(desk, words) == set()
    assert [name for name in desk.outbox() if name.endswith(".7z")] == []
    assert list(desk.downloads.iterdir()) == []
    referral = desk.referral(reference)
    assert referral.client is None
    assert desk.record(reference) is None
    columns = ", ".join(FIELD_NAMES)
    [row] = desk.store.referrals._database.execute(f"SELECT {columns} FROM referral")
    assert set(row) == {None}
    # AND after the next start neither
    desk.restart()
    assert found(desk, words) == set()


@pytest.mark.parametrize("way", ["received", "withdrawn after", "erased when exported", "expired as concept"])
def test_P3_R46_a_process_killed_between_wiping_and_cleaning_up_finishes_at_the_next_start(
    light_desk: Desk, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a wipe that is committed, and a process that ends right then
    desk = light_desk
    start, wipe = WAYS[way]
    reference, words = prepared(desk, start)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("app.workflow.wiping.remove_files", killed)
        with pytest.raises(KeyboardInterrupt):
            wipe(desk, reference)
    # WHEN the program starts again
    desk.restart()
    # THEN nothing is left, also not in the copies
    assert desk.referral(reference).client is None
    assert found(desk, words) == set()
    assert [name for name in desk.outbox() if name.endswith(".7z")] == []


@pytest.mark.parametrize("fault", [DiskFull, FileHeld])
def test_R46_what_cannot_be_cleaned_up_now_is_no_error_and_goes_an_hour_later(
    light_desk: Desk, fault: type[AppError], monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a full disk, or a copy that another program holds
    desk = light_desk
    reference, words = prepared(desk, lambda one: one.sent(CLIENT))

    def refuse(store: Store) -> int:
        raise fault()

    with monkeypatch.context() as patched:
        patched.setattr(Store, "erase_remains", refuse)
        # WHEN receipt is confirmed
        desk.flow.handover.received(reference)
        # THEN the user hears no error: the fields are gone from the vault
        assert desk.referral(reference).client is None
        assert found(desk, words) != set()
    # AND an hour later the copies are too
    desk.clock.forward(hours=1)
    desk.flow.upkeep.hourly()
    assert found(desk, words) == set()


def test_R46_a_wipe_that_is_not_committed_wipes_nothing(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a disk too full for the rows
    desk = light_desk
    reference = desk.sent()
    before, record = desk.everything(), desk.record(reference)

    def full(*_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store.register), "append", full)
        with pytest.raises(DiskFull):
            desk.flow.handover.received(reference)
    # THEN everything is as it was: phrase and fields together, or neither
    assert desk.referral(reference).client == a_client()
    assert desk.record(reference) == record
    assert desk.everything().keys() == before.keys()


def test_R46_wiping_one_leaves_the_others_whole(light_desk: Desk) -> None:
    desk = light_desk
    kept = {state: desk.in_state(state) for state in (State.CONCEPT, State.READY, State.EXPORTED, State.SENT)}
    before = {reference: desk.referral(reference) for reference in kept.values()}
    desk.erased(CLIENT)
    assert {reference: desk.referral(reference) for reference in kept.values()} == before
    desk.flow.handover.prepare_mail(kept[State.EXPORTED])
    desk.flow.handover.phrase(kept[State.SENT])
