# SPDX-License-Identifier: EUPL-1.2
"""Builders of drafts for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from app.mail.draft import MailDraft, to_recipient, write_draft
from app.mail.texts import MailTexts
from tests.factory import NOW, a_profile, a_sender

REFERENCE = "K7M4-29QX"
ARCHIVE = b"7z\xbc\xaf\x27\x1c" + bytes(range(256)) * 200


def a_draft(folder: Path, *, archive: bool = True) -> MailDraft:
    """A draft to the OCMW, not written yet; its archive lies in the folder."""
    path = folder / f"KG-OCMW_{REFERENCE}.7z" if archive else None
    if path is not None:
        path.write_bytes(ARCHIVE)
    name = f"KG-OCMW_{REFERENCE}.7z"
    text = MailTexts().referral(a_profile(), a_sender(), REFERENCE, name)
    return to_recipient(a_profile(), text, folder / f"KG-OCMW_{REFERENCE}.eml", path)


def a_written_draft(folder: Path, *, archive: bool = True) -> MailDraft:
    """The same, with its file."""
    draft = a_draft(folder, archive=archive)
    write_draft(draft, NOW)
    return draft
