# SPDX-License-Identifier: EUPL-1.2
"""Autosave is the only save: when it comes, what it says, and that a failure loses nothing (decision 18)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull, NotNow
from app.ui import texts
from app.ui.background import Lane
from app.ui.pages.client import ClientPage
from tests.factory import NOW, the_profile
from tests.ui.doubles import InstantLane, LateLane
from tests.ui.journey_doubles import FakeReferral
from tests.ui.room import type_into


class Story:
    """A form over verbs in memory; remembers what it said."""

    def __init__(self, qtbot: QtBot, lane: Lane | None = None) -> None:
        self.verbs = FakeReferral()
        self.page = ClientPage(self.verbs, lane or InstantLane())
        self.states: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.page.saved.connect(self.states.append)
        self.page.said.connect(lambda message: self.said.append((message.kind, message.text)))
        self.page.show_referral(self.verbs.referral, the_profile())
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.field = self.page.form.fields["first_name"].input
        self.verbs.saves.clear()
        self.states.clear()


@pytest.fixture
def story(qtbot: QtBot) -> Story:
    return Story(qtbot)


def test_a_key_starts_400_ms_and_the_next_key_starts_them_again(story: Story) -> None:
    autosave = story.page.autosave
    assert (autosave.pause.interval(), autosave.longest.interval(), autosave.retry.interval()) == (400, 2000, 2000)
    type_into(story.field, "Z")
    assert autosave.pause.isActive()
    assert story.verbs.saves == []
    autosave.pause.timeout.emit()
    assert [save["first_name"] for save in story.verbs.saves] == ["Z"]
    assert not autosave.longest.isActive()


def test_who_types_without_a_pause_is_saved_after_two_seconds(story: Story) -> None:
    # GIVEN keys that follow each other
    autosave = story.page.autosave
    type_into(story.field, "Zo")
    started = autosave.longest.isActive()
    left = autosave.longest.remainingTime()
    type_into(story.field, "ë")
    # THEN the two seconds run on
    assert started
    assert autosave.longest.remainingTime() <= left
    # WHEN they are over
    autosave.longest.timeout.emit()
    assert [save["first_name"] for save in story.verbs.saves] == ["Zoë"]


def test_leaving_a_field_saves_at_once_and_says_when(story: Story) -> None:
    type_into(story.field, "Zoë")
    QTest.keyClick(story.field, Qt.Key.Key_Tab)
    assert story.verbs.saves[-1]["first_name"] == "Zoë"
    assert story.states == [texts.saved_at(NOW)]


def test_nothing_new_is_not_saved_again(story: Story) -> None:
    type_into(story.field, "Zoë")
    story.page.flush()
    count = len(story.verbs.saves)
    story.page.flush()
    assert len(story.verbs.saves) == count


def test_saved_is_said_only_when_the_vault_answered(qtbot: QtBot) -> None:
    # GIVEN a lane that has not come to it yet
    lane = LateLane()
    story = Story(qtbot, lane)
    lane.waiting.clear()
    type_into(story.field, "Zoë")
    story.page.flush()
    # THEN
    assert story.states == []
    # WHEN the commit returned
    lane.answer()
    assert story.states == [texts.saved_at(NOW)]


def test_P4_a_full_disk_keeps_the_text_says_it_once_and_tries_again(story: Story) -> None:
    # GIVEN a full disk
    story.verbs.raises = DiskFull()
    type_into(story.field, "Zoë")
    # WHEN saving fails, and fails again
    story.page.flush()
    assert story.page.autosave.retry.isActive()
    story.page.autosave.retry.timeout.emit()
    # THEN the text stands there, the state is honest, the reason was said once, and nothing may be closed
    assert story.field.text() == "Zoë"
    assert set(story.states) == {"Nog niet opgeslagen"}
    assert story.said == [("error", texts.ERRORS["S01"])]
    assert not story.page.is_saved()
    # WHEN there is room again
    story.verbs.raises = None
    story.page.autosave.retry.timeout.emit()
    # THEN it is stored and said
    assert story.verbs.saves[-1]["first_name"] == "Zoë"
    assert story.states[-1] == texts.saved_at(NOW)
    assert story.said[-1][0] == "success"
    assert story.page.is_saved()


def test_going_on_waits_for_the_save_and_never_passes_old_text(story: Story) -> None:
    # GIVEN a complete form whose last change cannot be stored
    for name, text in {"last_name": "Çelik", "phone": "0470 12 34 56"}.items():
        story.page.form.fields[name].set_text(text)
    story.page.form.place.choose("Tielen", "2460")
    type_into(story.field, "Zoë")
    story.page.flush()
    story.verbs.raises = DiskFull()
    type_into(story.field, "!")
    # WHEN
    story.page.next.click()
    # THEN nothing is finished, and it can be tried again
    assert story.verbs.finishes == 0
    assert story.page.next.isEnabled()
    story.verbs.raises = None
    story.page.next.click()
    assert story.verbs.finishes == 1
    assert story.verbs.saves[-1]["first_name"] == "Zoë!"


def test_a_refusal_that_stays_does_not_keep_the_program_from_locking(story: Story) -> None:
    story.verbs.raises = NotNow(verb="edit", state="gewist")
    type_into(story.field, "Zoë")
    story.page.flush()
    assert story.said == [("error", texts.ERRORS["T01"])]
    assert not story.page.autosave.retry.isActive()
    assert story.page.is_saved()


def test_cleaned_text_comes_back_where_nobody_types(story: Story) -> None:
    phone = story.page.form.fields["phone"].input
    phone.setFocus()
    type_into(phone, "0470/12.34.56")
    QTest.keyClick(phone, Qt.Key.Key_Tab)
    assert phone.text() == "0470 12 34 56"
    count = len(story.verbs.saves)
    story.page.flush()
    assert len(story.verbs.saves) == count
