# SPDX-License-Identifier: EUPL-1.2
"""Evolution, Claws, KMail, xdg-email."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal
from urllib.parse import quote

from app.mail.desktop_entry import command_of
from app.mail.draft import MailDraft
from app.mail.owner import Program, user_program
from app.mail.route import Choice, Hint, Outcome, System

Arguments = Callable[[MailDraft], list[str]]


def evolution_arguments(draft: MailDraft) -> list[str]:
    """Everything in one address; Evolution shows nothing for a draft file."""
    return [mailto(draft, with_attachment=True)]


def claws_arguments(draft: MailDraft) -> list[str]:
    """Claws answers 0 to a draft file and shows nothing, so it gets the parts."""
    attach = ["--attach", str(draft.attachment_path)] if draft.attachment_path else []
    return ["--compose", mailto(draft), *attach]


def kmail_arguments(draft: MailDraft) -> list[str]:
    """KMail's own options, as LibreOffice uses them."""
    attach = ["--attach", str(draft.attachment_path)] if draft.attachment_path else []
    return ["--composer", "--subject", draft.subject, "--body", draft.body, *attach, *draft.recipients]


def mailto(draft: MailDraft, *, with_attachment: bool = False) -> str:
    """An address with subject and text, fully encoded (RFC 6068); ``attach`` is understood by Evolution alone."""
    query = {"subject": draft.subject, "body": draft.body.replace("\n", "\r\n")}
    if with_attachment and draft.attachment_path is not None:
        query["attach"] = str(draft.attachment_path)
    encoded = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items())
    return f"mailto:{','.join(draft.recipients)}?{encoded}"


@dataclass(frozen=True)
class AttachRoute:
    """A Linux mail program that takes the archive as an argument of its own."""

    program: Program
    arguments: Arguments
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """The program's own name."""
        return self.program.value

    def fits(self, system: System, choice: Choice) -> bool:
        """It owns mailto."""
        return system.platform == "linux" and user_program(system, choice) is self.program

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Start it by its own Exec line without field codes."""
        if draft.attachment_path is not None and not draft.attachment_path.is_file():
            return Outcome("failed", self.name, "no_archive")
        command = command_of(system.desktop_entry(system.mailto_desktop_file()))
        if not command:
            return Outcome("failed", self.name, "not_found")
        code = system.start([*command, *self.arguments(draft)])
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """These too need an account."""
        return Hint.ACCOUNT


def evolution() -> AttachRoute:
    """Evolution."""
    return AttachRoute(Program.EVOLUTION, evolution_arguments)


def claws() -> AttachRoute:
    """Claws Mail."""
    return AttachRoute(Program.CLAWS, claws_arguments)


def kmail() -> AttachRoute:
    """KMail."""
    return AttachRoute(Program.KMAIL, kmail_arguments)


@dataclass(frozen=True)
class DesktopMail:
    """Any other Linux mail program, through xdg-email; the attachment may get lost without a word."""

    name: ClassVar[str] = "xdg_email"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """Some program without a route of its own owns mailto."""
        other = system.platform == "linux" and user_program(system, choice) is Program.OTHER
        return other and system.which("xdg-email") is not None

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Never waits: xdg-email may stay until the mail program is closed."""
        if draft.attachment_path is not None and not draft.attachment_path.is_file():
            return Outcome("failed", self.name, "no_archive")
        attach = ["--attach", str(draft.attachment_path)] if draft.attachment_path else []
        command = ["xdg-email", "--utf8", "--subject", draft.subject, "--body", draft.body, *attach, *draft.recipients]
        code = system.start(command)
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """The attachment may be missing."""
        return Hint.ATTACHMENT
