# SPDX-License-Identifier: EUPL-1.2
"""The questions of a breach: choices alone, wrong answers said at their place, the clock of 72 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.domain.reference import new_reference
from app.ui import texts
from app.ui.pages.breach import BreachPage
from app.ui.widgets.questions import Several
from tests.factory import a_client
from tests.fakes import START
from tests.ui.breach_steps import report, set_moment, the_mail
from tests.ui.room import CLIENT, Room
from tests.workflow.breaches import rows, second_profile


@pytest.mark.parametrize(
    ("answer", "to"),
    [
        ("ja", "dpo@opgroeien.be, Kris.Proost@iok.be"),
        ("nee", "dpo@opgroeien.be"),
        ("weet_ik_niet", "dpo@opgroeien.be"),
    ],
)
def test_R53_the_page_says_who_gets_the_mail_before_it_is_made(room: Room, answer: str, to: str) -> None:
    room.breach.report()
    room.press(f"breach_other_party_{answer}")
    said = room.see("breach_recipients").text()  # type: ignore[attr-defined]
    assert all(address in said for address in to.split(", "))
    assert ("Dan staat de functionaris van het OCMW er ook bij." in said) is (answer == "ja")
    report(room)
    assert f"To: {to}\r\n" in the_mail(room)


def test_R53_every_answer_is_a_choice_and_none_holds_a_client(room: Room) -> None:
    # GIVEN a sent referral, and a page on which everything is answered
    reference = room.desk.sent(a_client())
    room.breach.report((reference,))
    for name in ("breach_kind_papier_kwijt", "breach_encrypted_nee", "breach_passphrase_known_ja"):
        room.press(name)
    for name in ("breach_measures_ict_gebeld", "breach_measures_app_gewist", "breach_happened_change"):
        room.press(name)
    clients = room.see("breach_clients")
    assert isinstance(clients, QSpinBox)
    clients.setValue(1)
    # WHEN the mail is asked for
    room.press("breach_mail")
    # THEN it says so, with the reference and no word about the client
    mail = the_mail(room)
    for line in (
        "papier kwijt", f"Referenties: {reference}", "cli=C3=ABnten: 1", "Gebeurd op: 23/11/2026 om 10:00",
        "versleuteld: nee", "kennen: ja", "ICT gebeld, app gewist",
    ):  # fmt: skip
        assert line in mail
    assert [text for text in CLIENT.values() if len(text) > 3 and text in mail + room.texts()] == []


def test_R53_references_are_picked_without_names_and_never_twice(room: Room) -> None:
    # GIVEN two referrals
    first, second = room.desk.concept(), room.desk.concept()
    room.breach.report()
    pick = room.see("breach_references_pick")
    assert isinstance(pick, QComboBox)
    assert sorted(pick.itemText(index) for index in range(1, pick.count())) == sorted((first, second))
    # WHEN they are picked, one of them twice, and one is typed that is not of this computer
    for _ in range(2):
        pick.setCurrentText(first)
        pick.activated.emit(pick.currentIndex())
    room.type("breach_references", f"{first}; K7M4 29QK")
    # THEN the strange one is said, and can be reported
    assert "K7M4 29QK" in room.texts()
    pick.setCurrentText(second)
    pick.activated.emit(pick.currentIndex())
    pick.activated.emit(0)
    report(room)
    assert f"Referenties: {first}, K7M4-29QK, {second}" in the_mail(room)


def test_R53_wrong_answers_are_said_beside_their_question_and_can_be_mended(room: Room) -> None:
    room.breach.report()
    # WHEN nothing is chosen THEN that is said
    room.press("breach_mail")
    assert "Kies wat er gebeurde." in room.texts()
    room.press("breach_kind_iets_anders")
    assert "Kies wat er gebeurde." not in room.texts()
    # WHEN moments or references cannot be THEN each is said at its place
    for name, moment, code in (
        ("breach_discovered", START + timedelta(days=1), "T09"),
        ("breach_discovered", START.replace(year=2038), "T09"),
        ("breach_discovered", START.replace(year=1970), "B02"),
        ("breach_happened", START + timedelta(minutes=5), "B01"),
    ):
        if name == "breach_happened":
            set_moment(room, "breach_discovered", START)
            room.press("breach_happened_change")
        set_moment(room, name, moment)
        room.press("breach_mail")
        assert room.see(name).accessibleDescription() == texts.ERRORS[code]
    room.press("breach_happened_change")
    for typed, sentence in (
        ("K7M4-29QX", texts.ERRORS["T04"]),
        ("Zoë D'Hondt-Çelik", texts.ERRORS["T04"]),
        ("x" * 1000, texts.ERRORS["T04"]),
    ):
        room.type("breach_references", typed)
        room.press("breach_mail")
        assert room.see("breach_references").accessibleDescription().startswith(sentence)
    # AND nothing was reported, until everything is right
    assert rows(room.desk) == []
    room.type("breach_references", "K7M4-29QK, k7m4 29qk")
    room.press("breach_mail", times=1)
    assert room.page == "breach_told_page"
    assert len(rows(room.desk)) == 1


def test_R53_five_hundred_references_are_refused_with_a_way_out(room: Room) -> None:
    many = [new_reference(room.desk.session.random) for _ in range(500)]
    room.breach.report()
    page = room.window.current
    assert isinstance(page, BreachPage)
    page.references.field.set_text("\n".join(many))
    report(room)
    assert "hoogstens 50 referenties" in room.see("breach_references").accessibleDescription()


def test_R53_a_double_click_reports_once(room: Room) -> None:
    room.breach.report()
    room.press("breach_kind_laptop_kwijt")
    room.press("breach_mail", times=3)
    room.press("breach_told", times=3)
    assert len(rows(room.desk)) == 1


def test_R54_the_clock_runs_from_discovery_to_the_72_hours(room: Room) -> None:
    # GIVEN a page that was just opened
    room.breach.report()
    page = room.window.current
    assert isinstance(page, BreachPage)
    clock = page.countdown
    assert clock.text().startswith("Ontdekt: ")
    assert clock.text().endswith("Verlopen: 0 min. Van de 72 uur is er nog 3 dagen.")
    # WHEN time passes THEN it is said to the minute, because near the end minutes count
    for minutes, said in (
        (61, "Verlopen: 1 u 1 min. Van de 72 uur is er nog 2 dagen 22 u 59 min."),
        (70 * 60, "Verlopen: 2 dagen 23 u 1 min. Van de 72 uur is er nog 59 min."),
        (57.5, "Verlopen: 2 dagen 23 u 58 min. Van de 72 uur is er nog 1 min."),
        (1, "Verlopen: 2 dagen 23 u 59 min. Van de 72 uur is er nog geen minuut over."),
        (61.5, "Verlopen: 3 dagen 1 u 1 min. De 72 uur zijn voorbij. Meld het toch, meteen."),
    ):
        room.desk.clock.forward(minutes=minutes)
        clock.refresh()
        assert clock.text().endswith(said)
        assert room.name_of("breach_clock") == clock.text()
    # AND the page says that the officer reports
    assert "je DPO meldt dit, jij niet" in room.texts()
    # AND a later discovery moves the clock, one to come is said
    set_moment(room, "breach_discovered", room.desk.clock.now())
    assert "Verlopen: 0 min." in clock.text()
    set_moment(room, "breach_discovered", room.desk.clock.now() + timedelta(minutes=1))
    assert clock.text() == "Dit moment ligt in de toekomst. Kijk de datum en het uur na."


def test_R54_the_page_the_clock_and_the_mail_speak_of_the_same_belgian_hour(room: Room) -> None:
    # GIVEN a breach that is found at ten in the morning in Belgium, on a computer whose clock stands elsewhere
    assert room.desk.clock.now() == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    # WHEN it is reported
    room.breach.report()
    box = room.see("breach_discovered")
    assert isinstance(box, QDateTimeEdit)
    assert box.text() == "23/11/2026 10:00"
    assert room.name_of("breach_clock").startswith("Ontdekt: 10:00. ")
    report(room)
    # THEN the officer reads that hour too
    assert "23/11/2026 om 10:00" in the_mail(room)
    (incident,) = room.desk.store.incidents.all()
    assert incident.discovered_at == room.desk.clock.now()


def test_any_other_refusal_of_a_report_is_said_in_the_bar(room: Room) -> None:
    room.breach.report()
    page = room.window.current
    assert isinstance(page, BreachPage)
    page.refused(DiskFull())
    assert texts.ERRORS["S01"] in room.said
    assert "gaat dan verloren" in page.idle_warning()


def test_R53_with_several_protocols_the_right_officer_is_asked_for(room: Room) -> None:
    room.desk.session.profiles = (*room.desk.profiles, second_profile())
    room.breach.report()
    room.press("breach_other_party_ja")
    report(room)
    assert texts.ERRORS["B04"] in room.texts()
    room.press("breach_protocol_voorbeeld")
    assert "dpo@voorbeeld.example.org" in room.texts()
    room.press("breach_mail")
    assert "To: dpo@opgroeien.be, dpo@voorbeeld.example.org\r\n" in the_mail(room)


def test_R55_contacts_that_nobody_checked_for_a_year_are_named_on_the_page(room: Room) -> None:
    # GIVEN contacts that were checked on 25/02/2025
    room.breach.report()
    said = room.see("breach_contacts_stale").text()  # type: ignore[attr-defined]
    assert "meer dan 12 maanden niet nagekeken: dpo@opgroeien.be (25/02/2025)" in said
    room.press("breach_other_party_ja")
    assert "Kris.Proost@iok.be (25/02/2025)" in room.see("breach_contacts_stale").text()  # type: ignore[attr-defined]
    # WHEN they are checked THEN nothing is said
    checked = {name: _checked(room, name) for name in ("own_dpo", "other_dpo")}
    room.desk.under(**checked)
    room.press("breach_back")
    room.breach.report()
    assert room.all("breach_contacts_stale") == []


def _checked(room: Room, name: str) -> object:
    return replace(getattr(room.desk.profiles[0], name), checked_on=room.desk.session.today())


def test_nothing_yet_excludes_the_rest_and_comes_back(qtbot: QtBot) -> None:
    several = Several("m", "Wat deed je al?", ("ICT gebeld", "app gewist", "nog niets"), "nog niets")
    qtbot.addWidget(several)
    assert (several.answers(), several.boxes["nog niets"].isChecked()) == ((), True)
    several.boxes["ICT gebeld"].click()
    several.boxes["app gewist"].click()
    assert (several.answers(), several.boxes["nog niets"].isChecked()) == (("ICT gebeld", "app gewist"), False)
    several.boxes["nog niets"].click()
    assert several.answers() == ()
    several.boxes["nog niets"].click()
    assert several.boxes["nog niets"].isChecked()
    several.boxes["app gewist"].click()
    several.boxes["app gewist"].click()
    assert several.boxes["nog niets"].isChecked()
