# SPDX-License-Identifier: EUPL-1.2
"""Desktop protocol and for_this_computer()."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from app.desktop.facts import FolderKind, SystemEvent
from app.desktop.plain import PlainDesktop


class Desktop(Protocol):
    """What the program asks of the operating system. Windows are given by their native number, messages by address.

    Nothing here raises because the system lacks an ability: what cannot be done is answered, so that a page can say it.
    """

    def harden(self, app_id: str) -> None:
        """Once, at the start of the real program: no memory dumps, no planted libraries, one name in the taskbar."""

    def folder_kind(self, folder: Path) -> FolderKind:
        """Local, synchronised or remote; the folder need not exist yet."""

    def make_private(self, folder: Path) -> None:
        """Only this user may enter the folder (R42); raises OSError when that fails."""

    def only_administrators_write(self, path: Path) -> bool:
        """True when nobody but an administrator could have put or changed this file or folder."""

    def policy_values(self) -> Mapping[str, object]:
        """What GPO or Intune wrote for this program: texts, numbers, and mappings of them; empty where there is none.

        Raises OSError when it is there and cannot be read: a policy is never silently left out.
        """

    def replace(self, source: Path, target: Path) -> None:
        """Rename over an existing file, on disk when this returns as far as the system can promise."""

    def clipboard_formats(self) -> dict[str, bytes]:
        """MIME types and values that keep a copied text out of history, cloud and clipboard managers (R33)."""

    def protect_window(self, window: int, on: bool) -> bool:
        """Keep a window out of screen captures, or allow them again; True when the system confirms it."""

    def shown_window(self, message: int) -> int:
        """The number of the window that a native message is about to show, whichever kind; 0 for another message."""

    def watch_session(self, window: int) -> bool:
        """Have the system tell this window about locking, switching users, the lid; False when it will not."""

    def system_event(self, message: int) -> SystemEvent | None:
        """What a native message means for us."""

    def hold_shutdown(self, window: int, reason: str) -> None:
        """Ask for the milliseconds that a running save needs; an empty reason lets go."""

    def let_others_forward(self) -> None:
        """Allow the next program (mail program, first window) to come to the foreground."""

    def disk_encrypted(self, folder: Path) -> bool | None:
        """Whether the disk is encrypted (BitLocker); None when the system does not tell. Information only."""


def for_this_computer() -> Desktop:
    """The adapter of this operating system."""
    if sys.platform == "win32":
        from app.desktop.windows import WindowsDesktop  # noqa: PLC0415 - needs libraries that only Windows has
        from app.desktop.windows.api import SystemApi  # noqa: PLC0415

        return WindowsDesktop(SystemApi())
    else:  # noqa: RET505 - the type checker sees one branch per platform
        return PlainDesktop()
