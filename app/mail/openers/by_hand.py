# SPDX-License-Identifier: EUPL-1.2
"""Show the archive in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.mail.route import Outcome, System


@dataclass(frozen=True)
class ByHand:
    """W7 and the last resort everywhere: the file manager, with the archive selected where it can do that."""

    name: ClassVar[str] = "by_hand"

    def show(self, path: Path, system: System) -> Outcome:
        """Show the file in its folder; the folder alone where no file manager answers."""
        code = "no_program"
        for command in _commands(path, system):
            code = system.start(command)
            if not code:
                return Outcome("asked", self.name)
        return Outcome("failed", self.name, code)


def _commands(path: Path, system: System) -> list[list[str] | str]:
    folder = path.parent if path.is_file() or path.suffix else path
    if system.platform == "win32":
        # as one text: explorer reads its own command line and stumbles over a quote before /select
        explorer = system.environment("SystemRoot") + r"\explorer.exe"
        return [f'"{explorer}" /select,"{path}"']
    if system.platform == "darwin":
        return [["open", "-R", str(path)], ["open", str(folder)]]
    commands: list[list[str] | str] = []
    if path.is_file() and system.which("dbus-send"):
        manager = ["--dest=org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"]
        request = ["org.freedesktop.FileManager1.ShowItems", f"array:string:{path.absolute().as_uri()}", "string:"]
        commands.append(["dbus-send", "--session", "--print-reply", *manager, *request])
    if system.which("xdg-open") and system.folder_desktop_file():  # without a file manager it opens a browser
        commands.append(["xdg-open", str(folder)])
    return commands
