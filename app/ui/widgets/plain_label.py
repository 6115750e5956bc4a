# SPDX-License-Identifier: EUPL-1.2
"""PlainLabel: always Qt.PlainText; the only label the program uses."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """Text that is never read as markup: an ``<img>`` in a name stays visible as what was typed.

    ``role`` picks the look: body, title, heading, label, strong, muted, small, step, quote, problem, note or phrase.
    """

    def __init__(self, text: str = "", *, role: str = "body", wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setIndent(0)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred, QSizePolicy.ControlType.Label)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """One line: the true height follows from the width, and Qt's own guess makes pages scroll without need."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), self.fontMetrics().lineSpacing())) if self.wordWrap() else hint

    def show_text(self, text: str) -> None:
        """Show this, or take no room when it is empty."""
        self.setText(text)
        self.setVisible(bool(text))
