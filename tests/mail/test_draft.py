# SPDX-License-Identifier: EUPL-1.2
"""The draft file: what stands in it, in which order, and what can never stand in it."""

from __future__ import annotations

import email
import email.policy
import email.utils
import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import fields, replace
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import files
from app.domain.errors import ArchiveChanged, DraftFailed, WriteFailed
from app.mail.draft import MailDraft, to_privacy_officers, to_recipient, write_draft
from app.mail.texts import MailText, MailTexts
from tests.factory import NOW, a_profile
from tests.mail.drafts import ARCHIVE, a_draft, a_written_draft


def read(draft: MailDraft) -> Any:
    return email.message_from_bytes(draft.draft_path.read_bytes(), policy=email.policy.default)


def text_of(message: Any) -> str:
    """The text of a mail; its lines end as mail lines do."""
    text: str = message.get_body(("plain",)).get_content()
    return text.replace("\r\n", "\n")


def test_R41_R64_draft_has_one_recipient_plain_text_and_one_attachment(tmp_path: Path) -> None:
    # GIVEN the draft of a referral
    # WHEN it is written
    draft = a_written_draft(tmp_path)

    # THEN a mail reader finds one To, no Cc, Bcc or From, our text as plain text, and the archive unchanged
    message = read(draft)
    assert message["To"] == "sociaalhuis@kasterlee.be"
    assert {"Cc", "Bcc", "From"}.isdisjoint(message.keys())
    assert text_of(message) == draft.body
    assert message.get_body(("html",)) is None
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "application/x-7z-compressed"
    assert attachment.get_filename() == "KG-OCMW_K7M4-29QX.7z"
    assert attachment.get_content() == ARCHIVE


def test_R64_date_is_the_first_header_and_x_unsent_the_second(tmp_path: Path) -> None:
    # GIVEN that xdg-mime takes a draft for plain text when another header comes first
    # WHEN a draft is written
    draft = a_written_draft(tmp_path)

    # THEN the order is right, and every line ends as mail lines do
    data = draft.draft_path.read_bytes()
    assert [line.split(b":")[0] for line in data.split(b"\r\n")[:4]] == [b"Date", b"X-Unsent", b"To", b"Subject"]
    assert b"\r\nX-Unsent: 1\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"Content-Transfer-Encoding: quoted-printable" in data


def test_R01_recipients_come_from_the_profile_alone(tmp_path: Path) -> None:
    # GIVEN the profile, and another one
    profile = a_profile()
    other = replace(profile, recipient=replace(profile.recipient, email="welzijn@example.org"))
    text = MailText("Vraag om te wissen - referentie K7M4-29QX", "Beste\n")
    path = tmp_path / "KG-OCMW_K7M4-29QX.eml"

    # WHEN drafts are made
    # THEN the address follows the profile, and no parameter could name another one
    assert to_recipient(profile, text, path).recipients == (profile.recipient.email,)
    assert to_recipient(other, text, path).recipients == ("welzijn@example.org",)
    for maker in (to_recipient, to_privacy_officers):
        assert not {"to", "recipient", "recipients", "address"} & set(signature(maker).parameters)


def test_R53_the_breach_mail_adds_the_other_officer_only_on_yes(tmp_path: Path) -> None:
    # GIVEN a breach mail
    text = MailText("DRINGEND: mogelijk gegevenslek - melding INC-4T8R", "Beste\n")
    path = tmp_path / "KG-OCMW_INC-4T8R.eml"

    # WHEN it concerns the OCMW, or not
    both = to_privacy_officers(a_profile(), text, path, other_party=True)
    own = to_privacy_officers(a_profile(), text, path, other_party=False)

    # THEN the OCMW's officer gets it, or not; and two recipients stand in one To
    assert own.recipients == ("dpo@opgroeien.be",)
    assert both.recipients == ("dpo@opgroeien.be", "Kris.Proost@iok.be")
    write_draft(both, NOW)
    assert read(both)["To"] == "dpo@opgroeien.be, Kris.Proost@iok.be"
    assert list(read(both).iter_attachments()) == []


def test_R31_no_mail_function_can_be_handed_a_phrase() -> None:
    # GIVEN everything that makes, fills or opens a mail
    makers: list[Callable[..., Any]] = [to_recipient, to_privacy_officers, write_draft]
    makers += [getattr(MailTexts, name) for name in dir(MailTexts) if not name.startswith("_")]

    # WHEN their parameters and the parts of a draft are looked at
    names = {name for maker in makers for name in signature(maker).parameters} | {f.name for f in fields(MailDraft)}

    # THEN none is a phrase or password (phrase_known is the yes or no of a breach notice)
    assert not [name for name in names - {"phrase_known"} if "phrase" in name or "password" in name or "words" in name]


@pytest.mark.parametrize(
    "change",
    [
        {"recipients": ()},
        {"recipients": ("sociaalhuis@kasterlee.be", "x@example.org")},
        {"recipients": ("sociaalhuis@kasterlee.be, x@example.org",)},
        {"recipients": ("sociaalhuis@kasterlee.be\r\nBcc: x@example.org",)},
        {"recipients": ("Zoë <zoe@example.org>",)},
        {"subject": ""},
        {"subject": "Bestand\r\nBcc: x@example.org"},
        {"subject": "Bestand \u202e7z"},
        {"subject": "Bestand\u2028x"},
        {"attachment_name": "../KG-OCMW_K7M4-29QX.7z"},
        {"attachment_name": "KG-OCMW_Zoe.7z"},
        {"attachment_name": "KG-OCMW_K7M4-29QX.7z.exe"},
        {"attachment_name": ""},
        {"attachment_path": None},
        {"draft_path": Path("Zoë.eml")},
        {"draft_path": Path("KG-OCMW_K7M4-29QX.bat")},
        {"body": "Beste\x00"},
        {"body": "Beste \u202e"},
    ],
)
def test_R41_a_draft_refuses_what_could_steer_a_header_or_a_path(tmp_path: Path, change: dict[str, Any]) -> None:
    # GIVEN a sound draft
    draft = a_draft(tmp_path)

    # WHEN one part of it is something else
    # THEN there is no such draft
    with pytest.raises(DraftFailed):
        replace(draft, **change)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(subject=st.text(max_size=80) | st.text("Kéo0 .,:-'&(", max_size=150), body=st.text(max_size=400))
def test_R41_any_text_is_refused_or_arrives_as_it_was(tmp_path: Path, subject: str, body: str) -> None:
    # GIVEN any subject and any text
    # WHEN it is refused, nothing is written
    try:
        draft = replace(a_draft(tmp_path), subject=subject, body=body)
    except DraftFailed:
        return
    # WHEN it is accepted
    write_draft(draft, NOW)

    # THEN a reader gets the same back, without a header that we did not write
    message = read(draft)
    assert message["Subject"] == subject
    assert text_of(message).rstrip("\n") == body.rstrip("\n")
    assert set(message.keys()) == {"Date", "X-Unsent", "To", "Subject", "Content-Type", "MIME-Version"}


def test_archive_that_changed_since_the_export_is_never_put_in_a_draft(tmp_path: Path) -> None:
    # GIVEN the hash of the archive as it was made
    draft = replace(a_draft(tmp_path), attachment_sha256=hashlib.sha256(ARCHIVE).hexdigest())
    assert draft.attachment_path is not None
    write_draft(draft, NOW)
    draft.draft_path.unlink()

    # WHEN the archive changes, or is gone
    # THEN no draft is written, and the reference tells which one
    draft.attachment_path.write_bytes(ARCHIVE + b"x")
    with pytest.raises(ArchiveChanged) as changed:
        write_draft(draft, NOW)
    draft.attachment_path.unlink()
    with pytest.raises(ArchiveChanged):
        write_draft(draft, NOW)
    assert changed.value.facts == {"reference": "K7M4-29QX"}
    assert not draft.draft_path.exists()


def test_draft_that_does_not_read_back_the_same_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a scanner that takes the attachment out of every file at once
    honest = files.write_whole

    def meddling(path: Path, data: bytes) -> None:
        honest(path, data[: len(data) // 2])

    monkeypatch.setattr(files, "write_whole", meddling)

    # WHEN a draft is written
    # THEN it is not called ready
    with pytest.raises(DraftFailed):
        a_written_draft(tmp_path)


def test_draft_that_vanishes_at_once_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a scanner that takes away every new file
    monkeypatch.setattr(files, "write_whole", lambda path, data: None)

    # WHEN a draft is written
    # THEN it is not called ready
    with pytest.raises(DraftFailed):
        a_written_draft(tmp_path)


def test_outbox_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    # GIVEN a file where the outbox should be
    draft = a_draft(tmp_path)
    (tmp_path / "outbox").write_bytes(b"")
    blocked = replace(draft, draft_path=tmp_path / "outbox" / draft.draft_path.name)

    # WHEN a draft is written there
    # THEN it is not called ready
    with pytest.raises(WriteFailed):
        write_draft(blocked, NOW)


def test_moment_of_the_draft_is_the_one_given(tmp_path: Path) -> None:
    # GIVEN a moment
    # WHEN a draft is written
    draft = a_written_draft(tmp_path)

    # THEN its date is that moment
    assert email.utils.parsedate_to_datetime(read(draft)["Date"]) == NOW


@pytest.mark.posix
def test_R42_an_outbox_that_went_missing_is_made_anew_for_this_user_alone(tmp_path: Path) -> None:
    # GIVEN a session whose new folders are open to everybody, and no outbox
    draft = replace(a_draft(tmp_path), draft_path=tmp_path / "outbox" / "KG-OCMW_K7M4-29QX.eml")
    before = os.umask(0)
    try:
        write_draft(draft, NOW)
    finally:
        os.umask(before)
    # THEN neither the folder nor the draft is
    assert stat.S_IMODE(draft.draft_path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(draft.draft_path.stat().st_mode) == 0o600
