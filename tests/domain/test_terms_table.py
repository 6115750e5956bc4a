# SPDX-License-Identifier: EUPL-1.2
"""The state table of product.md 5.2, line by line: every state, every moment, with and without extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import AlreadyExtended, ProtocolStopped
from app.domain.profile import Terms
from app.domain.referral import LIVE, Referral, State
from app.domain.terms import Level, Reason, extended, standing
from tests.factory import a_client, a_consent, a_referral, the_profile

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
T0 = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KASTERLEE = the_profile().terms
ELSEWHERE = replace(
    KASTERLEE,
    concept_days=4, ready_days=3, exported_days=6, sent_days=9, extend_days=5, warn_days=2, hard_consent_days=60,
    hard_sent_days=30, stop_days=4,
)  # fmt: skip
"""Another protocol may agree on other terms; nothing in the program may know ours by heart."""

NOTHING, WARN, BLOCKED, ERASE = Level.NOTHING, Level.WARN, Level.BLOCKED, Level.ERASE
TERM = {  # state: its days here, its days elsewhere
    State.CONCEPT: (7, 4),
    State.READY: (7, 3),
    State.EXPORTED: (5, 6),
    State.SENT: (7, 9),
}
AT_THE_TERM = [  # days from the term, level, begun days left
    (-3, NOTHING, 3),
    (-2, WARN, 2),
    (-1, WARN, 1),
    (0, BLOCKED, None),
    (1, BLOCKED, None),
]


def begun(state: State, since: datetime = T0, given: datetime | None = None) -> Referral:
    """A referral in this state since then, on a consent of that moment."""
    sent = {"sent_at": since, "sent_version": 1} if state is State.SENT else {}
    return a_referral(state=state, since=since, consent=a_consent(given_at=given or since), client=a_client(), **sent)


@pytest.mark.parametrize("terms", [KASTERLEE, ELSEWHERE], ids=["kasterlee", "elsewhere"])
@pytest.mark.parametrize("state", LIVE)
@pytest.mark.parametrize(("offset", "level", "left"), AT_THE_TERM)
def test_R45_R48_a_state_at_each_moment_around_its_term(
    state: State, terms: Terms, offset: int, level: Level, left: int | None
) -> None:
    days = TERM[state][terms is ELSEWHERE]
    now = T0 + (days + offset) * DAY
    found = standing(begun(state), terms, now)
    assert (found.level, found.is_blocked) == (level, level is BLOCKED)
    if left is not None:
        assert found.days_left == left
    # may be extended all the while, by the days of this protocol
    assert found.extend_days == terms.extend_days


@pytest.mark.parametrize("terms", [KASTERLEE, ELSEWHERE], ids=["kasterlee", "elsewhere"])
@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
@pytest.mark.parametrize(("offset", "level", "left"), AT_THE_TERM)
def test_R45_R48_an_extended_state_at_each_moment_around_its_new_term(
    state: State, terms: Terms, offset: int, level: Level, left: int | None
) -> None:
    # GIVEN a state extended at its term
    days = TERM[state][terms is ELSEWHERE]
    referral = extended(begun(state), terms, T0 + days * DAY)
    # THEN the same moments follow, that many days later, and no second extension
    now = T0 + (days + terms.extend_days + offset) * DAY
    found = standing(referral, terms, now)
    assert (found.level, found.may_extend) == (level, False)
    if left is not None:
        assert found.days_left == left
    with pytest.raises(AlreadyExtended):
        extended(referral, terms, now)


@pytest.mark.parametrize(("offset", "level"), [(-3, NOTHING), (-2, WARN), (-1, WARN), (0, ERASE), (1, ERASE)])
def test_R45_R48_an_extended_sent_referral_ends_at_the_hard_limit_not_at_a_term(offset: int, level: Level) -> None:
    # GIVEN a sent referral extended on its seventh day: seven and seven are the fourteen
    referral = extended(begun(State.SENT), KASTERLEE, T0 + 7 * DAY)
    found = standing(referral, KASTERLEE, T0 + (14 + offset) * DAY)
    assert found.level is level
    assert found.erases_soon is (offset >= -2)


@pytest.mark.parametrize(
    ("terms", "state", "hard", "reason"),
    [
        (KASTERLEE, State.CONCEPT, 30, Reason.CONSENT_OLD),
        (KASTERLEE, State.READY, 30, Reason.CONSENT_OLD),
        (KASTERLEE, State.EXPORTED, 30, Reason.CONSENT_OLD),
        (KASTERLEE, State.SENT, 14, Reason.SENT_LONG_AGO),
        (ELSEWHERE, State.CONCEPT, 60, Reason.CONSENT_OLD),
        (ELSEWHERE, State.READY, 60, Reason.CONSENT_OLD),
        (ELSEWHERE, State.EXPORTED, 60, Reason.CONSENT_OLD),
        (ELSEWHERE, State.SENT, 30, Reason.SENT_LONG_AGO),
    ],
)
def test_R45_R48_both_hard_limits_announce_themselves_two_days_ahead_and_then_erase(
    terms: Terms, state: State, hard: int, reason: Reason
) -> None:
    referral = begun(state)
    for offset, soon, erased in [
        (-3, False, False),
        (-2, True, False),
        (-1, True, False),
        (0, True, True),
        (1, True, True),
    ]:
        found = standing(referral, terms, T0 + (hard + offset) * DAY)
        assert (found.erases_soon, found.level is ERASE) == (soon, erased), offset
        # how long the limit is travels with it, for the sentence that tells of it
        assert (found.erases_at, found.limit_days) == (T0 + hard * DAY, hard)
        if erased:
            assert (found.reason, found.may_extend) == (reason, False)


def test_R45_once_a_version_was_sent_only_its_fourteen_days_count() -> None:
    # GIVEN consent of 29 days before sending
    referral = begun(State.SENT, given=T0 - 29 * DAY)
    # THEN the thirty days of the consent, over on the day after, do nothing any more
    assert standing(referral, KASTERLEE, T0 + 2 * DAY).level is NOTHING
    assert standing(referral, KASTERLEE, T0 + 14 * DAY - SECOND).level is BLOCKED
    assert standing(referral, KASTERLEE, T0 + 14 * DAY).level is ERASE


@pytest.mark.parametrize(
    ("state", "days"), [(State.CONCEPT, 7), (State.READY, 7), (State.EXPORTED, 5)]
)  # fmt: skip
def test_R45_a_correction_has_the_terms_of_its_state_and_thirty_days_from_its_confirmation(
    state: State, days: int
) -> None:
    # GIVEN a correction confirmed long after the consent and the first sending
    confirmed = T0 + 100 * DAY
    referral = replace(
        begun(state, since=confirmed, given=T0), version=2, sent_at=T0 + DAY, sent_version=1, confirmed_at=confirmed
    )
    for offset, level, _ in AT_THE_TERM:
        assert standing(referral, KASTERLEE, confirmed + (days + offset) * DAY).level is level
    assert standing(referral, KASTERLEE, confirmed + 30 * DAY - SECOND).level is BLOCKED
    assert standing(referral, KASTERLEE, confirmed + 30 * DAY).level is ERASE
    # AND what follows after sending goes on although the protocol stopped
    assert standing(referral, KASTERLEE, confirmed, in_force=False).level is NOTHING
    # AND once the correction is sent, its own fourteen days
    sent = replace(referral, state=State.EXPORTED).declared_sent(confirmed + 3 * DAY)
    assert standing(sent, KASTERLEE, confirmed + 3 * DAY).erases_at == confirmed + 17 * DAY


@pytest.mark.parametrize(("terms", "stop"), [(KASTERLEE, 2), (ELSEWHERE, 4)], ids=["kasterlee", "elsewhere"])
@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R45_R09_a_protocol_that_stopped_leaves_unsent_data_its_days_and_no_more(
    state: State, terms: Terms, stop: int
) -> None:
    # GIVEN a protocol that stopped an hour after the referral came into this state
    referral, stopped = begun(state), T0 + timedelta(hours=1)

    def at(now: datetime) -> tuple[Level, bool]:
        found = standing(referral, terms, now, in_force=False, stopped_at=stopped)
        return found.level, found.may_extend

    # THEN it warns from two days before, blocks after its days, never extends, and the hard limit stays
    assert at(stopped + (stop - 2) * DAY) == (WARN, False)
    last = min(stopped + stop * DAY, T0 + TERM[state][terms is ELSEWHERE] * DAY)
    assert at(last - SECOND) == (WARN, False)
    assert at(last) == (BLOCKED, False)
    assert at(T0 + terms.hard_consent_days * DAY) == (ERASE, False)
    with pytest.raises(ProtocolStopped):
        extended(referral, terms, stopped, in_force=False)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
    ids=lambda moment: moment.date().isoformat(),
)
@pytest.mark.parametrize("state", LIVE)
def test_R45_P10_no_clock_breaks_the_terms(state: State, moment: datetime) -> None:
    # GIVEN a referral of today, and a clock anywhere
    found = standing(begun(state), KASTERLEE, moment)
    # THEN before its consent nothing is said, and long after it the hard limit has passed
    assert found.level is (NOTHING if moment < T0 else ERASE)
    # AND a referral begun at that very moment has its whole term, as far as there is time left
    fresh = standing(begun(state, since=moment), KASTERLEE, moment)
    assert fresh.level in (NOTHING, WARN)
    assert not fresh.is_blocked


@pytest.mark.parametrize("state", LIVE)
def test_R45_a_clock_before_the_consent_neither_erases_nor_blocks_nor_lengthens(state: State) -> None:
    # GIVEN a clock a year before the consent
    referral, before = begun(state), T0 - 365 * DAY
    found = standing(referral, KASTERLEE, before)
    assert found.level is NOTHING
    # WHEN somebody extends then
    longer = extended(referral, KASTERLEE, before)
    # THEN the term is its own plus seven days, counted from its beginning, and no day more
    days = TERM[state][0] + 7
    assert standing(longer, KASTERLEE, T0).until == T0 + min(days, 14 if state is State.SENT else days) * DAY
