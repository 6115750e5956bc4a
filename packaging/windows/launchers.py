# SPDX-License-Identifier: EUPL-1.2
"""Compile the two launchers with their icon, version and manifest (mingw-w64, on Linux)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from identity import CONSOLE_NAME, MUTEX, NAME, PUBLISHER, version_numbers

SOURCE = Path(__file__).with_name("launcher")
_PREFIX = "x86_64-w64-mingw32-"


def compile_launchers(folder: Path, version: str, python_dll: str, icon: Path) -> None:
    """Write both programs into ``folder``; the same input gives the same bytes (no time in the header)."""
    with tempfile.TemporaryDirectory() as place:
        for name, mode in ((NAME, "-mwindows"), (CONSOLE_NAME, "-mconsole")):
            resource = _resource(Path(place), f"{name}.exe", version, icon)
            _compile(folder / f"{name}.exe", mode, python_dll, resource)


def _resource(place: Path, file_name: str, version: str, icon: Path) -> Path:
    made = place / f"{file_name}.res.o"
    numbers = ",".join(map(str, (*version_numbers(version), 0)))
    texts = {
        "PUBLISHER": PUBLISHER,
        "APP_NAME": NAME,
        "VERSION_TEXT": version,
        "FILE_NAME": file_name,
    }
    given = [f'-D{key}=\\"{value}\\"' for key, value in texts.items()]
    folders = [f"-I{SOURCE}", f"-I{icon.parent}"]
    _run("windres", f"-DVERSION_NUMBERS={numbers}", *given, *folders, str(SOURCE / "launcher.rc"), str(made))
    return made


def _compile(target: Path, mode: str, python_dll: str, resource: Path) -> None:
    wide = {"APP_NAME": NAME, "MUTEX_NAME": MUTEX.replace("\\", "\\\\"), "PYTHON_DLL": python_dll}
    given = [f'-D{key}=L"{value}"' for key, value in wide.items()]
    if mode == "-mconsole":
        given.append("-DCONSOLE")
    flags = ["-Os", "-s", "-Wall", "-Wextra", "-Werror", "-municode", mode, "-Wl,--no-insert-timestamp"]
    _run("gcc", *flags, *given, str(SOURCE / "launcher.c"), str(resource), "-o", str(target))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([_PREFIX + tool, *arguments], check=True)
