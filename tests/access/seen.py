# SPDX-License-Identifier: EUPL-1.2
"""What can be seen on a page: every text, every drawing and every edge of a control, with its place in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTableView,
    QWidget,
)

from app.ui.widgets.mark import Mark
from app.ui.widgets.month_chart import MonthChart
from tests.access.stage import Shown, called

_EDGE = 4
_LARGE, _LARGE_BOLD = 24.0, 18.66
_OUTLINED = ("secondary",)


@dataclass(frozen=True)
class Part:
    """Something in sight, where it is in the window."""

    name: str
    where: QRect
    is_large: bool = False
    is_disabled: bool = False


def texts(shown: Shown) -> Iterator[Part]:
    """Every text in sight."""
    for widget in shown.widgets():
        for name, where in _texts_of(widget):
            place = shown.within(widget, where)
            if place.width() > 1 and place.height() > 1:
                yield Part(name, place, _is_large(widget.font()), not widget.isEnabled())


def _texts_of(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    inside = widget.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    if isinstance(widget, QCheckBox | QRadioButton):
        if widget.text():
            yield called(widget), _part_of(widget, contents=True)
    elif isinstance(widget, QPushButton):
        if widget.text():
            yield called(widget), inside
    elif isinstance(widget, QLabel):
        if widget.text().strip():
            round_badge = widget.property("role") == "badge"
            yield called(widget), widget.rect().adjusted(7, 5, -7, -5) if round_badge else widget.rect()
    elif isinstance(widget, QLineEdit):
        if widget.text() or widget.placeholderText():
            yield called(widget), inside
    elif isinstance(widget, QComboBox | QPlainTextEdit):
        yield called(widget), inside.adjusted(0, 0, -28, 0)
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            yield action.text(), widget.actionGeometry(action)
    elif isinstance(widget, QTableView):
        yield from _cells(widget)
    elif isinstance(widget, QHeaderView):
        yield called(widget), widget.rect()
    elif isinstance(widget, MonthChart):
        yield called(widget), widget.rect().adjusted(3, widget.height() // 2, -3, -3)


def _cells(table: QTableView) -> Iterator[tuple[str, QRect]]:
    corner = table.viewport().pos()
    for row in range(table.model().rowCount()):
        for column in range(table.model().columnCount()):
            index = table.model().index(row, column)
            place = table.visualRect(index).intersected(table.viewport().rect())
            if place.height() > 10 and place.width() > 10 and index.data():
                yield f"{called(table)} {row}/{column}", place.translated(corner)


def _is_large(font: QFont) -> bool:
    size = QFontInfo(font).pixelSize()
    return size >= _LARGE or (size >= _LARGE_BOLD and font.weight() >= QFont.Weight.Bold)


def marks(shown: Shown) -> Iterator[Part]:
    """Every drawing that stands for something: marks, and drawings in labels and on buttons without words."""
    for widget in shown.widgets():
        drawn = isinstance(widget, Mark) or (isinstance(widget, QLabel) and not widget.pixmap().isNull())
        wordless = isinstance(widget, QPushButton) and not widget.text() and not widget.icon().isNull()
        if (drawn or wordless) and widget.isEnabled() and widget.property("role") != "picture":
            yield Part(called(widget), shown.place(widget))


def edges(shown: Shown) -> Iterator[Part]:
    """Every edge that tells what can be filled in, ticked or chosen."""
    for widget in shown.widgets():
        if not widget.isEnabled():
            continue
        if isinstance(widget, QCheckBox | QRadioButton):
            yield Part(called(widget), shown.within(widget, _part_of(widget, contents=False)))
        elif (
            isinstance(widget, QComboBox | QAbstractSpinBox | QPlainTextEdit)
            or (isinstance(widget, QLineEdit) and not widget.objectName().startswith("qt_"))
            or (isinstance(widget, QPushButton) and widget.property("kind") in (*_OUTLINED, "primary", "danger"))
        ):
            yield Part(called(widget), shown.place(widget))


def _part_of(button: QAbstractButton, *, contents: bool) -> QRect:
    """The box or ring of a tick or answer, or its words."""
    option = QStyleOptionButton()
    option.initFrom(button)
    option.text = button.text()
    part = QStyle.SubElement
    if isinstance(button, QCheckBox):
        wanted = part.SE_CheckBoxContents if contents else part.SE_CheckBoxIndicator
    else:
        wanted = part.SE_RadioButtonContents if contents else part.SE_RadioButtonIndicator
    return button.style().subElementRect(wanted, option, button)
