# SPDX-License-Identifier: EUPL-1.2
"""Every verb and field in sight has an Alt+letter of its own, and keeps its plain name for a screen reader (R60)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import tokens
from app.ui.main_window import MainWindow
from app.ui.mnemonics import marked, share_out
from tests.ui.gallery import pages

PAGES = pages()


def letters(page: QWidget) -> list[str]:
    """The letters underlined on this page."""
    texts = [widget.text().replace("&&", "") for widget in marked(page)]
    return [text.partition("&")[2][0].lower() for text in texts if "&" in text]


@pytest.mark.parametrize("name", PAGES)
def test_R60_no_letter_is_used_twice_on_a_page(qtbot: QtBot, name: str) -> None:
    # GIVEN a page in the window
    window = MainWindow((), lambda: tokens.LIGHT)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.add_page(name, PAGES[name])
    page = window.show_page(name)
    QApplication.processEvents()
    # THEN each letter belongs to one thing, and none opens a menu
    used = letters(page)
    assert sorted(used) == sorted(set(used))
    assert not set(used) & set(window.menu.letters.lower())
    # AND every verb that is more than a link has one, while its name stays plain
    verbs = [button for button in page.findChildren(QPushButton) if button.isVisible() and button.text()]
    assert [v.text() for v in verbs if v.property("kind") in ("primary", "danger") and "&" not in v.text()] == []
    assert [v.accessibleName() for v in verbs if "&" in v.accessibleName().replace(" & ", "")] == []


def test_the_authors_letter_comes_first_and_an_ampersand_stays_one() -> None:
    assert share_out(["Smit && Zonen", "&Zend"], "") == ["&Smit && Zonen", "&Zend"]
    assert share_out(["&Terug", "Toon"], "") == ["&Terug", "T&oon"]
    assert share_out(["&Doe", "Da"], "D") == ["D&oe", "D&a"]
    assert share_out(["aa", "aa"], "") == ["&aa", "aa"]
