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


@pytest.fixture(autouse=True)
def small_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four megabytes for each of hundreds of vaults would cost more than everything else."""
    monkeypatch.setattr("app.storage.folder.BALLAST", 4096)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the first start, to be copied."""
    folder = tmp_path_factory.mktemp("furnished")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.storage.folder.BALLAST", 4096)
        Desk(Paths(folder / "data"), FixedClock(), folder, is_light=True).settle_in().leave()
    return folder / "data"


@pytest.fixture
def desk(qapp: QApplication, paths: Paths, clock: FixedClock, tmp_path: Path, furnished: Path) -> Iterator[Desk]:
    """Everything real but the clock and the mail program."""
    desk = Desk(paths, clock, tmp_path / "downloads")
    desk.downloads.mkdir()
    yield desk.move_in(furnished)
    desk.leave()


@pytest.fixture
def light_desk(paths: Paths, clock: FixedClock, tmp_path: Path, furnished: Path) -> Iterator[Desk]:
    """The same, without the costly parts of an archive."""
    desk = Desk(paths, clock, tmp_path / "downloads", is_light=True)
    desk.downloads.mkdir()
    yield desk.move_in(furnished)
    desk.leave()
