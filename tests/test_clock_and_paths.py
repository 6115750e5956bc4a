# SPDX-License-Identifier: EUPL-1.2
"""Belgian days, and the places on disk whose names outside tests and administrators rely on."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.clock import SystemClock, belgian_day, end_of_belgian_day
from app.paths import RESOURCES, SOURCE, Paths, resource


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),  # summer time: two hours ahead
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),  # winter time: one hour ahead
    ],
)
def test_days_are_counted_in_belgium(moment: datetime, day: date) -> None:
    assert belgian_day(moment) == day


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23, 23, 0, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 22, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),  # the clocks change on this day
    ],
)
def test_R09_a_last_day_ends_at_midnight_in_belgium(day: date, end: datetime) -> None:
    assert end_of_belgian_day(day) == end


def test_the_clock_of_the_computer_is_aware_and_monotonic_time_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


def test_everything_lies_under_the_data_folder(data_folder: Path) -> None:
    paths = Paths(data_folder)
    assert paths.database == data_folder / "vault.db"
    assert paths.keyfile == data_folder / "vault.key"
    assert {paths.outbox.name, paths.backup.name, paths.log.name} == {"outbox", "backup", "log"}
    assert {paths.lock_file.parent, paths.raise_file.parent, paths.outside.parent} == {data_folder}


def test_practice_has_a_folder_of_its_own_beside_the_real_one() -> None:
    real, practice = Paths.default().data, Paths.practice().data
    assert practice.parent == real.parent
    assert practice != real
    assert real not in practice.parents


def test_resources_lie_beside_the_package() -> None:
    assert resource("protocols") == RESOURCES / "protocols"
    assert (RESOURCES / "protocols").is_dir()


@pytest.mark.parametrize(
    "name", ["WIN_PD_OVERRIDE_COMMON_APPDATA", "PROGRAMDATA", "ALLUSERSPROFILE", "XDG_CONFIG_DIRS"]
)
def test_R01_no_variable_of_a_user_moves_the_folder_of_the_administrator(name: str, tmp_path: Path) -> None:
    """Whoever could move it would be rid of the policy."""
    # GIVEN a user who sets a variable to a folder of his own
    script = "from app.paths import POLICY_FOLDER; print(POLICY_FOLDER)"
    command = [sys.executable, "-c", script]
    plain = subprocess.run(command, capture_output=True, text=True, check=True, cwd=SOURCE)
    # WHEN the program looks where the policy stands
    own = dict(os.environ, **{name: str(tmp_path)})
    moved = subprocess.run(command, capture_output=True, text=True, check=True, cwd=SOURCE, env=own)
    # THEN it looks where it always does
    assert moved.stdout == plain.stdout != ""
    assert str(tmp_path) not in moved.stdout
