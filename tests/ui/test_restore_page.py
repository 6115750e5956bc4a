# SPDX-License-Identifier: EUPL-1.2
"""Putting a copy back: from the menu and where damage is reported, over the real verbs, up to the locked process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.errors import DatabaseDamaged, DiskFull, RegisterBroken, RowDamaged
from app.storage.store import Store
from app.ui import texts
from app.ui.entrance import Entrance
from app.ui.lock import Locker
from app.ui.restore_flow import RestoreFlow
from tests.factory import a_client
from tests.small_vault import PASSPHRASE
from tests.ui.gallery_pages.restore import FakeCopies, page
from tests.ui.room import Room
from tests.workflow.desk import Desk


class Story:
    """A room in which a concept was changed since the copy of this morning."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reference = desk.concept(a_client(last_name="Peeters"))
        desk.restart()
        desk.type(self.reference, a_client(last_name="Jansens"))
        self.room = Room(desk)
        self.flow = RestoreFlow(self.room.stage, self.room.side)
        self.room.window.menu.set_open(True)
        self.locked: list[str] = []
        self.flow.restored.connect(lambda: self.locked.append("locked"))
        self.room.journey.show_overview()

    def answer(self, name: str) -> None:
        """Answer the one question."""
        box = self.room.window.findChildren(QMessageBox)[-1]
        next(button for button in box.buttons() if button.objectName() == name).click()

    def last_name(self) -> str | None:
        client = self.desk.referral(self.reference).client
        return client.last_name if client is not None else None


@pytest.fixture
def story(light_desk: Desk, qtbot: QtBot) -> Iterator[Story]:
    told = Story(light_desk)
    yield told
    told.room.window.close()


def test_P19_a_copy_is_put_back_from_the_menu_after_one_question(story: Story) -> None:
    # GIVEN the page with its copies
    room = story.room
    story.flow.open()
    assert room.page == "restore_page"
    assert "Alles wat je daarna deed, is dan weg uit de app. Wat verzonden is, blijft verzonden." in room.texts()
    assert "daarna nog" in room.name_of("copy_1")
    # WHEN the safe answer is given THEN nothing happens
    room.press("restore_copy")
    story.answer("confirm_keep")
    assert story.locked == []
    # WHEN it is meant
    room.press("restore_copy")
    story.answer("confirm_do")
    # THEN the vault is closed, a locked process follows
    assert story.locked == ["locked"]
    assert not story.desk.session.is_open
    # AND that one says which copy it was, and opens it
    entrance = Entrance(room.stage)
    entrance.begin()
    assert room.page == "unlock_page"
    assert room.said.startswith("De kopie van ")
    assert room.said.endswith(" is teruggezet. Open de app en kijk je laatste wijzigingen na.")
    # AND what it says goes with that page: whoever is inside is not asked to open the app
    entrance.opened.connect(room.journey.show_overview)
    room.type("unlock_passphrase", PASSPHRASE)
    room.press("unlock_button")
    assert (room.page, room.said) == ("overview_page", "")
    assert story.last_name() == "Peeters"


@pytest.mark.parametrize(
    "error", [DatabaseDamaged(check="page"), RowDamaged(table="referral"), RegisterBroken(row=3)], ids=lambda e: e.code
)
def test_P7_damage_found_while_working_offers_the_way_out(story: Story, error: Exception) -> None:
    # GIVEN a message about damage, wherever it comes from
    room = story.room
    room.window.show_error(error)
    assert room.said == texts.sentence(error)
    # WHEN the way out is taken
    room.press("offer_restore")
    # THEN the copies are shown
    assert room.page == "restore_page"
    assert "beschadigd" in room.texts()
    # AND a page that reports it offers the same
    assert room.window.current is not None
    room.window.current.fail(error)
    assert len(room.all("offer_restore")) == 1
    # BUT not while the vault is locked, where the page itself does so
    room.window.menu.set_open(False)
    room.window.show_error(error)
    assert room.all("offer_restore") == []


def test_an_ordinary_error_offers_no_copy(story: Story) -> None:
    story.room.window.show_error(DiskFull())
    assert story.room.all("offer_restore") == []


def test_P4_P19_what_fails_before_anything_changed_is_told_and_can_be_tried_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a full disk
    room = story.room

    def full(store: Store, keep: int = 0) -> None:
        raise DiskFull()

    story.flow.open()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "back_up", full)
        room.press("restore_copy")
        story.answer("confirm_do")
    # THEN the reason is told, the vault is open, and the button works again
    assert room.said == texts.sentence(DiskFull())
    assert story.locked == []
    assert story.last_name() == "Jansens"
    room.press("restore_copy")


def test_P19_what_fails_after_closing_goes_to_the_locked_process_too(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a copy that cannot be read at the last moment
    story.flow.open()
    monkeypatch.setattr(type(story.desk.flow.restore.vault), "restore_backup", _fails)
    story.room.press("restore_copy")
    story.answer("confirm_do")
    # THEN only a fresh process looks at what lies there
    assert not story.desk.session.is_open
    assert story.locked == ["locked"]


def _fails(*_: object, **__: object) -> None:
    raise DatabaseDamaged(check="backup")


def test_back_leads_to_where_the_user_was(story: Story) -> None:
    room = story.room
    room.journey.begin()
    assert room.page == "consent_page"
    story.flow.open()
    room.press("restore_back")
    assert room.page == "consent_page"


def test_without_a_copy_there_is_nothing_to_press(qtbot: QtBot) -> None:
    for copies in (FakeCopies(()), FakeCopies(raises=DatabaseDamaged(check="page"))):
        shown = page(copies)
        qtbot.addWidget(shown)
        assert shown.restore.isHidden()
        assert shown.choices is None
        shown.restore.click()


def test_a_lock_without_saving_happens_once_and_asks_nothing(qtbot: QtBot) -> None:
    # GIVEN a locker whose saving always fails, since the vault is closed
    done: list[str] = []
    locker = Locker(lambda: False, (lambda: done.append("step"),), tuple, lambda *_: done.append("started"))
    locker.locked.connect(lambda: done.append("locked"))
    # WHEN it is told to lock in the ordinary way it waits, and without saving it goes on, once
    locker.lock()
    assert done == []
    locker.lock_without_saving()
    locker.lock_without_saving()
    locker.lock()
    assert done == ["step", "started", "locked"]
