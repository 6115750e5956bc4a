# SPDX-License-Identifier: EUPL-1.2
"""Step 2: the five kinds of data and nothing else, refused where they must be, on the real verbs."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit

from app.domain.client import FIELD_NAMES, Client
from app.domain.referral import State
from tests.ui.room import CLIENT, Room, type_into

PLACES = ("place_kasterlee", "place_lichtaart", "place_tielen")
ADDRESS = {"street": "Sint-Jansstraat", "house_number": "12-14"}
CHANNELS = {"address": ADDRESS, "phone": {"phone": "0470 12 34 56"}, "email": {"email": "zoe@example.org"}}


@pytest.fixture
def form(room: Room) -> Room:
    """The room with an empty form."""
    room.consent()
    return room


def stored(room: Room) -> Client:
    (referral,) = room.desk.store.referrals.all()
    assert referral.client is not None
    return referral.client


def problem_of(room: Room, name: str) -> str:
    return room.see(name).accessibleDescription()


def paste(room: Room, name: str, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    field = room.see(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.paste()


def test_R11_R12_the_form_holds_exactly_the_fields_of_the_client_and_no_room_for_a_story(form: Room) -> None:
    page = form.see("client_page")
    inputs = {field.objectName() for field in page.findChildren(QLineEdit)}
    places = {name.partition("_")[0] for name in PLACES if form.all(name)}
    assert inputs | places | {"postcode"} == set(FIELD_NAMES)
    assert page.findChildren(QTextEdit) + page.findChildren(QPlainTextEdit) == []
    assert "Er is geen veld voor opmerkingen: het protocol laat maar vijf gegevens toe." in form.texts()


@pytest.mark.parametrize("given", [c for n in range(4) for c in itertools.combinations(CHANNELS, n)])
def test_R14_at_least_one_way_to_reach_the_client(form: Room, given: tuple[str, ...]) -> None:
    # GIVEN the names, the place, and these ways to reach the client
    for name in ("first_name", "last_name"):
        form.type(name, CLIENT[name])
    form.press("place_tielen")
    for channel in given:
        for name, text in CHANNELS[channel].items():
            form.type(name, text)
    # WHEN
    form.press("client_next")
    # THEN each may be left out, all of them may not
    assert form.page == ("review_page" if given else "client_page")
    if not given:
        assert form.name_of("problem_channel").startswith("Het OCMW moet de cliënt kunnen bereiken.")


def test_R14_an_empty_form_says_what_is_needed_and_each_sentence_leads_to_its_field(form: Room) -> None:
    form.press("client_next")
    assert form.page == "client_page"
    assert form.name_of("client_problems") == "Er zijn nog 4 dingen na te kijken"
    assert problem_of(form, "first_name").startswith("Vul de voornaam in.")
    assert problem_of(form, "place_tielen") == "Kies de plaats waar de cliënt woont."
    form.press("problem_last_name")
    assert form.see("last_name").hasFocus()
    form.press("problem_channel")
    assert form.see("street").hasFocus()


def test_R14_somebody_with_one_name_needs_no_first_name(form: Room) -> None:
    form.fill_in(first_name="", last_name="Ngawang")
    form.press("single_name")
    assert not form.see("first_name").isEnabled()
    form.press("client_next")
    assert form.page == "review_page"
    assert stored(form).first_name is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("last_name", "85.07.30-033 28", "rijksregisternummer"),
        ("first_name", "BE71 0961 2345 6769", "rekeningnummer"),
        ("street", "Dorp geboren 12/03/1994", "geboortedatum"),
        ("first_name", "x" * 101, "te veel tekens in dit veld (101 van 100)"),
        ("phone", "0470 12", "Een gsm-nummer heeft 10 cijfers"),
        ("email", "zoe.celik@", "Het heeft een @ en een punt"),
        ("email", "sociaalhuis@kasterlee.be", "het e-mailadres van het OCMW zelf"),
        ("house_number", "", "Vul een huisnummer in"),
    ],
)
def test_R13_what_may_not_be_passed_on_is_refused_beside_its_field(form: Room, name: str, text: str, said: str) -> None:
    # GIVEN a form in which one thing is wrong
    form.fill_in(**{name: text})
    # WHEN
    form.press("client_next")
    # THEN the field says so, keeps its text, and the link leads there
    assert form.page == "client_page"
    assert said in problem_of(form, name)
    field = form.see(name)
    assert isinstance(field, QLineEdit)
    assert field.text() == text
    form.press(f"problem_{name}")
    assert field.hasFocus()


def test_R13_invisible_signs_are_taken_away_and_the_field_says_so(form: Room) -> None:
    paste(form, "last_name", "D'Hondt\u202e-Çelik")
    QTest.keyClick(form.see("last_name"), Qt.Key.Key_Tab)
    assert stored(form).last_name == "D'Hondt-Çelik"
    assert "We hebben onzichtbare tekens weggehaald. Kijk het veld even na." in form.texts()


def test_R07_a_pasted_address_fills_its_parts(form: Room) -> None:
    paste(form, "street", "Dorp 12 bus 3, 2460 Tielen")
    client = stored(form)
    assert (client.street, client.house_number, client.box) == ("Dorp", "12", "3")
    assert (client.postcode, client.place) == ("2460", "Tielen")
    chosen = form.see("place_tielen")
    assert isinstance(chosen, QAbstractButton)
    assert chosen.isChecked()


def test_R07_a_place_of_another_municipality_is_refused_with_the_reason(form: Room) -> None:
    # GIVEN a street that bears the name of a place, in another municipality
    form.fill_in(street="", house_number="", box="")
    paste(form, "street", "Lichtaartsesteenweg 1, 2275 Poederlee")
    # WHEN
    form.press("client_next")
    # THEN
    assert form.page == "client_page"
    assert "Dit protocol geldt alleen voor 2460 Kasterlee, Lichtaart en Tielen." in problem_of(form, "place_tielen")
    assert "2275 Poederlee" in form.texts()
    # AND choosing a place of this protocol settles it
    form.press("place_lichtaart")
    form.press("client_next")
    assert form.page == "review_page"
    assert stored(form).postcode == "2460"


def test_enter_goes_from_field_to_field_and_after_the_last_one_on(form: Room) -> None:
    form.fill_in(email="")
    first = form.see("first_name")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert form.see("last_name").hasFocus()
    last = form.see("email")
    type_into(last, "zoe@example.org")
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert form.page == "review_page"
    assert stored(form).email == "zoe@example.org"


def test_a_double_click_on_going_on_finishes_once(form: Room) -> None:
    form.fill_in()
    button = form.see("client_next")
    assert isinstance(button, QAbstractButton)
    button.click()
    button.click()
    assert form.desk.events().count("klaar") == 1
    assert form.said == ""


def test_leaving_the_form_for_the_overview_keeps_everything_and_no_focus(form: Room) -> None:
    # GIVEN a word that was typed half
    field = form.see("first_name")
    type_into(field, "Zo")
    # WHEN
    form.press("client_later")
    # THEN it is stored, and unlocking later comes back to the overview
    assert form.page == "overview_page"
    assert stored(form).first_name == "Zo"
    assert form.desk.flow.overview.typing() is None


def test_R35_the_field_where_the_cursor_was_is_found_back_after_unlocking(form: Room) -> None:
    # GIVEN a cursor in the telephone field when everything is saved before the lock
    field = form.see("phone")
    field.setFocus()
    type_into(field, "0470")
    assert form.window.save_all()
    # WHEN
    form.journey.resume()
    # THEN
    assert form.page == "client_page"
    assert form.see("phone").hasFocus()
    assert form.said.startswith("Je tekst staat er nog. Laatst bewaard om ")


def test_R46_nothing_of_the_client_stays_on_the_page_after_wiping(form: Room) -> None:
    # GIVEN
    form.fill_in()
    page = form.see("client_page")
    # WHEN the referral is wiped from its own form
    form.press("discard_referral")
    form.press("confirm_do")
    # THEN the form is empty, and saving everything before a lock finds nothing to say
    assert form.page == "overview_page"
    assert [field.text() for field in page.findChildren(QLineEdit) if field.text()] == []
    assert form.window.save_all()
    (referral,) = form.desk.store.referrals.all()
    assert referral.state is State.ERASED
    assert form.said == ""


def test_after_going_on_the_form_no_longer_saves(form: Room) -> None:
    # GIVEN a form left with Enter, the cursor still in its last field
    form.fill_in()
    form.see("email").setFocus()
    QTest.keyClick(form.see("email"), Qt.Key.Key_Return)
    # WHEN everything is saved before a lock
    assert form.page == "review_page"
    assert form.window.save_all()
    # THEN no refusal is said
    assert form.said == ""
