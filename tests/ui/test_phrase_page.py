# SPDX-License-Identifier: EUPL-1.2
"""The phrase travels by voice only: large, spelled, hidden again by itself, and never to be copied."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.content import spelling
from app.ui.pages.phrase import PhrasePage
from app.ui.widgets.words import MASK
from tests.ui.room import Room


@pytest.fixture
def call(room: Room) -> Room:
    """The room at the telephone step, the words hidden."""
    room.to_handover()
    room.press("confirm_sent")
    return room


def page_of(room: Room) -> PhrasePage:
    page = room.window.page("phrase")
    assert isinstance(page, PhrasePage)
    return page


def phrase_of(room: Room) -> str:
    record = room.desk.record(next(room.references()))
    assert record is not None
    return record.phrase


def counted(room: Room) -> dict[str, int]:
    """How often each word of the phrase stands in anything that a widget could show or say, in sight or not.

    The phrase is random: its words may stand in the sentences of a page as well.
    """
    widgets = room.window.findChildren(QWidget)
    held = [w.text() for w in widgets if isinstance(w, QLabel | QLineEdit)]
    held += [f"{w.accessibleName()} {w.accessibleDescription()} {w.toolTip()}" for w in widgets]
    text = "\n".join(held)
    return {word: len(re.findall(rf"\b{word}\b", text)) for word in phrase_of(room).split("-")}


def test_R32_the_words_are_shown_when_asked_and_hidden_after_thirty_seconds(call: Room) -> None:
    # GIVEN words that nobody asked for yet
    phrase = phrase_of(call)
    page = page_of(call)
    before = counted(call)
    # WHEN
    call.press("show_passphrase")
    # THEN they stand there for thirty seconds
    assert call.name_of("passphrase_words") == phrase
    assert sum(counted(call).values()) >= sum(before.values()) + 12
    assert page.timer.interval() == 30_000
    assert page.timer.isActive()
    # WHEN the thirty seconds are over
    page.timer.timeout.emit()
    QApplication.processEvents()
    # THEN nothing holds them any more, and the page says how to go on
    assert call.name_of("passphrase_words") == "De wachtzin is verborgen"
    assert "Verborgen. Klik op ‘Toon de wachtzin’ om verder te lezen." in call.texts()
    assert counted(call) == before
    assert call.see("show_passphrase").hasFocus()


def test_R32_each_word_is_spelled_with_the_dutch_alphabet(call: Room) -> None:
    call.press("show_passphrase")
    names = spelling()
    for word in phrase_of(call).split("-"):
        call.press("spell_word")
        assert page_of(call).reader.letters.texts() == tuple(f"{letter.upper()} van {names[letter]}" for letter in word)
        assert set(page_of(call).reader.letters.texts()) <= set(call.texts().split("\n"))
    assert names["a"] == "Anna"


def test_R32_spelling_gives_thirty_seconds_more(call: Room) -> None:
    call.press("show_passphrase")
    page = page_of(call)
    page.timer.stop()
    call.press("spell_word")
    assert page.timer.isActive()


def key(room: Room, *keys: Qt.Key) -> None:
    """Press keys while the words have the focus."""
    for one in keys:
        QTest.keyClick(room.see("passphrase_words"), one)


def present(room: Room) -> tuple[str, str]:
    """How far the reader is, and the word in large letters."""
    reader = page_of(room).reader
    return reader.progress.text(), reader.word.text()


def test_R32_the_arrow_keys_go_from_word_to_word_and_spell_it(call: Room) -> None:
    # GIVEN the words on screen: the first one is large, and the keys work at once
    call.press("show_passphrase")
    words = phrase_of(call).split("-")
    assert present(call) == ("Woord 1 van 6", words[0])
    assert call.see("passphrase_words").hasFocus()
    # WHEN the keys are pressed, THEN one word at a time is large, with its letters
    for keys, position in (
        ((Qt.Key.Key_Right,), 1),
        ((Qt.Key.Key_Right, Qt.Key.Key_Right), 3),
        ((Qt.Key.Key_Left,), 2),
        ((Qt.Key.Key_End,), 5),
        ((Qt.Key.Key_Right,), 5),
        ((Qt.Key.Key_Home,), 0),
        ((Qt.Key.Key_Left,), 0),
    ):
        key(call, *keys)
        assert present(call) == (f"Woord {position + 1} van 6", words[position])
        assert [line[0].lower() for line in page_of(call).reader.letters.texts()] == list(words[position])


def test_R32_a_click_on_a_word_goes_there(call: Room) -> None:
    call.press("show_passphrase")
    tiles = call.see("passphrase_words")
    (number,) = [label for label in tiles.findChildren(QLabel) if label.text() == "4" and label.isVisible()]
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=number.mapTo(tiles, number.rect().center()))
    assert present(call)[0] == "Woord 4 van 6"


def test_R32_what_was_repeated_is_marked_and_the_next_word_comes(call: Room) -> None:
    # GIVEN
    call.press("show_passphrase")
    # WHEN the listener repeats the first words, marked with each key and with the button
    key(call, Qt.Key.Key_Space, Qt.Key.Key_Return)
    call.press("word_repeated")
    # THEN they are marked in words, and the fourth word comes; going back takes a mark away
    assert present(call)[0] == "Woord 4 van 6"
    assert call.texts().split("\n").count("herhaald") == 3
    key(call, Qt.Key.Key_Left)
    assert call.name_of("word_repeated") == "Toch niet herhaald"
    key(call, Qt.Key.Key_Space)
    assert present(call)[0] == "Woord 3 van 6"
    assert call.texts().split("\n").count("herhaald") == 2
    # AND when all six were repeated, the page says what comes next; it never asked for that
    assert call.see("confirm_spoken").isEnabled()
    key(call, *[Qt.Key.Key_Space] * 4)
    assert "Alle woorden zijn herhaald. Nu kan je ‘Doorgegeven’ kiezen." in call.texts()
    assert page_of(call).reader.repeated == frozenset(range(6))


def test_R32_hiding_keeps_what_was_repeated_and_not_the_words(call: Room) -> None:
    # GIVEN two words that were repeated
    before = counted(call)
    call.press("show_passphrase")
    key(call, Qt.Key.Key_Space, Qt.Key.Key_Space)
    # WHEN the page hides itself, and is left and found again
    page_of(call).timer.timeout.emit()
    QApplication.processEvents()
    assert counted(call) == before
    call.press("phrase_back")
    call.press("show_passphrase")
    # THEN the reader goes on at the third word
    assert page_of(call).reader.repeated == {0, 1}
    assert present(call)[0] == "Woord 3 van 6"
    # AND another file has another phrase, of which nothing was read
    call.press("phrase_back")
    call.press("make_again")
    call.press("confirm_sent")
    assert page_of(call).reader.repeated == frozenset()


def test_R32_a_key_that_is_held_down_marks_one_word(call: Room) -> None:
    call.press("show_passphrase")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    QApplication.sendEvent(call.see("passphrase_words"), held)
    assert page_of(call).reader.repeated == frozenset()


@pytest.mark.parametrize("step", [Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Space])
def test_R32_each_key_gives_thirty_seconds_more(call: Room, step: Qt.Key) -> None:
    call.press("show_passphrase")
    page = page_of(call)
    page.timer.stop()
    key(call, step)
    assert page.timer.isActive()


def test_who_hides_the_words_can_show_them_again_with_the_same_key(call: Room) -> None:
    call.press("show_passphrase")
    call.press("hide_passphrase")
    assert call.see("show_passphrase").hasFocus()


def test_R60_in_a_small_window_the_word_that_is_read_stays_in_sight(call: Room) -> None:
    # GIVEN half the room, as at 200 %
    call.window.resize(683, 384)
    call.press("show_passphrase")
    for pressed in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Space):
        # WHEN
        key(call, pressed)
        for _ in range(3):
            QApplication.processEvents()
        # THEN
        page = page_of(call)
        spot = page.reader.word.mapTo(page.area.viewport(), page.reader.word.rect().center())
        assert page.area.viewport().rect().contains(spot)


def test_R32_hidden_words_cannot_be_walked_through(call: Room) -> None:
    key(call, Qt.Key.Key_Right, Qt.Key.Key_Space)
    tiles = call.see("passphrase_words")
    QTest.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.rect().center())
    assert present(call) == ("", "")
    assert page_of(call).reader.repeated == frozenset()


def test_R32_only_the_time_of_the_call_is_kept(call: Room) -> None:
    call.press("show_passphrase")
    call.press("confirm_spoken", times=1)
    reference = next(call.references())
    assert call.desk.referral(reference).spoken_at == call.desk.clock.now()
    assert call.desk.events(reference).count("wachtzin_doorgegeven") == 1
    assert "maatschappelijk werker" in page_of(call).passed.text()


def test_a_double_click_on_passed_on_is_one_conversation(call: Room) -> None:
    page = page_of(call)
    page.passed.click()
    page.passed.click()
    assert call.desk.events().count("wachtzin_doorgegeven") == 1


def test_R33_the_phrase_cannot_be_copied_by_key_menu_or_selection(call: Room) -> None:
    # GIVEN the words on screen, and something else on the clipboard
    QGuiApplication.clipboard().setText("iets anders")
    call.press("show_passphrase")
    tiles = call.see("passphrase_words")
    labels = page_of(call).reader.findChildren(QLabel)
    # WHEN somebody tries every key that selects or copies
    tiles.setFocus()
    for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        for widget in (tiles, *labels):
            QTest.keySequence(widget, QKeySequence(keys))
    # THEN nothing was copied, nothing can be selected or dragged, and no menu offers it
    assert QGuiApplication.clipboard().text() == "iets anders"
    assert {label.textInteractionFlags() for label in labels} == {Qt.TextInteractionFlag.NoTextInteraction}
    offered = [a.text() for w in (tiles, *labels, page_of(call)) for a in w.findChildren(QAction)]
    assert offered == []
    assert not any("opieer" in text for text in (b.accessibleName() for b in page_of(call).findChildren(QWidget)))


@pytest.mark.parametrize("leave", ["phrase_back", "nobody_answered", "hide_passphrase"])
def test_R31_who_leaves_or_hides_takes_the_words_away(call: Room, leave: str) -> None:
    before = counted(call)
    call.press("show_passphrase")
    call.press(leave)
    QApplication.processEvents()
    # what the next page says may hold such a word too; the tiles, the spelling and their names may not
    page = page_of(call)
    reader = page.reader
    assert reader.tiles.accessibleName() == "De wachtzin is verborgen"
    assert reader.letters.texts() == ()
    assert reader.word.text() == ""
    assert {label.text() for label in reader.tiles.findChildren(QLabel)} <= {"", MASK, *"123456", "herhaald"}
    if leave == "hide_passphrase":
        assert counted(call) == before
    assert call.window.windowTitle() == "Doorverwijzing"


def test_nobody_answered_keeps_the_phrase_and_says_until_when(call: Room) -> None:
    call.press("nobody_answered")
    assert call.page == "overview_page"
    assert call.said.startswith("Goed. De wachtzin van het bestand blijft hier tot 30/11/2026.")
    assert "Bel het OCMW en geef de wachtzin van het bestand door." in call.texts()
    call.press("continue_referral")
    assert call.page == "phrase_page"


def test_R32_from_the_list_the_words_come_with_one_click(call: Room) -> None:
    call.press("phrase_back")
    call.press("show_passphrase")
    assert call.page == "phrase_page"
    assert call.name_of("passphrase_words") == phrase_of(call)


def test_R32_a_number_of_the_profile_is_shown_in_stead_of_the_advice(room: Room) -> None:
    from dataclasses import replace

    from tests.factory import the_profile

    room.desk.under(recipient=replace(the_profile().recipient, phone="014 85 99 00"))
    room.to_handover()
    room.press("confirm_sent")
    assert "Bel het Sociaal Huis op 014 85 99 00." in room.texts()
    assert "nooit een nummer uit een e-mail" not in room.texts()
