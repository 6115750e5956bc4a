# SPDX-License-Identifier: EUPL-1.2
"""Everything that is clicked is at least 24 by 24 pixels (WCAG 2.5.8)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.application import Look
from tests.access.stage import PAGES, called, show

LEAST = 24
CLICKED = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)


def too_small(window: QWidget) -> list[str]:
    """What is clicked and smaller than a finger needs; the inside of a field with arrows is part of that field."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CLICKED) or not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if widget.width() < LEAST or widget.height() < LEAST:
            found.append(f"{called(widget)}: {widget.width()} x {widget.height()}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_R60_every_target_is_large_enough(qtbot: QtBot, light: Look, name: str) -> None:
    assert too_small(show(qtbot, light, name).window) == []
