# SPDX-License-Identifier: EUPL-1.2
"""Run one opener in a process of its own with a time limit; also that process's entry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from app.domain.errors import AppError
from app.mail.clients import Computer
from app.mail.draft import MailDraft
from app.mail.openers import all_openers
from app.mail.openers.by_hand import ByHand
from app.mail.route import Opener, Outcome, System
from app.paths import SOURCE, own_command

OPTION = "--mail-child"

_SHOW_SECONDS = 15.0
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_OWN_VARIABLES = ("DOORVERWIJZING_DATA_DIR",)


def _command() -> list[str]:
    return [*own_command(sys.executable, frozen=hasattr(sys, "frozen")), OPTION]


@dataclass
class ChildProcess:
    """Runs each route in a child process: a mail program that hangs or crashes never takes this program along.

    The child gets the task on standard input: paths, address, subject and text. Nothing goes into its arguments, and
    its environment is the session's own, to which this program adds nothing.
    """

    command: Sequence[str] = field(default_factory=_command)
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    limit: float | None = None
    _left: list[subprocess.Popen[str]] = field(default_factory=list)

    def open(self, opener: Opener, draft: MailDraft) -> Outcome:
        """Run this route; a late or crashed child means what the route says it means."""
        task = {
            "route": opener.name,
            "recipients": draft.recipients,
            "subject": draft.subject,
            "body": draft.body,
            "attachment_path": str(draft.attachment_path or ""),
            "attachment_name": draft.attachment_name,
            "draft_path": str(draft.draft_path),
        }
        unknown = Outcome(opener.when_unknown, opener.name, "no_answer")
        return self._run(task, unknown, self.limit or opener.limit, end_when_late=opener.end_when_late)

    def show(self, path: Path) -> Outcome:
        """Show a file in its folder."""
        unknown = Outcome("asked", ByHand.name, "no_answer")
        return self._run({"show": str(path)}, unknown, self.limit or _SHOW_SECONDS, end_when_late=True)

    def _run(self, task: Mapping[str, object], unknown: Outcome, limit: float, *, end_when_late: bool) -> Outcome:
        self._left = [process for process in self._left if process.poll() is None]
        try:
            process = self._start()
        except OSError:
            return Outcome("failed", unknown.route, "no_child")
        try:
            answer, _ = process.communicate(json.dumps(task), timeout=limit)
        except subprocess.TimeoutExpired:
            self._end(process, ended=end_when_late)
            return unknown
        return _outcome(answer, unknown)

    def _start(self) -> subprocess.Popen[str]:
        environment = {name: value for name, value in self.environ.items() if name not in _OWN_VARIABLES}
        return subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",  # a library of the mail program may print anything on the child's output
            env=environment,
            cwd=SOURCE,
            creationflags=_NO_CONSOLE,
        )

    def _end(self, process: subprocess.Popen[str], *, ended: bool) -> None:
        if ended:
            process.kill()
            process.communicate()
            return
        if process.stdout is not None:
            process.stdout.close()
        self._left.append(process)  # its mail window may be open: it ends when the user closes that


def run_child(stdin: TextIO, stdout: TextIO, system: System | None = None) -> int:
    """Entry of the child: read one task, do it, answer with one line; no Qt, no vault, no client data."""
    outcome = perform(json.loads(stdin.read()), system or Computer(), all_openers())
    stdout.write(json.dumps({"kind": outcome.kind, "route": outcome.route, "code": outcome.code}) + "\n")
    stdout.flush()
    return 0


def perform(task: Mapping[str, Any], system: System, openers: Iterable[Opener]) -> Outcome:
    """Do one task; a route that does not exist or a draft that is refused is a definite failure."""
    if "show" in task:
        return ByHand().show(Path(task["show"]), system)
    route = str(task["route"])
    try:
        draft = _draft(task)
        opener = next(opener for opener in openers if opener.name == route)
    except (AppError, StopIteration):
        return Outcome("failed", route, "refused")
    return opener.open(draft, system)


def _draft(task: Mapping[str, Any]) -> MailDraft:
    return MailDraft(
        recipients=tuple(task["recipients"]),
        subject=task["subject"],
        body=task["body"],
        attachment_path=Path(task["attachment_path"]) if task["attachment_path"] else None,
        attachment_name=task["attachment_name"],
        draft_path=Path(task["draft_path"]),
    )


def _outcome(answer: str, unknown: Outcome) -> Outcome:
    """What the child said; a child that died without a word leaves it unknown."""
    try:
        found = json.loads(answer)
        kind, route, code = found["kind"], str(found["route"]), str(found["code"])
    except (ValueError, KeyError, TypeError):
        return unknown
    return Outcome(kind, route, code) if kind in ("opened", "asked", "failed") else unknown
