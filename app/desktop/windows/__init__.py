# SPDX-License-Identifier: EUPL-1.2
"""The Windows adapter, composed of one file per matter; every call goes through one injected function."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.desktop.facts import FolderKind, SystemEvent
from app.desktop.windows import clipboard, events, folder, policy, process, screen, security
from app.desktop.windows.api import Api


class WindowsDesktop:
    """The adapter for Windows 10 and 11."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._lid = events.Lid()

    def harden(self, app_id: str) -> None:
        process.harden(self._api, app_id)

    def folder_kind(self, folder_path: Path) -> FolderKind:
        return folder.kind_here(self._api, folder_path)

    def make_private(self, folder_path: Path) -> None:
        security.make_private(self._api, folder_path)

    def only_administrators_write(self, path: Path) -> bool:
        """Users may add files of their own to %ProgramData%, above our folder, but not replace it."""
        above = security.descriptor(self._api, path.parent)
        own = security.descriptor(self._api, path)
        return (
            not folder.is_redirected(path)
            and security.is_trusted(own)
            and security.is_trusted(above, security.REPLACING)
        )

    def policy_values(self) -> Mapping[str, object]:
        return policy.values(self._api)

    def replace(self, source: Path, target: Path) -> None:
        folder.replace(self._api, source, target)

    def clipboard_formats(self) -> dict[str, bytes]:
        return clipboard.private_formats()

    def protect_window(self, window: int, on: bool) -> bool:
        return screen.protect(self._api, window, on)

    def shown_window(self, message: int) -> int:
        return screen.shown(message)

    def watch_session(self, window: int) -> bool:
        return events.watch(self._api, window)

    def system_event(self, message: int) -> SystemEvent | None:
        return events.read(message, self._lid)

    def hold_shutdown(self, window: int, reason: str) -> None:
        process.hold_shutdown(self._api, window, reason)

    def let_others_forward(self) -> None:
        process.let_others_forward(self._api)

    def disk_encrypted(self, folder_path: Path) -> bool | None:
        return process.disk_encrypted(self._api, folder_path)
