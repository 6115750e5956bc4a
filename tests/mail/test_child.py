# SPDX-License-Identifier: EUPL-1.2
"""The child process and its parent: its task, its answer, its silence, and the limit on its time."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest

from app.mail.chain import Outcome
from app.mail.child import ChildProcess, perform, run_child
from app.mail.draft import MailDraft
from app.mail.openers import all_openers
from app.mail.route import Choice, Hint, System
from app.paths import RESOURCES
from tests.mail.drafts import a_written_draft
from tests.mail.fake_system import FakeSystem, linux


def test_R31_the_arguments_of_our_own_child_hold_nothing() -> None:
    assert ChildProcess().command == [sys.executable, "-m", "app", "--mail-child"]


@dataclass(frozen=True)
class Route:
    """A route for whose child a test chooses the meaning of silence."""

    when_unknown: Literal["asked", "failed"]
    end_when_late: bool
    name: str = "route"
    limit: float = 30.0

    def fits(self, system: System, choice: Choice) -> bool:
        return True

    def open(self, draft: MailDraft, system: System) -> Outcome:
        return Outcome("opened", self.name)

    def hint(self) -> Hint:
        return Hint.TASKBAR


@dataclass
class Watched(ChildProcess):
    """A child that is only a script; the test keeps an eye on its process."""

    seen: list[subprocess.Popen[str]] = field(default_factory=list)

    def _start(self) -> subprocess.Popen[str]:
        self.seen.append(super()._start())
        return self.seen[-1]


def shell(script: str, limit: float | None = None) -> Watched:
    return Watched(command=["/bin/sh", "-c", script], limit=limit)


@pytest.mark.posix
@pytest.mark.parametrize("kind", ["asked", "failed"])
@pytest.mark.parametrize(
    "script",
    ["kill -SEGV $$", "exit 1", "cat > /dev/null", "echo nonsense", 'echo {"kind":1}', r"printf '\377\376\200'"],
)
def test_R64_child_that_dies_without_a_word_means_what_its_route_says(
    tmp_path: Path, script: str, kind: Literal["asked", "failed"]
) -> None:
    # GIVEN a child that crashes, or says nothing useful
    outcome = shell(script).open(Route(kind, True), a_written_draft(tmp_path))

    # THEN a route that may have opened a window leaves it to the user, another one is over
    assert outcome == Outcome(kind, "route", "no_answer")


@pytest.mark.posix
def test_R64_hanging_outlook_is_ended_and_the_next_route_goes(tmp_path: Path) -> None:
    # GIVEN a child that hangs, as COM does with new Outlook
    hanging = shell("exec tail -f /dev/null", limit=0.5)

    # WHEN its time is over
    outcome = hanging.open(Route("failed", True), a_written_draft(tmp_path))

    # THEN our child is gone and the next route may go
    assert outcome == Outcome("failed", "route", "no_answer")
    assert hanging.seen[0].poll() is not None


@pytest.mark.posix
def test_W5_child_that_may_hold_the_mail_window_is_left_alone(tmp_path: Path) -> None:
    # GIVEN a child whose mail window is modal and waits for the user
    sign = tmp_path / "closed"
    os.mkfifo(sign)
    waiting = shell(f"cat > /dev/null; read line < {shlex.quote(str(sign))}", limit=0.5)

    # WHEN its time is over
    outcome = waiting.open(Route("asked", False), a_written_draft(tmp_path))

    # THEN the user is asked, and the window stays
    (window,) = waiting.seen
    assert outcome == Outcome("asked", "route", "no_answer")
    assert window.poll() is None

    # WHEN the user closes it, and later asks for another mail
    sign.write_text("closed\n")
    window.wait(60)
    waiting.open(Route("asked", True), a_written_draft(tmp_path))

    # THEN nothing is kept of the first one
    assert waiting._left == []


def test_R64_child_that_cannot_start_is_a_failure(tmp_path: Path) -> None:
    missing = ChildProcess(command=[str(tmp_path / "none")])
    assert missing.open(Route("asked", True), a_written_draft(tmp_path)) == Outcome("failed", "route", "no_child")
    assert missing.show(tmp_path).kind == "failed"


def task(draft: MailDraft, **changes: object) -> dict[str, object]:
    return {
        "route": "claws",
        "recipients": list(draft.recipients),
        "subject": draft.subject,
        "body": draft.body,
        "attachment_path": str(draft.attachment_path or ""),
        "attachment_name": draft.attachment_name,
        "draft_path": str(draft.draft_path),
    } | changes


def test_child_does_its_task_and_refuses_another(tmp_path: Path) -> None:
    # GIVEN a task as the parent sends it
    draft, system = a_written_draft(tmp_path), linux("claws-mail.desktop", "claws-mail %u")
    assert perform(task(draft), system, all_openers()).kind == "asked"
    assert len(system.started) == 1

    # WHEN it names an unknown route, or a draft that is not one of ours
    # THEN nothing is started
    for wrong in ({"route": "rm"}, {"recipients": ["a@example.org", "b@example.org"]}, {"subject": "a\nBcc: b"}):
        assert perform(task(draft, **wrong), system, all_openers()).code == "refused"
    assert len(system.started) == 1


def test_child_shows_a_folder(tmp_path: Path) -> None:
    system = FakeSystem(programs={"xdg-open": "xdg-open"})
    assert perform({"show": str(tmp_path)}, system, ()).kind == "asked"


def test_child_answers_one_line_in_ascii(tmp_path: Path) -> None:
    # GIVEN a task on standard input, as text in whatever encoding the system has
    draft = a_written_draft(tmp_path)
    given, answer = io.StringIO(json.dumps(task(draft, route="none"))), io.StringIO()

    # WHEN the child runs
    assert run_child(given, answer) == 0

    # THEN one line of plain ASCII comes back
    assert json.loads(answer.getvalue()) == {"kind": "failed", "route": "none", "code": "refused"}
    assert answer.getvalue().isascii()
    assert answer.getvalue().count("\n") == 1


def test_child_of_the_program_itself_starts_without_qt_and_without_the_vault(tmp_path: Path) -> None:
    # GIVEN the program's own entry, called as a mail child
    script = (
        "import sys; from app.main import main; code = main(['--mail-child'])\n"
        "heavy = [name for name in ('PySide6', 'sqlcipher3', 'py7zr', 'app.domain.client') if name in sys.modules]\n"
        "sys.exit(str(heavy) if heavy else code)"
    )
    given = json.dumps(task(a_written_draft(tmp_path), route="none"))

    # WHEN it does a task
    child = subprocess.run(
        [sys.executable, "-c", script], cwd=RESOURCES.parent, input=given, capture_output=True, text=True, check=False
    )

    # THEN it answered, and nothing heavy or secret was loaded
    assert (child.returncode, child.stderr) == (0, "")
    assert json.loads(child.stdout)["code"] == "refused"
