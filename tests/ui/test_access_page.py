# SPDX-License-Identifier: EUPL-1.2
"""The client asks which data are here: on screen only, by reference or picked, and gone when the page is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.ui import texts
from tests.ui.room import CLIENT, Room


def ask(room: Room, reference: str) -> None:
    room.access.ask()
    room.type("access_reference", reference)
    room.press("access_show")


def names_in(page: QWidget) -> list[str]:
    """What still names the client, once Qt let go of what it was told to."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one.text() for one in page.findChildren(QLabel) if CLIENT["last_name"] in one.text()]


@pytest.mark.parametrize("picked", [False, True])
def test_everything_that_is_here_can_be_read(room: Room, picked: bool) -> None:
    # GIVEN a sent referral
    reference = room.desk.sent()
    rows, clipboard = room.desk.events(), QGuiApplication.clipboard().text()
    # WHEN its client asks
    if picked:
        room.access.ask()
        room.press(f"access_pick_{reference}")
    else:
        ask(room, f" {reference.lower()} ")
    # THEN each field of art. 3 is named, with consent and state
    shown = {name: room.name_of(f"access_{name}") for name in (*CLIENT, "place", "postcode")}
    assert shown == CLIENT | {"place": "Tielen", "postcode": "2460"}
    assert room.name_of("access_consent") == "23/11/2026, gesprek"
    assert room.name_of("access_text") == "toestemming.nl@1.0.0"
    assert room.name_of("access_interpreter") == "Nee"
    assert room.name_of("access_state") == "Verzonden volgens jou"
    assert room.name_of("access_sent") == "OCMW Kasterlee, op 23/11/2026"
    # AND nothing was written, and nothing can be taken along
    assert room.desk.events() == rows
    assert room.window.current is not None
    labels = room.window.current.findChildren(QLabel)
    assert [one for one in labels if int(one.textInteractionFlags().value)] == []
    assert QGuiApplication.clipboard().text() == clipboard


def test_after_wiping_the_reference_is_all_that_is_left(room: Room) -> None:
    ask(room, room.desk.erased())
    assert "Hier staat alleen nog de referentie. De rest vind je in het dossier van Kind en Gezin." in room.texts()
    assert [text for text in CLIENT.values() if len(text) > 3 and text in room.texts()] == []
    assert room.all("access_first_name") == []
    assert room.name_of("access_state") == "Gewist"


def test_a_wrong_reference_is_said_beside_the_field_and_can_be_mended(room: Room) -> None:
    reference = room.desk.sent()
    for wrong in ("ILOU-1234", "K7M4-29QX", "K7M4-29QK", "", "x" * 500):
        ask(room, wrong)
        assert room.page == "access_page"
        assert room.see("access_reference").accessibleDescription().startswith(texts.ERRORS["T04"])
    ask(room, reference)
    assert room.name_of("access_shown_reference") == reference


def test_nothing_of_the_client_stays_on_a_page_that_was_left(room: Room) -> None:
    # GIVEN a client on screen
    reference = room.desk.sent()
    ask(room, reference)
    page = room.window.current
    assert page is not None
    assert names_in(page)
    # WHEN the page is left, by its own verb
    room.press("access_view_back")
    assert room.page == "overview_page"
    # THEN it holds no label of the client
    assert names_in(page) == []
    # AND neither does the choice, left by the menu
    room.access.ask()
    choice = room.window.current
    assert choice is not None
    assert names_in(choice)
    room.side.about()
    assert names_in(choice) == []


def test_the_next_client_begins_with_an_empty_field(room: Room) -> None:
    ask(room, room.desk.sent())
    room.press("access_other")
    field = room.see("access_reference")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    assert field.hasFocus()


def test_a_locked_vault_says_so_and_shows_nothing(room: Room) -> None:
    # GIVEN the page, and a vault that was closed since
    reference = room.desk.sent()
    room.access.ask()
    room.desk.leave()
    # WHEN
    room.type("access_reference", reference)
    room.press("access_show")
    # THEN
    assert room.said == texts.ERRORS["V11"]
    assert room.all("access_last_name") == []
