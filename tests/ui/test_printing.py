# SPDX-License-Identifier: EUPL-1.2
"""Paper: the print job says nothing, the page is A4, and what is drawn reaches the printer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.printing import JOB_NAME, print_pages
from tests.ui.room import Room


@pytest.mark.posix  # with a file instead of paper: the dialog of Windows takes printers alone
def test_R26_R37_a_page_is_painted_under_a_neutral_name(qtbot: QtBot, tmp_path: Path) -> None:
    # GIVEN
    parent = QWidget()
    qtbot.addWidget(parent)
    painted: list[bool] = []

    def paint(device: QPagedPaintDevice) -> None:
        painter = QPainter(device)
        painter.drawText(500, 500, "Infoblad")
        painter.end()
        painted.append(True)

    # WHEN the user agrees, here with a file instead of paper
    print_pages(parent, paint)
    dialog = parent.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    printer = dialog.printer()
    assert printer.docName() == JOB_NAME == "Doorverwijzing"
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert painted == []
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    # THEN
    assert painted == [True]
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_printer_windows_has_nothing_to_ask(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a Windows computer without any printer
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QPrinter, "outputFormat", lambda printer: QPrinter.OutputFormat.PdfFormat)
    # WHEN a page is to be printed THEN the caller is told so, and can say it
    assert not print_pages(parent, lambda device: None)
    assert parent.findChild(QPrintDialog) is None


def test_who_has_no_printer_is_told_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.printing.print_pages", lambda window, paint: False)
    room.side.print_sheet()
    room.texts()
    assert room.said == "Deze computer heeft geen printer. Vraag er een aan je ICT-dienst."
