# SPDX-License-Identifier: EUPL-1.2
"""The information sheet on screen: Dutch first, no client data, and a translation that says what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QRadioButton

from app.domain.events import Entry, Event
from app.domain.languages import LANGUAGES
from app.domain.profile import Sheet
from app.ui.pages.sheet import SheetPage
from app.ui.side_flow import SideFlow
from tests.factory import the_profile
from tests.ui.room import CLIENT, Room


def french(source: str, validated_by: str = "") -> Sheet:
    """The French sheet, made from this Dutch version."""
    sheet = the_profile().sheet("fr")
    assert sheet is not None
    return replace(sheet, source=source, validated_by=validated_by)


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


def test_R27_a_translation_stands_beside_the_dutch_and_says_that_it_is_one(room: Room) -> None:
    # GIVEN the sheet as it is opened: Dutch alone
    room.side.sheet()
    assert "Vertaling" not in room.texts()
    # WHEN French is chosen
    room.press("sheet_language_fr")
    # THEN both stand there, and what it is, in both languages
    shown = room.texts()
    for said in (
        the_profile().dutch_sheet.sections[0].heading,
        "Pourquoi cette question",
        "Vertaling van het Nederlandse infoblad versie 1.0.0. De Nederlandse tekst geldt.",
        "Traduction de la feuille d’information néerlandaise, version 1.0.0.",
        "Nog niet nagelezen",
        "Pas encore relu",
    ):
        assert said in shown
    # AND each part begins at the height of the Dutch one
    labels = {label.text(): label for label in room.window.findChildren(QLabel) if label.isVisible()}
    dutch = labels[the_profile().dutch_sheet.sections[3].heading]
    other = labels[french("1.0.0").sections[3].heading]
    assert dutch.mapTo(room.window, dutch.rect().topLeft()).y() == other.mapTo(room.window, other.rect().topLeft()).y()
    assert dutch.mapTo(room.window, dutch.rect().topLeft()).x() < other.mapTo(room.window, other.rect().topLeft()).x()
    # AND the language is for this showing alone
    room.press("sheet_back")
    room.side.sheet()
    assert "Pourquoi" not in room.texts()


def test_R27_a_translation_that_was_read_says_by_whom(room: Room) -> None:
    room.desk.under(sheets=(the_profile().dutch_sheet, french("1.0.0", "sociaal tolk Frans")))
    room.side = SideFlow(room.stage)
    room.side.sheet()
    room.press("sheet_language_fr")
    assert "Nagelezen door sociaal tolk Frans" in room.texts()
    assert "Relu par sociaal tolk Frans" in room.texts()
    assert "Nog niet nagelezen" not in room.texts()


def test_R22_R27_who_wants_to_think_is_offered_the_sheet_in_their_language(room: Room) -> None:
    # GIVEN a client who wants to think
    room.journey.begin()
    room.press("consent_i1")
    room.press("consent_think")
    # WHEN the sheet is opened from the message
    room.press("think_sheet")
    room.press("sheet_language_uk")
    # THEN it stands there, and nothing was kept
    assert room.page == "sheet_page"
    assert "Чому ми про це питаємо?" in room.texts()
    assert list(room.references()) == []


def raw_rows(room: Room) -> list[str]:
    """Every cell of every table, as it stands in the database."""
    database = room.desk.store._database
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"register", "referral", "consent", "setting"} <= set(tables)
    return [str(cell) for name in tables for row in database.execute(f'SELECT * FROM "{name}"') for cell in row]


def languages_in(cells: list[str]) -> set[str]:
    """Which languages but Dutch these cells name: by code, inside a text version or JSON too, or by name."""
    signs = {
        code: re.compile(rf"^{code}$|[.'\"]{code}[@'\"]|{language.own}|{language.dutch}", re.IGNORECASE)
        for code, language in LANGUAGES.items()
        if code != "nl"
    }
    return {code for code, sign in signs.items() if any(map(sign.search, cells))}


def test_R27_no_row_of_the_register_and_no_setting_keeps_the_language(room: Room) -> None:
    # GIVEN a talk in which the sheet is shown in each language that is offered
    room.journey.begin()
    before = raw_rows(room)
    offered = {sheet.language for sheet in the_profile().sheets} - {"nl"}
    for language in sorted(offered):
        room.side.sheet()
        room.press(f"sheet_language_{language}")
        room.press("sheet_back")
    # THEN choosing one writes nothing at all
    assert len(offered) > 5
    assert raw_rows(room) == before
    # WHEN the client says yes, and the data leave
    reference = room.to_handover()
    room.desk.flow.handover.declare_sent(reference)
    # THEN no cell of any table names a language
    cells = raw_rows(room)
    assert {"toestemming", "verzonden_verklaard", reference} <= set(cells)
    assert languages_in(cells) == set()
    # AND a row that did would be found
    room.desk.store.register.append(Entry(Event.CONSENT, text_versions="infoblad.ar@1.0.0"), room.desk.clock.now())
    assert languages_in(raw_rows(room)) == {"ar"}


def test_the_tick_card_is_offered_on_the_sheet_and_at_the_consent_step(room: Room) -> None:
    # GIVEN the consent step
    room.journey.begin()
    room.press("show_tick_card")
    # THEN the page says how the card is used, without a name
    assert room.page == "tick_card_page"
    for said in ("Schrijf hier geen naam.", "Vernietig de kaart daarna."):
        assert said in room.texts()
    room.press("tick_card_back")
    assert room.page == "consent_page"
    # AND the sheet leads there as well
    room.side.sheet()
    room.press("show_tick_card")
    assert room.page == "tick_card_page"


def test_R26_the_tick_card_is_saved_where_the_user_says(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kaart.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    room.side.tick_card()
    room.press("save_tick_card")
    assert target.read_bytes().startswith(b"%PDF")
    assert room.said == "De afvinkkaart is bewaard."


def test_R27_a_translation_of_older_words_is_not_offered(room: Room) -> None:
    room.desk.under(sheets=(the_profile().dutch_sheet, french("0.9.0")))
    room.side = SideFlow(room.stage)
    room.side.sheet()
    assert room.all("sheet_language_fr") == []


def test_a_language_that_is_written_from_the_right_is_shown_from_the_right(room: Room) -> None:
    # GIVEN the Dutch sheet with the Arabic one
    page = SheetPage()
    page.show_sheet(the_profile().dutch_sheet, the_profile().sheet("ar"), ("nl", "ar"))
    # THEN each label stands on its own side and tells its language
    directions = {
        (label.locale().language(), label.layoutDirection())
        for label in page.findChildren(QLabel)
        if label.property("role") == "reading"
    }
    assert directions == {
        (QLocale.Language.Dutch, Qt.LayoutDirection.LeftToRight),
        (QLocale.Language.Arabic, Qt.LayoutDirection.RightToLeft),
    }
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


def test_the_chooser_names_languages_in_their_own_words_and_in_dutch(room: Room) -> None:
    page = SheetPage()
    page.show_sheet(the_profile().dutch_sheet, None, ("nl", "fr", "uk"))
    buttons = [b for b in page.findChildren(QRadioButton) if b.objectName().startswith("sheet_language")]
    assert [b.text() for b in buttons] == ["Alleen Nederlands", "Français – Frans", "Українська – Oekraïens"]
    assert [b.accessibleName() for b in buttons] == [b.text() for b in buttons]
    assert [b.isChecked() for b in buttons] == [True, False, False]
    page.deleteLater()


def test_R60_the_languages_are_gone_through_with_the_arrow_keys(room: Room) -> None:
    # GIVEN the focus in the list
    room.side.sheet()
    room.see("sheet_language_nl").setFocus()
    # WHEN the next one is chosen, again and again
    for language in ("fr", "en", "de"):
        QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Right)
        # THEN it is shown, and the focus stays in the list
        assert room.see(f"sheet_language_{language}").hasFocus()
    assert "Warum fragen wir das?" in room.texts()
