# SPDX-License-Identifier: EUPL-1.2
"""Run by ``lane.py mail`` on the Windows Python: MAPI and Outlook get the draft, through the real child process.

They register programs for the whole (Wine) computer, so they are no part of the suite that runs on anybody's Windows.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.mail.chain import MailChain
from app.mail.child import ChildProcess
from app.mail.draft import MailDraft
from app.mail.openers import all_openers
from app.mail.openers.outlook_com import OutlookCom
from app.mail.openers.simple_mapi import MAPI_DIALOG, SimpleMapi
from app.mail.route import Choice, Hint, Outcome
from tests.mail.drafts import a_written_draft
from windows.wine.mail import received
from windows.wine.outlook import CLASS_ID

MAPI_KEPT = Path(r"C:\mapi.txt")
SERVER = Path(__file__).with_name("outlook.py")
CLASSES = r"HKLM\Software\Classes"
OUTLOOK_KEYS = (
    CLASSES + r"\Outlook.Application",
    rf"{CLASSES}\CLSID\{CLASS_ID}",
    r"HKCU\Software\Microsoft\Office\16.0\Outlook\Profiles",
)


@pytest.fixture
def draft(tmp_path: Path) -> MailDraft:
    """A draft with its archive, in a folder with a blank and a diacritic."""
    folder = tmp_path / "Zoë Jansens"
    folder.mkdir()
    return a_written_draft(folder)


@pytest.fixture
def mapi() -> Iterator[Path]:
    """The mail program of the lane, which received nothing yet."""
    MAPI_KEPT.unlink(missing_ok=True)
    yield MAPI_KEPT
    MAPI_KEPT.unlink(missing_ok=True)


def reg(*words: str) -> None:
    subprocess.run(["reg", *words, "/f"], check=True, capture_output=True)


class Outlook:
    """An Outlook that is installed, has a profile, and keeps what it is told."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept

    def install(self, *more: str) -> None:
        command = subprocess.list2cmdline([sys.executable, str(SERVER), str(self.kept), *more])
        application, class_key, profiles = OUTLOOK_KEYS
        reg("add", application + r"\CLSID", "/ve", "/d", CLASS_ID)
        reg("add", class_key + r"\LocalServer32", "/ve", "/d", command)
        reg("add", profiles + r"\Outlook")

    def told(self) -> list[list[Any]]:
        return [json.loads(line) for line in self.kept.read_text("utf-8").splitlines()]


@pytest.fixture
def outlook(tmp_path: Path) -> Iterator[Outlook]:
    """It is taken away again, whatever happens."""
    made = Outlook(tmp_path / "outlook.txt")
    made.install()
    yield made
    for key in OUTLOOK_KEYS:
        reg("delete", key)


def test_R34_a_mapi_program_gets_recipient_subject_text_and_archive(draft: MailDraft, mapi: Path) -> None:
    # GIVEN a computer on which a program with a MAPI library is the default
    chain = MailChain(all_openers())
    # WHEN the program of this computer opens the draft, in its own child process
    outcome = chain.open(draft)
    # THEN the user is asked, and everything arrived as it was written
    assert outcome == Outcome("asked", "simple_mapi", Hint.TASKBAR)
    got = received(mapi)
    assert got["to"] == [f"SMTP:{address}" for address in draft.recipients]
    assert got["subject"] == [draft.subject]
    assert got["text"] == [draft.body.replace("\n", "\r\n")]
    assert got["file"] == [str(draft.attachment_path)]
    assert got["named"] == [draft.attachment_name]
    assert got["there"] == ["1"]


def test_R34_the_mapi_program_is_always_asked_to_show_the_mail(draft: MailDraft, mapi: Path) -> None:
    ChildProcess().open(SimpleMapi(), draft)
    # THEN it shows a window before anything leaves
    (flags,) = received(mapi)["flags"]
    assert int(flags) & MAPI_DIALOG


def test_without_its_archive_no_mapi_program_is_called(draft: MailDraft, mapi: Path) -> None:
    # GIVEN an archive that is gone
    lost = replace(draft, attachment_path=draft.draft_path.with_name("gone.7z"))
    # THEN that is a definite failure, and nothing was called
    assert ChildProcess().open(SimpleMapi(), lost) == Outcome("failed", "simple_mapi", "no_archive")
    assert not mapi.exists()


def test_R34_classic_outlook_shows_the_filled_mail_and_sends_nothing(draft: MailDraft, outlook: Outlook) -> None:
    # GIVEN classic Outlook as the user's choice
    chain = MailChain(all_openers())
    chain.choice = Choice.CLASSIC_OUTLOOK
    # WHEN the draft is opened
    outcome = chain.open(draft)
    # THEN Outlook says that the window is there, with everything in it, and was told nothing else
    assert outcome == Outcome("opened", "outlook_com")
    assert outlook.told() == [
        ["CreateItem", 0],
        ["To", "; ".join(draft.recipients)],
        ["Subject", draft.subject],
        ["Body", draft.body.replace("\n", "\r\n")],
        ["Add", str(draft.attachment_path), True],
        ["Display", False],
    ]


def test_an_outlook_that_refuses_is_a_definite_failure_with_its_number(draft: MailDraft, outlook: Outlook) -> None:
    outlook.install("REFUSE")
    assert ChildProcess().open(OutlookCom(), draft) == Outcome("failed", "outlook_com", "80004005")


def test_an_outlook_that_is_not_there_is_a_definite_failure(draft: MailDraft) -> None:
    # GIVEN no Outlook at all
    outcome = ChildProcess().open(OutlookCom(), draft)
    assert (outcome.kind, outcome.route) == ("failed", "outlook_com")
