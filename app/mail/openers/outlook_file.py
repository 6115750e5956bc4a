# SPDX-License-Identifier: EUPL-1.2
"""OUTLOOK.EXE /eml, and olk.exe of new Outlook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.mail.copies import readable_copy
from app.mail.draft import MailDraft
from app.mail.owner import (
    Program,
    classic_outlook_path,
    classic_outlook_usable,
    new_outlook_path,
    user_program,
)
from app.mail.route import Choice, Hint, Outcome, System


@dataclass(frozen=True)
class ClassicOutlookFile:
    """W2: the draft file in classic Outlook, for when COM failed."""

    name: ClassVar[str] = "outlook_eml"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """Classic Outlook is the user's, has a profile, and its program file is known."""
        return (
            system.platform == "win32"
            and user_program(system, choice) is Program.CLASSIC_OUTLOOK
            and classic_outlook_usable(system)
            and bool(classic_outlook_path(system))
        )

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Start it; whether a window came only the user can tell."""
        if not draft.draft_path.is_file():
            return Outcome("failed", self.name, "no_draft")
        code = system.start([classic_outlook_path(system), "/eml", str(draft.draft_path)])
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """The window may stand behind another."""
        return Hint.TASKBAR


@dataclass(frozen=True)
class NewOutlookFile:
    """W3: the draft file in new Outlook, from %TEMP%: the one folder from which that is positively reported."""

    name: ClassVar[str] = "new_outlook"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """New Outlook is the user's and its program file is known."""
        program = user_program(system, choice) if system.platform == "win32" else Program.NONE
        return program is Program.NEW_OUTLOOK and bool(new_outlook_path(system))

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Start it with a copy of the draft; whether the attachment came along must be asked."""
        copy = readable_copy(draft.draft_path, system)
        if copy is None:
            return Outcome("failed", self.name, "no_draft")
        code = system.start([new_outlook_path(system), str(copy)])
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """New Outlook may drop the attachment."""
        return Hint.ATTACHMENT
