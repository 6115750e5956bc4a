# SPDX-License-Identifier: EUPL-1.2
"""Write a file whole or not at all: temporary name, flush, rename; patient with programs that hold a file."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.desktop.adapter import for_this_computer
from app.domain.errors import AppError, DiskFull, FileHeld, FolderReadOnly, WriteFailed

PART = ".part"
"""Ending of a file that is being written; one that is found later is a leftover of a crash."""

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries while a virus scanner, indexer or sync tool holds a file: silent for the first 1.5 s."""

ON_WINDOWS = os.name == "nt"
_ACCESS_DENIED = 5  # Windows says this of a held file on renaming, and of a protected folder otherwise
_HELD = {32, 33}  # Windows: sharing violation, lock violation
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}

Mover = Callable[[Path, Path], None]
Pause = Callable[[float], None]


def _replace(source: Path, target: Path) -> None:
    """Windows must be asked to have the new name on disk before it answers; elsewhere the folder is flushed."""
    for_this_computer().replace(source, target)


def write_whole(path: Path, data: bytes, *, mover: Mover = _replace, pause: Pause = time.sleep) -> None:
    """Afterwards ``path`` holds exactly ``data``, on disk; at every moment it holds the old or the new bytes, whole.

    Unbuffered on purpose: a buffered file tries a failed write again on closing, and then a save that was reported as
    failed is on disk after all.
    """
    part = path.with_name(path.name + PART)
    try:
        _write(part, data, pause)
        _move(part, path, mover, pause)
    except AppError:
        remove(part)
        raise
    flush_folder(path.parent)


def move(source: Path, target: Path, *, mover: Mover = _replace, pause: Pause = time.sleep) -> None:
    """Rename a file or folder within the data folder, patient with programs that hold it; durable afterwards."""
    _move(source, target, mover, pause)
    flush_folder(target.parent)
    if source.parent != target.parent:
        flush_folder(source.parent)


def make_folder(path: Path) -> None:
    """Make the folder, for this user alone."""
    with _app_errors():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """An empty file for this user alone, for a library that would make it readable for others and fills it now."""
    with _app_errors():
        os.close(_open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, time.sleep))


def remove(path: Path) -> bool:
    """Delete a file or an empty folder; False when another program holds it, True when it is gone."""
    try:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def remove_folder(path: Path) -> bool:
    """Delete a folder with the files in it (one level is all this program makes)."""
    with contextlib.suppress(OSError):
        for entry in path.iterdir():
            remove(entry)
    return not path.exists() or remove(path)


def flush(path: Path, access: int = os.O_RDWR, *, pause: Pause = time.sleep) -> None:
    """Put a file that a library wrote on disk for certain."""
    with _app_errors():
        handle = _open(path, access, pause)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def flush_folder(folder: Path) -> None:
    """Make names new and gone durable; Windows has no such call, there ``Desktop.replace`` waits for the disk."""
    if os.name != "nt":
        flush(folder, os.O_RDONLY)


def as_app_error(error: OSError) -> AppError:
    """What went wrong, in the terms in which the user hears it."""
    if getattr(error, "winerror", None) in _HELD:
        return FileHeld()
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _READ_ONLY:
        return FolderReadOnly()
    return WriteFailed()


def _write(path: Path, data: bytes, pause: Pause) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with _app_errors():
        handle = _open(path, flags, pause)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)


def _open(path: Path, flags: int, pause: Pause) -> int:
    """As patient as a rename: of opening, Python tells a held file, one that is going and a protected one alike."""
    for seconds in PAUSES if ON_WINDOWS else ():
        with contextlib.suppress(PermissionError):
            return os.open(path, flags, 0o600)
        pause(seconds)
    try:
        return os.open(path, flags, 0o600)
    except PermissionError as error:
        raise (FileHeld() if ON_WINDOWS and _is_held(path) else as_app_error(error)) from error


def _is_held(path: Path) -> bool:
    """Asked by renaming it to its own name: that changes nothing, and its failure carries the number of Windows."""
    try:
        path.rename(path)
    except OSError as error:
        return getattr(error, "winerror", None) in _HELD
    return False


def _move(source: Path, target: Path, mover: Mover, pause: Pause) -> None:
    for seconds in (*PAUSES, 0.0):
        try:
            mover(source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in {_ACCESS_DENIED, *_HELD}:
                raise as_app_error(error) from error
        else:
            return
        pause(seconds)
    raise FileHeld()


@contextlib.contextmanager
def _app_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise as_app_error(error) from error
