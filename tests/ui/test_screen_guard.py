# SPDX-License-Identifier: EUPL-1.2
"""Menus, lists and dialogs stay out of screen captures like the window they belong to, and are allowed with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.plain import PlainDesktop
from app.ui.screen_guard import ScreenGuard


class Screen(PlainDesktop):
    """A system that writes down which window it was asked to keep out of captures."""

    def __init__(self, confirms: bool = True) -> None:
        self.asked: list[tuple[int, bool]] = []
        self._confirms = confirms

    def protect_window(self, window: int, on: bool) -> bool:
        self.asked.append((window, on))
        return self._confirms


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QComboBox]:
    """A window that has a list to show."""
    shown = QComboBox()
    shown.addItems(["een", "twee"])
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.hidePopup()


def popup(window: QComboBox) -> int:
    """The list of a choice is a window of its own, which Qt makes when it is first opened."""
    before = set(QGuiApplication.topLevelWindows())
    window.showPopup()
    (made,) = set(QGuiApplication.topLevelWindows()) - before
    return int(made.winId())


def number(window: QWidget) -> int:
    return int(window.winId())


def test_a_list_that_opens_later_is_protected_like_its_window(window: QComboBox) -> None:
    screen = Screen()
    guard = ScreenGuard(screen)
    assert guard.start(number(window))
    opened = popup(window)
    guard.shown(opened)
    assert screen.asked == [(number(window), True), (opened, True)]


def test_allowing_captures_frees_what_is_open_and_what_opens_later(window: QComboBox, qtbot: QtBot) -> None:
    # GIVEN a protected window with an open list, and another window that is hidden
    screen, hidden = Screen(), QWidget()
    qtbot.addWidget(hidden)
    guard = ScreenGuard(screen)
    guard.start(number(window))
    opened = popup(window)
    guard.shown(number(hidden))
    screen.asked.clear()
    # WHEN the user allows captures THEN both that can be seen are free at once
    guard.allow()
    assert {(number(window), False), (opened, False)} <= set(screen.asked)
    assert (number(hidden), False) not in screen.asked
    # AND the hidden one as soon as it is shown
    guard.shown(number(hidden))
    assert screen.asked[-1] == (number(hidden), False)
    assert not any(on for _, on in screen.asked)


def test_a_system_that_confirms_nothing_is_asked_once(window: QComboBox) -> None:
    screen = Screen(confirms=False)
    guard = ScreenGuard(screen)
    guard.shown(number(window))
    assert not guard.start(number(window))
    guard.shown(popup(window))
    guard.allow()
    assert screen.asked == [(number(window), True)]
