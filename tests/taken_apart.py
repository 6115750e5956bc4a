# SPDX-License-Identifier: EUPL-1.2
"""What a test of windows closed is gone before the next one begins."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def no_automatic_garbage() -> Iterator[None]:
    """As in the program (``app/ui/garbage.py``): no widget is freed on the thread of a lane, or while Qt paints."""
    gc.collect()
    gc.freeze()  # what the imports made stays anyway: each later collection is short
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def taken_apart(no_automatic_garbage: None, qapp: QApplication) -> Iterator[None]:
    """What a test closed is gone before the next one: without an event loop nothing that was deleted later ever is.

    Sixty thousand widgets in four gigabytes made each change of the style slower, and Qt crash in the end.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
