# SPDX-License-Identifier: EUPL-1.2
"""Drive kind, cloud placeholders, write-through rename."""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path, PureWindowsPath

from app.desktop.facts import FolderKind, named_as_synced
from app.desktop.windows.api import Api

_EXTENDED = "\\\\?\\"
_LOCAL_DRIVES = {2, 3, 6}  # removable, fixed, RAM disk
_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS = 0x1000, 0x40000, 0x400000
_REPARSE_POINT = 0x400
_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
_REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8


def kind(
    folder: PureWindowsPath,
    environment: Mapping[str, str],
    drive_type: Callable[[str], int],
    look: Callable[[PureWindowsPath], tuple[int, int]],
) -> FolderKind:
    """Where a folder lies. ``look`` gives file attributes and reparse tag, (0, 0) for what does not exist."""
    folder, root = _without_prefix(folder)
    if named_as_synced(folder) or any(folder.is_relative_to(root) for root in _synced_roots(environment)):
        return FolderKind.SYNCED
    if drive_type(root) not in _LOCAL_DRIVES:
        return FolderKind.REMOTE
    for place in (folder, *folder.parents):
        attributes, tag = look(place)
        if attributes & (_OFFLINE | _RECALL_ON_OPEN | _RECALL_ON_DATA_ACCESS) or tag & _CLOUD_MASK == _CLOUD_TAG:
            return FolderKind.SYNCED
    return FolderKind.LOCAL


def _without_prefix(folder: PureWindowsPath) -> tuple[PureWindowsPath, str]:
    r"""The path without ``\\?\`` where it can do without, and the root of its drive, share or volume."""
    text = str(folder)
    bare = text.removeprefix(_EXTENDED)
    if bare[:4].upper() == "UNC\\":
        folder = PureWindowsPath("\\\\" + bare[4:])
    elif bare[1:3] == ":\\":
        folder = PureWindowsPath(bare)
    elif bare != text:  # a volume without a letter, such as a profile disk
        return folder, _EXTENDED + bare.split("\\")[0] + "\\"
    return folder, folder.anchor


def _synced_roots(environment: Mapping[str, str]) -> list[PureWindowsPath]:
    """OneDrive's own folders, and the roaming profile that Windows copies to a server."""
    return [
        PureWindowsPath(value)
        for name, value in environment.items()
        if value and (name.upper().startswith("ONEDRIVE") or name.upper() == "APPDATA")
    ]


def kind_here(api: Api, folder: Path) -> FolderKind:
    """The same, asked of this computer; links are followed first."""

    def look(place: PureWindowsPath) -> tuple[int, int]:
        try:
            facts = os.lstat(place)
        except OSError:
            return 0, 0
        return getattr(facts, "st_file_attributes", 0), getattr(facts, "st_reparse_tag", 0)

    def drive_type(root: str) -> int:
        return api.call("kernel32", "GetDriveTypeW", ctypes.c_wchar_p(root))

    return kind(PureWindowsPath(folder.resolve()), os.environ, drive_type, look)


def is_redirected(path: Path) -> bool:
    """A link, a junction or a placeholder: what stands behind it is not what was looked at."""
    try:
        facts = os.lstat(path)
    except OSError:
        return False
    return bool(getattr(facts, "st_file_attributes", 0) & _REPARSE_POINT) or stat.S_ISLNK(facts.st_mode)


def replace(api: Api, source: Path, target: Path) -> None:
    """Rename over an existing file; returns when it is on disk, which ``os.replace`` does not ask for."""
    flags = ctypes.c_uint32(_REPLACE_EXISTING | _WRITE_THROUGH)
    if not api.call("kernel32", "MoveFileExW", ctypes.c_wchar_p(str(source)), ctypes.c_wchar_p(str(target)), flags):
        raise api.error()
