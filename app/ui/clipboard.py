# SPDX-License-Identifier: EUPL-1.2
"""The only file that touches the clipboard: flags against history and cloud; cleared after 30 s, on lock, on quit."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

from app.desktop.adapter import for_this_computer

OURS = "application/x-doorverwijzing"
CLEAR_AFTER_MS = 30_000


def guarded(text: str) -> QMimeData:
    """The text with the marks that keep it out of clipboard history, cloud clipboard and managers (R33)."""
    data = QMimeData()
    data.setText(text)
    data.setData(OURS, b"1")
    for kind, value in for_this_computer().clipboard_formats().items():
        data.setData(kind, value)
    return data


def put(text: str) -> None:
    """Copy a text; never the phrase of a file, which cannot be copied at all."""
    QGuiApplication.clipboard().setMimeData(guarded(text))


class ClipboardGuard(QObject):
    """Clears what we copied: 30 seconds later, and at once when ``clear`` is called before a lock or the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clipboard_guard")
        self._board = QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True, interval=CLEAR_AFTER_MS)
        self._timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._changed)

    @Slot()
    def _changed(self) -> None:
        if self._is_ours(QClipboard.Mode.Clipboard):
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def clear(self) -> None:
        """Empty the clipboard if its content is still ours; also text that was only selected with the mouse (X11)."""
        self._timer.stop()
        if self._is_ours(QClipboard.Mode.Clipboard):
            self._board.clear()
        if self._board.supportsSelection() and self._board.ownsSelection():
            self._board.clear(QClipboard.Mode.Selection)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        data = self._board.mimeData(mode)
        return data is not None and data.hasFormat(OURS)
