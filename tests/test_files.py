# SPDX-License-Identifier: EUPL-1.2
"""Files are written whole or not at all, with patience for programs that hold them (security.md P4, P5, P6)."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import files
from app.desktop.plain import PlainDesktop
from app.domain.errors import AppError, DiskFull, FileHeld, FolderReadOnly, WriteFailed
from app.files import PAUSES, flush, make_folder, make_private_file, move, remove, remove_folder, write_whole


def windows_error(code: int) -> OSError:
    """What Windows raises, with the number that tells a held file from a protected one."""
    error = OSError(errno.EACCES, "as Windows says it")
    error.winerror = code  # type: ignore[attr-defined]
    return error


def failing(times: int, error: OSError) -> Callable[[Path, Path], None]:
    """A rename that fails so many times before it works."""
    left = [times]

    def rename(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise error
        source.replace(target)

    return rename


def test_a_file_is_written_and_overwritten_whole(data_folder: Path) -> None:
    path = data_folder / "KG-OCMW_K7M4-29QK.7z"
    for data in (b"one", b"", b"x" * 3_000_000):
        write_whole(path, data)
        assert path.read_bytes() == data
    assert list(data_folder.iterdir()) == [path]


@pytest.mark.posix  # on Windows a file has the rights of its folder: tests/desktop/test_real_windows.py
def test_a_file_is_written_for_this_user_alone(data_folder: Path) -> None:
    write_whole(data_folder / "file", b"x")
    assert stat.S_IMODE((data_folder / "file").stat().st_mode) == 0o600


def test_everything_is_on_disk_before_the_name_is(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a disk that takes one byte per call
    order: list[str] = []
    write, fsync = os.write, os.fsync

    def one_byte(handle: int, data: memoryview) -> int:
        order.append("write")
        return write(handle, data[:1])

    def flushed(handle: int) -> None:
        order.append("fsync")
        fsync(handle)

    def rename(source: Path, target: Path) -> None:
        order.append("rename")
        source.replace(target)

    monkeypatch.setattr(os, "write", one_byte)
    monkeypatch.setattr(os, "fsync", flushed)
    # WHEN three bytes are written THEN all of them, flushed, come before the name, and the name is flushed too
    write_whole(data_folder / "file", b"abc", mover=rename)
    folder_flushed = [] if sys.platform == "win32" else ["fsync"]  # Windows has no such call: NTFS keeps a journal
    assert order == ["write", "write", "write", "fsync", "rename", *folder_flushed]
    assert (data_folder / "file").read_bytes() == b"abc"


@pytest.mark.parametrize("code", [5, 32, 33])
@pytest.mark.parametrize("times", range(len(PAUSES) + 1))
def test_P6_a_held_file_is_tried_again_silently(data_folder: Path, code: int, times: int) -> None:
    # GIVEN an antivirus program that holds the file for so many tries
    path, waited = data_folder / "file", list[float]()
    path.write_bytes(b"old")
    # WHEN it is written THEN it succeeds, after the pauses that were needed
    write_whole(path, b"new", mover=failing(times, windows_error(code)), pause=waited.append)
    assert path.read_bytes() == b"new"
    assert waited == list(PAUSES[:times])


@pytest.mark.parametrize("code", [5, 32, 33])
def test_P6_after_one_and_a_half_seconds_the_user_hears_it_and_nothing_changed(data_folder: Path, code: int) -> None:
    path, waited = data_folder / "file", list[float]()
    path.write_bytes(b"old")
    with pytest.raises(FileHeld):
        write_whole(path, b"new", mover=failing(99, windows_error(code)), pause=waited.append)
    assert path.read_bytes() == b"old"
    assert list(data_folder.iterdir()) == [path]
    assert 1.5 <= sum(waited) < 2


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, FolderReadOnly),
        (errno.EPERM, FolderReadOnly),
        (errno.EROFS, FolderReadOnly),
        (errno.EIO, WriteFailed),
    ],
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "rename"])
def test_P4_P5_each_error_is_told_apart_and_leaves_the_old_file(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, kind: type[AppError]
) -> None:
    path = data_folder / "file"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "as the system says it")

    with monkeypatch.context() as patch:
        if call != "rename":
            patch.setattr(os, call, fail)
        with pytest.raises(kind) as caught:
            write_whole(path, b"new", mover=fail, pause=lambda _seconds: None)
    assert type(caught.value) is kind
    assert path.read_bytes() == b"old"
    assert list(data_folder.iterdir()) == [path]


def test_a_protected_folder_on_windows_is_not_called_held() -> None:
    # Controlled Folder Access: opening a file fails with 13 and no Windows number, making a folder with 5
    assert isinstance(files.as_app_error(PermissionError(errno.EACCES, "")), FolderReadOnly)
    assert isinstance(files.as_app_error(windows_error(5)), FolderReadOnly)
    assert isinstance(files.as_app_error(windows_error(32)), FileHeld)


def opening_is_refused(patch: pytest.MonkeyPatch, times: int) -> None:
    """A Windows on which opening fails so often, as Python tells it there: 13, and no number of Windows."""
    left, system_open = [times], os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Permission denied")
        return system_open(path, flags, mode)

    patch.setattr(files, "ON_WINDOWS", True)
    patch.setattr(os, "open", refuse)


def renaming_is_refused(patch: pytest.MonkeyPatch, code: int) -> None:
    """What the same Windows says of the same file on renaming it."""

    def refuse(_source: Path, _target: Path) -> None:
        raise windows_error(code)

    patch.setattr(Path, "rename", refuse)


@pytest.mark.parametrize("times", range(len(PAUSES) + 1))
def test_P6_a_file_that_cannot_be_opened_is_tried_again_silently(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    # GIVEN a scanner that holds what a crash left behind
    path, waited = data_folder / "file", list[float]()
    path.with_name("file.part").write_bytes(b"half")
    with monkeypatch.context() as patch:
        opening_is_refused(patch, times)
        # WHEN it is written THEN it succeeds, after the pauses that were needed
        write_whole(path, b"new", mover=failing(0, OSError()), pause=waited.append)
    assert path.read_bytes() == b"new"
    assert waited == list(PAUSES[:times])


@pytest.mark.parametrize(
    ("code", "kind"), [(32, FileHeld), (33, FileHeld), (5, FolderReadOnly), (2, FolderReadOnly), (None, FolderReadOnly)]
)
@pytest.mark.parametrize(
    "act", [lambda path, pause: write_whole(path, b"new", pause=pause), flush], ids=["write", "flush"]
)
def test_P5_P6_what_cannot_be_opened_after_the_pauses_is_named_by_what_windows_says_on_renaming(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[..., None], code: int | None, kind: type[AppError]
) -> None:
    path, waited = data_folder / "file", list[float]()
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        opening_is_refused(patch, 99)
        if code is not None:
            renaming_is_refused(patch, code)
        with pytest.raises(kind) as caught:
            act(path, pause=waited.append)
    assert type(caught.value) is kind
    assert waited == list(PAUSES)
    assert path.read_bytes() == b"old"


def test_P5_elsewhere_a_refused_opening_is_told_at_once(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        opening_is_refused(patch, 1)
        patch.setattr(files, "ON_WINDOWS", False)
        with pytest.raises(FolderReadOnly):
            write_whole(data_folder / "file", b"new", pause=lambda _seconds: pytest.fail("waited"))


def test_moving_takes_files_and_folders_also_held_ones(data_folder: Path) -> None:
    folder, target = data_folder / "backup", data_folder / "aside"
    folder.mkdir()
    target.mkdir()
    (folder / "file").write_bytes(b"x")
    move(folder, target / "backup", mover=failing(2, windows_error(32)), pause=lambda seconds: None)
    assert (target / "backup" / "file").read_bytes() == b"x"
    with pytest.raises(FileHeld):
        move(target, folder, mover=failing(99, windows_error(32)), pause=lambda seconds: None)


@pytest.mark.posix  # on Windows by its list of rights: tests/desktop/test_real_windows.py
def test_R42_a_folder_is_made_for_this_user_alone(data_folder: Path) -> None:
    make_folder(data_folder / "outbox")
    make_folder(data_folder / "outbox")
    assert stat.S_IMODE((data_folder / "outbox").stat().st_mode) == 0o700


def test_a_folder_cannot_be_made_below_a_file(data_folder: Path) -> None:
    (data_folder / "file").write_bytes(b"")
    with pytest.raises(AppError):
        make_folder(data_folder / "file" / "below")


def test_the_system_itself_is_asked_to_replace_a_file(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a system with a replace of its own, such as Windows, where it waits until the new name is on disk
    moved: list[tuple[str, str]] = []

    class System(PlainDesktop):
        def replace(self, source: Path, target: Path) -> None:
            moved.append((source.name, target.name))
            super().replace(source, target)

    monkeypatch.setattr(files, "for_this_computer", System)
    # WHEN a file is written and moved THEN that one does it
    write_whole(data_folder / "file", b"x")
    move(data_folder / "file", data_folder / "other")
    assert moved == [("file.part", "file"), ("file", "other")]
    assert (data_folder / "other").read_bytes() == b"x"


@pytest.mark.posix
def test_R42_a_file_for_a_library_is_private_from_its_first_moment_and_never_an_old_one(data_folder: Path) -> None:
    before = os.umask(0)
    try:
        make_private_file(data_folder / "file")
    finally:
        os.umask(before)
    assert stat.S_IMODE((data_folder / "file").stat().st_mode) == 0o600
    (data_folder / "file").write_bytes(b"in use")
    with pytest.raises(WriteFailed):
        make_private_file(data_folder / "file")
    assert (data_folder / "file").read_bytes() == b"in use"


def test_removing_says_whether_it_is_gone(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = data_folder / "file", data_folder / "folder"
    file.write_bytes(b"")
    folder.mkdir()
    (folder / "held").write_bytes(b"")
    assert remove(file)
    assert remove(file)
    assert not remove(folder)
    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", lambda path: False)
        assert not remove_folder(folder)
    assert remove_folder(folder)
    assert not folder.exists()
    assert remove_folder(folder)


def test_a_link_is_removed_and_what_it_points_to_stays(data_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (data_folder / "link").symlink_to(elsewhere, target_is_directory=True)
    assert remove(data_folder / "link")
    assert elsewhere.is_dir()


def test_flushing_what_is_not_there_is_told(data_folder: Path) -> None:
    with pytest.raises(WriteFailed):
        flush(data_folder / "nothing")
