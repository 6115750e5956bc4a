# SPDX-License-Identifier: EUPL-1.2
"""Any history of edits, erasures, locks, copies and restores follows plain dictionaries (P19)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.paths import Paths
from tests.factory import a_client, a_sender
from tests.fakes import FixedClock
from tests.workflow.desk import Desk

NAMES = ("Peeters", "D'Hondt-Çelik", "Ångström")


class Copies(RuleBasedStateMachine):
    """Edits, erasures, locks, copies and restores in any order, against plain dictionaries."""

    @initialize()
    def first_start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk(Paths(self.folder / "vault"), FixedClock(), self.folder, is_light=True).settle_in()
        self.now: dict[str, str] = {}
        self.erased: set[str] = set()
        self.saved: dict[int, dict[str, str]] = {}
        self._look()

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.leave()
            shutil.rmtree(self.folder)

    def _look(self) -> None:
        """A copy not seen before holds what there is now; the number of one that is gone may come again."""
        numbers = [copy.number for copy in self.desk.flow.restore.copies()]
        self.saved = {number: self.saved.get(number, dict(self.now)) for number in numbers}

    @rule(name=st.sampled_from(NAMES))
    def begin(self, name: str) -> None:
        self.now[self.desk.concept(a_client(last_name=name))] = name

    @precondition(lambda self: self.now)
    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def edit(self, data: st.DataObject, name: str) -> None:
        reference = data.draw(st.sampled_from(sorted(self.now)))
        self.desk.type(reference, a_client(last_name=name))
        self.now[reference] = name

    @precondition(lambda self: self.now)
    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(sorted(self.now)))
        self.desk.flow.referral.erase(reference)
        del self.now[reference]
        self.erased.add(reference)
        self._look()

    @rule()
    def lock_and_open(self) -> None:
        self.desk.restart()
        self._look()

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        copy = data.draw(st.sampled_from([one.number for one in self.desk.flow.restore.copies()]))
        before, restored = dict(self.now), self.saved.pop(copy)
        self.desk.flow.restore.restore(copy)
        for kept in self.desk.flow.restore.vault.copies():  # the present state, if it was not in a copy already
            self.saved.setdefault(kept.generation, before)
        self.now = dict(restored)
        self.desk.restart()
        if not self.desk.flow.settings.may_refer():  # the first copy of all is from before anybody said who they are
            self.desk.flow.settings.save_sender(a_sender())
        self._look()

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        if not hasattr(self, "desk"):
            return
        alive = {r.reference: r.client.last_name for r in self.desk.store.referrals.all() if r.client is not None}
        assert alive == self.now
        assert not self.erased & set(alive)
        assert len(list(self.desk.paths.backup.iterdir())) <= 2
        assert all(copy.changes is None or copy.changes >= 0 for copy in self.desk.flow.restore.copies())
        self.desk.store.verify()


def test_P19_any_history_of_copies_follows_the_model() -> None:
    settings_of_run = settings(
        max_examples=12,
        stateful_step_count=14,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Copies, settings=settings_of_run)
