# SPDX-License-Identifier: EUPL-1.2
"""What every way to a mail program has in common: its outcome, the user's choice, and what it may ask the computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from app.mail.draft import MailDraft

Kind = Literal["opened", "asked", "failed"]


class Choice(StrEnum):
    """The mail program chosen in settings; automatic follows the owner of ``mailto``."""

    AUTOMATIC = "automatisch"
    CLASSIC_OUTLOOK = "klassieke_outlook"
    NEW_OUTLOOK = "nieuwe_outlook"
    THUNDERBIRD = "thunderbird"
    NONE = "geen"


class Hint(StrEnum):
    """What the user may check when nothing opened, or when the window did open."""

    ACCOUNT = "account"
    ATTACHMENT = "attachment"
    TASKBAR = "taskbar"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a route came: ``opened`` is proof, ``asked`` is started and unknown, ``failed`` is certain.

    ``code`` is why it failed, or for ``asked`` what the user may have to check. It never tells that a mail was sent.
    """

    kind: Kind
    route: str
    code: str = ""


class System(Protocol):
    """What an opener may ask of this computer; injected, so that every decision is a table test anywhere."""

    @property
    def platform(self) -> str:
        """``win32``, ``linux`` or ``darwin``, as in ``sys.platform``."""

    def environment(self, name: str) -> str:
        """An environment variable, or the empty string."""

    def registry(self, hive: str, key: str, name: str = "") -> str | int | None:
        """A value below HKCU, HKLM or HKCR; the default value without a name; None when absent."""

    def registry_has_subkeys(self, hive: str, key: str) -> bool:
        """Does this key exist with at least one key below it?"""

    def program_id(self, kind: str) -> str:
        """The ProgId that Windows itself names for ``mailto`` or ``.eml``, or the empty string."""

    def handler(self, kind: str) -> str:
        """The program file that Windows would start for ``mailto`` or ``.eml``, or the empty string."""

    def which(self, program: str) -> str | None:
        """The full path of a program on PATH."""

    def is_file(self, path: str) -> bool:
        """Is there a file (or an alias of a packaged app) at this path?"""

    def is_64_bit(self, path: str) -> bool:
        """Is this a Windows library for 64 bits?"""

    def folder_desktop_file(self) -> str:
        """Linux: the desktop file of the file manager, or the empty text."""

    def mailto_desktop_file(self) -> str:
        """The id of the desktop file that owns ``mailto`` on Linux, or the empty string."""

    def desktop_entry(self, desktop_id: str) -> dict[str, str]:
        """The main group of a desktop file, plus ``path``; empty when it is not found."""

    def mailto_bundle(self) -> str:
        """The bundle id of the default mail program on macOS, lower case."""

    def copy_folder(self) -> Path | None:
        """A folder that confined mail programs can read: %TEMP% on Windows, the download folder on Linux."""

    def start(self, command: Sequence[str] | str) -> str:
        """Start a program and look for a moment; the empty string when it started, else a code."""


class Opener(Protocol):
    """One route to one kind of mail program."""

    @property
    def name(self) -> str:
        """Stable name for log and outcome."""

    @property
    def limit(self) -> float:
        """Seconds after which the user is asked or the next route gets its turn."""

    @property
    def when_unknown(self) -> Literal["asked", "failed"]:
        """What a late or crashed child process means: ``failed`` only where a second draft cannot follow."""

    @property
    def end_when_late(self) -> bool:
        """May our child process be ended when time is over? Not while it may hold the mail window."""

    def fits(self, system: System, choice: Choice) -> bool:
        """Is this the user's program?"""

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Put the draft in front of the user; runs in the child process."""

    def hint(self) -> Hint:
        """What to check when nothing opened."""
