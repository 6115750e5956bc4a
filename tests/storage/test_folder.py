# SPDX-License-Identifier: EUPL-1.2
"""Where a vault may be, and the room that is kept for a full disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import files
from app.desktop.facts import FolderKind
from app.desktop.plain import PlainDesktop
from app.domain.errors import AppError, DiskFull, FileHeld, FolderReadOnly, FolderRemote, FolderSynced
from app.paths import Paths
from app.storage.folder import BALLAST, check_folder, free_ballast, make_ballast


class FakeDesktop(PlainDesktop):
    """An operating system that says this of every folder."""

    def __init__(self, kind: FolderKind = FolderKind.LOCAL, private: bool = True) -> None:
        self._kind = kind
        self._private = private

    def folder_kind(self, folder: Path) -> FolderKind:
        return self._kind

    def make_private(self, folder: Path) -> None:
        if not self._private:
            raise PermissionError


def test_R38_a_local_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "Zoë Jansens" / "doorverwijzing")
    check_folder(paths)
    assert list(paths.data.iterdir()) == []


@pytest.mark.parametrize(("kind", "error"), [(FolderKind.SYNCED, FolderSynced), (FolderKind.REMOTE, FolderRemote)])
def test_R38_a_synced_or_remote_folder_is_refused_unmade(
    tmp_path: Path, kind: FolderKind, error: type[AppError]
) -> None:
    with pytest.raises(error):
        check_folder(Paths(tmp_path / "data"), FakeDesktop(kind))
    assert not (tmp_path / "data").exists()


def test_R42_a_folder_that_cannot_be_made_private_is_refused(paths: Paths) -> None:
    with pytest.raises(FolderReadOnly):
        check_folder(paths, FakeDesktop(private=False))


def test_P5_a_folder_that_cannot_be_written_is_refused_before_any_typing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path, data: bytes) -> None:
        raise FolderReadOnly()

    monkeypatch.setattr(files, "write_whole", read_only)
    with pytest.raises(FolderReadOnly):
        check_folder(paths)


def test_P6_a_probe_that_a_scanner_holds_is_no_reason_to_refuse(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a scanner that looks at the probe for a while: it can neither be deleted nor, the next time, replaced
    def held(path: Path, data: bytes) -> None:
        raise FileHeld()

    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", lambda path: False)
        check_folder(paths)
        patch.setattr(files, "write_whole", held)
        check_folder(paths)
    # WHEN it let go THEN the next start clears up
    check_folder(paths)
    assert list(paths.data.iterdir()) == []


def test_P5_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AppError):
        check_folder(Paths(tmp_path / "file"))


def test_P4_ballast_is_kept_given_back_and_made_again(paths: Paths) -> None:
    assert not free_ballast(paths)
    assert make_ballast(paths)
    made = paths.ballast.stat()
    assert made.st_size == BALLAST
    assert make_ballast(paths)
    assert paths.ballast.stat().st_mtime_ns == made.st_mtime_ns
    assert free_ballast(paths)
    assert not paths.ballast.exists()
    assert make_ballast(paths)


def test_P4_without_room_there_is_no_ballast_and_no_error(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise DiskFull()

    monkeypatch.setattr(files, "write_whole", full)
    assert not make_ballast(paths)
