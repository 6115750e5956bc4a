# SPDX-License-Identifier: EUPL-1.2
"""The client asks what is here about them (GDPR 15): all of it, or the reference alone; nothing is written."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from app.domain.referral import LIVE, State
from app.workflow.access import Held
from tests.factory import a_client
from tests.workflow.desk import Desk


@pytest.mark.parametrize("state", list(State))
def test_everything_that_is_here_is_shown_and_nothing_is_written(light_desk: Desk, state: State) -> None:
    # GIVEN a referral in any state
    desk = light_desk
    reference = desk.in_state(state)
    before, rows = desk.everything(), desk.events()
    # WHEN the client asks, by the reference as people type it
    view = desk.flow.access.show(f" {reference.lower()} ")
    # THEN the fields are shown as long as they are here
    assert (view.reference, view.state, view.version) == (reference, state, 1)
    assert view.client == (a_client() if state in LIVE else None)
    assert (view.consent_on, view.consent_text, view.route) == (date(2026, 11, 23), "toestemming.nl@1.0.0", "gesprek")
    assert view.interpreter is (False if state in LIVE else None)
    was_sent = state in (State.SENT, State.WITHDRAWN, State.ERASED)
    assert view.sent_on == (date(2026, 11, 23) if was_sent else None)
    assert view.ended_on == (date(2026, 11, 23) if state is State.WITHDRAWN else None)
    assert view.is_invalid is False
    assert view.recipient == "OCMW Kasterlee"
    # AND nobody can see that somebody asked
    assert (desk.everything(), desk.events()) == (before, rows)


def test_consent_that_never_was_valid_is_told(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    desk.flow.withdrawal.declare_invalid(reference, mail_may_have_left=True)
    view = desk.flow.access.show(reference)
    assert (view.is_invalid, view.ended_on, view.client) == (True, date(2026, 11, 23), None)


def test_after_wiping_no_value_of_the_client_is_left_in_what_is_shown(light_desk: Desk) -> None:
    view = light_desk.flow.access.show(light_desk.erased())
    shown = str(asdict(view))
    values = [text for text in asdict(a_client()).values() if len(text) > 3]
    assert [text for text in values if text in shown] == []


def test_only_those_whose_fields_are_here_can_be_picked(light_desk: Desk) -> None:
    # GIVEN one of each
    desk = light_desk
    desk.erased()
    desk.withdrawn()
    sent = desk.sent()
    empty = desk.flow.consent.agree(desk.talk()).reference
    # THEN the latest stands first, also without a name yet
    assert desk.flow.access.held() == (Held(empty, ""), Held(sent, "Zoë D'Hondt-Çelik"))
