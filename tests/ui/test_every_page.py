# SPDX-License-Identifier: EUPL-1.2
"""Every page in every state of the gallery: names, one primary verb, nothing small or cut off at 100 % and 200 %."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui import tokens
from app.ui.main_window import MainWindow
from app.ui.widgets.buttons import Button
from app.ui.widgets.page import Page
from tests.ui.walk import used, walk

FOLDER = Path(__file__).parent / "gallery_pages"
PAGES: dict[str, Callable[[], Page]] = {}
for _file in sorted(FOLDER.glob("*.py")):
    PAGES |= importlib.import_module(f"tests.ui.gallery_pages.{_file.stem}").PAGES
JOURNEY = importlib.import_module("tests.ui.gallery_pages.journey").PAGES
HANDOVER = importlib.import_module("tests.ui.gallery_pages.handover").PAGES
CORRECTION = importlib.import_module("tests.ui.gallery_pages.correction").PAGES
WITHDRAWAL = importlib.import_module("tests.ui.gallery_pages.withdrawal").PAGES
HELP = importlib.import_module("tests.ui.gallery_pages.help").PAGES
ACCESS = importlib.import_module("tests.ui.gallery_pages.access").PAGES
SIZED = (*JOURNEY, *HANDOVER, *CORRECTION, *WITHDRAWAL, *ACCESS, *HELP)

WHOLE, ZOOMED = (1366, 768), (683, 384)
"""The smallest screen that is used, at 100 % and at 200 %: twice the scale is half the room."""
SCROLLS = {"sheet", "client_problems", "client_wrong", "overview_many", "correction_wiped", "client_channels"}
SCROLLS |= {"help_contents", "help_picture", "help_keys"}
"""A whole sheet to read, forms on which much is wrong at once, and help with a picture below its text."""
ROWS = {"continue_referral", "correct_referral", "withdraw_referral", "erase_referral", "extend_referral"}
"""Verbs that stand in each row of the list."""
SMALLEST = 24

pytestmark = pytest.mark.usefixtures("look")


class Shown:
    """One page in a window of a size."""

    def __init__(self, qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
        self.window = MainWindow((), lambda: tokens.LIGHT)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.add_page(name, PAGES[name])
        self.page = self.window.show_page(name)
        for _ in range(4):
            QApplication.processEvents()

    def buttons(self) -> list[QAbstractButton]:
        return [w for w in used(self.page) if isinstance(w, QAbstractButton)]


@pytest.mark.parametrize("name", PAGES)
def test_R60_R12_every_widget_has_a_name_and_reads_no_markup(qtbot: QtBot, name: str) -> None:
    shown = Shown(qtbot, name, WHOLE)
    assert walk(shown.window) == []


@pytest.mark.parametrize("name", PAGES)
def test_names_are_unique_on_a_page_and_one_verb_is_the_primary_one(qtbot: QtBot, name: str) -> None:
    shown = Shown(qtbot, name, WHOLE)
    counted = Counter(w.objectName() for w in used(shown.page) if w.objectName() not in ROWS)
    assert [one for one, count in counted.items() if count > 1] == []
    primary = [b for b in shown.buttons() if isinstance(b, Button) and b.property("kind") == "primary"]
    assert len(primary) <= 1


@pytest.mark.parametrize("name", SIZED)
def test_R60_targets_are_large_enough(qtbot: QtBot, name: str) -> None:
    shown = Shown(qtbot, name, WHOLE)
    small = {b.objectName(): (b.width(), b.height()) for b in shown.buttons() if min(b.width(), b.height()) < SMALLEST}
    assert small == {}


@pytest.mark.parametrize("name", [n for n in SIZED if n not in SCROLLS])
def test_pages_fit_the_smallest_screen_without_scrolling(qtbot: QtBot, name: str) -> None:
    shown = Shown(qtbot, name, WHOLE)
    assert shown.page.area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [WHOLE, (1080, 720), ZOOMED], ids=["whole", "usual", "zoomed"])
@pytest.mark.parametrize("name", SIZED)
def test_R60_nothing_is_cut_off(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    # GIVEN
    shown = Shown(qtbot, name, size)
    # THEN nothing must be scrolled sideways, and each text has the room it needs
    assert shown.window.width() == size[0]
    assert shown.page.area.horizontalScrollBar().maximum() == 0
    cut = [w.objectName() or w.text() for w in cuttable(shown.page) if is_cut(w)]
    assert cut == []
    # AND the verbs stay in sight
    (footer,) = [w for w in shown.page.findChildren(QWidget, "page_footer") if w.isVisible()]
    for button in footer.findChildren(QAbstractButton):
        corner = button.mapTo(shown.window, button.rect().bottomRight())
        assert shown.window.rect().contains(corner), button.objectName()


def cuttable(page: QWidget) -> list[QLabel | QAbstractButton]:
    """Every label and button in sight."""
    found: list[QLabel | QAbstractButton] = [*page.findChildren(QLabel)]
    found += page.findChildren(QAbstractButton)
    return [w for w in found if w.isVisible() and w.text()]


def is_cut(widget: QLabel | QAbstractButton) -> bool:
    """Has it less room than its text takes?"""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    hint = widget.sizeHint()
    return widget.width() < hint.width() or widget.height() < hint.height()
