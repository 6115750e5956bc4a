# SPDX-License-Identifier: EUPL-1.2
"""A screen for the lane: Xvfb on a number of its own, and what stands on it."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """``:number`` of a fresh screen of a small laptop; gone at the end."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=(writing,), stdout=quiet, stderr=quiet) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def window_arrives(display: str, title: str, seconds: int) -> bool:
    """Whether a window with exactly this title is there, or comes in time."""
    command = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{title}$"]
    env = dict(os.environ, DISPLAY=display)
    try:
        return subprocess.run(command, env=env, capture_output=True, timeout=seconds, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def photograph(display: str, picture: Path) -> None:
    """The whole screen as a PNG."""
    given = ["import", "-display", display, "-window", "root", str(picture)]
    subprocess.run(given, capture_output=True, check=True)
