# SPDX-License-Identifier: EUPL-1.2
"""The states of a referral: only the moves of product.md 5.1, and never client data after wiping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.client import Client
from app.domain.errors import NotNow
from app.domain.referral import LIVE, Referral, State
from tests.factory import NOW, a_client, a_referral

LATER = NOW + timedelta(hours=2)
Move = Callable[[Referral], Referral]

MOVES: dict[str, tuple[Move, tuple[State, ...], State]] = {
    "edit": (lambda r: r.edited(a_client(), LATER), (State.CONCEPT,), State.CONCEPT),
    "finish": (lambda r: r.finished(LATER), (State.CONCEPT,), State.READY),
    "reopen": (lambda r: r.reopened(LATER), (State.READY, State.EXPORTED), State.CONCEPT),
    "export": (lambda r: r.exported(LATER), (State.READY, State.EXPORTED, State.SENT), State.EXPORTED),
    "declare sent": (lambda r: r.declared_sent(LATER), (State.EXPORTED,), State.SENT),
    "pass on": (lambda r: r.spoken(LATER), (State.SENT,), State.SENT),
}


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("state", State)
def test_only_the_moves_of_the_diagram_are_possible(verb: str, state: State) -> None:
    # GIVEN a referral in this state
    move, allowed, target = MOVES[verb]
    referral = a_referral(state=state)
    # THEN the move works from the states of the diagram, and is refused from all others
    if state in allowed:
        assert move(referral).state is target
    else:
        with pytest.raises(NotNow) as refused:
            move(referral)
        assert refused.value.facts == {"verb": verb, "state": state.value}


@pytest.mark.parametrize("state", LIVE)
def test_from_every_state_one_step_wipes_everything_about_the_client(state: State) -> None:
    # GIVEN a referral with data
    referral = a_referral(state=state, focus="last_name")
    # WHEN it is wiped
    wiped = referral.erased(LATER)
    # THEN no client field is left, nor the field the user was in, nor who recorded the consent
    assert (wiped.state, wiped.client, wiped.focus) == (State.ERASED, None, "")
    assert (wiped.consent.interpreter, wiped.consent.recorded_by) == (None, "")
    assert wiped.reference == referral.reference


def test_withdrawal_after_sending_wipes_at_once_and_leaves_a_task() -> None:
    withdrawn = a_referral(state=State.SENT, sent_at=NOW, sent_version=1).withdrawn(LATER)
    assert (withdrawn.state, withdrawn.client, withdrawn.withdrawn_at) == (State.WITHDRAWN, None, LATER)
    assert withdrawn.consent.withdrawn_at == LATER
    assert withdrawn.was_sent


def test_a_new_export_forgets_that_mail_and_call_belonged_to_the_old_archive() -> None:
    # GIVEN a sent referral whose phrase was passed on
    referral = a_referral(state=State.SENT, sent_at=NOW, mail_opened_at=NOW, spoken_at=NOW)
    # WHEN a new archive is made
    again = referral.exported(LATER)
    # THEN mail and call must be done again, but it stays known that something was sent
    assert (again.mail_opened_at, again.spoken_at, again.sent_at) == (None, None, NOW)


def test_a_mail_that_was_opened_is_not_a_mail_that_was_sent() -> None:
    opened = a_referral(state=State.EXPORTED).mail_opened(LATER)
    assert (opened.state, opened.mail_opened_at, opened.was_sent) == (State.EXPORTED, LATER, False)


def test_moving_on_begins_a_term_that_may_be_extended() -> None:
    moved = a_referral(extended=True).finished(LATER)
    assert (moved.since, moved.extended) == (LATER, False)


def test_editing_keeps_where_the_user_was() -> None:
    edited = a_referral().edited(a_client(last_name="Peeters"), LATER, focus="last_name")
    assert (edited.client, edited.focus, edited.edited_at) == (a_client(last_name="Peeters"), "last_name", LATER)


def test_R51_a_corrected_referral_shows_its_version() -> None:
    assert a_referral().full_reference == "K7M4-29QK"
    assert replace(a_referral(), version=3).full_reference == "K7M4-29QK-3"


SENT = a_referral(state=State.SENT, sent_at=NOW, sent_version=1, spoken_at=NOW, mail_opened_at=NOW, extended=True)


@pytest.mark.parametrize(
    ("referral", "may"),
    [
        (SENT, True),
        (SENT.exported(NOW), True),
        (SENT.erased(NOW), True),
        (SENT.corrected("foutief", NOW), False),
        (SENT.corrected("foutief", NOW).erased(NOW), True),
        (SENT.withdrawn(NOW), False),
        (SENT.withdrawn(NOW, invalid=True), False),
        (SENT.withdrawn(NOW).erased(NOW), False),
        (a_referral(), False),
        (a_referral(state=State.EXPORTED), False),
        (a_referral().erased(NOW), False),
    ],
)
def test_R51_what_was_sent_is_corrected_while_consent_holds(referral: Referral, may: bool) -> None:
    assert referral.may_be_corrected is may
    if not may:
        with pytest.raises(NotNow) as refused:
            referral.corrected("foutief", LATER)
        assert refused.value.facts == {"verb": "correct", "state": referral.state.value}


def test_R04_what_was_sent_is_never_brought_under_another_consent() -> None:
    # GIVEN a correction in the making, of what was sent under the consent it has
    correcting = SENT.corrected("foutief", LATER)
    # THEN another one would be the consent for another referral
    with pytest.raises(NotNow):
        correcting.renewed(correcting.consent, correcting.profile_id, LATER)


def test_R51_a_correction_begins_a_concept_of_the_next_version() -> None:
    corrected = SENT.corrected("verouderd", LATER)
    assert (corrected.state, corrected.version, corrected.full_reference) == (State.CONCEPT, 2, "K7M4-29QK-2")
    assert (corrected.correction, corrected.confirmed_at, corrected.since) == ("verouderd", LATER, LATER)
    assert (corrected.client, corrected.consent) == (SENT.client, SENT.consent)
    assert (corrected.mail_opened_at, corrected.spoken_at, corrected.extended) == (None, None, False)
    assert (corrected.was_sent, corrected.version_sent, corrected.sent_at) == (True, False, NOW)


def test_R51_a_correction_is_read_from_its_first_field_on() -> None:
    # GIVEN a form that was left in its last field
    sent = replace(SENT, focus="email")
    # THEN version two does not begin there: the colleague sees the top of the form
    assert sent.corrected("verouderd", LATER).focus == ""


def test_R51_after_wiping_a_correction_begins_empty_and_every_way_of_contact_was_asked() -> None:
    corrected = SENT.erased(NOW).corrected("foutief", LATER)
    assert (corrected.client, corrected.agreed_channels) == (Client(), None)
    assert a_referral().unagreed_channels == corrected.unagreed_channels == ()
    assert SENT.erased(NOW).unagreed_channels == ()


def test_R51_a_way_of_contact_that_is_new_needs_a_yes_of_its_own() -> None:
    # GIVEN a correction of what was shared without telephone and e-mail
    corrected = replace(SENT, client=a_client(phone="", email="")).corrected("onvolledig", LATER)
    assert (corrected.agreed_channels, corrected.unagreed_channels) == (("address",), ())
    # WHEN they are typed one after the other
    with_phone = corrected.edited(a_client(email=""), LATER)
    assert with_phone.unagreed_channels == ("phone",)
    agreed = with_phone.channels_agreed()
    assert agreed.unagreed_channels == ()
    # THEN each needs a yes
    assert agreed.edited(a_client(), LATER).unagreed_channels == ("email",)
    # AND a yes to everything stays one
    assert replace(agreed, agreed_channels=None).channels_agreed().agreed_channels is None
    with pytest.raises(NotNow):
        agreed.finished(LATER).channels_agreed()
