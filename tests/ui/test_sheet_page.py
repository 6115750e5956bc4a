# SPDX-License-Identifier: EUPL-1.2
"""The information sheet on screen: Dutch first, no client data, and a translation that says what it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.ui.pages.sheet import SheetPage
from app.ui.side_flow import SideFlow
from tests.factory import the_profile
from tests.ui.room import CLIENT, Room


def french(source: str) -> object:
    """A French sheet made from this Dutch version."""
    return replace(the_profile().dutch_sheet, language="fr", source=source, title="Pouvons-nous transmettre …?")


def test_R26_the_sheet_is_shown_whole_and_holds_nothing_of_a_client(room: Room) -> None:
    # GIVEN a client in the form
    room.consent()
    room.fill_in()
    # WHEN the sheet is shown from the menu
    room.side.sheet()
    # THEN every section stands there, with the team's number filled in
    shown = room.texts()
    for section in the_profile().dutch_sheet.sections:
        assert section.heading in shown
    assert "{" not in shown
    assert room.desk.store.settings.sender().phone in shown
    assert [text for text in CLIENT.values() if len(text) > 2 and text in shown] == []
    # AND going back finds the form as it was
    room.press("sheet_back")
    assert room.page == "client_page"


def test_R27_a_translation_says_that_it_is_one(room: Room) -> None:
    # GIVEN
    sheets = (the_profile().dutch_sheet, french("1.0.0"))
    room.desk.under(sheets=sheets)
    room.side = SideFlow(room.stage)
    # WHEN
    room.side.sheet()
    room.press("sheet_language_fr")
    # THEN
    assert "Vertaling van het Nederlandse infoblad versie 1.0.0" in room.texts()


def test_R27_a_translation_of_older_words_is_not_offered(room: Room) -> None:
    room.desk.under(sheets=(the_profile().dutch_sheet, french("0.9.0")))
    room.side = SideFlow(room.stage)
    room.side.sheet()
    assert room.all("sheet_language_fr") == []


def test_a_language_that_is_written_from_the_right_is_shown_from_the_right(room: Room) -> None:
    page = SheetPage()
    page.show_sheet(replace(the_profile().dutch_sheet, language="ar", source="1.0.0"), ("nl", "ar"))
    directions = {label.layoutDirection() for label in page.findChildren(QLabel) if label.property("role") == "reading"}
    assert directions == {Qt.LayoutDirection.RightToLeft}
    page.deleteLater()


def test_R60_the_sheet_is_read_on_with_the_keyboard(room: Room) -> None:
    room.side.sheet()
    page = room.window.current
    assert page is not None
    bar = page.area.verticalScrollBar()
    assert room.see("sheet_back").hasFocus()
    QTest.keyClick(room.see("sheet_back"), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(room.see("sheet_back"), Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_the_chooser_names_languages_in_their_own_words(room: Room) -> None:
    page = SheetPage()
    page.show_sheet(the_profile().dutch_sheet, ("nl", "fr", "uk"))
    names = [b.text() for b in page.findChildren(QAbstractButton) if b.objectName().startswith("sheet_language")]
    assert names == ["Nederlands", "Français", "Українська"]
    page.deleteLater()
