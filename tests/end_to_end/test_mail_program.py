# SPDX-License-Identifier: EUPL-1.2
"""A real mail program gets our draft: it opens to edit, sends nothing by itself, and what leaves is what we made."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import py7zr
import pytest

from app.mail.chain import MailChain, Outcome
from app.mail.child import ChildProcess
from app.mail.clients import Computer
from app.mail.draft import MailDraft, to_privacy_officers, to_recipient, write_draft
from app.mail.openers import all_openers
from app.mail.texts import MailTexts
from tests.end_to_end.claws_profile import make_claws
from tests.end_to_end.desktop import Environment, desktop, press_until, screenshot, stays, wait, window_titled, windows
from tests.end_to_end.smtp_sink import Sink, check_message, smtp_sink
from tests.end_to_end.spoil import Spoil, an_extra_cc, no_unsent_mark, one_changed_byte
from tests.end_to_end.thunderbird_profile import end_programs, make_profile, register_thunderbird
from tests.factory import NOW, a_profile, a_sender

pytestmark = pytest.mark.mail_program

PHRASE = "appel-brug-citroen-duin-egel-fiets"
REFERENCE = "K7M4-29QX"

Open = Callable[[MailChain, MailDraft], Outcome]


@dataclass(frozen=True)
class Story:
    """One draft on its way through one mail program: who opens it, and how its window is called."""

    home: Path
    draft: MailDraft
    title: Callable[[str], str]
    program: str
    opened: Open = MailChain.open
    spoil: Spoil = lambda path: None
    patience: float = 60

    def run(self, prepare: Callable[[Path, int], None]) -> bytes:
        """Open the draft, see that nothing leaves by itself, send it as a user does, and check what arrived."""
        write_draft(self.draft, NOW)
        self.spoil(self.draft.draft_path)
        with smtp_sink() as (sink, port), desktop(self.home) as env:
            prepare(self.home, port)
            try:
                self._send(env, sink)
            except AssertionError:
                screenshot(env, self.home / "failed.png")
                raise
            finally:
                end_programs(self.home, self.program)
        return check_message(
            sink, self.draft.recipients, self.draft.subject, self.draft.body, self.draft.attachment_path
        )

    def _send(self, env: Environment, sink: Sink) -> None:
        chain = MailChain(all_openers(), Computer(env), ChildProcess(environ=env))
        assert chain.available()
        outcome = self.opened(chain, self.draft)
        assert outcome.kind == "asked", f"hand-over: {outcome}"
        window = window_titled(env, self.title(self.draft.subject), self.patience, prefix=self.program == "claws-mail")
        stays(lambda: not sink.mails, 3, "sent without the user")
        press_until(env, window, "ctrl+Return", lambda: sink.mails)
        wait(lambda: window not in dict(windows(env)), 15, "compose window closed")


def thunderbird(home: Path, port: int) -> None:
    """Thunderbird with an account, as owner of mailto."""
    make_profile(home / "profile", port)
    register_thunderbird(home, home / "profile")


def thunderbird_with_html(home: Path, port: int) -> None:
    """The same with an identity that writes HTML, as most do."""
    make_profile(home / "profile", port, html=True)
    register_thunderbird(home, home / "profile")


def compose_title(subject: str) -> str:
    return f"Write: {subject} - Thunderbird"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(params=["outbox", "Zoë Jansens, 'x' & (y)"], ids=["plain", "awkward"])
def outbox(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder: Path = tmp_path / request.param
    folder.mkdir()
    return folder


def draft_with_archive(folder: Path) -> MailDraft:
    """The mail of a referral with a real encrypted archive."""
    archive = folder / f"KG-OCMW_{REFERENCE}.7z"
    with py7zr.SevenZipFile(archive, "w", password=PHRASE, header_encryption=True) as packed:
        packed.writestr("verzonnen inhoud\n" * 4000, "doorverwijzing.json")
        packed.writestr(bytes(range(256)) * 400, "doorverwijzing.pdf")
    text = MailTexts().referral(a_profile(), a_sender(team="Lokaal team 't Röckske"), REFERENCE, archive.name)
    return to_recipient(a_profile(), text, folder / f"KG-OCMW_{REFERENCE}.eml", archive)


def opens(archive: bytes) -> bool:
    """Does the archive that arrived open with the phrase, and hold what was put in?"""
    with py7zr.SevenZipFile(io.BytesIO(archive), password=PHRASE) as packed:
        return sorted(packed.getnames()) == ["doorverwijzing.json", "doorverwijzing.pdf"] and packed.testzip() is None


def test_R64_the_desktop_recognises_the_draft_as_a_message(tmp_path: Path) -> None:
    # GIVEN a written draft under a name without ending
    draft = draft_with_archive(tmp_path)
    write_draft(draft, NOW)
    unnamed = tmp_path / "unnamed"
    unnamed.write_bytes(draft.draft_path.read_bytes())

    # WHEN the program that desktops ask looks at its content alone
    answer = subprocess.run(["file", "--brief", "--mime-type", unnamed], capture_output=True, text=True, check=True)

    # THEN it is a mail message, and no text editor will open it
    assert answer.stdout.strip() == "message/rfc822"


def test_R41_thunderbird_shows_the_draft_and_sends_only_when_the_user_does(home: Path, outbox: Path) -> None:
    # GIVEN the draft of a referral, and Thunderbird as the user's mail program
    draft = draft_with_archive(outbox)

    # WHEN the program hands it over and the user presses Ctrl+Enter in the window that opened
    received = Story(home, draft, compose_title, "thunderbird").run(thunderbird)

    # THEN one mail left, to the OCMW alone, and its attachment still opens
    assert opens(received)


def test_R41_an_identity_that_writes_html_changes_nothing(home: Path, tmp_path: Path) -> None:
    # GIVEN an identity that writes HTML
    draft = draft_with_archive(tmp_path)

    # WHEN the draft goes the same way
    received = Story(home, draft, compose_title, "thunderbird").run(thunderbird_with_html)

    # THEN the text and the archive arrive all the same
    assert opens(received)


def test_R41_thunderbird_composes_when_the_draft_file_cannot_be_used(home: Path, outbox: Path) -> None:
    # GIVEN that nothing opened for the draft file, as the user said
    draft = draft_with_archive(outbox)

    # WHEN the next route gets its turn
    def next_route(chain: MailChain, given: MailDraft) -> Outcome:
        return chain.open(given, after="thunderbird")

    received = Story(home, draft, compose_title, "thunderbird", opened=next_route).run(thunderbird)

    # THEN the same message leaves
    assert opens(received)


def test_R53_a_breach_mail_reaches_both_officers_without_attachment(home: Path, tmp_path: Path) -> None:
    # GIVEN a breach that also concerns the OCMW
    text = MailTexts().breach(
        a_profile(), a_sender(), "INC-4T8R", discovered=NOW, happened=None, kind="laptop kwijt",
        references=(REFERENCE,), clients=1, encrypted="ja", phrase_known="weet ik niet",
        measures=("ICT gebeld",), other_party="ja",
    )  # fmt: skip
    draft = to_privacy_officers(a_profile(), text, tmp_path / "KG-OCMW_INC-4T8R.eml", other_party=True)

    # WHEN it is sent through Thunderbird
    received = Story(home, draft, compose_title, "thunderbird").run(thunderbird)

    # THEN exactly the two officers of the profile got it, without a file
    assert draft.recipients == ("dpo@opgroeien.be", "Kris.Proost@iok.be")
    assert received == b""


def test_R41_claws_mail_gets_the_archive_as_an_argument(home: Path, outbox: Path) -> None:
    # GIVEN Claws Mail as the user's mail program, which shows nothing for a draft file
    draft = draft_with_archive(outbox)

    # WHEN the program hands the message over in its own way
    received = Story(home, draft, str, "claws-mail").run(make_claws)

    # THEN the same bytes arrive
    assert opens(received)


@pytest.mark.parametrize(
    ("spoil", "complaint", "patience"),
    [
        (one_changed_byte, "attachment differs", 60),
        (an_extra_cc, "recipients differ", 60),
        (no_unsent_mark, "compose window", 15),
    ],
)
def test_R41_a_spoiled_draft_is_noticed(
    home: Path, tmp_path: Path, spoil: Spoil, complaint: str, patience: float
) -> None:
    # GIVEN a draft that was spoiled on its way to the mail program
    draft = draft_with_archive(tmp_path)
    story = Story(home, draft, compose_title, "thunderbird", spoil=spoil, patience=patience)

    # WHEN it goes the way of the test above
    # THEN that test fails, and for this reason
    with pytest.raises(AssertionError, match=complaint):
        story.run(thunderbird)
