# SPDX-License-Identifier: EUPL-1.2
"""The folder of practice: marked as such, kept apart from a real vault both ways, and emptied whole (R66)."""

from __future__ import annotations

from pathlib import Path

from app import files
from app.domain.errors import PracticeMixed
from app.paths import Paths

MARK = "Deze map hoort bij de oefenmodus van Doorverwijzing. Alles erin is verzonnen. De app wist ze zelf.\n"


def keep_apart(paths: Paths, *, practice: bool) -> None:
    """Raise PracticeMixed when practice would open a real vault, or real work a practice vault; marks a new folder.

    The mark comes before anything else: what is in a marked folder was always invented, and may be wiped.
    """
    marked = paths.practice_mark.exists()
    if marked != practice and (marked or _has_vault(paths)):
        raise PracticeMixed()
    if practice and not marked:
        files.make_folder(paths.data)
        files.write_whole(paths.practice_mark, MARK.encode())


def empty(paths: Paths) -> None:
    """Remove whatever earlier practice left, but for what the running program holds; only from a marked folder."""
    if not paths.practice_mark.exists():
        raise PracticeMixed()
    _remove_all(paths.data, (paths.practice_mark, paths.lock_file, paths.raise_file, paths.log))


def remove(paths: Paths) -> None:
    """Remove the folder itself, once nobody holds anything in it; a file that is held goes at the next practice."""
    if paths.practice_mark.exists():
        _remove_all(paths.data, (paths.practice_mark,))
        files.remove(paths.practice_mark)
        files.remove(paths.data)


def _has_vault(paths: Paths) -> bool:
    return any(path.exists() for path in (paths.database, paths.keyfile, paths.backup))


def _remove_all(folder: Path, kept: tuple[Path, ...]) -> None:
    """What lies deeper goes first; a link is removed, never followed."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not any(path == one or one in path.parents for one in kept):
            files.remove(path)
