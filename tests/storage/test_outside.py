# SPDX-License-Identifier: EUPL-1.2
"""The few values beside the vault: readable without a key, so nothing about a client, and never in the way."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.paths import Paths
from app.storage.outside import MOST_INCIDENTS, Attempts, Outside, WaitingIncident
from tests.factory import NOW


@pytest.fixture
def outside(paths: Paths) -> Outside:
    return Outside(paths)


def test_wrong_attempts_survive_a_restart(outside: Outside, paths: Paths) -> None:
    assert outside.attempts() == Attempts()
    outside.set_attempts(Attempts(4, NOW))
    assert Outside(paths).attempts() == Attempts(4, NOW)
    outside.set_attempts(Attempts())
    assert Outside(paths).attempts() == Attempts()


def test_breaches_reported_while_locked_wait_for_the_register(outside: Outside, paths: Paths) -> None:
    first, second = WaitingIncident("INC-0000", NOW), WaitingIncident("INC-0000", NOW)
    outside.add_incident(first)
    outside.add_incident(second)
    assert Outside(paths).incidents() == (first, second)
    outside.clear_incidents()
    assert Outside(paths).incidents() == ()


def test_that_the_officer_was_told_is_remembered_for_the_breach_it_is_about(outside: Outside, paths: Paths) -> None:
    first, second = WaitingIncident("INC-0000", NOW), WaitingIncident("INC-4T8J", NOW)
    outside.add_incident(first)
    outside.add_incident(second)
    outside.incident_told("INC-4T8J", NOW)
    assert Outside(paths).incidents() == (first, WaitingIncident("INC-4T8J", NOW, NOW))


@pytest.mark.parametrize(
    "entry", [["K7M4-29QK", str(NOW)], ["INC-4T8J", "0001-01-01T00:00:00+14:00"], ["INC-4T8J", str(NOW), "x"], 7]
)
def test_a_breach_that_cannot_be_read_counts_as_absent(outside: Outside, paths: Paths, entry: object) -> None:
    paths.outside.write_text(json.dumps({"incidents": [["INC-0000", str(NOW)], entry]}))
    assert outside.incidents() == (WaitingIncident("INC-0000", NOW),)


def test_a_moment_without_time_zone_is_a_moment_all_the_same(outside: Outside, paths: Paths) -> None:
    paths.outside.write_text(json.dumps({"incidents": [["INC-0000", "2026-11-23T09:00:00"]]}))
    [found] = outside.incidents()
    assert found.moment.tzinfo is not None


def test_only_so_many_breaches_wait(outside: Outside) -> None:
    for _ in range(MOST_INCIDENTS + 3):
        outside.add_incident(WaitingIncident("INC-0000", NOW))
    assert len(outside.incidents()) == MOST_INCIDENTS


def test_a_restored_copy_waits_for_the_register_too(outside: Outside, paths: Paths) -> None:
    assert outside.restored() is None
    outside.set_restored(NOW)
    assert (Outside(paths).restored(), Outside(paths).restored_behind()) == (NOW, None)
    # AND the row behind which the register tells of it, until another copy is put back or it was told
    for again in (NOW, None):
        outside.set_restored(NOW, behind=7)
        assert (Outside(paths).restored(), Outside(paths).restored_behind()) == (NOW, 7)
        outside.set_restored(again)
        assert (Outside(paths).restored(), Outside(paths).restored_behind()) == (again, None)


def test_what_waits_for_the_register_is_never_written_over_while_another_program_holds_the_file(
    outside: Outside, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a breach and a restored copy that wait, and a virus scanner that keeps the file from being read
    waiting = WaitingIncident("INC-0000", NOW)
    outside.add_incident(waiting)
    outside.set_restored(NOW)

    def held(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "held")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", held)
        # WHEN the program starts, it counts as empty and keeps nobody from unlocking
        assert (outside.attempts(), outside.incidents(), outside.restored()) == (Attempts(), (), None)
        # AND what is to be changed in it is refused
        changes: tuple[Callable[[], None], ...] = (
            lambda: outside.set_attempts(Attempts()),
            lambda: outside.add_incident(waiting),
            lambda: outside.incident_told(waiting.number, NOW),
            lambda: outside.set_restored(None),
        )
        for change in changes:
            with pytest.raises(AppError):
                change()
    # THEN all of it still waits
    assert (outside.incidents(), outside.restored()) == ((waiting,), NOW)


def test_the_list_of_values_is_closed(outside: Outside, paths: Paths) -> None:
    # GIVEN a file to which somebody added something
    paths.outside.write_text(json.dumps({"client": "D'Hondt", "restored": True}))
    # WHEN the program writes it again THEN only what belongs there stays
    outside.add_incident(WaitingIncident("INC-0000", NOW))
    outside.set_attempts(Attempts(1, NOW))
    assert set(json.loads(paths.outside.read_text())) == {"attempts", "incidents", "restored"}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"{", b"[" * 100_000, b'{"attempts": 7}', b'{"attempts": {"count": "x"}}',
        b'{"attempts": {"count": -1, "last": "2026-11-23T09:00:00+00:00"}}', b'{"restored": "yes"}',
        b'{"attempts": {"count": true, "last": "2026-11-23T09:00:00+00:00"}}', b'{"incidents": [["x"]]}',
        b'{"attempts": {"count": 1, "last": "2026-11-23T09:00:00"}}', b'{"incidents": [["D\'Hondt", "x"]]}',
        b'{"incidents": 3}',
    ],
)  # fmt: skip
def test_a_damaged_file_keeps_nobody_from_unlocking(outside: Outside, paths: Paths, content: bytes) -> None:
    paths.outside.write_bytes(content)
    assert outside.attempts() == Attempts()
    assert outside.incidents() == ()
    assert not outside.restored()
    outside.set_attempts(Attempts(1, NOW))
    assert outside.attempts() == Attempts(1, NOW)
