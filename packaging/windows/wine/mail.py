# SPDX-License-Identifier: EUPL-1.2
"""A mail program for the lane: a MAPI library of our own that writes down what it was asked to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from windows.wine.machine import Lane, compile_library

_SOURCE = Path(__file__).with_name("mapi.c")
_NAME = "Proefpost"
_KEY = "HKLM\\Software\\Clients\\Mail"


@dataclass(frozen=True, slots=True)
class MailProgram:
    """Registered as the default mail program of the lane."""

    lane: Lane

    @property
    def _kept(self) -> Path:
        return self.lane.drive / "mapi.txt"

    def install(self) -> None:
        """Make it the user's program, with nothing received."""
        self._kept.unlink(missing_ok=True)
        compile_library(_SOURCE, self.lane.drive / "mapi.dll", 'KEPT="C:\\\\mapi.txt"')
        for key, name, value in (
            (_KEY, "", _NAME),
            (f"{_KEY}\\{_NAME}", "", _NAME),
            (f"{_KEY}\\{_NAME}", "DLLPath", "C:\\mapi.dll"),
        ):
            which = ("/v", name) if name else ("/ve",)
            self.lane.run("reg", "add", key, *which, "/d", value, "/f", "/reg:64")

    def remove(self) -> None:
        """Nobody's program any more."""
        self.lane.run("reg", "delete", f"{_KEY}\\{_NAME}", "/f", "/reg:64")
        self.lane.run("reg", "delete", _KEY, "/ve", "/f", "/reg:64")

    def got(self) -> dict[str, list[str]]:
        """What it was asked, by name; empty when nothing came."""
        return received(self._kept)


def received(kept: Path) -> dict[str, list[str]]:
    """What the library wrote down, by name; empty when it was never called."""
    found: dict[str, list[str]] = {}
    if kept.is_file():
        for line in kept.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value.replace("␍", "\r").replace("␊", "\n"))
    return found
