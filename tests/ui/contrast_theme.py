# SPDX-License-Identifier: EUPL-1.2
"""A high-contrast palette as somebody may have chosen it in the system: yellow on black, as Windows offers it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

_ROLE = QPalette.ColorRole
CHOSEN = {
    _ROLE.Window: "#000000",
    _ROLE.WindowText: "#ffff00",
    _ROLE.Base: "#000000",
    _ROLE.Text: "#ffff00",
    _ROLE.Button: "#000000",
    _ROLE.ButtonText: "#ffff00",
    _ROLE.Highlight: "#1aebff",
    _ROLE.HighlightedText: "#000000",
    _ROLE.Link: "#00ff00",
}
DISABLED = "#3ff23f"


def yellow_on_black() -> QPalette:
    """The palette that Qt would hand out."""
    made = QPalette()
    for role, colour in CHOSEN.items():
        made.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(DISABLED))
    return made
