# SPDX-License-Identifier: EUPL-1.2
"""The open task after a withdrawal: wait, ask after five working days, tell the officer after thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.errors import NotNow
from app.domain.referral import State
from app.workflow.overview import Step
from tests.factory import a_profile
from tests.workflow.desk import Desk

WAITED = [
    (6, Step.AWAIT_ERASURE),  # Sunday: the fifth working day is the Monday after
    (7, Step.ASK_ERASURE),
    (29, Step.ASK_ERASURE),
    (30, Step.TELL_OFFICER),
    (400, Step.TELL_OFFICER),
]


@pytest.mark.parametrize(("days", "step"), WAITED)
@pytest.mark.parametrize("act", ["stop", "declare_invalid"])
def test_R52_the_longer_it_waits_the_more_is_asked(light_desk: Desk, act: str, days: int, step: Step) -> None:
    # GIVEN a consent that ended on a Monday
    desk = light_desk
    reference = desk.sent()
    getattr(desk.flow.withdrawal, act)(reference, mail_may_have_left=True)
    # WHEN the OCMW does not answer
    for _ in range(days // 50 + 1):
        desk.clock.forward(days=min(days, 50))
        desk.flow.upkeep.hourly()
        days -= min(days, 50)
    # THEN overview and page say the same, and the task never goes by itself
    [line] = desk.flow.overview.show().lines
    assert line.step is step
    task = desk.flow.withdrawal.waiting(reference)
    assert (task.reference, task.step, task.is_invalid) == (reference, step, act == "declare_invalid")
    assert task.since == date(2026, 11, 23)
    assert task.officer == "dpo@opgroeien.be"
    assert task.recipient is not None
    assert task.recipient.desk == "Sociaal Huis"


def test_R52_holidays_do_not_count_as_working_days(light_desk: Desk) -> None:
    # GIVEN a withdrawal on the Thursday before Christmas: Christmas and New Year are holidays
    desk = light_desk
    desk.clock.forward(days=31)
    reference = desk.withdrawn()
    steps = []
    for days in (10, 1):
        desk.clock.forward(days=days)
        steps.append(desk.flow.withdrawal.waiting(reference).step)
    # THEN the fifth working day is the fourth of January
    assert steps == [Step.AWAIT_ERASURE, Step.ASK_ERASURE]
    assert desk.session.today() == date(2027, 1, 4)


@pytest.mark.parametrize(("terms", "days"), [({"report_working_days": 1}, 1), ({"withdrawal_days": 2}, 2)])
def test_R52_the_terms_are_those_of_the_profile(light_desk: Desk, terms: dict[str, Any], days: int) -> None:
    desk = light_desk
    desk.under(terms=replace(a_profile().terms, **terms))
    reference = desk.withdrawn()
    desk.clock.forward(days=days)
    assert desk.flow.withdrawal.waiting(reference).step is not Step.AWAIT_ERASURE


def test_R52_when_the_officer_was_told_the_task_ends_without_a_word_of_the_ocmw(light_desk: Desk) -> None:
    # GIVEN a withdrawal
    desk = light_desk
    reference = desk.withdrawn()
    desk.flow.withdrawal.mail(reference)
    # WHEN the user says too early that the officer was told
    desk.clock.forward(days=29)
    with pytest.raises(NotNow):
        desk.flow.withdrawal.officer_told(reference)
    assert desk.referral(reference).state is State.WITHDRAWN
    # AND again after thirty days
    desk.clock.forward(days=1)
    desk.flow.withdrawal.officer_told(reference)
    # THEN nothing is left to do or on disk, and the register does not say that the OCMW erased
    assert desk.referral(reference).state is State.ERASED
    assert desk.events(reference)[-2:] == ["ingetrokken_na_verzending", "gewist"]
    assert (desk.flow.overview.show().lines, desk.outbox()) == ((), [])
    for verb in (desk.flow.withdrawal.officer_told, desk.flow.withdrawal.waiting):
        with pytest.raises(NotNow):
            verb(reference)


def test_R52_without_its_profile_nobody_is_to_be_called_but_the_task_can_end(light_desk: Desk) -> None:
    # GIVEN an open withdrawal whose protocol was taken away
    desk = light_desk
    reference = desk.withdrawn()
    desk.session.profiles = (a_profile(id="een-ander"),)
    # THEN no number of another OCMW is named
    assert desk.flow.withdrawal.waiting(reference).recipient is None
    desk.flow.withdrawal.erasure_confirmed(reference)
    assert desk.referral(reference).state is State.ERASED


@pytest.mark.parametrize("exported", [False, True])
def test_R52_the_mail_names_no_version_that_was_never_sent(light_desk: Desk, exported: bool) -> None:
    # GIVEN a correction in the making
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference)
    if exported:
        desk.flow.referral.finish(reference)
        desk.flow.export.export(reference)
    # WHEN the client stops
    draft = desk.flow.withdrawal.stop(reference, mail_may_have_left=False)
    # THEN mail, draft, note and task name the reference alone
    assert draft is not None
    named = (draft.subject, draft.body, draft.draft_path.name, desk.flow.withdrawal.note(reference).text)
    assert all(reference in text and f"{reference}-2" not in text for text in named)
    assert desk.flow.withdrawal.waiting(reference).reference == reference
    # AND nothing of it stays once the task ends
    assert desk.outbox() == [f"KG-OCMW_{reference}.eml"]
    desk.flow.withdrawal.erasure_confirmed(reference)
    assert desk.outbox() == []
