# SPDX-License-Identifier: EUPL-1.2
"""F1 from every screen: the page that belongs to it, and back to exactly what was there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.domain.errors import ResourceDamaged
from app.ui import texts
from app.ui.pages.help import HelpPage
from app.ui.widgets.picture import Picture
from app.workflow.manual import ManualVerbs
from tests.ui.room import TICKS, Room, type_into
from tests.ui.test_program import Run


def shown(room: Room | Run) -> str:
    """The page of the manual on screen."""
    page = room.window.current
    assert isinstance(page, HelpPage)
    return page.shown


def f1(room: Room | Run) -> str:
    """Press F1 as the menu does, and tell which page came."""
    if isinstance(room, Run):
        room.window.menu.actions["action_help"].trigger()
    else:
        room.help.open()
    return shown(room)


def back(room: Room) -> None:
    room.press("help_back")


def test_the_journey_is_explained_step_by_step(room: Room) -> None:
    # GIVEN a referral on its way, with F1 on every page
    pages = [("overview", f1(room))]
    back(room)
    room.journey.begin()
    pages.append(("consent", f1(room)))
    back(room)
    for name in TICKS:
        room.press(name)
    room.press("consent_route_conversation")
    room.press("consent_yes")
    pages.append(("client", f1(room)))
    back(room)
    room.fill_in()
    room.press("client_next")
    pages.append(("review", f1(room)))
    back(room)
    room.press("export")
    pages.append(("mail", f1(room)))
    back(room)
    room.press("confirm_sent")
    pages.append(("phrase", f1(room)))
    back(room)
    room.press("show_passphrase")
    room.press("confirm_spoken")
    pages.append(("confirm", f1(room)))
    back(room)
    room.press("confirm_received")
    pages.append(("done", f1(room)))
    # THEN each page has the help that belongs to it
    assert pages == [
        ("overview", "drie_minuten"),
        ("consent", "toestemming"),
        ("client", "gegevens"),
        ("review", "nakijken"),
        ("mail", "e_mail"),
        ("phrase", "wachtzin"),
        ("confirm", "daarna"),
        ("done", "daarna"),
    ]


def test_what_is_ticked_stays_while_help_is_read(room: Room) -> None:
    # GIVEN a talk that is half-way, with the cursor on the fifth item
    room.journey.begin()
    for name in TICKS[:4]:
        room.press(name)
    room.see(TICKS[4]).setFocus()
    # WHEN help is read, another page too, and closed with Escape
    f1(room)
    room.press("help_see_voor_wie")
    assert shown(room) == "voor_wie"
    QTest.keyClick(room.see("help_text"), Qt.Key.Key_Escape)
    # THEN the same page is back with its ticks, and the cursor where it was
    assert room.page == "consent_page"
    ticked = [name for name in TICKS if checked(room, name)]
    assert ticked == list(TICKS[:4])
    assert room.see(TICKS[4]).hasFocus()


def checked(room: Room, name: str) -> bool:
    tick = room.see(name)
    assert isinstance(tick, QAbstractButton)
    return tick.isChecked()


def test_what_is_typed_stays_and_is_stored_while_help_is_read(room: Room) -> None:
    # GIVEN a form with half a name, the cursor still in it
    room.consent()
    field = room.see("first_name")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    type_into(field, "Zoë")
    # WHEN help comes
    f1(room)
    # THEN the text is stored already
    (reference,) = room.references()
    client = room.desk.referral(reference).client
    assert client is not None
    assert client.first_name == "Zoë"
    # AND afterwards it stands there, with the cursor in the field
    back(room)
    assert room.page == "client_page"
    assert field.text() == "Zoë"
    assert field.hasFocus()


def test_R32_the_phrase_is_hidden_while_help_is_read_and_afterwards(room: Room) -> None:
    # GIVEN the words on screen
    room.to_handover()
    room.press("confirm_sent")
    room.press("show_passphrase")
    assert room.page == "phrase_page"
    words = room.see("passphrase_words").accessibleName()
    # WHEN help is asked for and closed
    f1(room)
    back(room)
    # THEN they must be asked for again
    assert room.page == "phrase_page"
    assert room.see("passphrase_words").accessibleName() != words
    assert room.see("show_passphrase").isEnabled()


def test_an_idle_warning_over_help_is_that_of_the_page_below(room: Room) -> None:
    # GIVEN help over a talk
    room.journey.begin()
    f1(room)
    page = room.window.current
    assert page is not None
    # THEN it says that the ticks would be lost
    assert page.idle_warning() == texts.IDLE_WARNING_CONSENT


def test_pages_beside_the_help_do_not_change_where_it_leads(room: Room) -> None:
    # GIVEN help over a talk, from there the page about the program, and from there the risks
    room.journey.begin()
    f1(room)
    room.press("help_about")
    assert room.page == "about_page"
    room.press("about_help_niet_beschermd")
    assert shown(room) == "niet_beschermd"
    # WHEN going back, twice
    back(room)
    assert room.page == "about_page"
    assert f1(room) == "niet_beschermd"
    back(room)
    room.press("about_back")
    # THEN the talk is there
    assert room.page == "consent_page"


def test_F1_on_the_help_goes_to_the_search_box(room: Room) -> None:
    f1(room)
    room.see("help_back").setFocus()
    room.help.open()
    assert room.see("help_search").hasFocus()
    back(room)
    assert room.page == "overview_page"


def test_search_with_the_keyboard_alone(room: Room) -> None:
    # GIVEN help, with the cursor in the search box
    f1(room)
    box = room.see("help_search")
    assert box.hasFocus()
    # WHEN typing, going down twice and up once, and pressing Enter
    type_into(box, "wachtzin")
    assert "pagina's gevonden" in room.texts()
    QTest.keyClick(box, Qt.Key.Key_Down)
    hits = [w for w in room.window.findChildren(QWidget) if w.objectName().startswith("help_hit_") and w.isVisible()]
    assert hits[0].hasFocus()
    QTest.keyClick(hits[0], Qt.Key.Key_Down)
    assert hits[1].hasFocus()
    assert hits[1].accessibleDescription()
    QTest.keyClick(hits[1], Qt.Key.Key_Up)
    QTest.keyClick(hits[0], Qt.Key.Key_Up)
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(hits[0], Qt.Key.Key_Return)
    # THEN that page is shown, marked in the contents, and to be read on
    assert hits[0].objectName() == f"help_hit_{shown(room)}"
    assert room.see("help_text").hasFocus()
    # AND Enter in the box opens the first at once
    box.setFocus()
    type_into(box, " vergeten")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert shown(room) == "op_slot"


def test_nothing_found_teaches_and_an_empty_box_shows_the_page_again(room: Room) -> None:
    # WHEN a word is looked for that is nowhere
    f1(room)
    box = room.see("help_search")
    assert isinstance(box, QLineEdit)
    type_into(box, "xylofoon")
    # THEN help says how to search, and where to begin
    assert "Niets gevonden" in room.texts()
    assert "Kijk na wat je typte" in room.texts()
    assert room.see("help_hit_drie_minuten").isEnabled()
    # AND an empty box shows the page that was there
    box.clear()
    assert room.see("help_text").accessibleName() == "Een doorverwijzing in drie minuten"


def test_the_contents_are_walked_with_the_arrows(room: Room) -> None:
    # GIVEN the contents at the first page
    f1(room)
    contents = room.see("help_contents")
    contents.setFocus()
    first = shown(room)
    # WHEN going down over the end of the group
    seen = []
    for _ in range(9):
        QTest.keyClick(contents, Qt.Key.Key_Down)
        seen.append(shown(room))
    # THEN the next group opens by itself
    assert first == "drie_minuten"
    assert seen[0] == "eerste_keer"
    assert "gegevens" in seen


def test_R60_a_page_is_read_out_as_a_whole_and_its_picture_has_words(room: Room) -> None:
    # WHEN a page with a picture comes
    f1(room)
    text = room.see("help_text")
    (picture,) = room.window.findChildren(Picture)
    # THEN who hears it hears everything
    assert text.accessibleName() == "Een doorverwijzing in drie minuten"
    assert "Verzend de e-mail zelf" in text.accessibleDescription()
    assert picture.accessibleName().startswith("Het overzicht.")


def test_Tab_goes_as_the_eye_does_also_after_another_page(room: Room) -> None:
    # GIVEN a second page
    f1(room)
    room.press("help_see_toestemming")
    room.see("help_search").setFocus()
    # WHEN going on with Tab
    names = []
    for _ in range(7):
        focused = room.window.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    # THEN contents, page, its links, and the verbs
    assert names == [
        "help_search",
        "help_contents",
        "help_text",
        "help_see_voor_wie",
        "help_see_infoblad",
        "help_see_afvinkkaart",
        "help_see_opmerkingen",
    ]


def test_a_damaged_manual_is_told_and_takes_nobody_away(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a manual that cannot be read
    def damaged(_verbs: ManualVerbs) -> None:
        raise ResourceDamaged(name="help")

    monkeypatch.setattr(ManualVerbs, "manual", damaged)
    # WHEN help is asked for
    room.help.open()
    # THEN the page stays, and the reason is said
    assert room.page == "overview_page"
    assert "beschadigd (help)" in room.said
