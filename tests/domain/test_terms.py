# SPDX-License-Identifier: EUPL-1.2
"""Terms: warned two days ahead, blocked at the term, extended once, erased at a hard limit alone (product.md 5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import AlreadyExtended, NotNow, ProtocolStopped
from app.domain.referral import LIVE, Referral, State
from app.domain.terms import Level, Reason, extended, standing
from tests.factory import NOW, a_consent, a_referral, the_profile

TERMS = the_profile().terms
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def in_state(state: State, since: datetime = NOW, **changes: object) -> Referral:
    """A referral in this state since then; consent was given an hour earlier."""
    sent = {"sent_at": since, "sent_version": 1} if state is State.SENT else {}
    consent = a_consent(given_at=since - timedelta(hours=1))
    return a_referral(**{"state": state, "since": since, "consent": consent, **sent, **changes})


@pytest.mark.parametrize(
    ("state", "days"), [(State.CONCEPT, 7), (State.READY, 7), (State.EXPORTED, 5), (State.SENT, 7)]
)
def test_R45_R48_each_state_warns_two_days_ahead_and_blocks_at_its_term(state: State, days: int) -> None:
    # GIVEN a referral in this state
    referral = in_state(state)
    end = NOW + days * DAY
    # THEN there is nothing to say until three days before
    table = [
        (NOW, Level.NOTHING, days),
        (end - 3 * DAY, Level.NOTHING, 3),
        (end - 2 * DAY - SECOND, Level.NOTHING, 3),
        # from two days before it is said, with the begun days that are left
        (end - 2 * DAY, Level.WARN, 2),
        (end - DAY, Level.WARN, 1),
        (end - SECOND, Level.WARN, 1),
        # and at the term it is blocked, nothing is erased
        (end, Level.BLOCKED, None),
        (end + DAY, Level.BLOCKED, None),
    ]
    for now, level, left in table:
        found = standing(referral, TERMS, now)
        assert found.level is level, now
        assert found.is_blocked is (level is Level.BLOCKED)
        if left is not None:
            assert (found.until, found.days_left) == (end, left)
    assert standing(referral, TERMS, end - DAY).reason is Reason.IDLE
    assert standing(referral, TERMS, end).reason is Reason.IDLE


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R45_R48_unsent_data_are_erased_thirty_days_after_consent_and_announced(state: State) -> None:
    # GIVEN an unsent referral whose consent is old
    hard = NOW + 30 * DAY
    referral = in_state(state, consent=a_consent(given_at=NOW), since=hard - DAY)
    # THEN the erasure is announced from two days before, and happens at thirty days
    for now, level, soon in [
        (hard - 2 * DAY - SECOND, Level.NOTHING, False),
        (hard - 2 * DAY, Level.WARN, True),
        (hard - SECOND, Level.WARN, True),
        (hard, Level.ERASE, True),
        (hard + 365 * DAY, Level.ERASE, True),
    ]:
        found = standing(referral, TERMS, now)
        assert (found.level, found.erases_soon, found.erases_at) == (level, soon, hard)
    assert standing(referral, TERMS, hard - DAY).reason is Reason.CONSENT_OLD
    assert standing(referral, TERMS, hard).reason is Reason.CONSENT_OLD


def test_R45_R48_sent_data_are_erased_fourteen_days_after_sending_and_announced() -> None:
    # GIVEN a referral sent 25 days after consent
    referral = in_state(State.SENT, consent=a_consent(given_at=NOW - 25 * DAY))
    # THEN the thirty days count no more, the fourteen do
    assert standing(referral, TERMS, NOW + 6 * DAY).level is Level.WARN
    assert standing(referral, TERMS, NOW + 14 * DAY - SECOND).level is Level.BLOCKED
    found = standing(referral, TERMS, NOW + 14 * DAY)
    assert (found.level, found.reason) == (Level.ERASE, Reason.SENT_LONG_AGO)
    # AND while it is blocked the coming erasure is told
    blocked = standing(referral, TERMS, NOW + 12 * DAY)
    assert (blocked.level, blocked.until, blocked.days_left, blocked.erases_soon) == (
        Level.BLOCKED, NOW + 14 * DAY, 2, True,
    )  # fmt: skip


def test_R45_a_term_is_extended_once_by_seven_days() -> None:
    # GIVEN a concept at its term
    referral, end = in_state(State.CONCEPT), NOW + 7 * DAY
    assert standing(referral, TERMS, end).may_extend
    # WHEN it is extended
    longer = extended(referral, TERMS, end)
    # THEN there are seven days more, and no second time
    assert standing(longer, TERMS, end).until == end + 7 * DAY
    assert not standing(longer, TERMS, end).may_extend
    with pytest.raises(AlreadyExtended):
        extended(longer, TERMS, end + 6 * DAY)


def test_R45_who_comes_back_late_gets_seven_days_from_then() -> None:
    # GIVEN a concept that was blocked while its user was away for ten days
    referral = in_state(State.CONCEPT)
    back = NOW + 17 * DAY
    # WHEN it is extended
    longer = extended(referral, TERMS, back)
    # THEN seven days begin now, not in the past
    assert standing(longer, TERMS, back).level is Level.NOTHING
    assert standing(longer, TERMS, back).until == back + 7 * DAY


def test_R45_extending_early_loses_no_day_and_editing_does_not_cut_it() -> None:
    # GIVEN a concept extended three days before its term
    longer = extended(in_state(State.CONCEPT), TERMS, NOW + 4 * DAY)
    assert standing(longer, TERMS, NOW + 4 * DAY).until == NOW + 14 * DAY
    # WHEN it is edited, before and after the original term
    assert longer.client is not None
    soon = longer.edited(longer.client, NOW + 5 * DAY)
    late = longer.edited(longer.client, NOW + 10 * DAY)
    # THEN the term is never earlier than the extension, and seven days after the last edit otherwise
    assert standing(soon, TERMS, NOW + 5 * DAY).until == NOW + 14 * DAY
    assert standing(late, TERMS, NOW + 10 * DAY).until == NOW + 17 * DAY


def test_R45_an_extension_ends_at_the_hard_limit() -> None:
    # GIVEN a sent referral extended at its term
    longer = extended(in_state(State.SENT), TERMS, NOW + 7 * DAY)
    # THEN it is asked about until the fourteenth day, and erased on it
    assert standing(longer, TERMS, NOW + 13 * DAY).level is Level.WARN
    assert standing(longer, TERMS, NOW + 14 * DAY).level is Level.ERASE
    # AND a concept whose hard limit comes first cannot be extended beyond it
    old = in_state(State.CONCEPT, consent=a_consent(given_at=NOW - 25 * DAY))
    assert not standing(old, TERMS, NOW + DAY).may_extend


def test_R45_each_state_may_be_extended_anew() -> None:
    # GIVEN a concept that was extended
    longer = extended(in_state(State.CONCEPT), TERMS, NOW + 7 * DAY)
    # WHEN it is finished
    ready = longer.finished(NOW + 8 * DAY)
    # THEN the new state has its own term and its own extension
    assert standing(ready, TERMS, NOW + 8 * DAY).until == NOW + 15 * DAY
    assert standing(ready, TERMS, NOW + 8 * DAY).may_extend


def test_R45_a_correction_counts_from_its_confirmation_until_it_is_sent() -> None:
    # GIVEN a correction, confirmed twenty days after the first version was sent
    confirmed = NOW + 20 * DAY
    correction = in_state(
        State.CONCEPT, since=confirmed, version=2, sent_at=NOW, sent_version=1, confirmed_at=confirmed
    )
    # THEN it has thirty days from the confirmation
    assert standing(correction, TERMS, confirmed).erases_at == confirmed + 30 * DAY
    # AND fourteen from its own sending
    sent = replace(correction, state=State.SENT, since=confirmed + DAY, sent_at=confirmed + DAY, sent_version=2)
    assert standing(sent, TERMS, confirmed + DAY).erases_at == confirmed + 15 * DAY


def test_R45_making_the_archive_again_does_not_lengthen_the_fourteen_days() -> None:
    # GIVEN a sent referral that is exported once more on day ten
    again = in_state(State.SENT).exported(NOW + 10 * DAY)
    # THEN the fourteen days of the sending still count
    assert standing(again, TERMS, NOW + 10 * DAY).erases_at == NOW + 14 * DAY
    assert standing(again, TERMS, NOW + 14 * DAY).level is Level.ERASE


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R45_a_stopped_protocol_leaves_unsent_data_two_days_and_no_extension(state: State) -> None:
    # GIVEN an unsent referral, worked on just before the protocol stopped
    referral, stopped = in_state(state), NOW + DAY
    # THEN it can be looked at for two days, then only wiped; the hard limit stays
    before = standing(referral, TERMS, stopped, in_force=False, stopped_at=stopped)
    assert (before.level, before.reason, before.until) == (Level.WARN, Reason.STOPPED, stopped + 2 * DAY)
    after = standing(referral, TERMS, stopped + 2 * DAY, in_force=False, stopped_at=stopped)
    assert (after.level, after.reason, after.may_extend) == (Level.BLOCKED, Reason.STOPPED, False)
    assert standing(referral, TERMS, NOW + 30 * DAY, in_force=False).level is Level.ERASE
    # AND nobody extends it
    with pytest.raises(ProtocolStopped):
        extended(referral, TERMS, stopped, in_force=False)


def test_R45_after_sending_a_stopped_protocol_changes_nothing() -> None:
    referral = in_state(State.SENT)
    for days in (0, 5, 7, 14):
        now = NOW + days * DAY
        assert standing(referral, TERMS, now, in_force=False) == standing(referral, TERMS, now)
    assert extended(referral, TERMS, NOW, in_force=False).extended


def test_R45_a_withdrawal_without_answer_is_told_after_thirty_days() -> None:
    # GIVEN a referral withdrawn after sending
    referral = in_state(State.SENT).withdrawn(NOW)
    # THEN it waits, and after thirty days the DPO must hear of it
    assert standing(referral, TERMS, NOW + 29 * DAY).level is Level.NOTHING
    assert standing(referral, TERMS, NOW + 29 * DAY).days_left == 1
    found = standing(referral, TERMS, NOW + 30 * DAY)
    assert (found.level, found.reason, found.is_blocked) == (Level.WARN, Reason.NO_ANSWER, False)


def test_R45_nothing_is_left_to_say_about_an_erased_referral() -> None:
    erased = in_state(State.SENT).erased(NOW)
    assert standing(erased, TERMS, NOW + 1000 * DAY).level is Level.NOTHING
    with pytest.raises(NotNow):
        extended(erased, TERMS, NOW)


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R45_terms_hold_across_summer_time_and_far_years(state: State) -> None:
    # GIVEN moments around summer time, 1970 and 2038
    for year, month, day in ((2026, 3, 28), (1970, 1, 2), (2038, 1, 19)):
        since = datetime(year, month, day, 23, tzinfo=UTC)
        referral = in_state(state, since=since)
        # THEN a day is 24 hours everywhere
        first = standing(referral, TERMS, since)
        assert first.until is not None
        assert (first.until - since) % DAY == timedelta(0)
        assert standing(referral, TERMS, since + 31 * DAY).level is Level.ERASE


MOMENTS = st.integers(0, 60 * 86400).map(lambda seconds: NOW + timedelta(seconds=seconds))
ORDER = [Level.NOTHING, Level.WARN, Level.BLOCKED, Level.ERASE]


@given(st.sampled_from(LIVE), MOMENTS, MOMENTS, MOMENTS, st.booleans(), st.booleans())
def test_R45_as_time_passes_a_standing_only_gets_worse(
    state: State, since: datetime, one: datetime, other: datetime, was_extended: bool, in_force: bool
) -> None:
    # GIVEN any referral and two moments
    referral = in_state(state, since, extended=was_extended)
    first, second = sorted((max(one, since), max(other, since)))
    early, late = (standing(referral, TERMS, now, in_force=in_force) for now in (first, second))
    # THEN the later standing is never milder, and the announced moment is kept
    assert ORDER.index(early.level) <= ORDER.index(late.level)
    if early.until is not None and second >= early.until:
        assert ORDER.index(late.level) >= ORDER.index(Level.BLOCKED)
    if early.level is Level.NOTHING and early.until is not None and second < early.until - TERMS.warn_days * DAY:
        assert late.level is Level.NOTHING


@given(st.sampled_from(LIVE), MOMENTS, MOMENTS)
def test_R45_only_a_hard_limit_erases(state: State, since: datetime, now: datetime) -> None:
    referral = in_state(state, since)
    found = standing(referral, TERMS, max(since, now))
    assert found.erases_at is not None
    assert (found.level is Level.ERASE) == (max(since, now) >= found.erases_at)
