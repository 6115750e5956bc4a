# SPDX-License-Identifier: EUPL-1.2
"""Every number of days on screen comes from the protocol: another one has other terms, and the sentences follow."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import app.ui
from app.domain.errors import ConsentTooOld
from app.domain.referral import State
from app.ui import texts, wording
from app.ui.widgets.referral_card import ReferralCard
from app.workflow.overview import Line
from tests.factory import the_profile
from tests.workflow.desk import Desk

OTHER = replace(
    the_profile().terms,
    concept_days=4, sent_days=9, extend_days=5, hard_consent_days=60, hard_sent_days=21, consent_max_days=45,
    remind_sent_days=2, report_working_days=8,
)  # fmt: skip


@pytest.fixture
def elsewhere(light_desk: Desk) -> Desk:
    """A desk under a protocol with other terms."""
    light_desk.under(terms=OTHER)
    return light_desk


def line(desk: Desk, reference: str) -> Line:
    return next(one for one in desk.flow.overview.show().lines if one.reference == reference)


def button(qtbot: QtBot, shown: Line, name: str) -> str:
    card = ReferralCard(shown)
    qtbot.addWidget(card)
    return next(one.text() for one in card.findChildren(QPushButton) if one.objectName() == name)


@pytest.mark.parametrize(("days", "said"), [(5, "Verlengen met 5 dagen"), (1, "Verlengen met 1 dag")])
def test_R45_extending_says_the_days_of_the_protocol(qtbot: QtBot, elsewhere: Desk, days: int, said: str) -> None:
    # GIVEN a concept at its term
    elsewhere.under(terms=replace(OTHER, extend_days=days))
    reference = elsewhere.concept()
    elsewhere.clock.forward(days=4)
    # THEN the button says how much longer, and does it
    assert button(qtbot, line(elsewhere, reference), "extend_referral") == said
    elsewhere.flow.referral.extend(reference)
    assert line(elsewhere, reference).standing.days_left == days


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        (State.CONCEPT, 60, "de toestemming was 60 dagen oud"),
        (State.SENT, 21, "de e-mail was 21 dagen geleden verzonden"),
    ],
)
def test_R45_a_hard_limit_says_its_own_days(elsewhere: Desk, state: State, days: int, said: str) -> None:
    # GIVEN a referral just before and at the hard limit of this protocol
    reference = elsewhere.in_state(state)
    elsewhere.clock.forward(days=days, seconds=-1)
    assert elsewhere.flow.upkeep.hourly().expired == ()
    elsewhere.clock.forward(seconds=1)
    # THEN the message gives the reason with those days
    [expired] = elsewhere.flow.upkeep.hourly().expired
    assert said in wording.expired(expired)
    assert reference in wording.expired(expired)


@pytest.mark.parametrize(("days", "said"), [(2, "2 dagen geleden"), (6, "6 dagen geleden")])
def test_R48_the_reminder_after_sending_says_how_long_ago_it_was(elsewhere: Desk, days: int, said: str) -> None:
    # GIVEN a referral of which the words were passed on
    reference = elsewhere.sent()
    elsewhere.flow.handover.passed_on(reference)
    elsewhere.clock.forward(days=1)
    assert "geleden" not in wording.step(line(elsewhere, reference))
    # WHEN the days of the reminder have passed
    elsewhere.clock.forward(days=days - 1)
    # THEN it asks after it
    assert said in wording.step(line(elsewhere, reference))


def test_R05_an_old_consent_is_refused_with_the_days_of_the_protocol(elsewhere: Desk) -> None:
    # GIVEN a talk of 46 days ago under a protocol that allows 45
    talk = elsewhere.talk()
    given = elsewhere.clock.now() - timedelta(days=46)
    with pytest.raises(ConsentTooOld) as refused:
        elsewhere.flow.consent.agree(talk, given)
    assert texts.sentence(refused.value) == "De toestemming is ouder dan 45 dagen. Vraag opnieuw toestemming."


def test_R45_no_screen_knows_a_term_by_heart() -> None:
    # GIVEN the source of the interface
    fixed = re.compile(r"\b([2-9]|\d\d+|twee|drie|vijf|zeven|veertien|dertig) (werk)?dagen\b")
    found = {
        f"{path.name}: {match.group()}"
        for path in Path(app.ui.__file__).parent.rglob("*.py")
        for match in fixed.finditer(path.read_text("utf-8"))
    }
    # THEN no sentence in it has a number of days
    assert found == set()
