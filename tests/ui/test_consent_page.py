# SPDX-License-Identifier: EUPL-1.2
"""Step 1: every item its own tick, nothing ticked beforehand, and nothing kept of a no."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.domain.client import FIELD_NAMES
from app.domain.consent import Route
from app.ui import texts
from tests.ui.breach_steps import set_moment
from tests.ui.room import TICKS, Room

ROUTE = "consent_route_paper"


def answer(room: Room, *, but: str = "") -> None:
    """Everything that must be ticked and answered, but for one thing."""
    for name in (*TICKS, ROUTE):
        if name != but:
            room.press(name)


def test_R04_every_referral_begins_with_everything_empty(room: Room) -> None:
    # GIVEN a talk in which everything was ticked and answered
    room.press("new_referral")
    answer(room)
    room.press("interpreter_yes")
    # WHEN another referral begins
    room.journey.begin()
    # THEN nothing is ticked, copied or chosen
    room.see(ROUTE)
    buttons = [w for w in room.window.findChildren(QAbstractButton) if w.isCheckable() and w.isVisible()]
    assert len(buttons) == len(TICKS) + 3 + 2
    assert [button.objectName() for button in buttons if button.isChecked()] == []
    assert not room.see("consent_yes").isEnabled()


@pytest.mark.parametrize("missing", [*TICKS, ROUTE])
def test_R18_R19_the_client_cannot_say_yes_while_one_item_is_open(room: Room, missing: str) -> None:
    # GIVEN
    room.journey.begin()
    # WHEN
    answer(room, but=missing)
    # THEN the page says what is left, and only the last tick opens the way
    assert room.texts().count(texts.open_items(1)) == 1
    assert not room.see("consent_yes").isEnabled()
    room.press(missing)
    assert room.see("consent_yes").isEnabled()
    assert room.all("consent_open_items") == []


def test_R20_no_field_exists_before_the_consent_is_complete(room: Room) -> None:
    room.journey.begin()
    page = room.see("consent_page")
    typed_into = [w for kind in (QLineEdit, QTextEdit, QPlainTextEdit) for w in page.findChildren(kind)]
    assert [w.objectName() for w in typed_into if w.objectName() != "qt_spinbox_lineedit"] == []
    assert [name for name in FIELD_NAMES if room.window.findChildren(QWidget, name)] == []


@pytest.mark.parametrize(
    ("verb", "said"), [("consent_no", "Je kan dit venster sluiten"), ("consent_think", "infoblad")]
)
def test_R21_R22_no_and_thinking_it_over_keep_nothing_at_all(room: Room, verb: str, said: str) -> None:
    # GIVEN everything was ticked
    before = room.desk.everything()
    room.press("new_referral")
    answer(room)
    # WHEN
    room.press(verb, times=2)
    # THEN the data folder is the same to the last byte
    assert room.desk.everything() == before
    assert room.page == "overview_page"
    assert room.said.startswith("Goed. We bewaren niets.")
    assert said in room.said


def test_R22_the_sheet_is_at_hand_and_the_ticks_are_still_there_afterwards(room: Room) -> None:
    # GIVEN a talk that is half done
    room.press("new_referral")
    room.press("consent_i1")
    # WHEN the sheet is shown and closed
    room.press("show_info_sheet")
    assert room.page == "sheet_page"
    room.press("sheet_back")
    # THEN
    box = room.see("consent_i1")
    assert isinstance(box, QAbstractButton)
    assert box.isChecked()


def test_a_double_click_on_yes_makes_one_referral(room: Room) -> None:
    room.journey.begin()
    answer(room)
    room.press("interpreter_yes")
    room.press("consent_yes", times=2)
    (referral,) = room.desk.store.referrals.all()
    assert referral.consent.route is Route.PAPER
    assert referral.consent.interpreter is True
    assert referral.consent.given_at == room.desk.clock.now()
    assert room.page == "client_page"


def test_R05_a_moment_in_the_future_is_refused_with_the_reason_beside_it(room: Room) -> None:
    # GIVEN
    room.journey.begin()
    answer(room)
    room.press("consent_when_change")
    set_moment(room, "consent_when", datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    # WHEN
    room.press("consent_yes")
    # THEN nothing is stored, no tick is lost
    assert room.page == "consent_page"
    assert room.see("consent_when").accessibleDescription() == "Deze datum ligt in de toekomst."
    assert room.said == "Deze datum ligt in de toekomst."
    assert room.desk.store.referrals.all() == []
    # AND a moment of this morning is taken
    set_moment(room, "consent_when", datetime(2026, 11, 23, 7, 30, tzinfo=UTC))
    room.press("consent_yes")
    (referral,) = room.desk.store.referrals.all()
    assert referral.consent.given_at == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def test_R05_a_yes_of_long_ago_must_be_asked_again(room: Room) -> None:
    room.journey.begin()
    answer(room)
    room.press("consent_when_change")
    set_moment(room, "consent_when", datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    room.press("consent_yes")
    assert "Vraag opnieuw toestemming." in room.said
    assert room.desk.store.referrals.all() == []


def test_R28_the_page_says_for_whom_the_consent_holds(room: Room) -> None:
    room.journey.begin()
    assert "Elke volwassene zegt ja voor zijn eigen gegevens." in room.texts()
    assert "Bespreek het met je teamverantwoordelijke of de DPO." in room.texts()


def test_the_warning_before_the_lock_says_that_ticks_are_lost(room: Room) -> None:
    room.journey.begin()
    assert room.window.current is not None
    assert room.window.current.idle_warning() == texts.IDLE_WARNING_CONSENT
    room.press("consent_no")
    assert room.window.page("consent").idle_warning() == texts.IDLE_WARNING


def test_clicking_anywhere_on_an_item_ticks_it(room: Room) -> None:
    from PySide6.QtCore import Qt

    room.journey.begin()
    box = room.see("consent_t2")
    assert isinstance(box, QAbstractButton)
    item = box.parentWidget()
    assert item is not None
    assert item.height() >= 24
    QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    assert box.isChecked()
