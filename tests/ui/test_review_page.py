# SPDX-License-Identifier: EUPL-1.2
"""Step 3: exactly what will leave, value by value, and one click that makes one archive and one mail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.domain.disclosure import Disclosure
from app.domain.errors import DiskFull
from app.domain.referral import State
from app.export.document import to_json
from app.ui import texts
from tests.ui.room import CLIENT, Room


@pytest.fixture
def review(room: Room) -> Room:
    """The room at the review of a complete client."""
    room.consent()
    room.fill_in()
    room.press("client_next")
    return room


def leaves(room: Room) -> dict[str, Any]:
    """What the JSON in the archive would say now."""
    return json.loads(to_json(disclosure(room)))  # type: ignore[no-any-return]


def disclosure(room: Room) -> Disclosure:
    return room.desk.flow.export.preview(next(room.references()))


def test_R17_the_screen_shows_what_the_file_will_say_one_value_per_field(review: Room) -> None:
    # GIVEN
    sent = leaves(review)
    # THEN each field of the client stands there exactly
    assert {
        "review_first_name": sent["voornaam"],
        "review_last_name": sent["naam"],
        "review_street": sent["adres"]["straat"],
        "review_house_number": sent["adres"]["nummer"],
        "review_box": sent["adres"]["bus"],
        "review_postcode": sent["adres"]["postcode"],
        "review_place": sent["adres"]["gemeente"],
        "review_phone": sent["telefoon"],
        "review_email": sent["email"],
    } == {f"review_{name}": review.name_of(f"review_{name}") for name in (*CLIENT, "postcode", "place")}
    # AND everything else that goes along
    along = " ".join(review.name_of(f"review_{n}") for n in ("reference", "consent", "sender", "protocol", "register"))
    for value in (
        sent["referentie"],
        sent["toestemming"]["tekst"],
        sent["afzender"]["team"],
        sent["afzender"]["telefoon"],
        sent["afzender"]["email"],
        sent["protocol"]["titel"],
        sent["protocol"]["versie"],
        str(sent["register"]["rij"]),
        sent["register"]["kop"],
    ):
        assert value in along
    assert "sociaalhuis@kasterlee.be" in review.name_of("review_recipient")


def test_R17_what_was_left_out_is_said_to_be_left_out(room: Room) -> None:
    # GIVEN a client with one name who may only be called
    room.consent()
    room.fill_in(first_name="", last_name="Ngawang", street="", house_number="", box="", email="")
    room.press("single_name")
    room.press("client_next")
    # THEN every value that is null in the file is said to be absent
    sent = leaves(room)
    assert sent["voornaam"] is None
    assert "maar één naam" in room.name_of("review_first_name")
    assert sent["adres"]["straat"] is sent["adres"]["nummer"] is sent["adres"]["bus"] is sent["email"] is None
    for name in ("street", "house_number", "box", "email"):
        assert room.name_of(f"review_{name}") == "Niet meegedeeld"


def test_R17_a_value_longer_than_its_column_is_shown_whole(room: Room) -> None:
    long = "W" * 100
    room.consent()
    room.fill_in(last_name=long)
    room.press("client_next")
    assert room.name_of("review_last_name") == long
    assert long in room.texts().replace("\u200b", "")


def test_R01_nothing_can_be_typed_here_and_no_recipient_chosen(review: Room) -> None:
    page = review.see("review_page")
    assert page.findChildren(QLineEdit) == []
    verbs = [b.objectName() for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert verbs == ["review_back", "export"]


def test_R03_a_double_click_makes_one_archive_and_one_mail(review: Room) -> None:
    button = review.see("export")
    assert isinstance(button, QAbstractButton)
    button.click()
    button.click()
    assert review.page == "handover_page"
    assert review.desk.events().count("geexporteerd") == 1
    assert len(review.desk.mailer.seen) == 1


def test_going_back_opens_the_form_as_it_was(review: Room) -> None:
    review.press("review_back")
    assert review.page == "client_page"
    (referral,) = review.desk.store.referrals.all()
    assert referral.state is State.CONCEPT
    field = review.see("last_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == CLIENT["last_name"]


def test_R39_an_export_that_fails_says_that_nothing_was_sent_and_can_be_tried_again(
    review: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk without room for the archive
    def full(*_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as fault:
        fault.setattr("app.workflow.publish.write_whole", full)
        # WHEN
        review.press("export")
    # THEN
    assert review.page == "review_page"
    assert review.said == texts.ERRORS["S01"]
    assert review.desk.mailer.seen == []
    review.press("export")
    assert review.page == "handover_page"
