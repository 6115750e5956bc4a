# SPDX-License-Identifier: EUPL-1.2
"""Each measure of this folder finds the fault it is for, in a page that has them all."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import tokens
from app.ui.application import Look
from app.ui.icons import Icon
from app.ui.widgets.mark import Mark
from app.ui.widgets.page import Page
from app.ui.widgets.plain_label import PlainLabel
from tests.access import pixels, seen
from tests.access.keys import jumps, missed, walk
from tests.access.stage import Shown, called, show
from tests.access.test_focus import unseen
from tests.access.test_names import unlinked, unnamed, wordless
from tests.access.test_targets import too_small


class Trap(QLineEdit):
    """Never lets go of the Tab key."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name that Qt gives it
        return True


class BadPage(Page):
    """Everything that must not be."""

    def __init__(self) -> None:
        super().__init__("bad_page", "Slecht")
        self.faint = PlainLabel("Bijna niet te lezen")
        self.faint.setStyleSheet(f"color: {tokens.LIGHT.border};")
        self.unshown = QPushButton("Zonder rand")
        self.unshown.setObjectName("unshown")
        self.unshown.setStyleSheet(
            "QPushButton, QPushButton:focus { border: none; outline: none; background: #ffffff; }"
        )
        self.tiny = QPushButton("x")
        self.tiny.setObjectName("tiny")
        self.tiny.setStyleSheet("min-height: 0; padding: 0; border: 1px solid black;")
        self.tiny.setFixedSize(10, 10)
        self.nameless = QLineEdit()
        self.nameless.setObjectName("nameless")
        self.problem = PlainLabel("Hier is iets mis.", role="problem")
        self.red = QLineEdit("rood")
        self.red.setObjectName("red")
        self.red.setAccessibleName("Rood")
        self.red.setProperty("problem", True)
        self.alone = QWidget()
        self.mark = Mark(Icon.WARNING)
        self.mark.setParent(self.alone)
        self.mark.setObjectName("mark")
        self.alone.setFixedSize(30, 30)
        for part in (self.faint, self.unshown, self.tiny, self.nameless, self.problem, self.red, self.alone):
            self.body.addWidget(part)


class TrapPage(Page):
    """A field that keeps the keyboard, and one behind it."""

    def __init__(self) -> None:
        super().__init__("trap_page", "Val")
        self.trap, self.behind = Trap(), QLineEdit()
        self.trap.setObjectName("trap")
        self.behind.setObjectName("behind")
        for part in (self.trap, self.behind):
            self.body.addWidget(part)


def bad(qtbot: QtBot, light: Look) -> tuple[Shown, BadPage]:
    shown = show(qtbot, light, "bad", BadPage)
    assert isinstance(shown.page, BadPage)
    return shown, shown.page


def test_faint_text_is_found(qtbot: QtBot, light: Look) -> None:
    shown, page = bad(qtbot, light)
    image = pixels.picture(shown.window)
    weak = [text.name for text in seen.texts(shown) if pixels.text_contrast(image, text.where) < 4.5]
    assert weak == [called(page.faint)]


def test_a_focus_that_changes_nothing_is_found(qtbot: QtBot, light: Look) -> None:
    shown, _page = bad(qtbot, light)
    assert "unshown" in unseen(shown.window)
    assert "nameless" not in unseen(shown.window)


def test_a_small_target_is_found(qtbot: QtBot, light: Look) -> None:
    shown, _page = bad(qtbot, light)
    assert [text.partition(":")[0] for text in too_small(shown.window)] == ["tiny"]


def test_a_field_without_a_name_an_unlinked_problem_and_colour_alone_are_found(qtbot: QtBot, light: Look) -> None:
    shown, page = bad(qtbot, light)
    assert unnamed(shown.window) == ["nameless"]
    assert unlinked(shown) == [page.problem.text()]
    assert wordless(shown) == ["mark", "red"]


def test_a_trap_for_the_keyboard_is_found(qtbot: QtBot, light: Look) -> None:
    shown = show(qtbot, light, "trap", TrapPage)
    assert isinstance(shown.page, TrapPage)
    shown.page.trap.setFocus()
    assert [called(w) for w in missed(shown.window, walk(shown.window))] == ["behind"]


def test_an_order_that_jumps_back_is_found(qtbot: QtBot, light: Look) -> None:
    shown, page = bad(qtbot, light)
    assert jumps(shown.window, [page.unshown, page.nameless]) == []
    assert jumps(shown.window, [page.nameless, page.unshown]) == [(page.nameless, page.unshown)]
