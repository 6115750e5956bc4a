# SPDX-License-Identifier: EUPL-1.2
"""Classic Outlook: compose window through COM; it adds the user's signature and is the one route with a real answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Literal

from app.mail.copies import readable_copy
from app.mail.draft import MailDraft
from app.mail.owner import Program, classic_outlook_usable, new_outlook_switched_on, user_program
from app.mail.route import Choice, Hint, Outcome, System

_MAIL_ITEM = 0
_CANNOT_START = 0x80080005
_RETRY_SECONDS = 5.0
_LONGEST_PATH = 259


def _outlook() -> Any:
    """The Outlook object; late binding, so that no generated cache is needed. Windows only."""
    client: Any = import_module("comtypes.client")
    return client.CreateObject("Outlook.Application", dynamic=True)


@dataclass(frozen=True)
class OutlookCom:
    """W1: a compose window from classic Outlook itself. ``Display`` returning is the proof that it is there."""

    outlook: Callable[[], Any] = _outlook
    pause: Callable[[float], None] = time.sleep
    name: ClassVar[str] = "outlook_com"
    limit: ClassVar[float] = 45.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "failed"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """Classic Outlook is the user's, has a profile, and its switch to new Outlook is off: else the call hangs."""
        return (
            system.platform == "win32"
            and user_program(system, choice) is Program.CLASSIC_OUTLOOK
            and classic_outlook_usable(system)
            and not new_outlook_switched_on(system)
        )

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Fill a message and show it; whatever COM raises is a definite failure."""
        try:
            self._show(draft, system)
        except Exception as error:  # noqa: BLE001  # COM raises what the other program likes
            return Outcome("failed", self.name, _code(error))
        return Outcome("opened", self.name)

    def hint(self) -> Hint:
        """The window may stand behind another."""
        return Hint.TASKBAR

    def _show(self, draft: MailDraft, system: System) -> None:
        item = self._application().CreateItem(_MAIL_ITEM)
        item.To = "; ".join(draft.recipients)
        item.Subject = draft.subject
        item.Body = draft.body.replace("\n", "\r\n")
        if draft.attachment_path is not None:
            item.Attachments.Add(str(_short(draft.attachment_path, system)))
        item.Display(False)

    def _application(self) -> Any:
        try:
            return self.outlook()
        except Exception as error:
            if _hresult(error) != _CANNOT_START:
                raise
        self.pause(_RETRY_SECONDS)  # an Office update causes this once
        return self.outlook()


def _short(archive: Path, system: System) -> Path:
    """The archive itself, or a copy of it when its path is longer than Outlook can read."""
    copy = readable_copy(archive, system) if len(str(archive)) > _LONGEST_PATH else None
    return copy or archive


def _hresult(error: Exception) -> int:
    value = getattr(error, "hresult", None)
    return value & 0xFFFFFFFF if isinstance(value, int) else 0


def _code(error: Exception) -> str:
    return f"{_hresult(error):08x}" if _hresult(error) else type(error).__name__
