# SPDX-License-Identifier: EUPL-1.2
"""The world of a generated history: its desk, time and crashes, and what holds after each step (product.md 5.3)."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.domain.errors import AppError
from app.domain.events import Event
from app.domain.profile import Status
from app.domain.reference import with_version
from app.domain.referral import LIVE, State
from app.paths import Paths
from app.storage.exports import ExportRecord, Step
from tests.factory import a_client, a_sender
from tests.fakes import FixedClock
from tests.workflow.desk import Desk
from tests.workflow.model import Model, Refusal
from tests.workflow.test_export_faults import Killed, Steps

HOURS = st.sampled_from([20, 47, 119, 168, 170, 14 * 24])
CLIENTS = {"all": a_client(), "no phone": a_client(phone=""), "address": a_client(phone="", email="")}
FORBIDDEN = ("Zoë", "Çelik", "Verbeelenstraat", "Tielen", "0470 12", "zoe.celik")
"""What no row of the register may hold."""


class Dice:
    """The same bytes in the same history, so that one that fails fails again."""

    def __init__(self) -> None:
        self.thrown = 0

    def throw(self, count: int) -> bytes:
        self.thrown += 1
        return hashlib.shake_256(str(self.thrown).encode()).digest(count)


def some_referral(life: object) -> st.SearchStrategy[str]:
    """Any referral, the ones with data twice as often."""
    assert isinstance(life, World)
    live = [ref for ref, model in life.models.items() if model.state in LIVE]
    return st.sampled_from(live + list(life.models))


REFERENCES = st.runner().flatmap(some_referral)


class World(RuleBasedStateMachine):
    """One desk with up to four referrals, each beside its model."""

    furnished: ClassVar[Path]
    """A data folder after the first start, of which each history gets a copy."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_quick_folder()))
        self.clock = FixedClock()
        paths, dice = Paths(self.folder / "vault"), Dice()
        self.desk = Desk(paths, self.clock, self.folder, is_light=True, random=dice.throw).move_in(self.furnished)
        self.models: dict[str, Model] = {}
        self.stopped = self.in_doubt = False
        self.seen = self.latest = self.clock.now()
        self.phrase_of: dict[str, str] = {}
        self.archive_of: dict[str, str] = {}

    def teardown(self) -> None:
        """5. From every state one action leads to GEWIST, without mail or network."""
        try:
            shown = len(self.desk.mailer.seen)
            for reference, model in list(self.models.items()):
                if model.state is not State.ERASED:
                    self.desk.flow.referral.erase(reference)
                    assert self.desk.referral(reference).state is State.ERASED
            assert len(self.desk.mailer.seen) == shown
        finally:
            self.desk.leave()
            shutil.rmtree(self.folder)

    # --- asking ---

    def now(self) -> datetime:
        """Time stands still while nobody said that a clock which jumped is right."""
        return self.seen if self.in_doubt else max(self.clock.now(), self.seen)

    def attempt(self, verb: Callable[[], object], refusal: Refusal) -> bool:
        """True when it succeeded, as it should; a refusal is exactly the one that the model expects."""
        if refusal is None:
            verb()
            return True
        with pytest.raises(AppError) as told:
            verb()
        assert told.type is refusal
        return False

    def full(self, reference: str) -> str:
        return with_version(reference, self.models[reference].version)

    # --- time, the protocol and the process ---

    def look_after(self) -> None:
        """8. A term never erases: the upkeep takes what is beyond its hard limit, and nothing else."""
        self.seen = max(self.seen, self.clock.now())
        due = {ref for ref, model in self.models.items() if model.state in LIVE and self.seen >= model.hard()}
        expected = {self.full(ref) for ref in due}
        assert {gone.full_reference for gone in self.desk.flow.upkeep.hourly().expired} == expected
        for reference in due:
            self.models[reference].go(State.ERASED, self.seen)

    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.clock.forward(hours=hours)
        self.look_after()

    @rule()
    def clock_wobbles(self) -> None:
        """7. A clock set back never extends a term: the invariants compare with the highest time seen."""
        self.clock.jump(seconds=(self.seen - self.clock.now()).total_seconds() - 1800)
        self.look_after()

    @rule(years=st.sampled_from([-10, 10]))
    def clock_jumps_and_is_called_wrong(self, years: int) -> None:
        """7. A clock that jumps far is asked about, and meanwhile nothing is erased."""
        right = self.clock.now()
        self.clock.jump(days=365 * years)
        found = self.desk.flow.upkeep.hourly()
        assert (found.clock_in_doubt, found.expired) == (self.clock.now(), ())
        self.desk.flow.upkeep.answer_clock(False)
        self.in_doubt = True
        self.referrals_are_as_the_model_says()
        self.in_doubt = False
        self.clock.jump(seconds=(right - self.clock.now()).total_seconds())

    @rule()
    def the_protocol_stops_or_starts(self) -> None:
        """6. With the protocol stopped the model refuses first exports, and nothing that follows after sending."""
        self.stopped = not self.stopped
        self.desk.under(status=Status.ENDED if self.stopped else Status.ACTIVE)

    @rule()
    def lock_and_unlock(self) -> None:
        assert self.desk.restart().expired == ()
        self.seen = max(self.seen, self.clock.now())

    @rule(reference=REFERENCES, at=st.integers(1, 16))
    @precondition(lambda self: self.models)
    def crash_while_exporting(self, reference: str, at: int) -> None:
        """9. A crash at any point leaves one of the states, and every archive on disk is recorded."""
        model, now = self.models[reference], self.now()
        if model.exporting(now, self.stopped) is not None:
            return
        before = self.record(reference)
        steps = Steps(at, Killed)
        with steps.watching():
            try:
                self.desk.flow.export.export(reference)
            except Killed:
                assert steps.count == at
        assert self.desk.restart().expired == ()
        self.seen = max(self.seen, self.clock.now())
        found, record = self.desk.referral(reference).state, self.record(reference)
        if record is not None and record != before:
            assert found is State.EXPORTED
            model.go(State.EXPORTED, now)
            model.was_made = True
        elif record is None and model.state is not State.READY:
            assert found is State.READY
            model.go(State.READY, now)
        # else: as if it had never begun, which the invariants look at

    def record(self, reference: str) -> ExportRecord | None:
        return self.desk.store.exports.get(self.full(reference))

    # --- what always holds ---

    @invariant()
    def referrals_are_as_the_model_says(self) -> None:
        for reference, model in self.models.items():
            found = self.desk.referral(reference)
            told = (found.state, found.version, found.sent_version, found.sent_at, found.extended, found.since)
            assert told == (
                model.state, model.version, model.sent_version, model.sent_at, model.extended, model.since,
            )  # fmt: skip
            assert (found.client, found.confirmed_at) == (model.client, model.confirmed_at)
            assert (found.spoken_at is not None) == model.is_spoken or model.state not in LIVE
            standing = self.desk.session.standing(found)
            assert standing.is_blocked == model.is_blocked(self.now(), self.stopped)
            assert standing.erases_at == (model.hard() if model.state in LIVE else None)

    @invariant()
    def no_client_without_a_valid_consent(self) -> None:
        """1. No client field exists without a valid consent record."""
        for reference, model in self.models.items():
            found = self.desk.referral(reference)
            assert (found.client is not None) == (found.state in LIVE)
            assert found.consent.has_ended == (model.ended_at is not None)
            if found.client is not None:
                assert not found.consent.has_ended
                assert found.consent.given_at == model.consent_at
                assert len(found.consent.items) == 10 or model.version > 1

    @invariant()
    def phrases_and_archives_belong_together(self) -> None:
        """2. No phrase without archive, intent or sending. 3. Never two archives with one. 9. Each file is known."""
        records = {record.full_reference: record for record in self.desk.store.exports.all()}
        handing = {State.EXPORTED: set[str](), State.SENT: set[str]()}
        for reference, model in self.models.items():
            handing.get(model.state, set()).add(self.full(reference))
        assert set(records) == handing[State.EXPORTED] | handing[State.SENT]
        for record in records.values():
            assert record.step is Step.MADE
            assert self.archive_of.setdefault(record.phrase, record.archive_sha256) == record.archive_sha256
            assert self.phrase_of.setdefault(record.archive_sha256, record.phrase) == record.phrase
        archives = {path.name: path for path in self.desk.paths.outbox.glob("*.7z*")}
        assert set(archives) == {f"KG-OCMW_{full}.7z" for full in handing[State.EXPORTED]}
        ended = {ref for ref, model in self.models.items() if model.state is State.WITHDRAWN}
        mails = {f"KG-OCMW_{name}.eml" for name in handing[State.EXPORTED] | ended}
        assert {path.name for path in self.desk.paths.outbox.glob("KG-OCMW_*.eml")} <= mails
        for full in handing[State.EXPORTED]:
            data = archives[f"KG-OCMW_{full}.7z"].read_bytes()
            assert hashlib.sha256(data).hexdigest() == records[full].archive_sha256

    @invariant()
    def the_register_holds_its_words_only_and_time_never_goes_back(self) -> None:
        """4. Register rows hold the vocabulary, dates, reference, version, hashes, user. 7. Time never goes back."""
        if not self.models:
            return
        rows = self.desk.store.register.rows()
        self.desk.store.register.verify()
        assert {row.gebeurtenis for row in rows} <= {event.value for event in Event}
        known = {with_version(ref, n) for ref, model in self.models.items() for n in range(1, model.version + 1)}
        assert {row.ref for row in rows} <= known
        assert {row.gebruiker for row in rows} == {a_sender().name}
        text = repr(rows)
        assert not [word for word in (*FORBIDDEN, *self.archive_of) if word in text]
        assert [row.tijd_utc for row in rows] == sorted(row.tijd_utc for row in rows)
        assert self.desk.session.now() >= self.latest
        self.latest = self.desk.session.now()

    @invariant()
    def what_is_to_be_done_is_shown(self) -> None:
        if not self.models:
            return
        shown = self.desk.flow.overview.show()
        waiting = {ref for ref, model in self.models.items() if model.state in (*LIVE, State.WITHDRAWN)}
        assert {line.reference for line in shown.lines} == waiting
        reports = {(ref, *key) for ref, model in self.models.items() for key, open_ in model.reports.items() if open_}
        assert {(task.reference, task.report, task.since) for task in shown.tasks} == reports
        assert shown.may_begin is not self.stopped


def _quick_folder() -> str | None:
    """Where flushing costs nothing, on a machine that has such a place."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
