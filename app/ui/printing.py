# SPDX-License-Identifier: EUPL-1.2
"""Paper without client data: sheet, tick card, recovery card; the only file that knows a printer."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtGui import QPagedPaintDevice, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

JOB_NAME = "Doorverwijzing"
"""Seen in every print queue, so it says nothing (R37)."""


def print_pages(parent: QWidget, paint: Callable[[QPagedPaintDevice], None]) -> bool:
    """Ask for a printer, then have ``paint`` draw on it. Never for client data or codes: a spool file is readable.

    False when there is nothing to ask: the dialog of Windows does not even open on a computer without printers.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if sys.platform == "win32" and printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        return False
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(parent.window().windowTitle())
    dialog.setObjectName("print_dialog")
    dialog.accepted.connect(lambda: paint(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return True
