# SPDX-License-Identifier: EUPL-1.2
"""Mail programs that answer, fail, crash, stay or are not there, through real child processes."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from app.mail.chain import Outcome
from tests.mail.bench import Bench
from tests.mail.drafts import a_written_draft

pytestmark = pytest.mark.posix  # the fake programs are shell scripts


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "home")


def thunderbird(bench: Bench, script: str) -> None:
    bench.program("thunderbird", script)
    bench.owner("thunderbird.desktop", "thunderbird %u")


def test_R64_program_that_takes_the_draft_is_asked_once(bench: Bench, tmp_path: Path) -> None:
    # GIVEN a Thunderbird that runs already: it hands the draft over and ends
    thunderbird(bench, "exit 0")
    draft = a_written_draft(tmp_path)

    # WHEN the draft is opened through a real child process
    outcome = bench.chain().open(draft)

    # THEN the user is asked, and the program got the draft and nothing else
    assert outcome == Outcome("asked", "thunderbird", "account")
    assert bench.arguments("thunderbird") == [str(draft.draft_path)]


def test_R64_program_that_fails_leads_to_the_next_route(bench: Bench, tmp_path: Path) -> None:
    # GIVEN a Thunderbird that refuses a draft file, and takes -compose
    thunderbird(bench, '[ "$1" = -compose ] || exit 1')

    # WHEN the draft is opened
    outcome = bench.patient_chain().open(a_written_draft(tmp_path))

    # THEN its other way is used
    assert outcome == Outcome("asked", "thunderbird_compose", "account")
    assert bench.arguments("thunderbird")[0] == "-compose"


@pytest.mark.parametrize(("script", "code"), [("exit 1", "exit_1"), ("kill -SEGV $$", "exit_-11")])
def test_R64_program_that_fails_or_crashes_leads_to_the_manual_page(
    bench: Bench, tmp_path: Path, script: str, code: str
) -> None:
    # GIVEN a mail program that fails or crashes at once, whatever it is asked
    thunderbird(bench, script)
    draft = a_written_draft(tmp_path)

    # WHEN the draft is opened
    outcome = bench.patient_chain().open(draft)

    # THEN that is a failure, and draft and archive lie there as before
    assert outcome == Outcome("failed", "thunderbird_compose", code)
    assert draft.attachment_path is not None
    assert draft.draft_path.exists()
    assert draft.attachment_path.exists()


def test_R64_program_that_stays_is_not_waited_for(bench: Bench, tmp_path: Path) -> None:
    # GIVEN a mail program that stays open until a sign comes, as a cold one does
    sign = tmp_path / "sign"
    os.mkfifo(sign)
    thunderbird(bench, f"read line < {shlex.quote(str(sign))}; touch {shlex.quote(str(tmp_path / 'went-on'))}")

    # WHEN the draft is opened
    outcome = bench.chain().open(a_written_draft(tmp_path))

    # THEN the answer comes while it is still open, and it lives on without us
    assert outcome == Outcome("asked", "thunderbird", "account")
    assert not (tmp_path / "went-on").exists()
    sign.write_text("now\n")


def test_R64_program_that_is_not_there_leads_to_the_manual_page(bench: Bench, tmp_path: Path) -> None:
    bench.owner("thunderbird.desktop", "thunderbird-that-was-removed %u")
    outcome = bench.chain().open(a_written_draft(tmp_path))
    assert outcome == Outcome("failed", "thunderbird_compose", "not_found")


def test_R31_no_program_sees_what_belongs_to_this_program(bench: Bench, tmp_path: Path) -> None:
    # GIVEN a session with variables of ours, as a developer or an administrator may have them
    thunderbird(bench, "exit 0")
    bench.env |= {"DOORVERWIJZING_DATA_DIR": "/ergens/Zoë", "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "x"}
    draft = a_written_draft(tmp_path)

    # WHEN the draft is opened
    bench.chain().open(draft)

    # THEN the mail program gets the session without them, and nothing of the mail
    bench.arguments("thunderbird")
    seen = bench.environment("thunderbird")
    assert f"HOME={bench.home}" in seen
    assert not any(name in seen for name in ("DOORVERWIJZING", "PYTHON", "QT_QPA", draft.subject, *draft.recipients))


def test_folder_is_shown_through_a_child_too(bench: Bench, tmp_path: Path) -> None:
    # GIVEN a file manager that can select a file
    bench.program("dbus-send", "exit 0")
    draft = a_written_draft(tmp_path)
    assert draft.attachment_path is not None

    # WHEN the archive is shown
    assert bench.chain().show_folder(draft.attachment_path)

    # THEN it was asked to select exactly that
    assert f"array:string:{draft.attachment_path.as_uri()}" in bench.arguments("dbus-send")
