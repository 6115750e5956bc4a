# SPDX-License-Identifier: EUPL-1.2
"""From an empty overview to the wiped referral: with the keyboard alone, without a network, and with hostile text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from app.domain.referral import State
from tests.factory import a_client, a_sender
from tests.ui.room import CLIENT, TICKS, Room, type_into
from tests.ui.walk import walk

HOSTILE = ("<img src='file:///etc/passwd'>", "//host/share/x.png", "Smit & Zonen && Co", "%1 %2 {naam}", "<b>vet</b>")


def go_to(name: str) -> QWidget:
    """Press Tab until the cursor is there."""
    for _ in range(60):
        inside = QApplication.focusWidget()
        assert inside is not None, "the cursor is nowhere"
        if inside.objectName() == name:
            return inside
        QTest.keyClick(inside, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached with the Tab key")


def enter(room: Room, name: str) -> None:
    """Go to a verb and press Enter."""
    room.see(name)
    QTest.keyClick(go_to(name), Qt.Key.Key_Return)
    room.texts()


def space(name: str) -> None:
    """Go to a box and tick it."""
    box = go_to(name)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert isinstance(box, QAbstractButton)
    assert box.isChecked(), name


def test_R60_R62_R36_the_whole_journey_with_the_keyboard_alone_and_without_a_network(room: Room) -> None:
    # GIVEN an empty overview; the guard around every test refuses sockets
    enter(room, "new_referral")
    # WHEN everything is said, asked and ticked
    for name in TICKS:
        space(name)
    space("consent_route_conversation")
    enter(room, "consent_yes")
    assert room.page == "client_page"
    # AND typed, in the order of the form, going on with Enter after the last field
    for name in ("first_name", "last_name", "street", "house_number", "box"):
        type_into(go_to(name), CLIENT[name])
    place = go_to("place_kasterlee")
    QTest.keyClick(place, Qt.Key.Key_Space)
    QTest.keyClick(place, Qt.Key.Key_Right)
    chosen = room.see("place_lichtaart")
    assert isinstance(chosen, QRadioButton)
    assert chosen.isChecked()
    for name in ("phone", "email"):
        type_into(go_to(name), CLIENT[name])
    QTest.keyClick(room.see("email"), Qt.Key.Key_Return)
    assert room.page == "review_page"
    # AND made, sent, told and confirmed
    for verb in ("export", "confirm_sent", "show_passphrase", "spell_word", "confirm_spoken", "confirm_received"):
        enter(room, verb)
    # THEN everything is wiped, and the note can be copied
    assert room.page == "done_page"
    (referral,) = room.desk.store.referrals.all()
    assert referral.state is State.ERASED
    enter(room, "copy_dossier_note")
    assert room.said.startswith("Gekopieerd.")


def test_the_budget_of_clicks_is_kept(room: Room) -> None:
    """Product table 8.3: from "Nieuwe doorverwijzing" to the note, without the mail program's own clicks."""
    # GIVEN the clicks and key actions of each step; typing is not counted
    steps = {
        "begin": ["new_referral"],
        "consent": [*TICKS, "consent_route_conversation", "consent_yes"],
        "fields": ["place_tielen"],
        "look": ["client_next"],
        "export": ["export"],
        "sent": ["confirm_sent"],
        "call": ["show_passphrase", "confirm_spoken"],
        "received": ["confirm_received"],
        "note": ["copy_dossier_note"],
    }
    budget = {
        "begin": 1,
        "consent": 12,
        "fields": 1,
        "look": 1,
        "export": 1,
        "sent": 1,
        "call": 2,
        "received": 1,
        "note": 2,
    }
    # WHEN
    for step, verbs in steps.items():
        if step == "fields":
            for name, text in CLIENT.items():
                room.type(name, text)
        for verb in verbs:
            room.press(verb)
    # THEN it is done
    assert room.said.startswith("Gekopieerd.")
    assert {step: len(verbs) for step, verbs in steps.items() if len(verbs) > budget[step]} == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_R12_R37_hostile_text_is_shown_as_typed_and_never_read(room: Room, text: str) -> None:
    # GIVEN a user and a client who bear it
    room.desk.flow.settings.save_sender(a_sender(name=text, team=text))
    room.consent()
    room.fill_in(first_name=text, last_name=text)
    assert walk(room.window) == []
    # WHEN it passes over every page
    room.press("client_later")
    assert text in room.texts()
    assert walk(room.window) == []
    room.press("continue_referral")
    room.press("client_next")
    assert room.name_of("review_last_name") == text
    for verb in (
        "export",
        "confirm_sent",
        "show_passphrase",
        "confirm_spoken",
        "handover_withdraw",
        "withdraw_confirm",
    ):
        room.press(verb)
        # THEN no label reads markup, nothing loads a document, no title or tip holds it
        assert walk(room.window) == []
        assert room.window.findChildren(QTextDocument) == []
        assert [w.toolTip() + w.statusTip() for w in room.window.findChildren(QWidget) if text in w.toolTip()] == []
    assert room.page == "done_page"


def test_R12_hostile_text_in_an_address_is_refused_or_shown_as_typed(room: Room) -> None:
    # GIVEN fields with rules of their own
    room.consent()
    room.fill_in(street=HOSTILE[0], phone=HOSTILE[1], email=HOSTILE[3], house_number="%1", box="&")
    # WHEN
    room.press("client_next")
    # THEN it is refused beside the fields, and nothing read it
    assert room.page == "client_page"
    assert walk(room.window) == []


def test_R37_no_client_text_in_titles_tips_or_object_names(room: Room) -> None:
    # GIVEN a referral in the overview
    room.desk.concept(a_client())
    room.journey.show_overview()
    # THEN
    for widget in (room.window, *room.window.findChildren(QWidget)):
        held = f"{widget.windowTitle()} {widget.toolTip()} {widget.statusTip()} {widget.objectName()}"
        assert "Çelik" not in held
