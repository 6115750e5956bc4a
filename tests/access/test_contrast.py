# SPDX-License-Identifier: EUPL-1.2
"""Contrast in real pixels, every page and theme: text 4.5 : 1, marks and edges 3 : 1 (WCAG 1.4.3, 1.4.11)."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.ui.application import Look
from tests.access.pixels import edge_contrast, mark_contrast, picture, text_contrast
from tests.access.seen import edges, marks, texts
from tests.access.stage import PAGES, show

TEXT, LARGE_TEXT, SHAPE = 4.5, 3.0, 3.0
DISABLED = 3.0
"""WCAG asks nothing of what cannot be used now; we want it readable all the same."""


@pytest.mark.parametrize("name", PAGES)
def test_R60_text_marks_and_edges_stand_out_in_real_pixels(qtbot: QtBot, look: Look, name: str) -> None:
    # GIVEN a page as it is drawn
    shown = show(qtbot, look, name)
    image = picture(shown.window)
    # WHEN each text, drawing and edge is measured against what is behind it
    weak = []
    for text in texts(shown):
        least = DISABLED if text.is_disabled else LARGE_TEXT if text.is_large else TEXT
        measured = text_contrast(image, text.where)
        if measured < least:
            weak.append(f"text {text.name}: {measured:.2f}")
    for mark in marks(shown):
        if (measured := mark_contrast(image, mark.where)) < SHAPE:
            weak.append(f"mark {mark.name}: {measured:.2f}")
    for edge in edges(shown):
        if (measured := edge_contrast(image, edge.where)) < SHAPE:
            weak.append(f"edge {edge.name}: {measured:.2f}")
    # THEN all of them stand out
    assert weak == []
