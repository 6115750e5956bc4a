# SPDX-License-Identifier: EUPL-1.2
"""The three ways to an Outlook: COM, its own program with the draft file, and new Outlook with a copy in %TEMP%."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.mail.copies import forget_copy
from app.mail.openers.outlook_com import OutlookCom
from app.mail.openers.outlook_file import ClassicOutlookFile, NewOutlookFile
from app.mail.route import Outcome
from tests.mail.drafts import a_draft, a_written_draft
from tests.mail.fake_system import OLK_EXE, OUTLOOK_EXE, classic_outlook, new_outlook, windows


class FakeOutlook:
    """Classic Outlook's object model as far as it is used; writes down what happens to it."""

    def __init__(self, *, fails: dict[str, Exception] | None = None) -> None:
        self.fails = fails or {}
        self.log: list[Any] = []
        self.Attachments = self

    def CreateItem(self, kind: int) -> FakeOutlook:
        self.log.append(("item", kind))
        return self

    def Add(self, path: str) -> None:
        self._step("attach", path)

    def Display(self, modal: bool) -> None:
        self._step("display", modal)

    def _step(self, name: str, value: Any) -> None:
        self.log.append((name, value))
        if name in self.fails:
            raise self.fails[name]


class ComError(Exception):
    """An error as comtypes raises it."""

    def __init__(self, hresult: int) -> None:
        super().__init__(hresult)
        self.hresult = hresult


def test_W1_outlook_shows_a_filled_message_and_that_is_proof(tmp_path: Path) -> None:
    # GIVEN classic Outlook
    outlook, draft = FakeOutlook(), a_draft(tmp_path)

    # WHEN the draft is handed to it
    outcome = OutlookCom(outlook=lambda: outlook).open(draft, windows())

    # THEN the window is there, with recipient, subject, text and archive, and not modal
    assert outcome == Outcome("opened", "outlook_com")
    assert vars(outlook)["To"] == "sociaalhuis@kasterlee.be"
    assert vars(outlook)["Subject"] == draft.subject
    assert vars(outlook)["Body"].replace("\r\n", "\n") == draft.body
    assert outlook.log == [("item", 0), ("attach", str(draft.attachment_path)), ("display", False)]


def test_W1_two_recipients_and_no_attachment(tmp_path: Path) -> None:
    outlook = FakeOutlook()
    draft = replace(a_draft(tmp_path, archive=False), recipients=("a@example.org", "b@example.org"))
    OutlookCom(outlook=lambda: outlook).open(draft, windows())
    assert vars(outlook)["To"] == "a@example.org; b@example.org"
    assert outlook.log == [("item", 0), ("display", False)]


@pytest.mark.parametrize(("error", "code"), [(ComError(-2147221164), "80040154"), (ValueError("x"), "ValueError")])
def test_W1_an_error_is_a_definite_failure_with_its_code(tmp_path: Path, error: Exception, code: str) -> None:
    # GIVEN an Outlook that is not registered, or fails otherwise
    def outlook() -> FakeOutlook:
        raise error

    # WHEN the draft is handed to it
    outcome = OutlookCom(outlook=outlook, pause=lambda seconds: None).open(a_draft(tmp_path), windows())

    # THEN the next route may go
    assert outcome == Outcome("failed", "outlook_com", code)


def test_W1_an_error_while_showing_is_a_failure_too(tmp_path: Path) -> None:
    outlook = FakeOutlook(fails={"display": ComError(-2147418113)})
    outcome = OutlookCom(outlook=lambda: outlook).open(a_draft(tmp_path), windows())
    assert outcome == Outcome("failed", "outlook_com", "8000ffff")


def test_W1_an_office_update_gets_one_second_chance(tmp_path: Path) -> None:
    # GIVEN an Outlook that cannot start once, as after an update
    answers: list[Any] = [ComError(-2146959355), FakeOutlook()]
    pauses: list[float] = []

    def outlook() -> FakeOutlook:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, FakeOutlook)
        return answer

    # WHEN the draft is handed to it
    outcome = OutlookCom(outlook=outlook, pause=pauses.append).open(a_draft(tmp_path), windows())

    # THEN it is asked again after five seconds
    assert (outcome.kind, pauses) == ("opened", [5.0])


def test_W1_a_very_long_path_is_copied_to_a_short_one(tmp_path: Path) -> None:
    # GIVEN an archive deep below 260 characters
    deep = tmp_path.joinpath(*["een-heel-lange-mapnaam-die-nergens-ophoudt"] * 6)
    deep.mkdir(parents=True)
    draft, outlook = a_draft(deep), FakeOutlook()
    temp = tmp_path / "Temp"
    temp.mkdir()

    # WHEN Outlook gets it
    OutlookCom(outlook=lambda: outlook).open(draft, windows(folder=temp))

    # THEN it gets a copy with the same name and the same bytes
    copy = temp / draft.attachment_name
    assert ("attach", str(copy)) in outlook.log
    assert draft.attachment_path is not None
    assert copy.read_bytes() == draft.attachment_path.read_bytes()


def test_W1_without_comtypes_fails_for_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "comtypes", None)
    monkeypatch.setitem(sys.modules, "comtypes.client", None)
    outcome = OutlookCom(pause=lambda seconds: None).open(a_draft(tmp_path), windows())
    assert (outcome.kind, outcome.route) == ("failed", "outlook_com")


def test_W2_classic_outlook_gets_the_draft_file(tmp_path: Path) -> None:
    draft, system = a_written_draft(tmp_path), windows(classic_outlook())
    outcome = ClassicOutlookFile().open(draft, system)
    assert outcome == Outcome("asked", "outlook_eml", "taskbar")
    assert system.started == [[OUTLOOK_EXE, "/eml", str(draft.draft_path)]]


def test_W3_new_outlook_gets_a_copy_in_temp_and_the_user_is_asked_about_the_attachment(tmp_path: Path) -> None:
    # GIVEN new Outlook, which is reported to read drafts from %TEMP% alone
    temp = tmp_path / "Temp"
    temp.mkdir()
    draft, system = a_written_draft(tmp_path), windows(new_outlook(), folder=temp)

    # WHEN the draft is handed over
    outcome = NewOutlookFile().open(draft, system)

    # THEN it gets the copy
    copy = temp / draft.draft_path.name
    assert outcome == Outcome("asked", "new_outlook", "attachment")
    assert system.started == [[OLK_EXE, str(copy)]]
    assert copy.read_bytes() == draft.draft_path.read_bytes()

    # WHEN the mail was declared sent
    forget_copy(draft.draft_path, system)

    # THEN the copy is gone, the draft itself is not ours to remove here
    assert not copy.exists()
    assert draft.draft_path.exists()


def test_W3_without_a_temp_folder_fails_for_certain(tmp_path: Path) -> None:
    outcome = NewOutlookFile().open(a_written_draft(tmp_path), windows(new_outlook()))
    assert outcome == Outcome("failed", "new_outlook", "no_draft")
