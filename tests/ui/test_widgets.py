# SPDX-License-Identifier: EUPL-1.2
"""The parts that pages share: plain text, wrapping ticks, inline problems, words that cannot be selected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import tokens
from app.ui.widgets import confirm
from app.ui.widgets.checklist import ChecklistItem, Choices
from app.ui.widgets.countdown import Countdown, spoken_span
from app.ui.widgets.field import HARD_LIMIT, Field
from app.ui.widgets.message_bar import Message, MessageBar
from app.ui.widgets.phrase_field import PhraseField, reveal_tick
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.tick import Tick
from app.ui.widgets.words import MASK, WordTiles
from tests.fakes import FixedClock
from tests.ui.walk import walk

MARKUP = ["<img src='file:///etc/passwd'>", "<a href='//host/share'>x</a>", "a & b", "[*] %1 &amp;", "<b>vet</b>"]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_label_stays_what_was_typed(qtbot: QtBot, text: str) -> None:
    label = PlainLabel(text)
    qtbot.addWidget(label)
    assert label.text() == text
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_message_stays_what_was_typed(qtbot: QtBot, text: str) -> None:
    bar = MessageBar(lambda: tokens.LIGHT)
    qtbot.addWidget(bar)
    bar.show_message(Message("error", text))
    assert bar.accessibleName() == text
    assert walk(bar) == []


def test_R60_a_problem_stands_beside_the_field_and_is_spoken_with_it(qtbot: QtBot) -> None:
    # GIVEN
    field = Field("phone", "&Telefoon of gsm", help_text="Laat leeg als bellen niet veilig is.", required=True)
    qtbot.addWidget(field)
    assert field.input.accessibleName() == "Telefoon of gsm"
    assert field.input.accessibleDescription() == "Laat leeg als bellen niet veilig is."
    # WHEN
    field.set_problem("Dit nummer klopt niet.")
    # THEN
    assert not field.problem.isHidden()
    assert field.input.accessibleDescription().startswith("Dit nummer klopt niet.")
    assert field.input.property("problem") is True
    # WHEN it is right again
    field.set_problem("")
    assert field.problem.isHidden()
    assert field.input.property("problem") is False


def test_too_much_text_is_never_cut_silently(qtbot: QtBot) -> None:
    field = Field("street", "Straat", max_length=120)
    qtbot.addWidget(field)
    field.set_text("x" * 100_000)
    assert len(field.text()) == 100_000 < HARD_LIMIT


def test_a_field_teaches_keyboards_nothing(qtbot: QtBot) -> None:
    field = Field("first_name", "Voornaam")
    qtbot.addWidget(field)
    assert walk(field) == []
    assert not field.input.dragEnabled()


def test_leaving_a_field_and_pressing_enter_are_told(qtbot: QtBot) -> None:
    field = Field("first_name", "Voornaam")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field.input, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field.input, "Z")


def test_R04_R60_a_checklist_item_starts_empty_and_is_ticked_anywhere(qtbot: QtBot) -> None:
    # GIVEN
    item = ChecklistItem("consent_i3", "Ik heb gezegd waarom.", say="“Het OCMW kijkt met jou.”", source="art. 2")
    qtbot.addWidget(item)
    item.resize(400, 120)
    assert not item.is_ticked()
    assert item.box.accessibleName() == "Ik heb gezegd waarom."
    assert item.box.accessibleDescription() == "“Het OCMW kijkt met jou.” art. 2"
    # WHEN clicked on its text
    with qtbot.waitSignal(item.toggled):
        QTest.mouseClick(item, Qt.MouseButton.LeftButton, pos=item.rect().center())
    assert item.is_ticked()
    # WHEN the space bar is pressed on the box
    QTest.keyClick(item.box, Qt.Key.Key_Space)
    assert not item.is_ticked()
    assert walk(item) == []


def test_a_tick_has_a_problem_line(qtbot: QtBot) -> None:
    tick = Tick("secrecy_statement", "Ik ben lid van het lokaal team.", help_text="Alleen dan mag het.")
    qtbot.addWidget(tick)
    tick.set_problem("Zonder deze verklaring kan het niet.")
    assert not tick.problem.isHidden()
    assert "Zonder deze verklaring" in tick.box.accessibleDescription()


def test_R04_choices_start_without_an_answer(qtbot: QtBot) -> None:
    # GIVEN
    choices = Choices("Hoe zei de cliënt ja?", [("route_phone", "Via de telefoon"), ("route_paper", "Op papier")])
    qtbot.addWidget(choices)
    assert choices.choice() == ""
    # WHEN
    with qtbot.waitSignal(choices.chosen) as signal:
        choices.buttons["route_paper"].click()
    # THEN
    assert signal.args == ["route_paper"]
    assert choices.choice() == "route_paper"
    choices.choose("")
    assert choices.choice() == ""
    assert walk(choices) == []


def test_R32_R33_words_are_large_masked_and_cannot_be_selected(qtbot: QtBot) -> None:
    # GIVEN
    tiles = WordTiles("passphrase_words", masked_name="Wachtzin verborgen")
    qtbot.addWidget(tiles)
    tiles.show_words(("anker", "fiets"), "anker-fiets")
    assert tiles.accessibleName() == "anker-fiets"
    # WHEN
    tiles.set_masked(True)
    # THEN nothing on screen or in the accessibility tree holds a word
    shown = [label.text() for label in tiles.findChildren(PlainLabel)]
    assert shown == [MASK, MASK]
    assert tiles.accessibleName() == "Wachtzin verborgen"
    flags = {label.textInteractionFlags() for label in tiles.findChildren(PlainLabel)}
    assert flags == {Qt.TextInteractionFlag.NoTextInteraction}


def test_words_wrap_in_a_narrow_window(qtbot: QtBot) -> None:
    tiles = WordTiles("words")
    qtbot.addWidget(tiles)
    tiles.show_words(("anker", "fiets", "molen", "appel", "wolk"), "")
    assert tiles.heightForWidth(300) > tiles.heightForWidth(2000)


def test_a_hidden_passphrase_can_be_revealed(qtbot: QtBot) -> None:
    field = PhraseField("unlock_passphrase", "Typ je eigen &wachtzin.")
    tick = reveal_tick("reveal_passphrase", "&Toon wat ik typ", field)
    qtbot.addWidget(field)
    qtbot.addWidget(tick)
    assert field.input.echoMode() == QLineEdit.EchoMode.Password
    tick.click()
    assert field.input.echoMode() == QLineEdit.EchoMode.Normal


def _asked(parent: QWidget) -> tuple[QMessageBox, list[str]]:
    said: list[str] = []
    parent.setWindowTitle("Doorverwijzing")
    box = confirm.ask(parent, "Alles wissen?", do="Wis nu", keep="Niet wissen", on_yes=lambda: said.append("wiped"))
    return box, said


def test_the_safe_answer_is_the_default_and_what_escape_does(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box, said = _asked(parent)
    default = box.defaultButton()
    assert isinstance(default, QPushButton)
    assert default.text() == "Niet wissen"
    assert box.escapeButton() is default
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert sorted(button.text() for button in box.buttons()) == ["Niet wissen", "Wis nu"]
    default.click()
    assert said == []


def test_only_the_verb_does_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box, said = _asked(parent)
    next(button for button in box.buttons() if button.objectName() == "confirm_do").click()
    assert said == ["wiped"]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=80), "1 u 20 min"),
        (timedelta(hours=1), "1 u"),
        (timedelta(days=1, hours=2), "1 dag 2 u"),
        (timedelta(days=2, hours=23, minutes=59, seconds=59), "2 dagen 23 u 59 min"),
        (timedelta(days=3), "3 dagen"),
    ],
)
def test_a_span_is_said_in_words(span: timedelta, words: str) -> None:
    assert spoken_span(span) == words


def test_R54_a_countdown_is_text_that_keeps_itself_up_to_date(qtbot: QtBot, clock: FixedClock) -> None:
    # GIVEN
    line = Countdown("breach_clock", clock)
    qtbot.addWidget(line)
    line.start(clock.now(), lambda span: f"Verlopen: {spoken_span(span)}.")
    # WHEN
    clock.forward(minutes=80)
    line.refresh()
    # THEN
    assert line.text() == "Verlopen: 1 u 20 min."
    assert line.accessibleName() == line.text()
    line.stop()
    assert line.text() == ""
