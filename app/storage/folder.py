# SPDX-License-Identifier: EUPL-1.2
"""Refuse a synced, remote or read-only folder; ballast file for a full disk."""

from __future__ import annotations

import contextlib
import secrets

from app import files
from app.desktop.adapter import Desktop, for_this_computer
from app.desktop.facts import FolderKind
from app.domain.errors import AppError, FileHeld, FolderReadOnly, FolderRemote, FolderSynced
from app.paths import Paths

BALLAST = 4 * 1024 * 1024
"""Bytes kept to give back: one save, export or purge still works on a full disk."""


def check_folder(paths: Paths, desktop: Desktop | None = None) -> None:
    """Raise unless the data folder is local, private and writable; makes it when it is not there."""
    system = desktop or for_this_computer()
    kind = system.folder_kind(paths.data)
    if kind is FolderKind.SYNCED:
        raise FolderSynced()
    if kind is FolderKind.REMOTE:
        raise FolderRemote()
    files.make_folder(paths.data)
    try:
        system.make_private(paths.data)
    except OSError as error:
        raise FolderReadOnly() from error
    probe = paths.data / "probe"
    # A scanner that looks at the probe is no reason to refuse: it was written, and the next start writes it anew.
    with contextlib.suppress(FileHeld):
        files.write_whole(probe, b"")
    files.remove(probe)


def make_ballast(paths: Paths) -> bool:
    """Set room aside while there is some; False when there is none now, a later start tries again."""
    with contextlib.suppress(OSError):
        if paths.ballast.stat().st_size == BALLAST:
            return True
    try:
        files.write_whole(paths.ballast, secrets.token_bytes(BALLAST))  # random: a disk that compresses keeps it too
    except AppError:
        return False
    return True


def free_ballast(paths: Paths) -> bool:
    """Give the room back; True when there was some to give."""
    return paths.ballast.exists() and files.remove(paths.ballast)
