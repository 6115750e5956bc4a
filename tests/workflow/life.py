# SPDX-License-Identifier: EUPL-1.2
"""The verbs of a generated history: each is tried on any referral, also when it must be refused."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from app.clock import belgian_day
from app.domain.client import Client
from app.domain.errors import NotNow, ProtocolStopped, TermPassed
from app.domain.referral import State
from app.domain.report import Kind, Outcome
from app.domain.terms import Reason
from tests.workflow.life_world import CLIENTS, REFERENCES, World
from tests.workflow.model import DAY, Model

ANY_CLIENT = st.sampled_from(list(CLIENTS.values()))
KINDS = st.sampled_from(Kind)


class Life(World):
    """Everything a colleague can do, in any order."""

    @initialize(client=ANY_CLIENT, steps=st.integers(0, 6))
    def begin(self, client: Client, steps: int) -> None:
        """Histories that begin with an empty desk waste their first steps."""
        self.create(0, client, steps)

    @rule(back=st.sampled_from([0, 3, 29]), client=ANY_CLIENT, steps=st.integers(0, 4))
    @precondition(lambda self: len(self.models) < 4)
    def create(self, back: int, client: Client, steps: int) -> None:
        if not self.attempt(self.desk.flow.consent.begin, ProtocolStopped if self.stopped else None):
            return
        given = self.now() - back * DAY
        referral = self.desk.flow.consent.agree(self.desk.talk(), given)
        self.models[referral.reference] = Model(given, self.now(), Client())
        self.edit(referral.reference, client)
        for _ in range(steps):
            self.go_on(referral.reference)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def go_on(self, reference: str) -> None:
        """The ordinary next step, so that random walks get somewhere."""
        steps = {
            State.CONCEPT: self.complete,
            State.READY: self.export,
            State.EXPORTED: self.declare_sent,
            State.SENT: self.receive if self.models[reference].is_spoken else self.speak,
            State.WITHDRAWN: self.confirm_erasure,
            State.ERASED: self.correct_as_one_should,
        }
        steps[self.models[reference].state](reference)

    def complete(self, reference: str) -> None:
        model = self.models[reference]
        if model.client is not None and not model.client.last_name:
            self.edit(reference, CLIENTS["all"])
        self.agree_channels(reference)
        self.finish(reference)

    def correct_as_one_should(self, reference: str) -> None:
        self.correct(reference, Kind.WRONG, confirmed=True, agreed=True)

    # --- before it leaves ---

    @rule(reference=REFERENCES, client=ANY_CLIENT)
    @precondition(lambda self: self.models)
    def edit(self, reference: str, client: Client) -> None:
        model, now = self.models[reference], self.now()
        if self.attempt(lambda: self.desk.type(reference, client), model.editing(now, self.stopped)):
            model.since, model.client = max(model.since, now), client

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def finish(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        if self.attempt(lambda: self.desk.flow.referral.finish(reference), model.finishing(now, self.stopped)):
            model.go(State.READY, now)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def reopen(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        if self.attempt(lambda: self.desk.flow.referral.reopen(reference), model.reopening(now, self.stopped)):
            model.go(State.CONCEPT, now)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def preview(self, reference: str) -> None:
        refusal = self.models[reference].exporting(self.now(), self.stopped)
        self.attempt(lambda: self.desk.flow.export.preview(reference), refusal)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def export(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        if self.attempt(lambda: self.desk.flow.export.export(reference), model.exporting(now, self.stopped)):
            model.go(State.EXPORTED, now)
            model.was_made = True

    # --- after it was made ---

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def prepare_mail(self, reference: str) -> None:
        refusal = self.models[reference].mailing(self.now(), self.stopped)
        self.attempt(lambda: self.desk.flow.handover.prepare_mail(reference), refusal)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def declare_sent(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        refusal = None if model.state is State.EXPORTED else NotNow
        if self.attempt(lambda: self.desk.flow.handover.declare_sent(reference), refusal):
            model.go(State.SENT, now)
            model.sent_at, model.sent_version = now, model.version

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def speak(self, reference: str) -> None:
        model, handover = self.models[reference], self.desk.flow.handover
        sent, blocked = model.state is State.SENT, model.is_blocked(self.now(), self.stopped)
        self.attempt(lambda: handover.phrase(reference), model.first((not sent, NotNow), (blocked, TermPassed)))
        if self.attempt(lambda: handover.passed_on(reference), None if sent else NotNow):
            model.is_spoken = True

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def receive(self, reference: str) -> None:
        model = self.models[reference]
        refusal = None if model.state is State.SENT else NotNow
        if self.attempt(lambda: self.desk.flow.handover.received(reference), refusal):
            model.go(State.ERASED, self.now())

    # --- the end of it ---

    @rule(reference=REFERENCES, doubt=st.booleans(), invalid=st.booleans())
    @precondition(lambda self: self.models)
    def end_consent(self, reference: str, doubt: bool, invalid: bool) -> None:
        model, verbs, now = self.models[reference], self.desk.flow.withdrawal, self.now()
        verb = verbs.declare_invalid if invalid else verbs.stop
        tells = model.tells(doubt)
        if self.attempt(lambda: verb(reference, doubt), model.ending(doubt)):
            model.go(State.WITHDRAWN if tells else State.ERASED, now)
            model.ended_at = now

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def confirm_erasure(self, reference: str) -> None:
        model = self.models[reference]
        refusal = None if model.state is State.WITHDRAWN else NotNow
        if self.attempt(lambda: self.desk.flow.withdrawal.erasure_confirmed(reference), refusal):
            model.go(State.ERASED, self.now())

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def tell_the_officer(self, reference: str) -> None:
        model = self.models[reference]
        late = model.state is State.WITHDRAWN and self.now() >= model.since + 30 * DAY
        assert (self.desk.session.standing(self.desk.referral(reference)).reason is Reason.NO_ANSWER) is late
        if self.attempt(lambda: self.desk.flow.withdrawal.officer_told(reference), None if late else NotNow):
            model.go(State.ERASED, self.now())

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def erase(self, reference: str) -> None:
        """5. From every state."""
        self.desk.flow.referral.erase(reference)
        if self.models[reference].state is not State.ERASED:
            self.models[reference].go(State.ERASED, self.now())

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def extend(self, reference: str) -> None:
        model, now = self.models[reference], self.now()
        if self.attempt(lambda: self.desk.flow.referral.extend(reference), model.extending(self.stopped)):
            model.extend(now)

    # --- corrections and reports ---

    @rule(reference=REFERENCES, kind=KINDS, confirmed=st.booleans(), agreed=st.booleans())
    @precondition(lambda self: self.models)
    def correct(self, reference: str, kind: Kind, confirmed: bool, agreed: bool) -> None:
        model, now, verbs = self.models[reference], self.now(), self.desk.flow.correction
        refusal = model.correcting(now, self.stopped, confirmed, agreed)
        assert verbs.view(reference).may_correct is (refusal not in (NotNow, TermPassed))
        if self.attempt(lambda: verbs.start(reference, kind, confirmed=confirmed, new_channels_agreed=agreed), refusal):
            model.correct(now, agreed)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def correct_what_was_sent(self, reference: str) -> None:
        """So that most histories know a second version."""
        self.correct(reference, Kind.OUTDATED, confirmed=True, agreed=self.models[reference].client is None)

    @rule(given=st.sampled_from(["address", "no phone"]))
    @precondition(lambda self: len(self.models) < 4 and not self.stopped)
    def correct_to_another_way_of_contact(self, given: str) -> None:
        """What was made again goes too, and a way of contact that is new needs a yes: rare in a random walk."""
        self.create(0, CLIENTS[given], 3)
        reference = list(self.models)[-1]
        self.export(reference)
        self.correct(reference, Kind.INCOMPLETE, confirmed=True, agreed=False)
        self.edit(reference, CLIENTS["all"])
        self.finish(reference)

    @rule(reference=REFERENCES)
    @precondition(lambda self: self.models)
    def agree_channels(self, reference: str) -> None:
        model = self.models[reference]
        refusal = model.editing(self.now(), self.stopped)
        if self.attempt(lambda: self.desk.flow.correction.agree_channels(reference), refusal) and model.agreed:
            model.agreed |= set(model.client.channels if model.client is not None else ())

    @rule(reference=REFERENCES, kind=KINDS)
    @precondition(lambda self: self.models)
    def report(self, reference: str, kind: Kind) -> None:
        model, day = self.models[reference], belgian_day(self.now())
        refusal = model.reporting(kind, day)
        if self.attempt(lambda: self.desk.flow.report.enter(reference, kind, day), refusal):
            model.reports[kind, day] = model.sent_version

    @rule(reference=REFERENCES, outcome=st.sampled_from(Outcome))
    @precondition(lambda self: any(model.reports for model in self.models.values()))
    def answer(self, reference: str, outcome: Outcome) -> None:
        for key in list(self.models[reference].reports)[:2]:
            self.answer_one(reference, key, outcome)

    def answer_one(self, reference: str, key: tuple[Kind, date], outcome: Outcome) -> None:
        model, verbs = self.models[reference], self.desk.flow.report
        refusal = model.answering(key, outcome)
        found = verbs.find(reference, *key)
        self.attempt(lambda: verbs.answer_mail(found, outcome), refusal)
        if self.attempt(lambda: verbs.close(found, outcome), refusal):
            model.reports[key] = None
