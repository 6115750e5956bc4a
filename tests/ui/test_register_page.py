# SPDX-License-Identifier: EUPL-1.2
"""The register on the real pages: read, searched, saved; months in words; documents; a chain that broke."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableView

from app.domain.accountability import KINDS
from app.domain.errors import DiskFull, FolderReadOnly
from app.domain.events import Event
from app.storage.register_file import examine
from app.ui import register_flow, wording_register
from app.ui.widgets.month_chart import MonthChart
from tests.factory import a_profile, the_profile
from tests.ui.room import Room
from tests.ui.walk import tab_order


def table(room: Room) -> QTableView:
    found = room.see("register_table")
    assert isinstance(found, QTableView)
    return found


def cell(room: Room, row: int, column: int) -> str:
    return str(table(room).model().index(row, column).data())


def test_R57_the_register_is_read_from_the_newest_row_on(room: Room) -> None:
    # GIVEN a referral that was exported
    reference = room.desk.exported()
    # WHEN
    room.register.show()
    # THEN its rows stand there in words, in Belgian time, and it says that they hold together
    assert room.page == "register_page"
    assert [cell(room, 0, column) for column in range(4)] == ["4", "23/11/2026 10:00", "Bestand gemaakt", reference]
    assert [cell(room, row, 2) for row in (1, 2, 3)] == ["Nagekeken", "Concept begonnen", "Toestemming gegeven"]
    assert "Het register klopt: 4 rijen, en elke rij sluit aan op de vorige." in room.texts()
    # AND back is the overview
    room.press("register_back")
    assert room.page == "overview_page"


def test_an_empty_register_teaches_and_cannot_be_saved(room: Room) -> None:
    room.register.show()
    assert "Het register vult zich vanzelf." in room.texts()
    assert room.all("register_table") == room.all("register_months") == []
    assert not room.see("register_export").isEnabled()
    assert room.see("register_document_dpia").isEnabled()


def test_R57_a_broken_chain_is_said_in_words_and_its_row_is_shown(room: Room) -> None:
    # GIVEN a row that was changed behind the triggers
    room.desk.exported()
    room.desk.store._database.execute("DROP TRIGGER register_never_changes")
    room.desk.store._database.execute("UPDATE register SET gebruiker = 'een ander' WHERE nr = 2")
    # WHEN
    room.register.show()
    # THEN every row is there, the first broken one is marked and chosen, and the register can still be saved
    assert "klopt niet meer vanaf rij 2" in room.texts()
    assert table(room).model().rowCount() == 4
    assert table(room).currentIndex().siblingAtColumn(0).data() == "2 – klopt niet"
    assert room.see("register_export").isEnabled()


def test_R57_a_referral_is_found_by_its_reference(room: Room) -> None:
    first, second = room.desk.exported(), room.desk.concept()
    room.register.show()
    room.type("register_filter", f" {second[:6].lower()} ")
    assert {cell(room, row, 3) for row in range(table(room).model().rowCount())} == {second}
    # AND one that is not there is said so
    room.type("register_filter", "0000-0000")
    assert "Geen rijen met deze referentie." in room.texts()
    # AND next time everything is there again
    room.register.show()
    assert first in {cell(room, row, 3) for row in range(table(room).model().rowCount())}


def test_R57_what_was_found_is_shown_from_the_newest_on(room: Room) -> None:
    # GIVEN more rows about one referral than fit, older than those of another
    wanted = room.desk.sent()
    room.desk.corrected(wanted)
    room.desk.flow.referral.finish(wanted)
    room.desk.flow.export.export(wanted)
    room.desk.sent()
    room.register.show()
    # WHEN
    room.type("register_filter", wanted)
    # THEN the newest of them is in sight
    rows = table(room)
    assert rows.verticalScrollBar().value() == 0
    assert rows.rowAt(1) == 0


def test_documents_that_stand_alone_are_no_wall_of_buttons(room: Room) -> None:
    # GIVEN a register without rows
    room.window.resize(1366, 768)
    room.register.show()
    # THEN the buttons are as wide as beside the months
    alone = room.see("register_document_dpia").width()
    assert alone <= 400
    room.desk.exported()
    room.register.show()
    assert abs(room.see("register_document_dpia").width() - alone) < 100


def test_R60_the_table_is_walked_with_the_keyboard_and_tab_leaves_it(room: Room) -> None:
    room.desk.exported()
    room.register.show()
    assert table(room).hasFocus()
    QTest.keyClick(table(room), Qt.Key.Key_Down)
    assert table(room).currentIndex().row() == 1
    order = tab_order(room.window)
    start = order.index("register_table")
    assert order[start : start + 2] == ["register_table", "register_months"]
    # AND a cell says its column to who cannot see it
    index = table(room).model().index(0, 2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Wat: Bestand gemaakt"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert not (table(room).model().flags(index) & Qt.ItemFlag.ItemIsEditable)


def test_R57_the_csv_is_saved_where_the_user_chose(room: Room, tmp_path: Path) -> None:
    room.desk.sent()
    room.register.show()
    # WHEN nothing is chosen THEN nothing happens
    room.press("register_export")
    assert room.said == ""
    # WHEN a place is chosen
    room.target = str(tmp_path / "register.csv")
    room.press("register_export")
    # THEN the file is there, whole, and the user hears it
    assert room.said == "Het register is bewaard. Bezorg het aan je DPO."
    assert examine(Path(room.target).read_text("utf-8-sig")).rows == len(room.desk.store.register.rows())


@pytest.mark.parametrize("name", ["register_export", "register_document_dpia"])
def test_R57_R58_a_place_that_cannot_be_written_is_said_and_nothing_changes(
    room: Room, tmp_path: Path, name: str
) -> None:
    room.desk.concept()
    room.register.show()
    room.target = str(tmp_path / "weg" / "bestand")
    room.press(name)
    assert room.said == "Hier bewaren lukt niet. Kies een andere map. Het register in de app is niet veranderd."
    assert wording_register.not_saved(FolderReadOnly()) == room.said
    assert "schijf is vol" in wording_register.not_saved(DiskFull())


@pytest.mark.parametrize("kind", KINDS)
def test_R58_each_document_is_saved_from_the_page(room: Room, tmp_path: Path, kind: str) -> None:
    room.register.show()
    room.press(f"register_document_{kind}")
    assert room.said == ""
    room.target = str(tmp_path / f"{kind}.pdf")
    room.press(f"register_document_{kind}")
    assert room.said == "Het document is bewaard."
    assert Path(room.target).read_bytes().startswith(b"%PDF-")


def test_R58_with_two_protocols_the_user_says_which(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a second protocol
    other = a_profile(id="ander", title="Protocol OCMW Ander")
    room.desk.session.profiles = (the_profile(), other)
    made: list[str] = []
    monkeypatch.setattr("app.workflow.register.document_layout", lambda document, profile, day: made.append(profile.id))
    room.register.show()
    box = room.see("register_protocol")
    assert isinstance(box, QComboBox)
    # WHEN it is chosen
    box.setCurrentIndex(1)
    room.target = str(tmp_path / "x.pdf")
    room.press("register_document_bewijzen")
    # THEN the document is about that one
    assert made == ["ander"]


def test_the_dialog_of_the_system_is_asked_with_a_neutral_name(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def dialog(*arguments: object) -> tuple[str, str]:
        asked.append(arguments)
        return "/tmp/gekozen.csv", "CSV"

    monkeypatch.setattr("app.ui.register_flow.QFileDialog.getSaveFileName", dialog)
    chosen = register_flow.ask_where(room.window, "Bewaar", "register-doorverwijzing-2026-11-23.csv", "CSV (*.csv)")
    _window, title, offered, kind = asked[0]
    assert (chosen, title, kind) == ("/tmp/gekozen.csv", "Bewaar", "CSV (*.csv)")
    # AND in the user's own documents, wherever the program was started
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert Path(str(offered)) == Path(documents, "register-doorverwijzing-2026-11-23.csv")


# --- months ---


def test_R57_R60_the_months_are_said_in_words_and_no_number_is_only_a_colour(room: Room) -> None:
    room.desk.erased()
    room.register.show()
    months = room.see("register_months")
    assert months.accessibleName() == "Aantal per maand, voor het hele team"
    said = months.accessibleDescription()
    assert said.count(":") == 12
    assert said.endswith("november 2026: bestand gemaakt 1, verzonden 1, kon openen 1, verbeterd 0.")
    assert "december 2025 tot november 2026" in room.texts()


def painted(chart: MonthChart) -> QImage:
    return chart.grab().toImage()


def test_R60_the_chart_shows_where_the_keyboard_is(room: Room) -> None:
    room.desk.concept()
    room.register.show()
    chart = room.see("register_months")
    assert isinstance(chart, MonthChart)
    before = painted(chart)
    chart.setFocus()
    assert chart.hasFocus()
    assert painted(chart) != before


# --- words and sizes ---


def test_R61_every_event_has_dutch_words() -> None:
    assert set(wording_register.EVENTS) == {event.value for event in Event}
    assert wording_register.event("iets_van_later") == "iets_van_later"
    assert set(wording_register.DOCUMENTS) == set(KINDS)
