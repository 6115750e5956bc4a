# SPDX-License-Identifier: EUPL-1.2
"""Linux and others: no-ops, except that core dumps are switched off and folders are looked at."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from app.desktop.facts import FolderKind, SystemEvent, named_as_synced

_REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "afpfs", "webdav"}
_REMOTE_FUSE = {"fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.rclone", "fuse.smbnetfs"}
_SYNCED_FUSE = {"fuse.onedriver", "fuse.google-drive-ocamlfuse"}
_PR_SET_DUMPABLE, _PT_DENY_ATTACH = 4, 31


def kind_of(folder: PurePosixPath, mounts: str) -> FolderKind:
    """Where an absolute path lies, by the text of /proc/mounts (empty where there is none)."""
    if named_as_synced(folder):
        return FolderKind.SYNCED
    best, file_system = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[1])  # a blank stands as \040
        if folder.is_relative_to(point) and len(point) >= len(best):  # of two on one point, the later covers
            best, file_system = point, fields[2]
    if file_system in _REMOTE | _REMOTE_FUSE:
        return FolderKind.REMOTE
    return FolderKind.SYNCED if file_system in _SYNCED_FUSE else FolderKind.LOCAL


def _is_roots_own(facts: os.stat_result) -> bool:
    """A real file or folder of root that nobody else may write."""
    is_real = stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)
    return is_real and facts.st_uid == 0 and not facts.st_mode & 0o022


class PlainDesktop:
    """The adapter for every system that is not Windows."""

    def __init__(self, look: Callable[[Path], os.stat_result] = Path.lstat) -> None:
        self._look = look

    def harden(self, app_id: str) -> None:
        """No core dumps, and no other process of this user may read our memory."""
        if sys.platform != "win32":
            import resource  # noqa: PLC0415 - does not exist on Windows

            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(OSError, AttributeError):
            system = ctypes.CDLL(None)
            if sys.platform.startswith("linux"):
                system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
            elif sys.platform == "darwin":
                system.ptrace(_PT_DENY_ATTACH, 0, None, 0)

    def folder_kind(self, folder: Path) -> FolderKind:
        mounts = ""
        with contextlib.suppress(OSError):
            mounts = Path("/proc/mounts").read_text("utf-8", "surrogateescape")
        return kind_of(PurePosixPath(folder.resolve()), mounts)

    def make_private(self, folder: Path) -> None:
        folder.chmod(0o700)

    def only_administrators_write(self, path: Path) -> bool:
        """Belongs to root, nobody else may write, and the same holds for every folder above (which could swap it).

        Nothing on the way is a link, which could lead to what others write.
        """
        here = path.absolute()
        with contextlib.suppress(OSError):
            return all(map(_is_roots_own, map(self._look, (here, *here.parents))))
        return False

    def policy_values(self) -> Mapping[str, object]:
        return {}

    def replace(self, source: Path, target: Path) -> None:
        os.replace(source, target)

    def clipboard_formats(self) -> dict[str, bytes]:
        """Understood by the clipboard managers of KDE and several others."""
        return {"x-kde-passwordManagerHint": b"secret"}

    def protect_window(self, window: int, on: bool) -> bool:
        return False

    def shown_window(self, message: int) -> int:
        return 0

    def watch_session(self, window: int) -> bool:
        return False

    def system_event(self, message: int) -> SystemEvent | None:
        return None

    def hold_shutdown(self, window: int, reason: str) -> None:
        """Nothing to hold: a save takes milliseconds, and SIGTERM waits for it."""

    def let_others_forward(self) -> None:
        """Window managers decide by themselves."""

    def disk_encrypted(self, folder: Path) -> bool | None:
        return None
