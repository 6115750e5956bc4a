# SPDX-License-Identifier: EUPL-1.2
"""Power cuts: whatever the disk kept of what was not flushed, nothing acknowledged is lost (security.md 5, P2)."""

from __future__ import annotations

import pytest

from tests.faults.harness import Harness
from tests.faults.powercut import replay


@pytest.mark.parametrize("folder_sync", [True, False], ids=["directory sync", "no directory sync"])
@pytest.mark.parametrize("scenario", ["autosave", "rewrap"])
def test_P2_a_power_cut_loses_no_acknowledged_save_or_key(harness: Harness, scenario: str, folder_sync: bool) -> None:
    result = replay(harness, scenario, 3, folder_sync=folder_sync)
    assert result.count > 50
    assert result.lost == 0


@pytest.mark.parametrize("scenario", ["change", "recover", "export", "purge", "restore"])
def test_P2_a_power_cut_leaves_the_old_or_the_new_state(harness: Harness, scenario: str) -> None:
    result = replay(harness, scenario, 1)
    assert result.count > 20
    assert result.lost == 0


def test_P2_control_without_flushing_a_power_cut_loses_acknowledged_saves(harness: Harness) -> None:
    result = replay(harness, "unsafe-autosave", 2)
    assert result.lost > result.count // 5
    assert "LOST" in result.verdicts


@pytest.mark.slow
@pytest.mark.timeout(14400)
@pytest.mark.parametrize(
    "scenario", ["autosave", "rewrap", "change", "recover", "export", "purge", "create", "restore"]
)
def test_P2_release_many_power_cuts(harness: Harness, scenario: str) -> None:
    assert replay(harness, scenario, 100).lost == 0


@pytest.mark.slow
@pytest.mark.timeout(14400)
@pytest.mark.parametrize("scenario", ["autosave", "rewrap"])
def test_P2_release_many_power_cuts_without_directory_sync(harness: Harness, scenario: str) -> None:
    assert replay(harness, scenario, 300, folder_sync=False).lost == 0
