# SPDX-License-Identifier: EUPL-1.2
"""Thunderbird with the draft file; -compose as fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import quote

from app.mail.copies import readable_copy
from app.mail.desktop_entry import command_of, is_confined
from app.mail.draft import MailDraft
from app.mail.owner import Program, thunderbird_path, user_program
from app.mail.route import Choice, Hint, Outcome, System

_DESKTOP_IDS = (
    "thunderbird.desktop",
    "org.mozilla.Thunderbird.desktop",
    "org.mozilla.thunderbird.desktop",
    "net.thunderbird.Thunderbird.desktop",
    "thunderbird_thunderbird.desktop",
)


@dataclass(frozen=True)
class ThunderbirdDraft:
    """W4 and Linux: the draft file in the place of ``%u`` of Thunderbird's own Exec line."""

    name: ClassVar[str] = "thunderbird"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """Thunderbird owns mailto, or was chosen, and is found."""
        return _is_thunderbird(system, choice)

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Start it with the draft; a confined copy of Thunderbird gets a draft that it can read."""
        entry = _entry(system)
        path = readable_copy(draft.draft_path, system) if is_confined(entry) else draft.draft_path
        if path is None or not path.is_file():
            return Outcome("failed", self.name, "no_draft")
        code = system.start(_command(entry, system, path))
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """Without an account Thunderbird shows an empty main window and no message."""
        return Hint.ACCOUNT


@dataclass(frozen=True)
class ThunderbirdCompose:
    """Thunderbird's own option, for when the draft file could not be handed over."""

    name: ClassVar[str] = "thunderbird_compose"
    limit: ClassVar[float] = 20.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = True

    def fits(self, system: System, choice: Choice) -> bool:
        """As for the draft file."""
        return _is_thunderbird(system, choice)

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Start it with everything in one argument; a missing archive would give a window without attachment."""
        if draft.attachment_path is not None and not draft.attachment_path.is_file():
            return Outcome("failed", self.name, "no_archive")
        command = [*_command(_entry(system), system), "-compose", compose_argument(draft)]
        code = system.start(command)
        return Outcome("failed", self.name, code) if code else Outcome("asked", self.name, self.hint())

    def hint(self) -> Hint:
        """As for the draft file."""
        return Hint.ACCOUNT


def compose_argument(draft: MailDraft) -> str:
    """Text values unquoted and fully encoded, the attachment as encoded URI in single quotes.

    Unquoted values are decoded; quoted ones are taken raw, so that an encoded comma cannot split the list.
    """
    to = ",".join(draft.recipients)
    parts = [f"to={_encoded(to)}", f"subject={_encoded(draft.subject)}", f"body={_encoded(draft.body)}"]
    if draft.attachment_path is not None:
        parts.append(f"attachment='{draft.attachment_path.absolute().as_uri()}'")
    return ",".join(parts)


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _is_thunderbird(system: System, choice: Choice) -> bool:
    if system.platform == "darwin" or user_program(system, choice) is not Program.THUNDERBIRD:
        return False
    return bool(_command(_entry(system), system))


def _entry(system: System) -> Mapping[str, str]:
    """The desktop file of the Thunderbird that owns mailto, else of any that is installed; empty on Windows."""
    if system.platform == "win32":
        return {}
    owner = system.mailto_desktop_file()
    candidates = (owner, *_DESKTOP_IDS) if "thunderbird" in owner.casefold() else _DESKTOP_IDS
    return next((entry for entry in map(system.desktop_entry, candidates) if entry.get("Exec")), {})


def _command(entry: Mapping[str, str], system: System, target: Path | None = None) -> list[str]:
    if command := command_of(entry, target):
        return command
    program = thunderbird_path(system) if system.platform == "win32" else system.which("thunderbird")
    if not program:
        return []
    return [program] if target is None else [program, str(target)]
