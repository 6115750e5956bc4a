# SPDX-License-Identifier: EUPL-1.2
"""A Windows to test on: Wine 10 in a Debian 13 folder, with a genuine Windows CPython; made by one call (root).

Wine 8 of Debian 12 lacks what Qt 6.11 asks of Windows; two small libraries of our own stand in for what Wine 10 lacks.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from windows.runtime import provide_runtime
from windows.wine.mirror import debian_mirror

_HERE = Path(__file__).parent
_INSIDE = "ca-certificates,wine,wine64,fonts-dejavu-core,fonts-liberation,libgl1,libegl1"
STAND_INS = ("icuuc", "mscms")


@dataclass(frozen=True, slots=True)
class Lane:
    """One Wine prefix with what belongs to it, in one folder."""

    folder: Path

    @property
    def drive(self) -> Path:
        """Drive C."""
        return self.folder / "prefix" / "drive_c"

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA% of the one user."""
        return self.drive / "users" / "root" / "AppData" / "Local"

    @property
    def python(self) -> Path:
        """python.exe of the Windows CPython."""
        return next((self.folder / "python").glob("python3*")) / "python.exe"

    def run(
        self,
        *command: str | Path,
        at: Path | None = None,
        display: str = "",
        env: Mapping[str, str] | None = None,
        limit: float = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program (by its path, inside or outside) to its end; output and exit code come back."""
        return subprocess.run(
            self.command(*command, at=at),
            env=self.environment(display, env),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limit,
            check=False,
        )

    def command(self, *command: str | Path, at: Path | None = None) -> list[str]:
        """The command line, for whoever starts it in the background."""
        words = [str(word) for word in command]
        return [str(_HERE / "run.sh"), str(self.folder), str(at or self.folder / "home"), "wine", *words]

    def environment(self, display: str = "", env: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of the wrapper."""
        inside = " ".join(f"{name}={value}" for name, value in (env or {}).items())
        return dict(os.environ, DISPLAY=display, LANE_ENV=inside)


def provide_lane(folder: Path) -> Lane:
    """Make what is not there yet: about two minutes from nothing."""
    lane = Lane(folder.absolute())
    (lane.folder / "home").mkdir(parents=True, exist_ok=True)
    provide_runtime(lane.folder / "python")
    if not (lane.folder / "debian" / "usr" / "lib" / "wine").is_dir():
        given = ["-q", "--variant=minbase", f"--include={_INSIDE}", "trixie", str(lane.folder / "debian")]
        subprocess.run(["mmdebstrap", *given, *filter(None, [debian_mirror()])], check=True)
    system = lane.drive / "windows" / "system32"
    if not system.is_dir():
        (lane.folder / "prefix").mkdir(exist_ok=True)
        lane.run("wineboot", "-i")
    for name in STAND_INS:
        compile_library(_HERE / f"{name}.c", system / f"{name}.dll")
    return lane


def compile_library(source: Path, target: Path, *defines: str) -> None:
    """A Windows library from one C file."""
    given = ["-O2", "-s", "-shared", "-Wall", *[f"-D{one}" for one in defines]]
    subprocess.run(["x86_64-w64-mingw32-gcc", *given, "-o", str(target), str(source)], check=True)
