# SPDX-License-Identifier: EUPL-1.2
"""MailDraft and its .eml bytes (only email)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import files
from app.domain.errors import ArchiveChanged, DraftFailed

if TYPE_CHECKING:
    from email.message import EmailMessage

    from app.domain.profile import Profile
    from app.mail.texts import MailText

REFERENCE = r"(?:(?:INC|TEST)-[0-9A-Z]{4}|[0-9A-Z]{4}-[0-9A-Z]{4}(?:-[1-9][0-9]{0,2})?)"
"""The shape of a reference in subject and file name: nothing that could steer a header or a path."""

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SUBJECT = re.compile(r"(?! )[A-Za-zÀ-ÖØ-öø-ÿ0-9 :.,'&()-]{1,150}(?<! )")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ATTACHMENT_NAME = re.compile(rf"KG-OCMW_{REFERENCE}\.7z")
_DRAFT_NAME = re.compile(rf"(?:[A-Za-z-]{{1,20}}_)?{REFERENCE}\.eml")


@dataclass(frozen=True, slots=True)
class MailDraft:
    """One message to show in a mail program: address, subject, text and at most one archive; no Cc, no Bcc, no From.

    ``recipients`` come from the protocol profile (R01): use ``to_recipient`` or ``to_privacy_officers``. With
    ``attachment_sha256`` the archive is compared once more at the moment of writing.
    """

    recipients: tuple[str, ...]
    subject: str
    body: str
    attachment_path: Path | None
    attachment_name: str
    draft_path: Path
    attachment_sha256: str = ""

    def __post_init__(self) -> None:
        """Refuse what could steer a header, a path or a second recipient; raises DraftFailed."""
        sound = (
            1 <= len(self.recipients) <= (1 if self.attachment_path else 2)
            and all(_ADDRESS.fullmatch(address) for address in self.recipients)
            and _SUBJECT.fullmatch(self.subject)
            and not _STEERING.search(self.body)
            and _DRAFT_NAME.fullmatch(self.draft_path.name)
            and (self.attachment_path is None) == (not self.attachment_name)
            and (not self.attachment_name or _ATTACHMENT_NAME.fullmatch(self.attachment_name))
        )
        if not sound:
            raise DraftFailed


def to_recipient(
    profile: Profile, text: MailText, draft_path: Path, archive: Path | None = None, sha256: str = ""
) -> MailDraft:
    """A draft to the OCMW: exactly one address, the one of the profile (R01, R41)."""
    return MailDraft(
        recipients=(profile.recipient.email,),
        subject=text.subject,
        body=text.body,
        attachment_path=archive,
        attachment_name=archive.name if archive else "",
        draft_path=draft_path,
        attachment_sha256=sha256,
    )


def to_privacy_officers(profile: Profile, text: MailText, draft_path: Path, *, other_party: bool) -> MailDraft:
    """A breach notice to the profile's own officer (art. 9), and to the other party's when it concerns them too."""
    officers = (profile.own_dpo, profile.other_dpo) if other_party else (profile.own_dpo,)
    return MailDraft(
        recipients=tuple(officer.email for officer in officers),
        subject=text.subject,
        body=text.body,
        attachment_path=None,
        attachment_name="",
        draft_path=draft_path,
    )


def write_draft(draft: MailDraft, now: datetime) -> None:
    """Write the .eml whole or not at all, read it back and compare (catches a full disk and a meddling scanner)."""
    archive = _archive(draft)
    data = _message(draft, archive, now).as_bytes()
    files.make_folder(draft.draft_path.parent)
    files.write_whole(draft.draft_path, data)
    if not _reads_back(draft, archive, data):
        raise DraftFailed


def read_draft(path: Path) -> MailDraft:
    """A draft without attachment as it was written; raises DraftFailed when it is gone or is not one."""
    from email import message_from_bytes  # noqa: PLC0415
    from email.policy import default  # noqa: PLC0415

    try:
        message = message_from_bytes(path.read_bytes(), policy=default)
        recipients = tuple(str(message["To"]).split(", "))
        return MailDraft(
            recipients, str(message["Subject"]), message.get_content().replace("\r\n", "\n"), None, "", path
        )
    except (OSError, LookupError, ValueError, TypeError) as error:
        raise DraftFailed from error


def _archive(draft: MailDraft) -> bytes | None:
    if draft.attachment_path is None:
        return None
    try:
        archive = draft.attachment_path.read_bytes()
    except OSError as error:
        raise ArchiveChanged(reference=draft.attachment_path.stem.removeprefix("KG-OCMW_")) from error
    if draft.attachment_sha256 and hashlib.sha256(archive).hexdigest() != draft.attachment_sha256:
        raise ArchiveChanged(reference=draft.attachment_path.stem.removeprefix("KG-OCMW_"))
    return archive


def _message(draft: MailDraft, archive: bytes | None, now: datetime) -> EmailMessage:
    from email.message import EmailMessage  # noqa: PLC0415  # 40 modules that the first window does not need
    from email.policy import SMTP  # noqa: PLC0415
    from email.utils import format_datetime  # noqa: PLC0415

    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(now)  # first, or xdg-mime takes the draft for plain text
    message["X-Unsent"] = "1"
    message["To"] = ", ".join(draft.recipients)
    message["Subject"] = draft.subject  # no From: the mail program fills in the user's own account
    message.set_content(draft.body, charset="utf-8", cte="quoted-printable")
    if archive is not None:
        message.add_attachment(
            archive, maintype="application", subtype="x-7z-compressed", filename=draft.attachment_name
        )
    return message


def _reads_back(draft: MailDraft, archive: bytes | None, data: bytes) -> bool:
    """Is the file on disk what was meant, also to a reader that knows nothing of us?"""
    from email import message_from_bytes  # noqa: PLC0415
    from email.policy import default  # noqa: PLC0415

    try:
        found = draft.draft_path.read_bytes()
    except OSError:
        return False
    message = message_from_bytes(found, policy=default)
    attachments = [part.get_content() for part in message.iter_attachments()]
    return (
        found == data
        and message["To"] == ", ".join(draft.recipients)
        and message["Subject"] == draft.subject
        and attachments == ([] if archive is None else [archive])
    )
