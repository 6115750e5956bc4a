# SPDX-License-Identifier: EUPL-1.2
"""Copied text stays out of history and cloud, and goes away by itself; a hidden passphrase cannot be copied at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.adapter import for_this_computer
from app.desktop.windows.clipboard import private_formats
from app.ui import clipboard
from app.ui.clipboard import CLEAR_AFTER_MS, ClipboardGuard
from app.ui.widgets.field import Field
from app.ui.widgets.phrase_field import PhraseField


@pytest.fixture
def board(qapp: object) -> Iterator[QClipboard]:
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def guard(board: QClipboard) -> Iterator[ClipboardGuard]:
    guard = ClipboardGuard()
    yield guard
    guard.deleteLater()


def test_R33_copied_text_carries_every_mark_of_this_computer(board: QClipboard) -> None:
    clipboard.put("zoe.celik@example.org")
    data = board.mimeData()
    assert data.text() == "zoe.celik@example.org"
    for kind, value in for_this_computer().clipboard_formats().items():
        assert bytes(data.data(kind).data()) == value


def test_R33_on_windows_three_formats_keep_text_out_of_history_and_cloud() -> None:
    names = " ".join(private_formats())
    for format_name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    ):
        assert format_name in names


def test_R33_cleared_after_thirty_seconds_at_most(guard: ClipboardGuard, board: QClipboard, qtbot: QtBot) -> None:
    assert CLEAR_AFTER_MS <= 30_000
    guard._timer.setInterval(20)
    clipboard.put("Tielen")
    assert board.text() == "Tielen"
    qtbot.waitUntil(lambda: not board.text())


def test_R33_cleared_on_lock_but_only_what_is_still_ours(guard: ClipboardGuard, board: QClipboard) -> None:
    clipboard.put("Tielen")
    guard.clear()
    assert board.text() == ""
    # GIVEN somebody copied something else meanwhile
    clipboard.put("Tielen")
    board.setText("a shopping list")
    guard.clear()
    assert board.text() == "a shopping list"


def test_R33_copying_in_a_field_goes_through_the_guard(qtbot: QtBot, board: QClipboard) -> None:
    # GIVEN
    field = Field("email", "E-mailadres")
    qtbot.addWidget(field)
    field.set_text("zoe.celik@example.org")
    field.input.selectAll()
    # WHEN copied with the keyboard
    QTest.keyClick(field.input, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    # THEN
    assert board.mimeData().hasFormat(clipboard.OURS)
    # WHEN cut with the keyboard
    board.clear()
    field.input.selectAll()
    QTest.keyClick(field.input, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    # THEN
    assert board.mimeData().hasFormat(clipboard.OURS)
    assert field.text() == ""


def test_R33_copying_from_the_menu_goes_through_the_guard(qtbot: QtBot, board: QClipboard) -> None:
    # GIVEN the menu of the right mouse button
    field = Field("email", "E-mailadres")
    qtbot.addWidget(field)
    field.set_text("zoe.celik@example.org")
    field.input.selectAll()
    menu = field.input.guarded_menu()
    copy = next(action for action in menu.actions() if action.objectName() == "edit-copy")
    # WHEN
    copy.trigger()
    menu.deleteLater()
    # THEN
    assert board.mimeData().hasFormat(clipboard.OURS)


def test_R31_R33_a_hidden_passphrase_cannot_be_copied(qtbot: QtBot, board: QClipboard) -> None:
    field = PhraseField("unlock_passphrase", "Typ je eigen wachtzin.")
    qtbot.addWidget(field)
    field.set_text("anker-fiets-molen")
    field.input.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field.input, key, Qt.KeyboardModifier.ControlModifier)
    assert board.text() == ""
    assert field.text() == "anker-fiets-molen"
