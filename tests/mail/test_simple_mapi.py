# SPDX-License-Identifier: EUPL-1.2
"""Simple MAPI: the layout that Windows prescribes, the flag without which it could send, and what its codes mean."""

from __future__ import annotations

import ctypes
from ctypes import Structure, c_char_p, c_void_p, c_wchar_p, sizeof
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.mail.openers.association import Association, ShellExecuteInfo
from app.mail.openers.simple_mapi import FLAGS, SimpleMapi, structures
from app.mail.route import Outcome
from tests.mail.drafts import a_draft, a_written_draft
from tests.mail.fake_system import windows

MAPI_DIALOG = 0x8


class Call:
    """One entry point of a provider: records the message it is given and answers a code."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.argtypes: Any = None
        self.restype: Any = None
        self.seen: dict[str, Any] = {}

    def __call__(self, session: int, window: int, message: Any, flags: int, reserved: int) -> int:
        given = message._obj
        recipients = [(one.ulRecipClass, one.lpszName, one.lpszAddress) for one in given.lpRecips[: given.nRecipCount]]
        attached = [
            (one.lpszPathName, one.lpszFileName, one.nPosition) for one in given.lpFiles[: given.nFileCount]
        ] if given.nFileCount else []  # fmt: skip
        self.seen = {
            "session": session,
            "flags": flags,
            "subject": given.lpszSubject,
            "body": given.lpszNoteText,
            "recipients": recipients,
            "files": attached,
        }
        return self.code


class WideProvider:
    """A provider with Unicode and ANSI entry points."""

    def __init__(self, code: int = 0) -> None:
        self.MAPISendMailW = Call(code)
        self.MAPISendMail = Call(code)


class AnsiProvider:
    """A provider as older programs have it."""

    def __init__(self, code: int = 0) -> None:
        self.MAPISendMail = Call(code)


@pytest.mark.parametrize("text", [c_wchar_p, c_char_p])
def test_the_structures_have_the_size_that_windows_prescribes(text: Any) -> None:
    # GIVEN 64-bit Windows, where a long has 32 bits and a pointer 64
    recipient, file, message = structures(text)

    # THEN the sizes and the places that follow a gap are those of mapi.h
    assert (sizeof(recipient), sizeof(file), sizeof(message)) == (40, 40, 96)
    assert [offset(message, name) for name in ("lpszSubject", "lpOriginator", "lpRecips", "lpFiles")] == [8, 56, 72, 88]
    assert sizeof(c_void_p) == 8


def test_the_shell_structure_has_the_size_that_windows_prescribes() -> None:
    assert sizeof(ShellExecuteInfo) == 112


def offset(structure: type[Structure], name: str) -> int:
    found: int = getattr(structure, name).offset
    return found


def test_R41_the_dialog_flag_is_always_set() -> None:
    # GIVEN that a provider may send without showing anything when the flag is missing
    assert FLAGS & MAPI_DIALOG
    assert FLAGS == 13


def test_W5_provider_gets_recipient_subject_text_and_archive(tmp_path: Path) -> None:
    # GIVEN a provider
    provider, draft = WideProvider(), a_draft(tmp_path)

    # WHEN the draft is handed over
    outcome = SimpleMapi(library=lambda: provider).open(draft, windows())

    # THEN everything arrives, the dialog is asked for, and the user is asked: code 0 is no proof
    assert outcome == Outcome("asked", "simple_mapi", "taskbar")
    seen = provider.MAPISendMailW.seen
    assert seen["recipients"] == [(1, "sociaalhuis@kasterlee.be", "SMTP:sociaalhuis@kasterlee.be")]
    assert seen["subject"] == draft.subject
    assert seen["body"].replace("\r\n", "\n") == draft.body
    assert seen["files"] == [(str(draft.attachment_path), "KG-OCMW_K7M4-29QX.7z", 0xFFFFFFFF)]
    assert (seen["session"], seen["flags"] & MAPI_DIALOG) == (0, MAPI_DIALOG)


def test_W5_an_old_provider_gets_ansi_text(tmp_path: Path) -> None:
    provider, draft = AnsiProvider(), a_draft(tmp_path)
    SimpleMapi(library=lambda: provider).open(draft, windows())
    seen = provider.MAPISendMail.seen
    assert seen["subject"] == draft.subject.encode("ascii")
    assert "cliënt".encode("cp1252") in seen["body"]
    assert seen["flags"] & MAPI_DIALOG


def test_W5_two_recipients_without_a_file(tmp_path: Path) -> None:
    provider = WideProvider()
    draft = replace(a_draft(tmp_path, archive=False), recipients=("a@example.org", "b@example.org"))
    SimpleMapi(library=lambda: provider).open(draft, windows())
    seen = provider.MAPISendMailW.seen
    assert [address for _, _, address in seen["recipients"]] == ["SMTP:a@example.org", "SMTP:b@example.org"]
    assert seen["files"] == []


@pytest.mark.parametrize(("code", "kind"), [(0, "asked"), (1, "asked"), (2, "failed"), (3, "failed"), (26, "failed")])
def test_W5_only_an_error_code_is_a_failure(tmp_path: Path, code: int, kind: str) -> None:
    # GIVEN a provider that answers a code; 1 is a user who closed the window
    outcome = SimpleMapi(library=lambda: WideProvider(code)).open(a_draft(tmp_path), windows())

    # THEN only a real error leads to the next route
    assert outcome.kind == kind
    assert kind == "asked" or outcome.code == f"mapi_{code}"


def test_W5_without_library_or_archive_fails_for_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a computer that cannot load such libraries
    monkeypatch.delattr(ctypes, "WinDLL", raising=False)
    draft = a_draft(tmp_path)

    # WHEN the draft is handed over, and again without its archive
    # THEN both are definite failures
    assert SimpleMapi().open(draft, windows()) == Outcome("failed", "simple_mapi", "no_library")
    assert draft.attachment_path is not None
    draft.attachment_path.unlink()
    assert SimpleMapi().open(draft, windows()) == Outcome("failed", "simple_mapi", "no_archive")


def test_W5_our_process_is_never_ended_while_its_window_may_be_open() -> None:
    opener = SimpleMapi()
    assert (opener.limit, opener.end_when_late, opener.when_unknown) == (60.0, False, "asked")


@pytest.mark.parametrize(("code", "kind"), [(42, "asked"), (33, "asked"), (31, "failed"), (2, "failed"), (5, "failed")])
def test_W6_the_shell_starts_a_program_or_says_why_not(tmp_path: Path, code: int, kind: str) -> None:
    # GIVEN Windows' own shell
    asked: list[str] = []

    def shell(path: str) -> int:
        asked.append(path)
        return code

    # WHEN the draft is handed to it
    draft = a_written_draft(tmp_path)
    outcome = Association(shell=shell).open(draft, windows())

    # THEN above 32 is started
    assert (outcome.kind, asked) == (kind, [str(draft.draft_path)])
    assert outcome.code == ("attachment" if kind == "asked" else f"shell_{code}")


def test_W6_without_a_draft_or_a_windows_shell_fails_for_certain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(ctypes, "windll", raising=False)
    assert Association().open(a_draft(tmp_path), windows()).code == "no_draft"
    assert Association().open(a_written_draft(tmp_path), windows()).code == "no_shell"
