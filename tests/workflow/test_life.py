# SPDX-License-Identifier: EUPL-1.2
"""Any order of verbs, locks and clock moves: the vault does what a small model of the states does, and no more."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.errors import AlreadyExtended, AppError, NotNow, TermPassed
from app.domain.events import Event
from app.domain.referral import LIVE, State
from app.paths import Paths
from app.storage.exports import Step
from tests.factory import a_client
from tests.fakes import FixedClock
from tests.workflow.desk import Desk
from tests.workflow.model import DAY, TERM, Model

HOURS = st.sampled_from([20, 47, 119, 168, 170, 14 * 24])
Outcome = type[AppError] | None


def open_ones(life: object) -> st.SearchStrategy[str]:
    """Any referral that is open, and now and then one that is wiped."""
    assert isinstance(life, Life)
    wiped = [ref for ref, model in life.models.items() if model.state is State.ERASED]
    return st.sampled_from([ref for ref in life.models if ref not in wiped] + wiped[:1])


REFERENCES = st.runner().flatmap(open_ones)


class Life(RuleBasedStateMachine):
    """Rules try every verb on any referral, also when it must be refused."""

    @initialize()
    def first_start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FixedClock()
        self.desk = Desk(Paths(self.folder / "vault"), self.clock, self.folder, is_light=True).settle_in()
        self.models: dict[str, Model] = {}
        self.seen = self.clock.now()
        self.latest = self.clock.now()
        self.archive_of: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.leave()
            shutil.rmtree(self.folder)

    def now(self) -> datetime:
        return max(self.clock.now(), self.seen)

    def attempt(self, verb: Callable[[], object], expected: Outcome) -> bool:
        """True when it succeeded, as it should."""
        if expected is not None:
            with pytest.raises(AppError) as told:
                verb()
            assert told.type is expected
            return False
        verb()
        return True

    def look_after(self) -> None:
        """The upkeep after each move of the clock: exactly what is beyond its hard limit goes."""
        self.seen = max(self.seen, self.clock.now())
        due = {ref for ref, model in self.models.items() if model.state in LIVE and self.seen >= model.hard()}
        found = self.desk.flow.upkeep.hourly()
        assert {gone.full_reference for gone in found.expired} == due
        for reference in due:
            self.models[reference].go(State.ERASED, self.seen)

    # --- verbs ---

    @rule(back=st.sampled_from([0, 3, 29]), steps=st.integers(0, 4))
    @precondition(lambda self: len(self.models) < 6)
    def create(self, back: int, steps: int) -> None:
        given = self.now() - back * DAY
        referral = self.desk.flow.consent.agree(self.desk.talk(), given)
        self.models[referral.reference] = Model(given, self.now())
        self.desk.type(referral.reference, a_client())
        for _ in range(steps):
            self.go_on(referral.reference)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def go_on(self, reference: str) -> None:
        """The ordinary next step, so that random walks get somewhere."""
        steps = {
            State.CONCEPT: self.finish,
            State.READY: self.export,
            State.EXPORTED: self.declare_sent,
            State.SENT: self.speak,
            State.WITHDRAWN: self.confirm_erasure,
            State.ERASED: self.receive,
        }
        steps[self.models[reference].state](reference)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def edit(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        expected = TermPassed if model.is_blocked(now) else None if model.state is State.CONCEPT else NotNow
        if self.attempt(lambda: self.desk.type(reference, a_client()), expected):
            model.since = max(model.since, now)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def finish(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        expected = TermPassed if model.is_blocked(now) else None if model.state is State.CONCEPT else NotNow
        if self.attempt(lambda: self.desk.flow.referral.finish(reference), expected):
            model.go(State.READY, now)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def reopen(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        may = model.state in (State.READY, State.EXPORTED) and model.sent_at is None
        expected = TermPassed if model.is_blocked(now) else None if may else NotNow
        if self.attempt(lambda: self.desk.flow.referral.reopen(reference), expected):
            model.go(State.CONCEPT, now)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def preview(self, reference: str) -> None:
        model = self.models[reference]
        may = model.state in (State.READY, State.EXPORTED, State.SENT)
        expected = NotNow if not may else TermPassed if model.is_blocked(self.now()) else None
        self.attempt(lambda: self.desk.flow.export.preview(reference), expected)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def export(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        may = model.state in (State.READY, State.EXPORTED, State.SENT)
        expected = NotNow if not may else TermPassed if model.is_blocked(now) else None
        if self.attempt(lambda: self.desk.flow.export.export(reference), expected):
            model.go(State.EXPORTED, now)
            model.is_spoken, model.was_made = False, True

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def prepare_mail(self, reference: str) -> None:
        model = self.models[reference]
        expected = NotNow if model.state is not State.EXPORTED else TermPassed if model.is_blocked(self.now()) else None
        self.attempt(lambda: self.desk.flow.handover.prepare_mail(reference), expected)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def declare_sent(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        expected = None if model.state is State.EXPORTED else NotNow
        if self.attempt(lambda: self.desk.flow.handover.declare_sent(reference), expected):
            model.go(State.SENT, now)
            model.sent_at = now

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def speak(self, reference: str) -> None:
        model = self.models[reference]
        is_sent = model.state is State.SENT
        blocked = model.is_blocked(self.now())
        self.attempt(
            lambda: self.desk.flow.handover.phrase(reference),
            NotNow if not is_sent else TermPassed if blocked else None,
        )
        if self.attempt(lambda: self.desk.flow.handover.passed_on(reference), None if is_sent else NotNow):
            model.is_spoken = True

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def receive(self, reference: str) -> None:
        model = self.models[reference]
        expected = None if model.state is State.SENT else NotNow
        if self.attempt(lambda: self.desk.flow.handover.received(reference), expected):
            model.go(State.ERASED, self.now())

    @rule(reference=REFERENCES, doubt=st.booleans())
    @precondition(lambda self: self.models)
    def withdraw(self, reference: str, doubt: bool) -> None:
        model = self.models[reference]
        after = model.sent_at is not None or (doubt and model.was_made)
        may = not model.is_withdrawn and (after or model.state in LIVE)
        if self.attempt(lambda: self.desk.flow.withdrawal.stop(reference, doubt), None if may else NotNow):
            model.go(State.WITHDRAWN if after else State.ERASED, self.now())
            model.is_withdrawn = True

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def confirm_erasure(self, reference: str) -> None:
        model = self.models[reference]
        expected = None if model.state is State.WITHDRAWN else NotNow
        if self.attempt(lambda: self.desk.flow.withdrawal.erasure_confirmed(reference), expected):
            model.go(State.ERASED, self.now())

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def erase(self, reference: str) -> None:
        self.desk.flow.referral.erase(reference)
        if self.models[reference].state is not State.ERASED:
            self.models[reference].go(State.ERASED, self.now())

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def extend(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        expected: Outcome = NotNow if model.state not in LIVE else AlreadyExtended if model.extended else None
        if self.attempt(lambda: self.desk.flow.referral.extend(reference), expected):
            model.since = max(model.since + TERM[model.state], now) + 7 * DAY - TERM[model.state]
            model.extended = True

    # --- time and process ---

    @rule()
    def lock_and_unlock(self) -> None:
        assert self.desk.restart().expired == ()
        self.seen = max(self.seen, self.clock.now())

    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.clock.forward(hours=hours)
        self.look_after()

    @rule()
    def clock_wobbles(self) -> None:
        self.clock.jump(seconds=(self.seen - self.clock.now()).total_seconds() - 1800)
        self.look_after()

    @rule(years=st.sampled_from([-10, 10]))
    def clock_jumps_and_is_called_wrong(self, years: int) -> None:
        right = self.clock.now()
        self.clock.jump(days=365 * years)
        assert self.desk.flow.upkeep.hourly().clock_in_doubt == self.clock.now()
        self.desk.flow.upkeep.answer_clock(False)
        self.clock.jump(seconds=(right - self.clock.now()).total_seconds())

    # --- what always holds ---

    @invariant()
    def referrals_are_as_the_model_says(self) -> None:
        for reference, model in getattr(self, "models", {}).items():
            found = self.desk.referral(reference)
            assert (found.state, found.sent_at, found.extended) == (model.state, model.sent_at, model.extended)
            assert (found.spoken_at is not None) == model.is_spoken or model.state not in LIVE
            assert self.desk.session.standing(found).is_blocked == model.is_blocked(self.now())
            assert found.client == (a_client() if model.state in LIVE else None)
            if model.state in LIVE:
                assert len(found.consent.items) == 10
                assert found.consent.withdrawn_at is None

    @invariant()
    def phrases_and_archives_belong_together(self) -> None:
        models = getattr(self, "models", {})
        records = {record.full_reference: record for record in self.desk.store.exports.all()} if models else {}
        handing = {ref for ref, model in models.items() if model.state in (State.EXPORTED, State.SENT)}
        assert set(records) == handing
        for record in records.values():
            assert record.step is Step.MADE
            assert self.archive_of.setdefault(record.phrase, record.archive_sha256) == record.archive_sha256
        if models:
            archives = set(self.desk.paths.outbox.glob("*.7z*"))
            exported = {ref for ref, model in models.items() if model.state is State.EXPORTED}
            assert {path.name for path in archives} == {f"KG-OCMW_{ref}.7z" for ref in exported}
            sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in archives}
            assert sums == {records[ref].archive_sha256 for ref in exported}

    @invariant()
    def the_register_holds_its_words_only_and_time_never_goes_back(self) -> None:
        if getattr(self, "models", {}):
            rows = self.desk.store.register.rows()
            self.desk.store.register.verify()
            assert {row.gebeurtenis for row in rows} <= {event.value for event in Event}
            assert {row.ref for row in rows} <= set(self.models)
            assert [row.tijd_utc for row in rows] == sorted(row.tijd_utc for row in rows)
            assert self.desk.session.now() >= self.latest
            self.latest = self.desk.session.now()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
