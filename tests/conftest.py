# SPDX-License-Identifier: EUPL-1.2
"""What every test gets: offscreen Qt, a data folder named "Zoë Jansens", a fixed clock, and no sockets."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt, and from inside Python: some systems drop QT_ variables of the environment.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.paths import Paths, resource
from tests.fakes import FixedClock


class SocketGuard:
    """Refuses to make a socket, in whichever way Python code asks for one."""

    def __init__(self) -> None:
        self.closed = True

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if self.closed and event == "socket.__new__":
            raise AssertionError("a socket was made: the program never uses a network")


GUARD = pytest.StashKey[SocketGuard]()


def pytest_configure(config: pytest.Config) -> None:
    """Set the guard once: an audit hook cannot be taken away or patched around."""
    settings.register_profile("steady", deadline=None)  # a slow machine is no failure
    settings.load_profile("steady")
    guard = config.stash[GUARD] = SocketGuard()
    sys.addaudithook(guard)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests about the other kind of system are left out, not skipped."""
    elsewhere = "posix" if sys.platform == "win32" else "windows"
    left_out = [item for item in items if item.get_closest_marker(elsewhere)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@contextlib.contextmanager
def open_guard(config: pytest.Config) -> Iterator[None]:
    """Let sockets be made for a while: for what is set up once for several tests."""
    guard = config.stash[GUARD]
    before, guard.closed = guard.closed, False
    try:
        yield
    finally:
        guard.closed = before


@pytest.fixture(autouse=True)
def no_sockets(request: pytest.FixtureRequest) -> Iterator[None]:
    """Open the guard for tests that need a mail server of their own, or the accessibility bus of another process."""
    guard = request.config.stash[GUARD]
    guard.closed = not any(map(request.node.get_closest_marker, ("mail_program", "real_program")))
    yield
    guard.closed = True


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or touches the data of the person who runs it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("DOORVERWIJZING_DATA_DIR", raising=False)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """Where a vault may be made: a Windows user's folder has a blank and a diacritic more often than not."""
    folder = tmp_path / "Zoë Jansens"
    folder.mkdir()
    return folder


@pytest.fixture
def paths(data_folder: Path) -> Paths:
    """All places of one vault."""
    return Paths(data_folder)


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, 10 o'clock in Belgium, until the test moves it."""
    return FixedClock()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application with our own fonts: the offscreen platform of Windows has none at all.

    The clipboard is emptied at the end, as the program does: Qt would otherwise free what Python put there after Python
    itself has ended, and the run would die after its last test had passed.
    """
    for font in sorted(resource("fonts").glob("*.[ot]tf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0, f"{font.name} is no font"
    yield qapp
    qapp.clipboard().clear()
