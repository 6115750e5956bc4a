# SPDX-License-Identifier: EUPL-1.2
"""The keyboard: the focus is seen, the Tab key reaches all, in the order of reading, and leaves all (WCAG 2.1, 2.4)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from app.ui.application import Look
from app.ui.tab_order import in_layout
from tests.access.keys import jumps, missed, stops, walk
from tests.access.pixels import changed
from tests.access.stage import PAGES, called, show

RIGHT_FIRST = ("client_problems", "client_wrong", "client_channels")
"""What is wrong stands right of the form and comes before it."""

ENOUGH = 120
"""Pixels that change: the ring around one word of a list is seen, however wide the list."""


def frame_of(widget: QWidget) -> QWidget:
    """What shows the focus: the widget, or the item that it is the tick of."""
    parent = widget.parentWidget()
    inside_item = isinstance(parent, QFrame) and parent.property("focused") is not None
    return parent if inside_item and parent is not None else widget


def drawn(window: QWidget, widget: QWidget) -> QImage:
    """The widget and a little around it, as it is drawn now."""
    return window.grab(place(window, widget)).toImage().convertToFormat(QImage.Format.Format_RGB32)


def place(window: QWidget, widget: QWidget) -> QRect:
    shown = frame_of(widget)
    seen = shown.visibleRegion().boundingRect()
    return QRect(shown.mapTo(window, seen.topLeft()), seen.size()).adjusted(-3, -3, 3, 3).intersected(window.rect())


def unseen(window: QWidget) -> list[str]:
    """Stops whose focus changes too few pixels: fewer than a line of one pixel along half of its edge, or ENOUGH."""
    weak = []
    for widget in stops(window):
        window.setFocus()
        if widget.hasFocus():
            widget.clearFocus()
        widget.setFocus()  # an item learns only then that it shows the focus of its tick
        widget.clearFocus()
        before = drawn(window, widget)
        widget.setFocus()
        size = place(window, widget).size()
        if changed(before, drawn(window, widget)) < min(ENOUGH, size.width() + size.height()):
            weak.append(called(widget))
    return weak


@pytest.mark.parametrize("name", PAGES)
def test_R60_the_focus_is_seen_on_everything_that_takes_it(qtbot: QtBot, look: Look, name: str) -> None:
    shown = show(qtbot, look, name)
    assert unseen(shown.window) == []


@pytest.mark.parametrize("name", PAGES)
def test_R60_the_tab_key_reaches_all_in_the_order_of_reading(qtbot: QtBot, light: Look, name: str) -> None:
    # GIVEN a page with the cursor at its first stop
    shown = show(qtbot, light, name)
    window = shown.window
    all_stops = stops(window)
    if not all_stops:
        return
    first = next((w for w in walk_from(all_stops[0])), all_stops[0])
    # WHEN the Tab key goes round
    visited = walk(window)
    # THEN it came everywhere, to the first one again, and never went back up on its way
    assert [called(w) for w in missed(window, visited)] == []
    if name not in RIGHT_FIRST:
        inside = [w for w in in_order(visited, shown.page) if shown.page.isAncestorOf(w)]
        assert [(called(a), called(b)) for a, b in jumps(window, inside)] == []
        # AND back again it goes the same way
        first.setFocus()
        assert {called(w) for w in walk(window, back=True)} == {called(w) for w in visited}


def walk_from(widget: QWidget) -> list[QWidget]:
    """Put the focus here first."""
    widget.setFocus()
    return [widget] if widget.hasFocus() else []


def in_order(visited: list[QWidget], page: QWidget) -> list[QWidget]:
    """The round, begun where the layout begins: where a round begins is no jump."""
    inside = [w for w in visited if page.isAncestorOf(w)]
    start = next((inside.index(w) for w in in_layout(page) if w in inside), 0)
    return inside[start:] + inside[:start]
