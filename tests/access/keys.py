# SPDX-License-Identifier: EUPL-1.2
"""What the keyboard reaches on a page, and the order in which the Tab key goes through it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QRadioButton, QWidget

MOST = 400
"""More Tab keys than any page has stops: beyond, the order does not come round."""

PARTS = 8
"""A moment has five parts, each a stop of its own."""


def stops(window: QWidget) -> list[QWidget]:
    """Everything in sight that the Tab key may stop at; of the answers to one question, the one it enters by."""
    found = []
    for widget in window.findChildren(QWidget):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisible()
        if reachable and widget.focusProxy() is None and not _is_inner(widget):
            found.append(widget)
    return found


def _is_inner(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox)


def walk(window: QWidget, *, back: bool = False) -> list[QWidget]:
    """The stops of the Tab key from where the focus is, until it comes to one for the second time."""
    seen: list[QWidget] = []
    again = 0
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    for _ in range(MOST):
        focused = QApplication.focusWidget()
        if focused is None or (focused in seen and focused is not seen[-1]):
            return seen
        if focused not in seen:
            seen.append(focused)
            again = 0
        elif (again := again + 1) > PARTS:
            return seen  # the only stop there is, or one that never lets go: ``missed`` tells which
        QTest.keyClick(focused, key, modifier)
    raise AssertionError("the Tab key never came round")


def missed(window: QWidget, visited: list[QWidget]) -> list[QWidget]:
    """Stops that the Tab key left out; an answer counts as reached when another one of its question was."""
    groups = {w.group() for w in visited if isinstance(w, QRadioButton) and w.group() is not None}
    return [
        widget
        for widget in stops(window)
        if widget not in visited and not (isinstance(widget, QRadioButton) and widget.group() in groups)
    ]


def jumps(window: QWidget, visited: list[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Where the order goes back: up, without going to a column further right."""
    places = [QRect(w.mapTo(window, w.rect().topLeft()), w.size()) for w in visited]
    found = []
    for number in range(1, len(visited)):
        one, next_ = places[number - 1], places[number]
        if next_.bottom() < one.top() and next_.left() < one.left() + one.width() // 2:
            found.append((visited[number - 1], visited[number]))
    return found
