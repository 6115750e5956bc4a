# SPDX-License-Identifier: EUPL-1.2
"""Practice on screen: begun at once, every step with an invented client, nothing sent, and an end that says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.paths import Paths
from app.ui import texts, wording_practice
from app.ui.practice_flow import LEFT_OUT
from app.ui.widgets.buttons import Button
from tests.factory import the_practice_profile
from tests.fakes import FixedClock
from tests.ui.room import TICKS, Room
from tests.ui.walk import walk
from tests.workflow.desk import Desk


@pytest.fixture
def practice(qtbot: QtBot, paths: Paths, clock: FixedClock, tmp_path: Path) -> Iterator[Room]:
    """A room in practice mode as it starts: no vault yet, and no mail program that opens."""
    desk = Desk(paths.beside("oefening"), clock, tmp_path, profiles=(the_practice_profile(),), is_light=True)
    desk.mailer.answer = "failed"
    room = Room(desk)
    qtbot.addWidget(room.window)
    room.window.menu.set_open(True)
    room.practice.begin()
    yield room
    desk.leave()


def to_the_form(room: Room) -> None:
    room.press("practice_begin")
    room.press("new_referral")
    for name in TICKS:
        room.press(name)
    room.press("consent_route_conversation")
    room.press("consent_yes")


def test_R66_practice_begins_with_one_verb_and_says_what_it_is(practice: Room) -> None:
    # GIVEN the first page
    assert practice.page == "practice_start_page"
    said = practice.texts()
    assert "Oefen alle stappen met een verzonnen cliënt. Er telt niets mee." in said
    assert "Typ hier nooit gegevens van een echte cliënt." in said
    assert "OEFENMODUS – alles is verzonnen. Er gaat niets naar het OCMW." in said
    assert walk(practice.window) == []
    # WHEN it begins, THEN no name, passphrase or code is asked
    practice.press("practice_begin")
    assert practice.page == "overview_page"
    assert practice.see("practice_banner").isVisible()


def test_R66_every_step_says_that_it_is_practice(practice: Room) -> None:
    # GIVEN a form that one button fills
    to_the_form(practice)
    practice.press("practice_fill")
    (referral,) = practice.desk.store.referrals.all()
    assert referral.client == practice.desk.flow.practice.client()
    practice.press("client_next")
    # WHEN the file is made
    practice.press("export")
    # THEN the mail is shown, as one that goes nowhere, with nothing to copy and no folder to open
    assert practice.page == "mail_by_hand_page"
    said = practice.texts()
    assert "Dit is een oefenmail. Ze is niet aan het OCMW gericht. Verstuur ze niet." in said
    assert practice.name_of("mail_recipient").endswith(".invalid")
    assert practice.name_of("mail_subject").startswith("Onderwerp: OEFENING - ")
    for name in ("copy_recipient", "copy_subject", "copy_body", "show_in_folder", "reopen_mail"):
        assert practice.all(name) == []
    assert walk(practice.window) == []
    # AND the phrase opens nothing real, and nobody is called
    practice.press("confirm_sent")
    practice.press("show_passphrase")
    said = practice.texts()
    assert "Dit is een oefenzin. Ze opent nooit een echt bestand." in said
    assert "Bel nu niemand" in said
    practice.press("confirm_spoken")
    assert practice.page == "handover_page"
    # AND at the end nothing is left
    practice.press("confirm_received")
    assert practice.page == "practice_end_page"
    assert "Goed gedaan" in practice.texts()
    assert "Alles van deze oefening is weg." in practice.texts()
    data = practice.desk.flow.practice.session.paths.data
    assert [path.name for path in data.rglob("*") if path.name.startswith(("vault", "KG-OCMW"))] == []
    assert not practice.window.menu.is_open


def guide(room: Room) -> str:
    """What the strip above the page says."""
    return room.name_of("practice_guide") if room.all("practice_guide") else ""


def test_R66_a_guide_says_on_each_page_what_to_do(practice: Room) -> None:
    # GIVEN the first page, which tells what is coming
    assert guide(practice) == ""
    assert "Zeven stappen, ongeveer drie minuten" in practice.texts()
    # WHEN the practised referral is made from the first step to the last
    told = []
    for verbs in (
        ("practice_begin",),
        ("new_referral",),
        (*TICKS, "consent_route_conversation", "consent_yes"),
        ("practice_fill", "client_next"),
        ("export",),
        ("confirm_sent",),
        ("show_passphrase", "confirm_spoken"),
    ):
        for verb in verbs:
            practice.press(verb)
        told.append(guide(practice))
    # THEN each page said which step it is, and in one or two sentences what to do
    assert [one.split(":")[0] for one in told] == [f"Oefening – stap {n} van 7" for n in range(1, 8)]
    assert told[1].endswith(
        "Vink aan wat je verteld hebt. In het echt vertel je dit eerst. Klik dan op ‘De cliënt zegt ja’."
    )
    # AND at the end there is nothing more to do
    practice.press("confirm_received")
    assert guide(practice) == ""


@pytest.mark.parametrize(
    ("verbs", "quoted"),
    [
        ((), ["Nieuwe doorverwijzing"]),
        (("new_referral",), ["De cliënt zegt ja"]),
        (("new_referral", *TICKS, "consent_route_conversation", "consent_yes"), ["Vul een verzonnen", "Kijk na"]),
    ],
)
def test_R66_what_the_guide_quotes_can_be_pressed(practice: Room, verbs: tuple[str, ...], quoted: list[str]) -> None:
    practice.press("practice_begin")
    for verb in verbs:
        practice.press(verb)
    labels = [button.accessibleName() for button in practice.window.findChildren(Button) if button.isVisible()]
    for words in quoted:
        assert f"‘{words}" in guide(practice)
        assert any(label.startswith(words) for label in labels)


def test_R66_the_guide_follows_back_and_later(practice: Room) -> None:
    # GIVEN a practised referral that waits in the overview
    to_the_form(practice)
    practice.press("practice_fill")
    practice.press("client_next")
    practice.press("export")
    practice.press("mail_later")
    # THEN the guide leads there, and from there to the step that is next
    assert guide(practice) == wording_practice.OPEN
    practice.press("continue_referral")
    assert guide(practice).startswith("Oefening – stap 5 van 7")
    practice.press("confirm_sent")
    practice.press("phrase_back")
    assert guide(practice).startswith("Oefening – stap 6 van 7")
    # AND beside the journey it says nothing
    practice.side.about()
    assert guide(practice) == ""


def test_R66_the_list_of_steps_says_it_too(practice: Room) -> None:
    to_the_form(practice)
    practice.press("practice_fill")
    practice.press("client_next")
    practice.press("export")
    practice.press("mail_later")
    practice.press("continue_referral")
    said = practice.texts()
    assert "Dit is een oefenmail. Ze is niet aan het OCMW gericht. Verstuur ze niet." in said
    assert "Bel nu niemand" in said


def test_R66_again_begins_with_consent_and_stop_asks_to_close(practice: Room, qtbot: QtBot) -> None:
    # GIVEN the end
    practice.press("practice_begin")
    practice.practice.show_end()
    # WHEN
    practice.press("practice_again")
    # THEN it is a new beginning: an empty vault, and the menu again
    assert practice.page == "consent_page"
    assert practice.desk.store.register.rows() == []
    assert practice.window.menu.is_open
    practice.practice.show_end()
    with qtbot.waitSignal(practice.practice.stop_requested):
        practice.press("practice_stop")


def test_R66_what_cannot_work_in_practice_is_left_out_of_the_menu(practice: Room) -> None:
    actions = practice.window.menu.actions
    assert [name for name in LEFT_OUT if actions[name].isVisible()] == []
    assert {"action_lock", "action_settings", "action_test_sending"} <= set(LEFT_OUT)
    assert actions["action_new"].isVisible()
    # AND before the lock, it says that practice ends
    assert practice.practice.idle_warning() == (
        "De oefening stopt over 1 minuut. Alles van de oefening wordt dan gewist."
    )


def test_a_practice_that_cannot_begin_can_be_tried_again(practice: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a full disk
    with monkeypatch.context() as patch:

        def full(*_: object, **__: object) -> None:
            raise DiskFull()

        patch.setattr("app.workflow.vault.check_folder", full)
        practice.press("practice_begin")
    # THEN it is said, and can be tried again
    assert practice.said == texts.ERRORS["S01"]
    assert practice.page == "practice_start_page"
    practice.press("practice_begin")
    assert practice.page == "overview_page"


def test_the_empty_overview_offers_practice_and_practice_itself_does_not(
    room: Room, practice: Room, qtbot: QtBot
) -> None:
    # GIVEN real work with nothing to do
    room.journey.show_overview()
    # WHEN practice is asked for, THEN it is what the menu does
    with qtbot.waitSignal(room.window.menu.chosen) as chosen:
        room.press("offer_practice")
    assert chosen.args == ["action_practice"]
    # AND who practises already is not asked to
    practice.press("practice_begin")
    assert practice.all("offer_practice") == []


def test_real_work_has_no_invented_client(room: Room) -> None:
    room.consent()
    assert room.all("practice_fill") == []
    assert room.all("practice_banner") == []
    assert room.all("practice_guide") == []
