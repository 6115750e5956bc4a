# SPDX-License-Identifier: EUPL-1.2
"""Walks every widget of a window: names for screen readers, plain text only, no client data in titles (R37, R60)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

USED = (QAbstractButton, QLineEdit, QAbstractSpinBox, QComboBox, QAbstractItemView, QPlainTextEdit)
"""Kinds of widgets that a person uses."""


def walk(window: QWidget) -> list[str]:
    """Everything wrong in this window; an empty list is good."""
    return [complaint for widget in (window, *window.findChildren(QWidget)) for complaint in complaints(widget)]


def complaints(widget: QWidget) -> Iterator[str]:
    """What is wrong with one widget."""
    where = f"{type(widget).__name__} {widget.objectName()!r}"
    if widget.isWindow() and widget.windowTitle() not in ("", "Doorverwijzing"):
        yield f"{where}: title {widget.windowTitle()!r}"
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and not _of_qt(widget):
        yield f"{where}: label that may read markup"
    if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"{where}: box that may read markup"
    if isinstance(widget, QTextEdit):
        yield f"{where}: rich text editor"
    if isinstance(widget, USED) and not _of_qt(widget):
        if not widget.objectName():
            yield f"{where}: no object name"
        if not (widget.accessibleName() or getattr(widget, "text", str)()):
            yield f"{where}: no accessible name"
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            yield f"{where}: not reachable with the keyboard"
    if isinstance(widget, QLineEdit) and not _of_qt(widget) and not _is_private(widget):
        yield f"{where}: keyboards may learn what is typed here"


def used(window: QWidget) -> list[QWidget]:
    """Every visible widget that a person can use now."""
    return [w for w in window.findChildren(QWidget) if isinstance(w, USED) and w.isVisible() and not _of_qt(w)]


def tab_order(window: QWidget) -> list[str]:
    """Object names in the order of the Tab key, from the first visible widget on."""
    names = []
    first = widget = window.nextInFocusChain()
    while widget is not None:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is first:
            break
    return names


def _of_qt(widget: QObject) -> bool:
    """Made by Qt inside another widget (scroll buttons, the editor within a number field, the heads of a table)."""
    parent: QObject | None = widget.parent()
    if widget.objectName().startswith("qt_") or isinstance(parent, QMessageBox) or isinstance(widget, QHeaderView):
        return True
    while parent is not None:
        if isinstance(parent, QAbstractSpinBox | QComboBox) or (
            isinstance(parent, QAbstractItemView) and not isinstance(widget, QAbstractScrollArea)
        ):
            return True
        parent = parent.parent()
    return False


def _is_private(edit: QLineEdit) -> bool:
    hints = edit.inputMethodHints()
    return bool(hints & Qt.InputMethodHint.ImhNoPredictiveText) and bool(hints & Qt.InputMethodHint.ImhSensitiveData)
