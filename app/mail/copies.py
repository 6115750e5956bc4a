# SPDX-License-Identifier: EUPL-1.2
"""Copies of a draft for mail programs that cannot read the data folder, and their removal."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime, timedelta
from pathlib import Path

from app import files
from app.domain.errors import AppError
from app.mail.draft import REFERENCE
from app.mail.route import System

_PREFIX = "KG-OCMW_"
_NAME = re.compile(rf"{_PREFIX}(?:[A-Za-z-]{{1,20}}_)?{REFERENCE}")
_KEEP = timedelta(hours=24)
"""Mail programs read the file after our call returned: a draft deleted too early is an empty message."""


def readable_copy(path: Path, system: System) -> Path | None:
    """A copy of this file in a folder that the mail program can read; None when the file or the folder is not there."""
    folder = system.copy_folder()
    if folder is None or not path.is_file():
        return None
    copy = _copy_path(folder, path)
    try:
        files.write_whole(copy, path.read_bytes())
    except (AppError, OSError):
        return None
    return copy


def forget_copy(path: Path, system: System) -> None:
    """Remove the copies of this draft and its archive, once the mail was declared sent or was given up."""
    folder = system.copy_folder()
    if folder is not None:
        for suffix in _suffixes(system):
            _remove(_copy_path(folder, path.with_suffix(suffix)))


def forget_old_copies(now: datetime, system: System) -> None:
    """Remove copies older than a day; called at start."""
    folder = system.copy_folder()
    if folder is None or not folder.is_dir():
        return
    for copy in folder.iterdir():
        ours = copy.suffix in _suffixes(system) and _NAME.fullmatch(copy.stem)
        if ours and _older_than_a_day(copy, now):
            _remove(copy)


def _suffixes(system: System) -> tuple[str, ...]:
    """An archive is copied to %TEMP% alone; one in a download folder was saved there by the user and is theirs."""
    return (".eml", ".7z") if system.platform == "win32" else (".eml",)


def _copy_path(folder: Path, path: Path) -> Path:
    return folder / (_PREFIX + path.name.removeprefix(_PREFIX))


def _older_than_a_day(path: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - path.stat().st_mtime > _KEEP.total_seconds()
    except OSError:
        return False


def _remove(path: Path) -> None:
    """A copy that a mail program still holds stays until the next start."""
    with contextlib.suppress(AppError, OSError):
        files.remove(path)
