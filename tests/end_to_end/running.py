# SPDX-License-Identifier: EUPL-1.2
"""Starts the real program in its own process on a private desktop, and ends whatever came of it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.atspi import Accessibility, Screen
from tests.end_to_end.desktop import Environment, desktop, screenshot, wait
from tests.source_tree import ROOT


@dataclass(frozen=True)
class Desk:
    """A desktop with a home folder, where the program is started as a user starts it."""

    env: Environment
    home: Path
    accessibility: Accessibility
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """The data folder of the program."""
        return self.home / "gegevens van Zoë"

    def command(self, *options: str) -> list[str]:
        """The program from source, on this desk's data folder."""
        return [sys.executable, "-m", "app", "--data-dir", str(self.data), *options]

    def start(self, *options: str, wrapper: Sequence[str] = ()) -> tuple[subprocess.Popen[bytes], Screen]:
        """Start, and wait for the window."""
        before = set(self.accessibility.screens())
        with open(self.home / "said.txt", "ab") as said:
            process = subprocess.Popen(
                [*wrapper, *self.command(*options)], env=self.env, cwd=ROOT, stdout=said, stderr=said
            )
        self.processes.append(process)

        def window() -> Screen | None:
            assert process.poll() is None, f"ended with {process.returncode}: {self.said()}"
            new = (screen for pid, screen in self.accessibility.screens().items() if pid not in before)
            return next((screen for screen in new if screen.find("main_window")), None)

        screen = wait(window, 60, "the window of the program")
        assert screen is not None
        return process, screen

    def said(self) -> str:
        """Standard output and errors of every process started here."""
        return (self.home / "said.txt").read_text("utf-8")

    def end_all(self) -> None:
        """End the programs on this desktop, by number; they save first."""
        for pid in {*self.accessibility.screens(), *(p.pid for p in self.processes if p.poll() is None)}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        for process in self.processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()
        wait(lambda: not self.accessibility.screens(), 20, "every program ended")


@contextlib.contextmanager
def desk(home: Path, screen: str = "1366x768") -> Iterator[Desk]:
    """A private desktop with accessibility switched on; the last picture stays, for whoever asks why a test failed."""
    with desktop(home, screen) as env:
        env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        env["XDG_DATA_DIRS"] = str(home / "none")  # only mail programs that a test registers itself
        subprocess.run(["setxkbmap", "us", "altgr-intl"], env=env, check=True)  # a keyboard that has ë and ç
        accessibility = Accessibility(env)
        here = Desk(env, home, accessibility)
        try:
            yield here
        finally:
            screenshot(env, home / "last.png")
            here.end_all()
            accessibility.close()
