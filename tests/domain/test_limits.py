# SPDX-License-Identifier: EUPL-1.2
"""A hard limit that became shorter counts after the days of warning, whatever came before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.limits import Limits, known
from app.domain.referral import Referral, State
from app.domain.terms import Level, Reason, standing
from tests.factory import NOW, a_consent, a_referral, the_profile

TERMS = the_profile().terms
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
USUAL = Limits(30, 14, 30, 14)
SHORT = replace(TERMS, hard_consent_days=5, hard_sent_days=3)


def agreed(days_ago: int, **changes: object) -> Referral:
    """Unsent, edited today, with a consent of some days ago."""
    return a_referral(consent=a_consent(given_at=NOW - days_ago * DAY), since=NOW, **changes)


def test_R45_what_is_first_seen_or_did_not_change_needs_no_notice() -> None:
    assert known(None, TERMS, NOW) == USUAL
    assert known(USUAL, TERMS, NOW) is USUAL


@pytest.mark.parametrize(
    ("referral", "reason"),
    [
        (agreed(6), Reason.CONSENT_OLD),
        (agreed(6, state=State.SENT, sent_at=NOW - 4 * DAY, sent_version=1), Reason.SENT_LONG_AGO),
    ],
)
def test_R45_a_shorter_limit_is_announced_for_two_days_before_it_erases(referral: Referral, reason: Reason) -> None:
    # GIVEN data that are older than a limit that was shortened just now
    limits = known(USUAL, SHORT, NOW)
    assert standing(referral, SHORT, NOW).level is Level.ERASE  # what would happen without notice
    # THEN their user hears it for two days, and works on
    for now in (NOW, NOW + 2 * DAY - SECOND):
        found = standing(referral, SHORT, now, limits=limits)
        assert (found.level, found.erases_soon, found.erases_at) == (Level.WARN, True, NOW + 2 * DAY)
        assert found.reason is reason
    # AND then they go
    assert standing(referral, SHORT, NOW + 2 * DAY, limits=limits).level is Level.ERASE


def test_R45_notice_keeps_nothing_longer_than_before() -> None:
    # GIVEN data that would have gone tomorrow
    limits = known(USUAL, SHORT, NOW)
    assert standing(agreed(29), SHORT, NOW, limits=limits).erases_at == NOW + DAY
    # AND data that have more time left than the notice
    assert standing(agreed(1), SHORT, NOW, limits=limits).erases_at == NOW + 4 * DAY


def test_R45_a_second_change_within_the_notice_takes_nothing_of_it_away() -> None:
    # GIVEN a limit that was shortened yesterday, and is shortened again or set back today
    first = known(USUAL, SHORT, NOW - DAY)
    again = known(first, replace(SHORT, hard_consent_days=4), NOW)
    assert (again.until, again.earlier_consent_days) == (NOW + 2 * DAY, 30)
    back = known(first, TERMS, NOW)
    assert (back.consent_days, back.until) == (30, first.until)
    # AND after the notice, what counts by then is what a later change is held against
    later = known(first, replace(SHORT, hard_consent_days=4), NOW + 5 * DAY)
    assert (later.earlier_consent_days, later.earlier_sent_days) == (5, 3)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 30), st.integers(0, 5)), max_size=8), st.integers(0, 70))
def test_R45_no_history_of_limits_erases_what_was_not_announced_for_two_days(
    history: list[tuple[int, int, int]], age: int
) -> None:
    # GIVEN limits that change from day to day, and somebody who looks each day
    now, limits, referral = NOW, USUAL, agreed(age)
    announced: int | None = 0 if age > 28 else None
    for consent, sent, days in history:
        terms = replace(TERMS, hard_consent_days=consent, hard_sent_days=sent, concept_days=99)
        for _ in range(days + 1):
            limits = known(limits, terms, now)
            found = standing(referral, terms, now, limits=limits)
            if found.level is Level.ERASE:
                # THEN what is erased was announced on two days before, unless it was too old already at the start
                assert announced is not None
                assert age >= 28 or (now - NOW) - announced * DAY >= 2 * DAY
                return
            if found.erases_soon and announced is None:
                announced = (now - NOW).days
            if not found.erases_soon:
                announced = None
            now += DAY


def test_R45_other_terms_may_not_shorten_those_of_a_protocol_that_is_gone() -> None:
    limits = Limits(60, 20, 60, 20)
    assert (limits.over(TERMS).hard_consent_days, limits.over(TERMS).hard_sent_days) == (60, 20)
    assert limits.over(TERMS).concept_days == TERMS.concept_days
