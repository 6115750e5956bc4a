# SPDX-License-Identifier: EUPL-1.2
"""Two protocols on one screen: which OCMW, whose texts, whose places; one protocol changes nothing on screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from app.domain.profile import Status
from app.domain.referral import State
from tests.factory import a_client, a_profile, the_profile, the_second_profile
from tests.ui.room import CLIENT, TICKS, Room
from tests.ui.walk import walk
from tests.workflow.two_towns import a_dreamer, concept_for, serves_two_towns, under

FIRST, SECOND = the_profile(), the_second_profile()


@pytest.fixture
def towns(room: Room) -> Room:
    """The room of a colleague who works under both protocols."""
    serves_two_towns(room.desk)
    return room


def tick_all(room: Room) -> None:
    for name in (*TICKS, "consent_route_conversation"):
        room.press(name)


def choose_place(room: Room, label: str) -> None:
    """Pick from the list as a person does."""
    box = room.see("place")
    assert isinstance(box, QComboBox)
    index = box.findText(label)
    assert index > 0, [box.itemText(nr) for nr in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


def is_on(room: Room, name: str) -> bool:
    button = room.see(name)
    assert isinstance(button, QAbstractButton)
    return button.isChecked()


def test_R01_R07_R08_the_whole_journey_on_screen_names_the_second_municipality(towns: Room) -> None:
    room = towns
    # GIVEN a new referral, which begins with the question which OCMW
    room.press("new_referral")
    assert "Naar welk OCMW gaat het?" in room.texts()
    assert room.all("consent_i1") == []
    assert not room.see("consent_yes").isEnabled()
    # WHEN the second one is chosen
    room.press("consent_protocol_verzonnendorp")
    seen = [room.texts()]
    assert walk(room.window) == []
    room.press("show_info_sheet")
    seen.append(room.texts().replace("OCMW Kasterlee", "", 1))
    room.press("sheet_back")
    # THEN its texts are told, and the talk is still there
    tick_all(room)
    room.press("consent_yes")
    for name, text in (CLIENT | {"street": "Denkbeeldlaan", "house_number": "9", "box": ""}).items():
        room.type(name, text)
    choose_place(room, "Sint-Éloois-Droom")
    assert "9998" in room.texts()
    room.press("client_next")
    # AND every page up to the end names it alone
    assert "OCMW Verzonnendorp" in room.name_of("review_recipient")
    for verb in ("export", "confirm_sent", "show_passphrase", "confirm_spoken", "confirm_received"):
        seen.append(room.texts())
        room.press(verb)
    seen.append(room.texts())
    for text in seen[1:]:
        for word in ("Kasterlee", "Lichtaart", "Sociaal Huis", "sociaalhuis"):
            assert word not in text
    assert "Welzijnsloket op 014 00 00 98" in "".join(seen)
    assert "OCMW van Verzonnendorp" in seen[0]


def test_with_one_protocol_nothing_is_chosen_and_nothing_is_added(room: Room) -> None:
    room.press("new_referral")
    assert "Naar welk OCMW gaat het?" not in room.texts()
    tick_all(room)
    room.press("consent_yes")
    assert room.all("renew_consent") == room.all("place") == []
    room.journey.show_overview()
    room.side.sheet()
    assert room.all("sheet_protocol_kasterlee") == []


def test_R04_choosing_another_ocmw_begins_the_talk_anew(towns: Room) -> None:
    room = towns
    # GIVEN ticks under the first protocol
    room.press("new_referral")
    room.press("consent_protocol_kasterlee")
    room.press("consent_i1")
    assert room.said == ""
    # WHEN it turns out to be the other one
    room.press("consent_protocol_verzonnendorp")
    # THEN nothing is ticked, and the colleague hears why
    assert not is_on(room, "consent_i1")
    assert is_on(room, "consent_protocol_verzonnendorp")
    assert not is_on(room, "consent_protocol_kasterlee")
    assert room.said == "Je koos een ander OCMW. Vertel en vraag alles opnieuw."
    # AND a new talk starts without any choice
    room.press("consent_think")
    room.press("new_referral")
    assert not is_on(room, "consent_protocol_verzonnendorp")
    assert room.all("consent_i1") == []


def test_R21_a_no_before_an_ocmw_was_chosen_keeps_nothing(towns: Room) -> None:
    before = towns.desk.everything()
    towns.press("new_referral")
    towns.press("consent_no")
    assert towns.page == "overview_page"
    assert towns.desk.everything() == before


def test_R07_a_client_of_the_other_town_says_yes_again_and_nothing_is_typed_twice(towns: Room) -> None:
    room = towns
    # GIVEN a form under the first protocol, filled in
    reference = concept_for(room.desk, FIRST, a_client(place="", postcode=""))
    room.journey.show_overview()
    room.press("continue_referral")
    assert room.all("renew_consent") == []
    # WHEN a place of the other town is chosen
    choose_place(room, "Bëverdroomde (OCMW Verzonnendorp)")
    # THEN the form says whose it is, what was agreed, and what to do
    assert (
        "Bëverdroomde hoort bij OCMW Verzonnendorp. De cliënt gaf toestemming voor OCMW Kasterlee. "
        "Vraag de toestemming opnieuw."
    ) in room.texts()
    assert room.name_of("renew_consent") == "Vraag toestemming voor OCMW Verzonnendorp"
    room.press("client_next")
    assert room.page == "client_page"
    # AND the way leads to the consent step of the other OCMW
    room.press("renew_consent")
    assert f"Vraag opnieuw toestemming voor {reference}" in room.texts()
    assert is_on(room, "consent_protocol_verzonnendorp")
    tick_all(room)
    room.press("consent_yes")
    # THEN what was typed is there, and goes on
    assert room.page == "client_page"
    assert room.all("renew_consent") == []
    room.press("client_next")
    assert room.name_of("review_last_name") == "D'Hondt-Çelik"
    assert "OCMW Verzonnendorp" in room.name_of("review_recipient")
    assert list(room.references()) == [reference]


def test_R09_a_file_that_was_ready_when_the_protocol_stopped(towns: Room) -> None:
    # GIVEN a concept, a file and a sent referral under a protocol that stops
    room = towns
    for state in (State.CONCEPT, State.EXPORTED):
        room.desk.in_state(state)
    under(room.desk, a_profile(status=Status.ENDED), SECOND)
    room.journey.show_overview()
    # THEN the list offers wiping, and for the file also what happened already
    assert len(room.all("erase_referral")) == 2
    assert "Het protocol loopt niet meer. Verzend niets meer. Wis deze gegevens vóór 25/11/2026." in room.texts()
    room.press("continue_referral")
    assert "Verzend dit bestand niet meer." in room.texts()
    assert room.name_of("handover_erase") == "Wis nu"
    assert room.name_of("confirm_sent") == "Ik had de e-mail al verzonden"
    # AND a new referral is for the other OCMW, without a choice
    room.journey.begin()
    assert room.all("consent_protocol_verzonnendorp") == []
    assert "OCMW van Verzonnendorp" in room.texts()


def test_R10_each_protocol_that_ends_has_a_line_in_the_banner(towns: Room) -> None:
    room = towns
    today = room.desk.session.today()
    under(
        room.desk,
        replace(FIRST, notice_ends_on=today + timedelta(days=91)),
        replace(SECOND, valid_until=today - timedelta(days=1)),
    )
    room.journey.show_overview()
    first, second = room.name_of("protocol_banner").split("\n")
    assert first.startswith("Het protocol met OCMW Kasterlee stopt op ")
    assert first.endswith("Nog 91 dagen.")
    assert second.startswith("Het protocol met OCMW Verzonnendorp loopt niet of niet meer.")


def test_R08_R26_each_protocol_has_its_own_sheet(towns: Room) -> None:
    room = towns
    # GIVEN a referral for the second OCMW that was just worked on
    concept_for(room.desk, SECOND, a_dreamer())
    room.journey.show_overview()
    room.press("continue_referral")
    # WHEN the sheet is opened from the menu
    room.side.sheet()
    # THEN it is that one's, and the other's is one step away
    assert "OCMW van Verzonnendorp" in room.texts()
    room.press("sheet_protocol_kasterlee")
    assert "OCMW van Kasterlee" in room.texts()
    # AND the work at hand keeps its own
    room.press("sheet_back")
    room.side.sheet()
    assert "OCMW van Verzonnendorp" in room.texts()
    # AND 'Over' names both
    room.side.about()
    assert FIRST.title in room.texts()
    assert SECOND.title in room.texts()


def test_R02_the_second_wording_of_the_statement_is_asked_where_it_is_needed(room: Room) -> None:
    # GIVEN a colleague who confirmed the statement of the first protocol
    under(room.desk, FIRST, SECOND)
    room.press("new_referral")
    room.press("consent_protocol_verzonnendorp")
    # THEN the other wording is asked, and then the choice again
    assert room.page == "sender_page"
    room.press("secrecy_statement")
    room.press("setup_next")
    assert room.page == "consent_page"
    room.press("consent_protocol_verzonnendorp")
    assert "OCMW van Verzonnendorp" in room.texts()


def test_many_protocols_are_a_list(room: Room) -> None:
    # GIVEN ten municipalities
    places = [replace(place, name=f"Dorp {nr}") for nr, place in enumerate(FIRST.places * 4)]
    under(
        room.desk,
        *(
            a_profile(id=f"dorp-{nr}", places=(places[nr],), recipient=replace(FIRST.recipient, name=f"OCMW Dorp {nr}"))
            for nr in range(10)
        ),
    )
    room.press("new_referral")
    box = room.see("consent_protocol")
    assert isinstance(box, QComboBox)
    assert (box.count(), box.currentIndex(), box.itemText(3)) == (11, 0, "OCMW Dorp 2")
    # WHEN the empty line is picked THEN nothing happens; a name begins the talk
    box.activated.emit(0)
    assert room.all("consent_i1") == []
    box.setCurrentIndex(3)
    box.activated.emit(3)
    assert room.all("consent_i1")
    assert box.currentText() == "OCMW Dorp 2"
    assert walk(room.window) == []
