# SPDX-License-Identifier: EUPL-1.2
"""Messages, buttons and fields where there is no room, and the walks that other tests rely on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import tokens
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.field import Field
from app.ui.widgets.message_bar import Action, Message, MessageBar
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel
from tests.ui.walk import tab_order, walk


def test_a_message_with_a_button_can_be_used_and_closed(qtbot: QtBot) -> None:
    # GIVEN
    pressed: list[bool] = []
    bar = MessageBar(lambda: tokens.LIGHT)
    qtbot.addWidget(bar)
    bar.show_message(Message("warning", "Let op.", (Action("Doe iets", "do_it", lambda: pressed.append(True)),)))
    # WHEN
    button = bar.findChild(QPushButton, "do_it")
    assert isinstance(button, QPushButton)
    button.click()
    close = bar.findChild(QPushButton, "message_close")
    assert isinstance(close, QPushButton)
    close.click()
    # THEN
    assert pressed == [True]
    assert bar.isHidden()
    assert bar.accessibleName() == ""


def test_R60_buttons_stand_below_each_other_where_there_is_no_room(qtbot: QtBot) -> None:
    # GIVEN
    first = Button("Een lange knop met veel woorden", "a")
    second = Button("Nog een lange knop met veel woorden", "b", kind="primary")
    row = ButtonRow((first,), (second,))
    holder = QWidget()
    QVBoxLayout(holder).addWidget(row)
    qtbot.addWidget(holder)
    holder.show()
    # WHEN
    holder.resize(900, 200)
    qtbot.waitUntil(lambda: first.y() == second.y())
    holder.resize(300, 200)
    # THEN
    qtbot.waitUntil(lambda: first.y() < second.y())


def test_R60_fields_stand_below_each_other_where_there_is_no_room(qtbot: QtBot) -> None:
    card = Card()
    one, two = Field("one", "Een"), Field("two", "Twee")
    card.add_row(one, two)
    qtbot.addWidget(card)
    card.show()
    card.resize(900, 300)
    qtbot.waitUntil(lambda: one.x() < two.x())
    card.resize(400, 300)
    qtbot.waitUntil(lambda: one.y() < two.y())


def test_R60_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = Button("Ga verder", "go_on", clicked=lambda: pressed.append(True))
    qtbot.addWidget(button)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [True, True]


def test_the_walk_finds_what_is_wrong(qtbot: QtBot) -> None:
    # GIVEN a window that breaks every rule
    from PySide6.QtWidgets import QLabel, QTextEdit

    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowTitle("Zoë D'Hondt-Çelik")
    layout = QVBoxLayout(window)
    for bad in (QLabel("<b>x</b>"), QLineEdit(), QTextEdit(), QPushButton()):
        layout.addWidget(bad)
    # THEN
    found = " ".join(walk(window))
    for complaint in ("title", "markup", "learn", "rich text", "no object name", "no accessible name"):
        assert complaint in found


def test_the_tab_order_is_readable(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for name in ("one", "two", "three"):
        layout.addWidget(Field(name, name))
    window.show()
    assert tab_order(window) == ["one", "two", "three"]


def test_R60_a_page_scrolls_only_when_it_must(qtbot: QtBot) -> None:
    # GIVEN long texts in cards, which Qt believes to be much higher than they are
    page = Page("page", "Titel")
    for _ in range(3):
        card = Card()
        card.add(PlainLabel("Een zin van een gewone lengte die op het scherm op één regel past. " * 4))
        page.body.addWidget(card)
    qtbot.addWidget(page)
    # WHEN
    page.resize(1366, 500)
    page.show()
    # THEN
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: page.area.viewport().height() > 400)
    assert bar.maximum() == 0
    page.resize(683, 200)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
