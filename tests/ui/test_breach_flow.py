# SPDX-License-Identifier: EUPL-1.2
"""Report a breach from anywhere, also locked or before any vault, and follow it until the officer knows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.ui import texts
from app.ui.entrance import Entrance
from tests.small_vault import PASSPHRASE
from tests.ui.breach_steps import locked, report, the_mail
from tests.ui.room import Room
from tests.workflow.breaches import refuse, rows
from tests.workflow.desk import Desk


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
    room.help.open()
    room.breach.report()
    room.press("breach_kind_papier_kwijt")
    # WHEN help is read once more
    room.help.open()
    room.press("help_back")
    # THEN the answer stands, and back leads out
    chosen = room.see("breach_kind_papier_kwijt")
    assert isinstance(chosen, QAbstractButton)
    assert chosen.isChecked()
    room.press("breach_back")
    assert room.page == start


def test_help_leads_back_to_the_lock(room: Room) -> None:
    locked(room)
    room.help.open()
    room.press("help_back")
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
