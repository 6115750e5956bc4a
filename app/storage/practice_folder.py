# SPDX-License-Identifier: EUPL-1.2
"""The folder of practice: marked as such, kept apart from a real vault both ways, and emptied whole (R66)."""

from __future__ import annotations

from pathlib import Path

from app import files
from app.domain.errors import PracticeMixed
from app.paths import Paths

MARK = "Deze map hoort bij de oefenmodus van Doorverwijzing. Alles erin is verzonnen. De app wist ze zelf.\n"


def keep_apart(paths: Paths, *, practice: bool) -> None:
    """Raise PracticeMixed when real work would open a practice vault, or practice a folder that holds anything else.

    The mark comes before anything else: what is in a marked folder was always invented, and may be wiped. A folder that
    merely has no vault may hold somebody's papers, or a vault that was set aside: it is never marked.
    """
    marked = paths.practice_mark.exists()
    if marked != practice and (marked or _holds_anything(paths)):
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
    """Remove the folder itself, once nobody holds anything in it; a file that is held goes at the next practice.

    The mark stays as long as something else does: without it that practice would not dare to touch the rest.
    """
    if paths.practice_mark.exists():
        _remove_all(paths.data, (paths.practice_mark,))
        if set(paths.data.iterdir()) == {paths.practice_mark}:
            files.remove(paths.practice_mark)
            files.remove(paths.data)


def _holds_anything(paths: Paths) -> bool:
    """But for a mark that a crash left half written."""
    half = paths.practice_mark.name + files.PART
    return paths.data.exists() and any(path.name != half for path in paths.data.iterdir())


def _remove_all(folder: Path, kept: tuple[Path, ...]) -> None:
    """What lies deeper goes first; a link is removed, never followed."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not any(path == one or one in path.parents for one in kept):
            files.remove(path)
