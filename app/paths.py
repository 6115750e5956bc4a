# SPDX-License-Identifier: EUPL-1.2
"""Every location on disk; nobody else builds a path of ours (the only file that imports platformdirs)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import site_data_path, user_data_path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
"""Beside the package: right from source, in the built folder and in a Debian package."""

SOURCE = RESOURCES.parent
"""The folder from which ``python -m app`` works."""


def _policy_folder() -> Path:
    if sys.platform.startswith("linux"):
        return Path("/etc/doorverwijzing")
    else:  # noqa: RET505 - the type checker sees one branch per platform
        # Asked from Windows itself, not from %ProgramData%. By this variable, which platformdirs obeys, any user could
        # choose another folder and be rid of the policy.
        os.environ.pop("WIN_PD_OVERRIDE_COMMON_APPDATA", None)
        return site_data_path("Doorverwijzing", appauthor=False)


POLICY_FOLDER = _policy_folder()
"""Where an administrator, and nobody else, may put ``policy.toml`` and further profiles (decision 29)."""


def own_command(executable: str, *, frozen: bool) -> list[str]:
    """How to start this program again.

    An installed launcher is the program itself and adds ``-m app`` on its own; a Python interpreter must be told.
    """
    name = executable.replace("\\", "/").rpartition("/")[2].lower()
    return [executable] if frozen or not name.startswith(("python", "pypy")) else [executable, "-m", "app"]


def resource(*parts: str) -> Path:
    """A file of the program itself, e.g. ``resource("texts", "mails.toml")``."""
    return RESOURCES.joinpath(*parts)


@dataclass(frozen=True, slots=True)
class Paths:
    """Everything one vault keeps, under one data folder (interface.md: the names are fixed)."""

    data: Path

    @classmethod
    def default(cls) -> Paths:
        """The local, non-roaming data folder of this user."""
        return cls(user_data_path("doorverwijzing", appauthor=False, roaming=False))

    @classmethod
    def practice(cls) -> Paths:
        """The practice vault, beside the real one and never inside it."""
        return cls.default().beside("oefening")

    def beside(self, word: str) -> Paths:
        """The same places in a neighbouring folder."""
        return Paths(self.data.with_name(f"{self.data.name}-{word}"))

    @property
    def database(self) -> Path:
        return self.data / "vault.db"

    @property
    def keyfile(self) -> Path:
        return self.data / "vault.key"

    @property
    def outbox(self) -> Path:
        return self.data / "outbox"

    @property
    def backup(self) -> Path:
        return self.data / "backup"

    @property
    def log(self) -> Path:
        return self.data / "log"

    @property
    def lock_file(self) -> Path:
        """Held while a window of this data folder is open."""
        return self.data / "running.lock"

    @property
    def raise_file(self) -> Path:
        """Touched by a second start, watched by the first: asks its window to come forward."""
        return self.data / "raise"

    @property
    def outside(self) -> Path:
        """The few values that are kept beside the vault."""
        return self.data / "outside.json"

    @property
    def ballast(self) -> Path:
        """Room to give back when the disk is full, so that one more save works."""
        return self.data / "ballast"

    @property
    def practice_mark(self) -> Path:
        """Tells that this folder belongs to practice: no real vault is ever kept beside it."""
        return self.data / "oefening.txt"

    @property
    def creation(self) -> Path:
        """Where a new vault is built; as long as its database lies here, it was never finished."""
        return self.data / "vault.new"

    def set_aside(self, stamp: str) -> Path:
        """Where an old or damaged vault is kept; nothing in it is ever used or overwritten."""
        return self.data / f"set-aside-{stamp}"
