# SPDX-License-Identifier: EUPL-1.2
"""The order of the Tab key is that of the layout, also for what was put on a page later (WCAG 2.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLayout, QScrollArea, QWidget


def follow_layout(page: QWidget) -> None:
    """Chain everything on this page that takes the focus as the eye goes; Qt chains it as it was made."""
    for one, other in pairwise(in_layout(page)):
        QWidget.setTabOrder(one, other)


def in_layout(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus with Tab in this widget, itself included, part by part."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        inside: QWidget | None = widget.widget()
        if inside is not None:
            yield from in_layout(inside)
    elif not isinstance(widget, QAbstractSpinBox | QAbstractScrollArea | QComboBox):  # these have parts of their own
        layout = widget.layout()
        if layout is not None:
            yield from _in(layout)


def _in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from in_layout(widget)
        elif inner is not None:
            yield from _in(inner)
