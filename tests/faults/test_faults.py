# SPDX-License-Identifier: EUPL-1.2
"""Every call that changes a file goes wrong once: killed, disk full, I/O error, access denied (security.md 5)."""

from __future__ import annotations

import pytest

from tests.faults.harness import (
    ALL,
    DENIED,
    FULL,
    FULL_STAYS,
    IO_ERROR,
    KILL,
    QUICK,
    TORN,
    Harness,
)
from tests.faults.stage import SAVES


def test_P1_P4_P5_no_fault_at_any_call_of_autosave_loses_an_acknowledged_save(harness: Harness) -> None:
    result = harness.exhaust("autosave", (KILL, TORN, FULL, FULL_STAYS, IO_ERROR, DENIED))
    assert result.count > 200
    assert result.lost == 0
    # a disk that is full once gives back its ballast: the user never hears of it
    assert result.said[FULL, "failed S01"] == 0
    assert result.said[FULL, "saved"] > SAVES
    # a disk that stays full is told, and never called saved
    assert result.said[FULL_STAYS, "failed S01"] > 0


@pytest.mark.parametrize("scenario", ["journal-gone", "journal-cut"])
def test_P7_a_journal_lost_after_a_kill_never_gives_a_wrong_answer(harness: Harness, scenario: str) -> None:
    result = harness.exhaust(scenario, (KILL, TORN))
    assert result.count > 90
    assert result.lost == 0


def test_P8_no_fault_at_any_call_of_a_key_change_leaves_both_or_neither_or_a_lie(harness: Harness) -> None:
    result = harness.exhaust("rewrap", ALL)
    assert result.count > 100
    assert result.lost == 0
    # a passing error of the disk is healed; one that stays is never called changed
    assert result.said[IO_ERROR, "changed"] > 0
    assert result.said[IO_ERROR, "changed"] == result.said[FULL, "changed"]
    assert result.said["eio+", "unchanged S06"] + result.said["eio+", "uncertain S06"] > 0


def test_P8_after_a_changed_passphrase_no_copy_opens_with_the_old_one(harness: Harness) -> None:
    result = harness.exhaust("change", QUICK, step=2)
    assert result.count > 90
    assert result.lost == 0


def test_R43_no_fault_during_recovery_leaves_the_user_outside(harness: Harness) -> None:
    result = harness.exhaust("recover", QUICK, step=4)
    assert result.count > 45
    assert result.lost == 0


def test_P3_P4_no_fault_at_any_call_of_an_export_leaves_an_archive_whose_phrase_is_lost(harness: Harness) -> None:
    result = harness.exhaust("export", QUICK)
    assert result.count > 150
    assert result.lost == 0


def test_P3_control_with_the_archive_first_and_the_record_afterwards_phrases_are_lost(harness: Harness) -> None:
    result = harness.exhaust("naive-export", (KILL,), step=4)
    assert result.lost > 5
    assert "ORPHAN ARCHIVE" in result.verdicts


def test_R46_P1_P4_no_fault_at_any_call_of_a_purge_parts_the_fields_from_their_register_row(harness: Harness) -> None:
    result = harness.exhaust("purge")
    assert result.count > 300
    assert result.lost == 0


def test_P1_P4_no_fault_while_a_vault_is_made_leaves_half_of_one(harness: Harness) -> None:
    result = harness.exhaust("create", QUICK, step=9)
    assert result.count > 30
    assert result.lost == 0


def test_P7_P19_no_fault_while_a_copy_is_put_back_loses_it(harness: Harness) -> None:
    result = harness.exhaust("restore")
    assert result.count > 60
    assert result.lost == 0


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    "scenario", ["autosave", "rewrap", "change", "recover", "export", "purge", "create", "restore"]
)
def test_P1_P3_P4_P5_P8_release_every_kind_at_every_call(harness: Harness, scenario: str) -> None:
    assert harness.exhaust(scenario, ALL).lost == 0
