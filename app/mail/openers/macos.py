# SPDX-License-Identifier: EUPL-1.2
"""Mail and Outlook for Mac; not promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.mail.draft import MailDraft
from app.mail.owner import Program, user_program
from app.mail.route import Choice, Hint, Outcome, System

_APPLICATIONS = {Program.THUNDERBIRD: "Thunderbird", Program.OUTLOOK_FOR_MAC: "Microsoft Outlook"}

_SCRIPT = """
on run arguments
    set {theSubject, theText, thePath} to {item 1, item 2, item 3} of arguments
    tell application "Mail"
        set theMessage to make new outgoing message with properties {visible:true, subject:theSubject, content:theText}
        tell theMessage
            repeat with i from 4 to count of arguments
                make new to recipient with properties {address:item i of arguments}
            end repeat
            if thePath is not "" then
                make new attachment with properties {file name:POSIX file thePath} at after the last paragraph
            end if
        end tell
        activate
    end tell
end run
"""


@dataclass(frozen=True)
class OpenWithApplication:
    """Thunderbird and Outlook for Mac with the draft file."""

    name: ClassVar[str] = "open_application"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """One of them owns mailto."""
        return system.platform == "darwin" and user_program(system, choice) in _APPLICATIONS

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """``open -a`` answers at once, with an error when the application is not there."""
        if not draft.draft_path.is_file():
            return Outcome("failed", self.name, "no_draft")
        application = _APPLICATIONS[user_program(system, Choice.AUTOMATIC)]
        code = system.start(["open", "-a", application, str(draft.draft_path)])
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """The draft may come without its attachment."""
        return Hint.ATTACHMENT


@dataclass(frozen=True)
class AppleMail:
    """Apple Mail by script; it shows a draft file as a message that cannot be edited."""

    name: ClassVar[str] = "apple_mail"
    limit: ClassVar[float] = 45.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """Apple Mail owns mailto."""
        return system.platform == "darwin" and user_program(system, choice) is Program.APPLE_MAIL

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Make a visible message; the values are arguments, so that none of them can become script."""
        if draft.attachment_path is not None and not draft.attachment_path.is_file():
            return Outcome("failed", self.name, "no_archive")
        path = str(draft.attachment_path or "")
        code = system.start(["osascript", "-e", _SCRIPT, draft.subject, draft.body, path, *draft.recipients])
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """Mail needs an account."""
        return Hint.ACCOUNT
