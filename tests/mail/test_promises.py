# SPDX-License-Identifier: EUPL-1.2
"""What mail never does: send, use a network, know a client, claim that something was sent."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import app.mail
from app.mail.openers.macos import _SCRIPT
from app.paths import RESOURCES

FOLDER = Path(str(app.mail.__file__)).parent
SOURCES = sorted(FOLDER.rglob("*.py"))
SENDING = re.compile(r"\.(Send|SendUsingAccount|send|sendmail|send_message|Submit)\s*\(|smtplib|\bimaplib\b", re.ASCII)
FORBIDDEN = ("app.domain.client", "app.domain.consent", "app.domain.referral", "app.domain.disclosure", "PySide6")


def imports(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_R41_no_source_of_mail_can_send(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not SENDING.search(source)
    assert not re.search(r"^\s*send\b", source, re.MULTILINE)


def test_R41_the_scan_for_sending_has_teeth() -> None:
    # GIVEN the ways in which each route could send
    for line in ("item.Send()", "item.Send ()", "import smtplib", "server.send_message(m)"):
        assert SENDING.search(line)


def test_R41_the_script_for_a_mac_makes_a_visible_message_and_has_no_send() -> None:
    assert "visible:true" in _SCRIPT
    assert "send" not in _SCRIPT


def test_R31_no_source_of_mail_knows_a_client_or_a_phrase() -> None:
    # GIVEN a fresh process in which all of mail is loaded, as the child process has it
    script = "import sys, app.mail.chain, app.mail.child, app.mail.texts; print('\\n'.join(sys.modules))"
    root = RESOURCES.parent
    loaded = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)

    # WHEN its modules are listed
    # THEN none of them holds client data, and none is Qt; what costs time is not loaded either
    modules = set(loaded.stdout.split())
    assert "app.mail.chain" in modules
    assert modules.isdisjoint(FORBIDDEN)
    assert modules.isdisjoint(
        {"email", "ssl", "asyncio", "http.client", "urllib.request", "smtplib", "app.domain.phrase"}
    )


def test_R36_no_source_of_mail_uses_a_network() -> None:
    networks = ("socket", "ssl", "http", "urllib.request", "ftplib", "asyncio", "smtplib", "xmlrpc", "requests")
    for path in SOURCES:
        used = imports(path.read_text(encoding="utf-8"))
        assert not {name for name in used if name in networks or name.startswith(("http.", "xmlrpc."))}, path.name


def test_R36_writing_and_filling_a_mail_makes_no_socket() -> None:
    # GIVEN a process that dies at the first socket, with a draft written and read back in it
    script = (
        "import sys, pathlib, datetime\n"
        "def guard(event, args):\n"
        "    if event.startswith('socket.'): raise SystemExit('socket: ' + event)\n"
        "sys.addaudithook(guard)\n"
        "from tests.mail.drafts import a_written_draft\n"
        "import tempfile\n"
        "with tempfile.TemporaryDirectory() as folder: a_written_draft(pathlib.Path(folder))\n"
        "print('written')\n"
    )

    # WHEN it runs
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=RESOURCES.parent, capture_output=True, text=True, check=False
    )

    # THEN it comes to its end
    assert run.stdout == "written\n", run.stderr


def test_R41_no_mail_text_claims_that_something_was_sent_by_the_program() -> None:
    text = (RESOURCES / "texts" / "mails.toml").read_text(encoding="utf-8")
    assert not re.search(r"automatisch verzonden|is verzonden|werd verzonden", text)
