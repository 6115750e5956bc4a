# SPDX-License-Identifier: EUPL-1.2
"""Any order of verbs, crashes and clock moves: the vault does what a small model of the states does, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app.paths import Paths
from app.storage.database import Database
from tests.fakes import FixedClock
from tests.workflow.desk import Desk
from tests.workflow.life import Life

SETTINGS = settings(
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture
def furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder after the first start, made without locked memory.

    Locking and wiping every page of memory that SQLCipher uses is two thirds of a history, and not its subject. Once
    on it stays on in a process, so the many histories have one of their own.
    """
    real = Database._run

    def run(database: Database, statement: tuple[str, Any]) -> Any:
        return [] if statement[0].startswith("PRAGMA cipher_memory_security") else real(database, statement)

    monkeypatch.setattr(Database, "_run", run)
    Desk(Paths(tmp_path / "data"), FixedClock(), tmp_path, is_light=True).settle_in().leave()
    return tmp_path / "data"


def live(furnished: Path, histories: int) -> None:
    here = type("Life", (Life,), {"furnished": furnished})
    run_state_machine_as_test(here, settings=settings(SETTINGS, max_examples=histories))


def test_R09_R45_R46_R51_any_history_is_as_the_nine_invariants_say(furnished: Path) -> None:
    live(furnished, 60)


@pytest.mark.lives
@pytest.mark.timeout(3600)
def test_R09_R45_R46_R51_two_thousand_histories_are_as_the_nine_invariants_say(furnished: Path) -> None:
    live(furnished, 2000)
