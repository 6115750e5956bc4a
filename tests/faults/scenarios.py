# SPDX-License-Identifier: EUPL-1.2
"""The write paths under test by name, each with its starting state and its judge."""

from __future__ import annotations

from tests.faults.leaving import export, judge_export, judge_purge, naive_export, purge
from tests.faults.making import create, damaged, judge_create, judge_restore, nothing, restore
from tests.faults.saves import (
    autosave,
    judge_autosave,
    judge_cut_journal,
    judge_without_journal,
    unsafe_autosave,
)
from tests.faults.stage import (
    Scenario,
    a_vault,
)
from tests.faults.ways import (
    change,
    judge_change,
    judge_recover,
    judge_rewrap,
    recover,
    rewrap,
)

SCENARIOS = {
    "autosave": Scenario(a_vault, autosave, judge_autosave),
    "journal-gone": Scenario(a_vault, autosave, judge_without_journal),
    "journal-cut": Scenario(a_vault, autosave, judge_cut_journal),
    "unsafe-autosave": Scenario(a_vault, unsafe_autosave, judge_autosave),
    "change": Scenario(a_vault, change, judge_change),
    "recover": Scenario(a_vault, recover, judge_recover),
    "rewrap": Scenario(a_vault, rewrap, judge_rewrap),
    "export": Scenario(a_vault, export, judge_export),
    "naive-export": Scenario(a_vault, naive_export, judge_export),
    "purge": Scenario(a_vault, purge, judge_purge),
    "create": Scenario(nothing, create, judge_create),
    "restore": Scenario(damaged, restore, judge_restore),
}
