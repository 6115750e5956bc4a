# SPDX-License-Identifier: EUPL-1.2
"""Report a breach on the screen: open, locked, before any vault; wrong answers; and the running clock afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDateTimeEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.domain.reference import new_reference
from app.ui import texts
from app.ui.entrance import Entrance
from app.ui.pages.breach import BreachPage
from app.ui.widgets.questions import Several
from tests.factory import a_client
from tests.fakes import START
from tests.small_vault import PASSPHRASE
from tests.ui.room import CLIENT, Room
from tests.workflow.desk import Desk
from tests.workflow.test_breach import refuse, rows, second_profile


def locked(room: Room) -> Entrance:
    """The same window before the vault is opened."""
    entrance = Entrance(room.stage)
    entrance.breach_requested.connect(room.breach.report)
    room.desk.flow.vault.lock()
    entrance.begin()
    return entrance


def report(room: Room, kind: str = "verkeerde_ontvanger") -> None:
    """Answer what must be answered and ask for the mail."""
    room.press(f"breach_kind_{kind}")
    room.press("breach_mail")


def set_moment(room: Room, name: str, moment: QDateTime) -> None:
    """Turn the day and hour."""
    box = room.see(name)
    assert isinstance(box, QDateTimeEdit)
    box.setDateTime(moment)


def the_mail(room: Room) -> str:
    """What the mail program was shown."""
    return room.desk.mailer.seen[-1].decode("ascii")


def test_R53_locked_a_breach_is_reported_in_three_clicks(room: Room) -> None:
    # GIVEN a locked program
    locked(room)
    # WHEN somebody presses "Meld een lek", says what happened, and asks for the mail
    room.press("report_breach")
    assert room.page == "breach_page"
    report(room, "laptop_kwijt")
    # THEN the mail program shows a mail to the own officer alone, with the number to note
    assert "To: dpo@opgroeien.be\r\n" in the_mail(room)
    assert room.page == "breach_told_page"
    number = room.see("breach_number").text().split()[-1]  # type: ignore[attr-defined]
    assert number in the_mail(room)
    # AND the way back leads to the lock
    room.press("breach_told")
    assert (room.page, number in room.said) == ("unlock_page", True)
    room.desk.flow.vault.unlock(PASSPHRASE)
    room.desk.flow.upkeep.after_unlock()
    assert rows(room.desk) == [number]
    assert room.desk.flow.overview.show().tasks == ()


def test_R53_back_from_the_questions_leads_to_where_one_was(room: Room) -> None:
    # GIVEN a consent talk with a tick
    room.journey.begin()
    room.press("consent_i1")
    # WHEN the breach page is opened and left
    room.breach.report()
    room.press("breach_back")
    # THEN the tick stands
    tick = room.see("consent_i1")
    assert isinstance(tick, QAbstractButton)
    assert tick.isChecked()
    # AND locked it leads to the lock
    locked(room)
    room.press("report_breach")
    room.press("breach_back")
    assert room.page == "unlock_page"


@pytest.mark.parametrize("is_locked", [True, False])
def test_R53_help_in_between_loses_no_answer_and_no_way_back(room: Room, is_locked: bool) -> None:
    # GIVEN a breach page with an answer, opened from the help
    if is_locked:
        locked(room)
    start = room.page
    room.side.help()
    room.breach.report()
    room.press("breach_kind_papier_kwijt")
    # WHEN help is read once more
    room.side.help()
    room.press("about_back")
    # THEN the answer stands, and back leads out
    chosen = room.see("breach_kind_papier_kwijt")
    assert isinstance(chosen, QAbstractButton)
    assert chosen.isChecked()
    room.press("breach_back")
    assert room.page == start


def test_help_leads_back_to_the_lock(room: Room) -> None:
    locked(room)
    room.side.help()
    room.press("about_back")
    assert room.page == "unlock_page"


def test_R53_from_a_page_that_is_read_anew_back_leads_to_the_overview(room: Room) -> None:
    room.journey.show_overview()
    room.breach.report()
    room.press("breach_back")
    assert room.page == "overview_page"


def test_R53_before_any_vault_the_first_start_is_still_there(qtbot: QtBot, light_desk: Desk) -> None:
    # GIVEN a computer on which nothing was set up
    light_desk.leave()
    fresh = Desk(light_desk.paths.beside("nieuw"), light_desk.clock, light_desk.downloads, is_light=True)
    room = Room(fresh)
    qtbot.addWidget(room.window)
    Entrance(room.stage).begin()
    first = room.page
    # WHEN a breach is reported from the menu
    room.breach.report()
    report(room)
    room.press("breach_told")
    # THEN the first start goes on where it was
    assert room.page == first == "first_start_page"
    fresh.leave()


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
            set_moment(room, "breach_discovered", QDateTime.fromSecsSinceEpoch(int(START.timestamp())))
            room.press("breach_happened_change")
        set_moment(room, name, QDateTime.fromSecsSinceEpoch(int(moment.timestamp())))
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
    # WHEN time passes
    for hours, said in (
        (1, "Verlopen: 1 u 0 min. Van de 72 uur is er nog 2 dagen 23 u."),
        (70, "Verlopen: 2 dagen 23 u. Van de 72 uur is er nog 1 u 0 min."),
        (2, "Verlopen: 3 dagen 1 u. De 72 uur zijn voorbij. Meld het toch, meteen."),
    ):
        room.desk.clock.forward(hours=hours)
        clock.refresh()
        assert clock.text().endswith(said)
        assert room.name_of("breach_clock") == clock.text()
    # AND the page says that the officer reports
    assert "je DPO meldt dit, jij niet" in room.texts()
    # AND a later discovery moves the clock, one to come is said
    set_moment(room, "breach_discovered", QDateTime.fromSecsSinceEpoch(int(room.desk.clock.now().timestamp())))
    assert "Verlopen: 0 min." in clock.text()
    set_moment(room, "breach_discovered", QDateTime.fromSecsSinceEpoch(int(room.desk.clock.now().timestamp()) + 60))
    assert clock.text() == "Dit moment ligt in de toekomst. Kijk de datum en het uur na."


def test_R54_from_the_task_the_clock_goes_on_until_the_mail_was_sent(room: Room) -> None:
    # GIVEN a breach whose mail was left for later
    room.breach.report()
    report(room)
    room.press("breach_later")
    assert room.page == "overview_page"
    room.desk.clock.forward(hours=71)
    room.desk.restart()
    again = Room(room.desk)
    again.journey.show_overview()
    # WHEN the task is followed
    again.press("continue_task")
    # THEN the clock ran on, and the same mail opens again
    assert "Verlopen: 2 dagen 23 u." in again.name_of("breach_clock")
    assert "je DPO meldt dit, jij niet" in again.texts()
    again.press("breach_reopen", times=2)
    assert len(set(again.desk.mailer.seen)) == 1
    again.press("breach_told")
    assert (again.page, again.all("task_card")) == ("overview_page", [])
    again.window.deleteLater()


@pytest.mark.parametrize("failing", ["program", "disk"])
def test_R53_R64_without_a_mail_program_or_a_disk_the_mail_is_made_by_hand(room: Room, failing: str) -> None:
    # GIVEN no mail program, or a disk that takes nothing
    room.desk.mailer.answer = "failed" if failing == "program" else "opened"
    room.breach.report()
    room.press("breach_other_party_ja")
    with pytest.MonkeyPatch.context() as patch:
        if failing == "disk":
            patch.setattr("app.files.write_whole", refuse)
            patch.setattr("app.storage.incidents.Incidents.put", refuse)
        report(room)
        # THEN both addresses and the text can be copied
        assert room.page == "mail_by_hand_page"
        assert room.name_of("mail_recipient") == "dpo@opgroeien.be, Kris.Proost@iok.be"
        room.press("copy_body")
        assert "Ik meld een mogelijk gegevenslek" in QGuiApplication.clipboard().text()
        # AND the number stays in sight, with a word when the program could not keep it
        room.press("mail_done")
        assert room.page == "breach_told_page"
        assert ("De app kon dit niet bewaren." in room.texts()) is (failing == "disk")
        room.press("breach_by_hand")
        assert room.page == "mail_by_hand_page"


def test_R53_a_mail_that_is_gone_is_asked_for_anew_under_the_same_number(room: Room) -> None:
    # GIVEN a breach whose draft is gone
    room.breach.report()
    report(room)
    room.press("breach_later")
    for file in room.desk.paths.outbox.iterdir():
        file.unlink()
    room.press("continue_task")
    # WHEN its mail is asked for THEN the questions come again
    room.press("breach_reopen")
    assert (room.page, "staat hier niet meer" in room.said) == ("breach_page", True)
    report(room, "virus_of_hacking")
    assert len(rows(room.desk)) == 1
    assert rows(room.desk)[0] in the_mail(room)


def test_R53_what_waits_for_the_report_goes_on_after_it_and_not_without_it(room: Room) -> None:
    went: list[str] = []
    room.breach.report((), lambda: went.append("on"))
    room.press("breach_back")
    assert went == []
    room.breach.report(("K7M4-29QK",), lambda: went.append("on"))
    report(room)
    assert went == []
    room.press("breach_later")
    assert went == ["on"]


def test_what_was_answered_stays_when_the_page_is_asked_for_again(room: Room) -> None:
    room.breach.report()
    room.press("breach_kind_papier_kwijt")
    room.breach.report()
    room.press("breach_mail")
    assert "papier kwijt" in the_mail(room)


def test_a_refusal_of_the_vault_is_said_and_can_be_tried_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.breach.report()
    report(room)
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.incidents.Incidents.put", _full)
        room.press("breach_told")
    assert texts.ERRORS["S01"] in room.said
    room.press("breach_told")
    assert room.page == "overview_page"


def _full(*_: object) -> None:
    raise DiskFull()


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
