# SPDX-License-Identifier: EUPL-1.2
"""Plain values in which the adapters tell what they see."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

_SYNC_NAMES = ("onedrive", "dropbox", "nextcloud", "owncloud", "google drive", "googledrive", "icloud drive", "mega")


class FolderKind(StrEnum):
    """Whether a folder may hold a vault: only a local one may."""

    LOCAL = "local"
    SYNCED = "synced"
    REMOTE = "remote"


class SystemEvent(StrEnum):
    """What the system announces; each of these locks the vault at once (R35)."""

    LOCKED = "locked"
    ASLEEP = "asleep"
    LOGGING_OFF = "logging_off"
    DISCONNECTED = "disconnected"


def named_as_synced(path: PurePath) -> bool:
    """A folder on the way bears the name that a synchronisation program gives its own ("OneDrive - Gemeente")."""
    for part in path.parts:
        name = part.casefold()
        if any(name == known or name.startswith((f"{known} -", f"{known} (")) for known in _SYNC_NAMES):
            return True
    return False
