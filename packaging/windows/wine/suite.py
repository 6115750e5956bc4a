# SPDX-License-Identifier: EUPL-1.2
"""The program's own tests on the Windows Python of the lane, with its default encoding: a forgotten one then shows."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from identity import ROOT
from windows.wine.machine import Lane
from windows.wine.mail import MailProgram

# Where Windows differs: files, folders, encodings, registry, child processes, windows; and what decides anything.
# `--all` takes the whole suite.
_TOP = (
    "administrator",
    "clock_and_paths",
    "command_line",
    "content",
    "files",
    "log",
    "practice",
    "self_test",
    "verify_register",
)
_WORKFLOW = (
    "access",
    "export",
    "export_failures",
    "handover",
    "paper",
    "referral",
    "restore",
    "settings",
    "vault",
    "wiping",
)
_UI = (
    "autosave", "background", "clipboard", "idle", "lock", "main_window", "printing", "program", "qt_dialogs",
    "single_instance", "system_events", "whole_journey", "widgets",
)  # fmt: skip
REGULAR = (
    *(f"tests/{folder}" for folder in ("desktop", "domain", "export", "mail", "storage")),
    *(f"tests/test_{name}.py" for name in _TOP),
    *(f"tests/workflow/test_{name}.py" for name in _WORKFLOW),
    *(f"tests/ui/test_{name}.py" for name in _UI),
)

_HERE = Path(__file__).parent
# cp1252 and no .pyc beside the sources; conftest.py chooses the platform of Qt, since Wine drops every QT_ variable
_ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "0"}
# Wine drops every QT_ variable, and conftest.py chooses offscreen where none is set
_IN_REAL_WINDOWS = (
    "import os, sys, pytest; os.environ['QT_QPA_PLATFORM'] = 'windows'; sys.exit(pytest.main(sys.argv[1:]))"
)
_PASSED = re.compile(r"\b\d+ passed\b")
_SKIPPED = re.compile(r"\b\d+ skipped\b")
_LONGEST = 3 * 3600


def chosen(words: Sequence[str]) -> list[str]:
    """What to tell pytest: the usual choice, everything, or what was asked."""
    if list(words) == ["--all"]:
        return ["tests"]
    return list(words) or list(REGULAR)


def run_suite(lane: Lane, arguments: Sequence[str], display: str = "") -> int:
    """pytest's own exit code; 1 when it says that all is well while no test passed, or one was skipped.

    With a ``display`` the tests work in real windows.
    """
    pytest = ("-c", _IN_REAL_WINDOWS) if display else ("-m", "pytest")
    command = lane.command(lane.python, *pytest, "-q", "-p", "no:cacheprovider", *arguments, at=ROOT)
    said = ""
    with subprocess.Popen(
        command, env=lane.environment(display, _ENVIRONMENT), stdout=subprocess.PIPE, text=True, errors="replace"
    ) as tests:
        assert tests.stdout is not None
        for line in tests.stdout:
            print(line, end="", flush=True)
            said = line if _PASSED.search(line) else said
        code = tests.wait(_LONGEST)
    if code == 0 and not said:
        print("FOUT no test ran")
        return 1
    if code == 0 and _SKIPPED.search(said):
        print("FOUT tests were skipped")
        return 1
    return code


def run_mail_tests(lane: Lane) -> int:
    """MAPI and Outlook, each played by a program of our own that is registered in the lane."""
    program = MailProgram(lane)
    program.install()
    try:
        return run_suite(lane, _own("test_mail.py"))
    finally:
        program.remove()


def run_window_tests(lane: Lane, display: str) -> int:
    """What differs on Windows, in real windows on this screen."""
    return run_suite(lane, _own("test_window.py"), display)


def _own(file: str) -> list[str]:
    """Tests that stand beside this file: they change the whole computer, or need its screen."""
    return ["-o", "pythonpath=. packaging", str(_HERE.relative_to(ROOT) / file)]
