# SPDX-License-Identifier: EUPL-1.2
"""A desk with an open, empty vault; a light one makes archives without keys and pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.paths import Paths
from tests.fakes import FixedClock
from tests.workflow.desk import Desk


@pytest.fixture
def desk(qapp: QApplication, paths: Paths, clock: FixedClock, tmp_path: Path) -> Iterator[Desk]:
    """Everything real but the clock and the mail program."""
    desk = Desk(paths, clock, tmp_path / "downloads")
    desk.downloads.mkdir()
    yield desk.settle_in()
    desk.leave()


@pytest.fixture
def light_desk(paths: Paths, clock: FixedClock, tmp_path: Path) -> Iterator[Desk]:
    """The same, without the costly parts of an archive."""
    desk = Desk(paths, clock, tmp_path / "downloads", is_light=True)
    desk.downloads.mkdir()
    yield desk.settle_in()
    desk.leave()
