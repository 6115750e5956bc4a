# SPDX-License-Identifier: EUPL-1.2
"""The names by which Windows and Debian know the program: fixed from the first release on, never changed."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID, uuid5

ROOT = Path(__file__).resolve().parents[1]

NAME = "Doorverwijzing"
"""Product name, install folder, window program and start-menu entry."""

CONSOLE_NAME = "doorverwijzing-cli"
"""The console program beside it (decision 30)."""

PACKAGE = "doorverwijzing"
"""Name of the Debian package, its command and its folder under /opt."""

PUBLISHER = "Doorverwijzing"
"""Shown under *Apps* in Windows; must become the name in the signing certificate before the first release."""

MUTEX = f"Local\\{NAME}-running"
"""Held by the launchers as long as they live; the setup looks for it before it touches a file."""

UPGRADE_CODE = UUID("5a5a1c0a-dfba-4e09-82bf-e64b76dface1")
"""Upgrade code of the per-machine MSI: by it an upgrade finds what it replaces."""

EPOCH = 1_700_000_000
"""Every file in a package bears this time (seconds since 1970, UTC), so that one tree makes one package."""

_ASSIGNED = re.compile(r'^(APP_ID|__version__) = "([^"]+)"$', re.MULTILINE)


def declared(root: Path = ROOT) -> dict[str, str]:
    """``APP_ID`` (AppUserModelID) and ``__version__`` as app/__init__.py has them: the one place where they stand."""
    return dict(_ASSIGNED.findall((root / "app" / "__init__.py").read_text("utf-8")))


def version_numbers(version: str) -> tuple[int, int, int]:
    """Three numbers, which is what MSI compares; ValueError for any other version."""
    match = re.fullmatch(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})", version)
    if match is None or int(match[1]) > 255 or int(match[2]) > 255 or int(match[3]) > 65535:
        raise ValueError(f"{version} is no version of three numbers that Windows can compare")
    return int(match[1]), int(match[2]), int(match[3])


def identifier(*words: str) -> str:
    """A GUID in the form of MSI, always the same for the same words."""
    return str(uuid5(UPGRADE_CODE, " ".join(words))).upper()
