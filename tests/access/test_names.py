# SPDX-License-Identifier: EUPL-1.2
"""What a screen reader is told on every page: role, plain name, what is wrong (WCAG 1.3.1, 3.3.1, 4.1.2)."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.application import Look
from app.ui.widgets.mark import Mark
from tests.access.keys import stops
from tests.access.stage import PAGES, Shown, called, show
from tests.access.test_targets import CLICKED

NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
Text = QAccessible.Text


def told(widget: QWidget, what: Text) -> str:
    """What the accessibility tree says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(what) if interface is not None else ""


def unnamed(window: QWidget) -> list[str]:
    """Stops of the keyboard without a name in plain words, or without a role of their own."""
    found = []
    for widget in stops(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        spoken = told(widget, Text.Name)
        is_plain = bool(spoken.strip()) and not re.search(r"&\w|<[a-z/]", spoken)
        is_drawing = not isinstance(widget, CLICKED)  # words or a chart, there to be read
        if not is_plain or interface is None or (interface.role() in NO_ROLE and not is_drawing):
            found.append(called(widget))
    return found


def unlinked(shown: Shown) -> list[str]:
    """Problems in sight that no field in the same box has in its description."""
    problems = [w for w in shown.widgets() if isinstance(w, QLabel) and w.property("role") == "problem" and w.text()]
    described = [told(w, Text.Description) for w in stops(shown.window)]
    described += [told(w, Text.Description) for w in shown.page.findChildren(QRadioButton)]
    asked = [label for label in problems if _answers_beside(label)]
    return [label.text() for label in asked if not any(label.text() in text for text in described)]


def _answers_beside(label: QLabel) -> bool:
    """Is it about something to fill in or choose, or does it only tell something?"""
    parent = label.parentWidget()
    answers = (QLineEdit, QRadioButton, QCheckBox, QAbstractSpinBox, QComboBox)
    return parent is not None and any(isinstance(w, answers) for w in parent.findChildren(QWidget))


def wordless(shown: Shown) -> list[str]:
    """Drawings and coloured fields with no words beside them: their meaning would hang on shape or colour alone."""
    found = [called(w) for w in shown.widgets() if isinstance(w, Mark) and not _words_beside(w)]
    for field in (w for w in shown.widgets() if isinstance(w, QLineEdit) and w.property("problem")):
        if not told(field, Text.Description):
            found.append(called(field))
    return found


def _words_beside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and any(label.text().strip() for label in parent.findChildren(QLabel))


@pytest.mark.parametrize("name", PAGES)
def test_R60_everything_has_a_role_and_a_name_and_what_is_wrong_is_said(qtbot: QtBot, light: Look, name: str) -> None:
    shown = show(qtbot, light, name)
    assert unnamed(shown.window) == []
    assert unlinked(shown) == []
    assert wordless(shown) == []
    # AND the page says what it is
    assert shown.page.accessibleName() == shown.page.title.text() != ""
