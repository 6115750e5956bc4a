# SPDX-License-Identifier: EUPL-1.2
"""A home with fake mail programs on PATH, for the real chain with its real child processes."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from app.mail.chain import MailChain
from app.mail.child import ChildProcess
from app.mail.clients import Computer
from app.mail.openers import all_openers
from tests.end_to_end.desktop import wait

PATIENT = (
    "import sys; from app.mail.child import run_child; from app.mail.clients import Computer\n"
    "sys.exit(run_child(sys.stdin, sys.stdout, Computer(look_seconds=60)))"
)


@dataclass
class Bench:
    """A home with fake mail programs on PATH, and the real chain with real child processes."""

    home: Path

    def __post_init__(self) -> None:
        (self.home / "bin").mkdir(parents=True)
        self.env = {
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "share"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_DIRS": str(self.home / "share"),
            "XDG_CURRENT_DESKTOP": "X-Generic",
        }

    def program(self, name: str, script: str) -> None:
        """A program that writes down its arguments and its environment, then does what the test says."""
        path = self.home / "bin" / name
        record = shlex.quote(str(self.home / f"{name}.called"))
        head = f'printf "%s\\0" "$@" > {record}.new; env -0 > {record}.env; mv {record}.new {record}\n'
        path.write_text(f"#!/bin/sh\n{head}{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def owner(self, desktop_id: str, exec_line: str) -> None:
        """This desktop file owns mailto."""
        applications = self.home / "share/applications"
        applications.mkdir(parents=True)
        (applications / desktop_id).write_text(
            f"[Desktop Entry]\nType=Application\nName=Mail\nExec={exec_line}\nMimeType=x-scheme-handler/mailto;\n",
            encoding="utf-8",
        )
        asked = self.home / "bin/xdg-mime"
        asked.write_text(f"#!/bin/sh\necho {shlex.quote(desktop_id)}\n", encoding="utf-8")
        asked.chmod(0o755)

    def chain(self) -> MailChain:
        """The chain of the real program, in this home."""
        return MailChain(all_openers(), Computer(self.env), ChildProcess(environ=self.env))

    def patient_chain(self) -> MailChain:
        """The same, whose child watches long enough for an early death on the slowest machine."""
        command = [sys.executable, "-c", PATIENT]
        return MailChain(all_openers(), Computer(self.env), ChildProcess(command, self.env, limit=90))

    def arguments(self, name: str) -> list[str]:
        """What the program was called with."""
        called = self.home / f"{name}.called"
        wait(called.exists, 60, f"{name} called")
        return called.read_text(encoding="utf-8").split("\0")[:-1]

    def environment(self, name: str) -> str:
        """The environment it was called in."""
        return (self.home / f"{name}.called.env").read_text(encoding="utf-8")
