# SPDX-License-Identifier: EUPL-1.2
"""Every page fits a small screen, is whole at 200 %, and has one primary verb that is always in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import tokens
from app.ui.main_window import MainWindow
from app.ui.widgets.page import Page
from tests.ui.gallery import pages

pytestmark = pytest.mark.usefixtures("look")

PAGES = pages()
SMALL_SCREEN = (1366, 697)
"""1366 × 768 less the title bar of a window (31) and the bar with programs (40), at 100 %."""
TWICE_AS_LARGE = (683, 384)
"""The same screen at 200 %, whole: a system at 200 % hides its bars on such a screen or nothing would fit."""

LONGER_THAN_A_SCREEN = {
    "a text to read on, or to show": ("sheet", "help_"),
    "a letter is as long as it is": ("practice_mail",),
    "a list grows with the work": ("overview_many",),
    "each refusal stands under its own question": (
        "breach_refused",
        "correction_wiped",
        "client_problems",
        "client_wrong",
    ),
    "with two municipalities the question which one stands above": ("consent_which_of_many", "consent_chosen"),
}
"""Pages that may scroll on a small screen, by the reason; the verbs below them stay in sight."""


def in_window(qtbot: QtBot, name: str, size: tuple[int, int]) -> Page:
    """The page in a window of this size, laid out."""
    window = MainWindow((), lambda: tokens.LIGHT)
    qtbot.addWidget(window)
    window.menu.set_open(True)
    window.resize(*size)
    window.show()
    window.add_page(name, PAGES[name])
    page = window.show_page(name)
    for _ in range(3):  # wrapped text settles its height in a few rounds
        QApplication.processEvents()
    return page


def cut_off(page: QWidget) -> list[str]:
    """Words of this page that have no room: the object names or the texts of what shows them."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not has_words(widget):
            continue
        if not room_for(widget):
            found.append(widget.objectName() or widget.text())  # type: ignore[attr-defined]
    return found


def has_words(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton) and bool(widget.text())


def room_for(widget: QWidget) -> bool:
    """Is this widget as large as its words, and inside what it stands in?"""
    needed = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        fits = widget.height() >= widget.heightForWidth(widget.width())
    else:
        fits = widget.width() >= needed.width() and widget.height() >= needed.height()
    parent = widget.parentWidget()
    inside = parent is None or parent.rect().contains(widget.geometry())
    return fits and inside


@pytest.mark.parametrize("name", PAGES)
def test_R60_no_page_needs_scrolling_on_a_small_screen(qtbot: QtBot, name: str) -> None:
    # GIVEN the page on the screen of a laptop
    page = in_window(qtbot, name, SMALL_SCREEN)
    # THEN it fits, but for the few that have a reason, and those do need it
    may_scroll = any(name.startswith(those) for those in LONGER_THAN_A_SCREEN.values())
    assert page.area.horizontalScrollBar().maximum() == 0
    if not may_scroll:
        assert page.area.verticalScrollBar().maximum() == 0


def test_every_reason_to_scroll_is_still_needed(qtbot: QtBot) -> None:
    for reason, those in LONGER_THAN_A_SCREEN.items():
        for begin in those:
            longest = max(
                in_window(qtbot, name, SMALL_SCREEN).area.verticalScrollBar().maximum()
                for name in PAGES
                if name.startswith(begin)
            )
            assert longest > 0, f"{begin}: {reason}"


@pytest.mark.parametrize("size", [SMALL_SCREEN, TWICE_AS_LARGE], ids=["100 %", "200 %"])
@pytest.mark.parametrize("name", PAGES)
def test_R60_nothing_is_cut_off(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    page = in_window(qtbot, name, size)
    assert cut_off(page) == []
    assert page.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", PAGES)
def test_R60_one_verb_is_the_primary_one_and_it_stands_in_sight(qtbot: QtBot, name: str) -> None:
    page = in_window(qtbot, name, SMALL_SCREEN)
    primary = [b for b in page.findChildren(QPushButton) if b.property("kind") == "primary" and b.isVisible()]
    assert len(primary) <= 1
    for button in primary:
        place = QRect(button.mapTo(page, button.rect().topLeft()), button.size())
        assert page.rect().contains(place)


@pytest.mark.parametrize("name", PAGES)
def test_no_part_of_a_page_becomes_a_window_of_its_own(qtbot: QtBot, name: str) -> None:
    page = in_window(qtbot, name, SMALL_SCREEN)
    assert [w.objectName() for w in QApplication.topLevelWidgets() if w.isVisible() and w is not page.window()] == []


def test_the_measure_sees_words_without_room(qtbot: QtBot) -> None:
    # GIVEN words in a box that is too small, and the same words with room
    for too_small, width, height in ((True, 40, 12), (False, 400, 60)):
        page = QWidget()
        qtbot.addWidget(page)
        page.resize(500, 100)
        label, button = QLabel("Lang woord dat niet past", page), QPushButton("Lang woord dat niet past", page)
        label.setGeometry(0, 0, width, height)
        button.setGeometry(0, 60 if too_small else 0, width, height)
        page.show()
        assert bool(cut_off(page)) is too_small
    # AND what sticks out of its box
    label.setGeometry(300, 0, 400, 60)
    assert cut_off(page)
