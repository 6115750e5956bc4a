# SPDX-License-Identifier: EUPL-1.2
"""The window: one title for ever, messages with what to do, closing that saves and never asks."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.ui import texts, tokens
from app.ui.background import Lane
from app.ui.main_window import TITLE, MainWindow
from app.ui.menu import ALWAYS
from app.ui.widgets.field import Field
from app.ui.widgets.page import Page
from tests.ui.walk import walk


class NotesPage(Page):
    """A page with one field whose text a lane stores."""

    def __init__(self, name: str, lane: Lane, stored: list[str], error: Exception | None = None) -> None:
        super().__init__(name, f"Pagina {name}")
        self.lane, self.stored, self.error = lane, stored, error
        self.field = Field("text", "&Tekst")
        self.body.addWidget(self.field)
        self.first_focus = self.field.input

    def flush(self) -> None:
        if self.field.text():
            self.lane.run(self._store, self.field.text())

    def _store(self, text: str) -> None:
        if self.error is not None:
            raise self.error
        self.stored.append(text)


class Story:
    """A window with two pages and one lane."""

    def __init__(self, qtbot: QtBot, error: Exception | None = None) -> None:
        self.stored: list[str] = []
        self.closed: list[bool] = []
        self.lane = Lane("vault")
        self.window = MainWindow([self.lane], lambda: tokens.LIGHT)
        self.made: list[str] = []
        for name in ("one", "two"):
            self.window.add_page(name, lambda name=name: self._make(name, error))  # type: ignore[misc]
        self.window.closed.connect(lambda: self.closed.append(True))
        self.page = self.window.show_page("one")
        self.window.show()
        qtbot.addWidget(self.window, before_close_func=self._end)

    def _make(self, name: str, error: Exception | None) -> Page:
        self.made.append(name)
        return NotesPage(name, self.lane, self.stored, error)

    def _end(self, _window: QWidget) -> None:
        self.lane.close()

    def type(self, text: str) -> None:
        assert isinstance(self.page, NotesPage)
        self.page.field.set_text(text)


@pytest.fixture
def story(qtbot: QtBot) -> Story:
    return Story(qtbot)


def test_R37_the_title_never_changes(story: Story) -> None:
    story.type("Zoë D'Hondt-Çelik")
    story.window.show_page("two")
    story.window.show_error(DiskFull())
    assert story.window.windowTitle() == TITLE == "Doorverwijzing"
    assert walk(story.window) == []


def test_pages_are_made_when_they_are_first_shown(story: Story) -> None:
    assert story.made == ["one"]
    story.window.show_page("two")
    story.window.show_page("one")
    assert story.made == ["one", "two"]


def test_going_to_another_page_stores_what_was_typed(story: Story) -> None:
    story.type("half a word")
    story.window.show_page("two")
    story.lane.drain()
    assert story.stored == ["half a word"]


def test_R35_closing_saves_and_never_asks(story: Story) -> None:
    # GIVEN
    story.type("half a word")
    # WHEN
    assert story.window.close()
    # THEN
    assert story.stored == ["half a word"]
    assert story.closed == [True]
    assert story.window.findChildren(QMessageBox) == []


def test_a_full_disk_keeps_the_window_open_once_and_says_why(qtbot: QtBot) -> None:
    # GIVEN
    story = Story(qtbot, error=DiskFull())
    story.type("half a word")
    # WHEN
    assert not story.window.close()
    # THEN the text is still there, with the reason; whoever closes again means it
    assert story.window.bar.message is not None
    assert story.window.bar.message.text == texts.ERRORS["S01"]
    assert story.closed == []
    assert story.window.close()
    assert story.closed == [True]


def test_an_error_that_nobody_handles_is_said_in_dutch(story: Story, qtbot: QtBot) -> None:
    def fail() -> None:
        raise DiskFull()

    story.lane.run(fail)
    qtbot.waitUntil(story.window.bar.isVisible)
    assert story.window.bar.accessibleName() == texts.ERRORS["S01"]


def test_a_message_goes_with_the_page_and_a_sticky_one_stays(story: Story) -> None:
    story.page.say("info", "Goed.")
    assert story.window.bar.isVisible()
    story.window.show_page("two")
    assert not story.window.bar.isVisible()
    story.page.say("warning", "Let op.", sticky=True)
    story.window.show_page("one")
    assert story.window.bar.isVisible()


def test_R60_the_warning_before_the_lock_has_a_button_and_goes_away(story: Story) -> None:
    pressed: list[bool] = []
    story.window.warn_of_lock(lambda: pressed.append(True))
    message = story.window.bar.message
    assert message is not None
    assert message.text == "De app gaat over 1 minuut op slot. Je tekst is bewaard."
    assert [action.text for action in message.actions] == ["Blijf verder werken"]
    message.actions[0].run()
    story.window.end_warning()
    assert pressed == [True]
    assert not story.window.bar.isVisible()


def test_banners_stay_above_every_page_until_they_are_taken_away(story: Story) -> None:
    story.window.set_banner("practice_banner", "practice", "OEFENMODUS – alles is verzonnen.")
    story.window.show_page("two")
    banner = story.window.findChild(QWidget, "practice_banner")
    assert banner is not None
    assert banner.isVisible()
    story.window.set_banner("practice_banner")
    assert not banner.isVisible()


def test_locked_the_menu_reports_a_breach_and_helps_and_nothing_else(story: Story) -> None:
    enabled = {name for name, action in story.window.menu.actions.items() if action.isEnabled()}
    assert enabled == set(ALWAYS)
    story.window.menu.set_open(True)
    assert all(action.isEnabled() for action in story.window.menu.actions.values())


def test_the_menu_has_the_names_of_the_interface_and_tells_what_was_chosen(story: Story) -> None:
    names = {
        "action_register", "action_ocmw_report", "action_withdraw", "action_breach", "action_info_sheet",
        "action_test_sending", "action_settings", "action_allow_screen_share", "action_lock", "action_about",
        "action_help",
    }  # fmt: skip
    assert names <= set(story.window.menu.actions)
    chosen: list[str] = []
    story.window.menu.chosen.connect(chosen.append)
    story.window.menu.set_open(True)
    story.window.menu.actions["action_lock"].trigger()
    assert chosen == ["action_lock"]
    assert story.window.menu.actions["action_lock"].shortcut().toString() == "Ctrl+L"


def test_shortcuts_are_unique(story: Story) -> None:
    keys = [action.shortcut().toString() for action in story.window.menu.actions.values()]
    given = [key for key in keys if key]
    assert len(given) == len(set(given))


def test_busy_and_save_state_are_words_for_a_screen_reader(story: Story) -> None:
    story.lane.busy.emit(True)
    busy = story.window.findChild(QWidget, "busy_state")
    assert busy is not None
    assert busy.isVisible()
    story.lane.busy.emit(False)
    assert not busy.isVisible()
    story.window.set_save_state("Opgeslagen om 10:05")
    assert story.window.save_state.accessibleName() == "Opgeslagen om 10:05"


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_R60_the_verbs_stay_in_sight(story: Story, size: tuple[int, int], qtbot: QtBot) -> None:
    from app.ui.widgets.buttons import Button

    button = Button("&Ga verder", "go_on", kind="primary")
    story.page.set_footer((Button("Terug", "back", kind="quiet"),), (button,))
    story.window.resize(*size)

    def in_sight() -> bool:
        corner = button.mapTo(story.window, button.rect().bottomRight())
        return story.window.width() == size[0] and story.window.rect().contains(corner)

    qtbot.waitUntil(in_sight)


def test_R60_what_gets_the_focus_is_in_sight(story: Story, qtbot: QtBot) -> None:
    # GIVEN a page that is longer than the window
    fields = [Field(f"field_{number}", f"Veld {number}") for number in range(20)]
    for field in fields:
        story.page.body.addWidget(field)
    story.window.activateWindow()
    qtbot.waitUntil(lambda: story.page.area.verticalScrollBar().maximum() > 0)
    # WHEN a problem, a link or a screen reader moves the focus to its end
    fields[-1].focus()
    # THEN
    qtbot.waitUntil(lambda: not fields[-1].input.visibleRegion().isEmpty())


def test_a_mail_program_that_hangs_never_keeps_the_window_open(qtbot: QtBot) -> None:
    # GIVEN a lane beside the vault whose work does not end
    hung, release = Event(), Event()
    vault, mail = Lane("vault"), Lane("mail")
    window = MainWindow([vault], lambda: tokens.LIGHT, besides=[mail])
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    qtbot.addWidget(window)

    def hang() -> None:
        hung.set()
        release.wait(30)

    mail.run(hang)
    assert hung.wait(10)
    # WHEN everything is saved and the window closes, THEN it does not wait for that lane
    assert window.save_all()
    window.close()
    assert closed == [True]
    release.set()
    mail.close()
    vault.close()


def test_P4_text_that_a_page_could_not_save_keeps_the_window_open_once(qtbot: QtBot) -> None:
    # GIVEN a page that tells by itself that saving failed
    story = Story(qtbot)
    story.page.is_saved = lambda: False  # type: ignore[method-assign]
    # WHEN the program wants to lock or close, THEN it is told that something is not stored
    assert not story.window.save_all()
    story.window.close()
    assert story.closed == []
    # AND whoever closes once more is let go
    story.window.close()
    assert story.closed == [True]
