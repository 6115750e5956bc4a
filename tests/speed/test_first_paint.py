# SPDX-License-Identifier: EUPL-1.2
"""A quick start without a clock: nothing heavy is loaded, and no process or socket made, before the first paint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = frozenset(
    {
        "py7zr", "Cryptodome", "ssl", "email", "http", "asyncio", "pypdf", "phonenumbers", "email_validator",
        "holidays", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPrintSupport", "PySide6.QtSvg",
    }
)  # fmt: skip
"""Each of these costs start-up time; it is loaded when it is needed."""


def loaded_until_first_paint(folder: Path, *extra: str) -> tuple[frozenset[str], list[str]]:
    """Modules and audit events of a real start in a process of its own."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(
        [sys.executable, "-m", "tests.speed.first_paint", str(folder / "gegevens"), *extra],
        env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    return frozenset(found["modules"]), found["events"]


def test_nothing_heavy_is_loaded_before_the_window_shows(tmp_path: Path) -> None:
    # GIVEN a first start, WHEN the window paints for the first time
    modules, events = loaded_until_first_paint(tmp_path)
    # THEN none of the slow libraries was loaded, and nothing was started or connected
    assert not SLOW & modules
    assert events == []


@pytest.mark.parametrize("name", ["py7zr", "email.message"])
def test_control_an_eager_import_is_noticed(tmp_path: Path, name: str) -> None:
    # GIVEN a program that loads a slow library at once, WHEN it paints, THEN the same look finds it
    modules, _ = loaded_until_first_paint(tmp_path, name)
    assert SLOW & modules
