# SPDX-License-Identifier: EUPL-1.2
"""A clock that jumps: asked before anything is erased, never longer than a term, never stored when it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import ClockInDoubt, NotNow
from app.domain.referral import State
from app.domain.terms import Level
from app.workflow.upkeep import Upkeep
from tests.factory import a_sender
from tests.fakes import START
from tests.workflow.desk import RECOVERY, Desk

JUMPS = {
    "an hour back": (START - timedelta(hours=1), False),
    "over an hour back": (START - timedelta(hours=1, seconds=1), True),
    "a day back": (START - timedelta(days=1), True),
    "ten years back": (START - timedelta(days=3650), True),
    "1970": (datetime(1970, 1, 1, tzinfo=UTC), True),
    "an hour ahead": (START + timedelta(hours=1), False),
    "a day ahead": (START + timedelta(days=1), False),
    "ninety days ahead": (START + timedelta(days=90), False),
    "over ninety days ahead": (START + timedelta(days=90, seconds=1), True),
    "ten years ahead": (START + timedelta(days=3650), True),
    "2038": (datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), True),
    "9999": (datetime(9999, 12, 31, tzinfo=UTC), True),
}


def set_clock(desk: Desk, moment: datetime) -> None:
    desk.clock.jump(seconds=(moment - desk.clock.now()).total_seconds())


@pytest.mark.parametrize("jump", list(JUMPS))
def test_P10_a_jump_is_asked_about_and_nothing_is_erased_or_blocked_before_the_answer(
    light_desk: Desk, jump: str
) -> None:
    # GIVEN a referral of today in each state
    desk = light_desk
    before = [desk.referral(desk.in_state(state)) for state in State]
    rows, standings = desk.events(), [desk.session.standing(referral) for referral in before]
    moment, is_asked = JUMPS[jump]
    set_clock(desk, moment)
    # WHEN the hourly upkeep or a start finds another time
    found = [desk.flow.upkeep.hourly(), desk.restart()]
    if not is_asked:
        assert [one.clock_in_doubt for one in found] == [None, None]
        return
    # THEN it asks, and until the answer nothing was erased, blocked, written or remembered
    assert found == [Upkeep(moment, (), 0)] * 2
    assert [desk.referral(referral.reference) for referral in before] == before
    assert desk.events() == rows
    assert [desk.session.standing(referral) for referral in before] == standings
    assert desk.store.settings.latest_seen() == START


@pytest.mark.parametrize("jump", [name for name, (_, asked) in JUMPS.items() if asked])
def test_P10_no_keeps_the_time_unstored_and_a_right_clock_ends_the_doubt_by_itself(light_desk: Desk, jump: str) -> None:
    # GIVEN a jump of which the user says that it is wrong
    desk = light_desk
    reference = desk.concept()
    set_clock(desk, JUMPS[jump][0])
    desk.flow.upkeep.hourly()
    assert desk.flow.upkeep.answer_clock(False) == Upkeep(None, (), 0)
    assert desk.store.settings.latest_seen() == START
    assert desk.flow.upkeep.hourly().clock_in_doubt == JUMPS[jump][0]
    # WHEN somebody sets the clock right, an hour later
    set_clock(desk, START + timedelta(hours=1))
    # THEN nobody asks, time goes on and work too
    assert desk.flow.upkeep.hourly() == Upkeep(None, (), 0)
    assert desk.session.now() == START + timedelta(hours=1)
    desk.flow.consent.agree(desk.talk())
    desk.flow.referral.finish(reference)


def test_P10_yes_to_a_clock_far_ahead_lets_the_hard_limit_act_with_row_and_message(light_desk: Desk) -> None:
    # GIVEN a colleague who comes back after half a year
    desk = light_desk
    reference = desk.sent()
    later = START + timedelta(days=180)
    set_clock(desk, later)
    assert desk.restart().clock_in_doubt == later
    # WHEN the date is called right
    found = desk.flow.upkeep.answer_clock(True)
    # THEN the hard limit acts, and the question does not come again
    assert [gone.full_reference for gone in found.expired] == [reference]
    assert desk.events(reference)[-2:] == ["verlopen", "gewist"]
    assert desk.store.settings.latest_seen() == later
    assert desk.restart() == Upkeep(None, (), 0)


@pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(days=1), timedelta(days=400)])
def test_P10_a_clock_set_back_never_lengthens_a_term_also_when_it_is_called_right(
    light_desk: Desk, back: timedelta
) -> None:
    # GIVEN a concept on the last second of its term, and a clock that is set back
    desk = light_desk
    reference = desk.concept()
    desk.clock.forward(days=7)
    desk.flow.upkeep.hourly()
    assert desk.session.standing(desk.referral(reference)).level is Level.BLOCKED
    set_clock(desk, desk.clock.now() - back)
    # WHEN the user says that this is the right time
    assert desk.flow.upkeep.hourly().clock_in_doubt is not None
    desk.flow.upkeep.answer_clock(True)
    # THEN it is still blocked, and nobody is asked every hour
    assert desk.session.standing(desk.referral(reference)).level is Level.BLOCKED
    assert desk.store.settings.latest_seen() == START + timedelta(days=7)
    desk.clock.forward(hours=1)
    assert desk.flow.upkeep.hourly() == Upkeep(None, (), 0)
    # AND another jump is asked about anew
    set_clock(desk, desk.clock.now() - timedelta(days=2))
    assert desk.flow.upkeep.hourly().clock_in_doubt is not None


def test_P10_a_jump_between_two_upkeeps_blocks_and_stores_nothing(light_desk: Desk) -> None:
    # GIVEN a running program, and a clock that jumps ten years between two hours
    desk = light_desk
    reference = desk.concept()
    desk.clock.jump(days=3650)
    # WHEN the user goes on before anybody asked
    desk.type(reference, desk.referral(reference).client or pytest.fail("erased"))
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    # THEN nothing carries the wrong time
    assert desk.referral(reference).since == START
    assert {row.tijd_utc[:4] for row in desk.store.register.rows()} == {"2026"}


def test_P10_no_consent_is_dated_by_a_clock_in_doubt(light_desk: Desk) -> None:
    # GIVEN a colleague back after a hundred days, with a talk already open
    desk = light_desk
    talk = desk.talk()
    desk.clock.jump(days=100)
    before = desk.everything()
    # WHEN a client says yes before the question about the clock was answered
    for verb in (desk.flow.consent.begin, lambda: desk.flow.consent.agree(talk)):
        with pytest.raises(ClockInDoubt):
            verb()
    assert desk.everything() == before
    # THEN after the answer the consent bears the right day, and is not erased as a hundred days old
    desk.flow.upkeep.answer_clock(True)
    referral = desk.flow.consent.agree(talk)
    assert referral.consent.given_at == desk.clock.now()
    assert desk.flow.upkeep.hourly().expired == ()


def test_P10_a_recovery_in_doubtful_time_is_noted_at_the_time_that_is_sure(light_desk: Desk) -> None:
    desk = light_desk
    desk.flow.vault.lock()
    set_clock(desk, datetime(2038, 1, 19, tzinfo=UTC))
    desk.flow.vault.recover(RECOVERY, "een heel andere zin voor de kluis")
    assert desk.store.register.rows()[-1].tijd_utc == "2026-11-23T09:00Z"


def test_P10_before_the_first_upkeep_any_time_is_taken(light_desk: Desk) -> None:
    # GIVEN a new vault that was never looked after, on a computer that thinks it is 2030
    desk = light_desk
    desk.flow.vault.start_over()
    set_clock(desk, datetime(2030, 1, 1, tzinfo=UTC))
    desk.flow.vault.create(a_sender(), "een heel andere zin voor de kluis", RECOVERY)
    assert desk.session.now() == desk.clock.now()
    assert desk.flow.upkeep.after_unlock() == Upkeep(None, (), 0)
    assert desk.store.settings.latest_seen() == desk.clock.now()


def test_P10_summer_time_is_no_jump(light_desk: Desk) -> None:
    # GIVEN a referral made on the evening before the clocks change
    desk = light_desk
    set_clock(desk, datetime(2026, 12, 1, tzinfo=UTC))
    desk.flow.upkeep.hourly()
    for _ in range(2):
        set_clock(desk, datetime(2027, 2, 20, tzinfo=UTC))
        desk.flow.upkeep.hourly()
    set_clock(desk, datetime(2027, 3, 27, 22, 30, tzinfo=UTC))
    reference = desk.concept()
    # WHEN the night passes
    desk.clock.forward(hours=8)
    # THEN no question, and the term is counted in hours that really passed
    assert desk.flow.upkeep.hourly() == Upkeep(None, (), 0)
    until = desk.session.standing(desk.referral(reference)).until
    assert until == datetime(2027, 4, 3, 22, 30, tzinfo=UTC)


def test_order_comes_from_changes_and_never_from_time(light_desk: Desk) -> None:
    # GIVEN two concepts, the clock set back by half an hour between them
    desk = light_desk
    first = desk.concept()
    desk.clock.jump(minutes=-30)
    second = desk.concept()
    assert [line.reference for line in desk.flow.overview.show().lines] == [second, first]
    with pytest.raises(NotNow):
        desk.flow.referral.reopen(first)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 11, 20, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        datetime(9999, 12, 30, 12, tzinfo=UTC),
    ],
    ids=lambda moment: moment.date().isoformat(),
)
def test_P10_R45_no_date_of_the_computer_breaks_anything_or_erases_before_the_answer(
    light_desk: Desk, moment: datetime
) -> None:
    # GIVEN a concept, and a computer that starts with this date, before or long after the consent
    desk = light_desk
    reference = desk.concept()
    desk.clock.jump(seconds=(moment - desk.clock.now()).total_seconds())
    # WHEN the program is started and looks at the terms
    found = desk.restart()
    # THEN it asks, shows the overview, and keeps everything
    assert found.clock_in_doubt == moment
    assert [line.reference for line in desk.flow.overview.show().lines] == [reference]
    assert desk.referral(reference).client is not None
    # AND whatever the answer is, nothing breaks; only a date after the hard limit erases
    answered = desk.flow.upkeep.answer_clock(True)
    is_late = moment.year > 2026
    assert [one.full_reference for one in answered.expired] == ([reference] if is_late else [])
    desk.flow.overview.show()
    desk.flow.upkeep.hourly()
