# SPDX-License-Identifier: EUPL-1.2
"""The step table is kept by the running program: a hand that counts does a whole referral (product.md 8.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.counting_hand import MOST, ROWS, CountingHand, Effort, printed, total
from tests.end_to_end.running import desk
from tests.end_to_end.steps import AFTER_PLACE, BEFORE_PLACE, prepare, walk
from tests.end_to_end.story import Colleague
from tests.scripts import script

FIGURES = script("figures")


@pytest.mark.posix
@pytest.mark.real_program
@pytest.mark.timeout(300)
def test_a_whole_referral_takes_no_more_clicks_and_decisions_than_promised(tmp_path: Path) -> None:
    # GIVEN a colleague who has been here before, and a client who said yes
    with desk(tmp_path / "home") as here:
        prepare(here)
        # WHEN a hand that counts does everything, from the icon to the note in the client's file
        found = walk(here)
    print(f"\n{printed(found.measured)}")
    # THEN each row costs what the table says, and all of them together no more than was promised
    assert {row.number: effort for row, effort in zip(ROWS, found.measured, strict=True)} == {
        row.number: row.promised for row in ROWS
    }
    assert total(found.measured).actions <= MOST.actions
    assert total(found.measured).decisions <= MOST.decisions
    # AND every field was reached with the Tab key alone
    assert found.typed == ("unlock_passphrase", *BEFORE_PLACE, *AFTER_PLACE)
    # AND the page of figures says the same
    assert FIGURES.counted(FIGURES.PAGE.read_text("utf-8")) == found.measured


def test_the_table_is_that_of_the_promise() -> None:
    # GIVEN the table: 60 actions and 29 decisions by hand, 25 and 5 with the program
    assert total([row.by_hand for row in ROWS]) == Effort(60, 29)
    assert total([row.promised for row in ROWS]) == MOST == Effort(25, 5)
    assert [row.number for row in ROWS] == list(range(1, 12))


def test_the_page_of_figures_is_read_back_as_it_was_written() -> None:
    # GIVEN other counts than the promised
    measured = tuple(Effort(row.number, row.number % 2) for row in ROWS)
    # THEN the page holds them, their sum and the ratio of the times
    page = FIGURES.page(measured, [(2.0, 20.0), (2.0, 24.0), (1.0, 30.0)])
    assert FIGURES.counted(page) == measured
    assert "| **60 / 29** | **66 / 6** | **25 / 5** |" in page
    assert "**12,0**" in page
    # AND a page without all rows is refused
    with pytest.raises(ValueError, match="11 rows"):
        FIGURES.counted(page.replace("\n| 7 |", "\n| zeven |"))


def test_work_outside_the_table_is_noticed() -> None:
    hand = CountingHand(Colleague.__new__(Colleague))
    hand.started(12)
    with pytest.raises(AssertionError, match="outside the table"):
        hand.measured()
