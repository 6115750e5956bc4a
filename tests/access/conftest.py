# SPDX-License-Identifier: EUPL-1.2
"""The real style in each of the three themes, set once for all pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.application import Look, dress
from tests.taken_apart import no_automatic_garbage, taken_apart
from tests.ui.gallery import THEMES, colours

__all__ = ("no_automatic_garbage", "taken_apart")


@pytest.fixture(scope="module")
def real_look(qapp: QApplication) -> Iterator[Look]:
    """The style of the program; what was there before comes back."""
    before, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    flash = qapp.cursorFlashTime()
    look = dress(qapp)
    qapp.setCursorFlashTime(0)  # a picture is the same at any moment
    yield look
    look.deleteLater()
    qapp.setCursorFlashTime(flash)
    qapp.setStyleSheet(before)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture(scope="module", params=THEMES)
def look(request: pytest.FixtureRequest, real_look: Look) -> Look:
    """Each theme in turn."""
    real_look.use(colours(request.param))
    return real_look


@pytest.fixture(scope="module")
def light(real_look: Look) -> Look:
    """The usual theme, for what does not depend on colours."""
    real_look.use(colours("light"))
    return real_look
