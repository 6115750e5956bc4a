# SPDX-License-Identifier: EUPL-1.2
"""The outbox: where archive and draft lie, whether the archive is still the one made, and removing both."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from app.files import remove
from app.workflow.session import Session

PREFIX = "KG-OCMW_"
KEEP_BREACH_MAIL = timedelta(days=30)


def archive_path(session: Session, full_reference: str) -> Path:
    """``outbox/KG-OCMW_<REF>.7z`` (R40)."""
    return session.paths.outbox / f"{PREFIX}{full_reference}.7z"


def draft_path(session: Session, full_reference: str) -> Path:
    """``outbox/KG-OCMW_<REF>.eml``."""
    return session.paths.outbox / f"{PREFIX}{full_reference}.eml"


def answer_path(session: Session, reference: str) -> Path:
    """``outbox/Antwoord_<REF>.eml``: the answer to a report, beside a draft that may hold an archive."""
    return session.paths.outbox / f"Antwoord_{reference}.eml"


def is_unchanged(path: Path, sha256: str) -> bool:
    """Is the archive there, byte for byte as it was made?"""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def remove_files(session: Session, full_reference: str) -> None:
    """Remove archive, draft and its copies; a file that another program holds goes at the next start."""
    remove(archive_path(session, full_reference))
    remove_draft(session, draft_path(session, full_reference))


def remove_draft(session: Session, draft: Path) -> None:
    """Remove the draft, with the copies that were made of it for a mail program that cannot read our folder."""
    remove(draft)
    session.forget_copy(draft)
