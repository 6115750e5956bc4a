# SPDX-License-Identifier: EUPL-1.2
"""The only modal question: verbs on the buttons, and the safe answer is the default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui import accessibility


def ask(parent: QWidget, question: str, *, do: str, keep: str, on_yes: Callable[[], object]) -> QMessageBox:
    """Ask before something that cannot be undone; ``keep`` is the default and what Escape does.

    Returns at once, so that a lock can close the window meanwhile; ``on_yes`` runs only after ``do`` was chosen.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(parent.window().windowTitle())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setIcon(QMessageBox.Icon.Warning)
    accessibility.name(box, "confirm", question)
    stay = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    accessibility.name(stay, "confirm_keep", keep)
    go_on = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    accessibility.name(go_on, "confirm_do", do)
    go_on.setProperty("kind", "danger")
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    go_on.clicked.connect(lambda _checked=False: on_yes())
    box.open()
    return box
