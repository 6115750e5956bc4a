# SPDX-License-Identifier: EUPL-1.2
"""Which Windows folders may hold a vault, and the rename that waits for the disk."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from app.desktop.facts import FolderKind
from app.desktop.windows.folder import kind, replace
from tests.desktop.fake_api import FakeApi

ENVIRONMENT = {
    "OneDriveCommercial": r"C:\Users\Zoë Jansens\Werkmap",
    "OneDriveConsumer": "",
    "APPDATA": r"C:\Users\Zoë Jansens\AppData\Roaming",
    "LOCALAPPDATA": r"C:\Users\Zoë Jansens\AppData\Local",
}
DRIVES = {"C:\\": 3, "D:\\": 2, "H:\\": 4, "R:\\": 5, "\\\\?\\Volume{11-22}\\": 3}


def kind_at(folder: str, attributes: int = 0, tag: int = 0, where: str = "") -> FolderKind:
    """The kind of a folder on a computer with these drives; one place may be marked by Windows."""
    marked = PureWindowsPath(where or folder)
    return kind(
        PureWindowsPath(folder),
        ENVIRONMENT,
        lambda root: DRIVES.get(root, 1),
        lambda place: (attributes, tag) if place == marked else (0, 0),
    )


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (r"C:\Users\Zoë Jansens\AppData\Local\doorverwijzing", FolderKind.LOCAL),
        (r"\\?\C:\Users\Zoë Jansens\AppData\Local\doorverwijzing", FolderKind.LOCAL),
        (r"\\?\C:\Users\Zoë Jansens\Werkmap\x", FolderKind.SYNCED),
        (r"\\?\Volume{11-22}\doorverwijzing", FolderKind.LOCAL),  # a profile disk mounted in a folder
        (r"D:\doorverwijzing", FolderKind.LOCAL),
        (r"H:\doorverwijzing", FolderKind.REMOTE),
        (r"R:\doorverwijzing", FolderKind.REMOTE),
        (r"Q:\doorverwijzing", FolderKind.REMOTE),
        (r"\\server\thuis\zoe\doorverwijzing", FolderKind.REMOTE),
        (r"\\?\UNC\server\thuis\zoe", FolderKind.REMOTE),
        (r"C:\Users\Zoë Jansens\Werkmap\x", FolderKind.SYNCED),
        (r"c:\users\zoë jansens\werkmap\x", FolderKind.SYNCED),
        (r"C:\Users\Zoë Jansens\AppData\Roaming\doorverwijzing", FolderKind.SYNCED),
        (r"C:\Users\Zoë Jansens\OneDrive - Opgroeien\x", FolderKind.SYNCED),
        (r"C:\Users\Zoë Jansens\Dropbox\x", FolderKind.SYNCED),
    ],
)
def test_R38_only_a_local_windows_folder_may_hold_a_vault(folder: str, expected: FolderKind) -> None:
    assert kind_at(folder) is expected


@pytest.mark.parametrize(
    ("attributes", "tag"),
    [(0x1000, 0), (0x40000, 0), (0x400000, 0), (0x400, 0x9000001A), (0x400, 0x9000601A)],
)
def test_R38_a_cloud_placeholder_anywhere_on_the_way_is_refused(attributes: int, tag: int) -> None:
    assert kind_at(r"C:\Werk\a\b", attributes, tag, where=r"C:\Werk") is FolderKind.SYNCED


def test_R38_an_ordinary_link_is_no_cloud_placeholder() -> None:
    assert kind_at(r"C:\Werk\a", attributes=0x410, tag=0xA0000003) is FolderKind.LOCAL


def test_renaming_replaces_and_writes_through(tmp_path: Path) -> None:
    api = FakeApi()
    replace(api, tmp_path / "new", tmp_path / "Zoë")
    assert api.arguments_of("MoveFileExW") == [[str(tmp_path / "new"), str(tmp_path / "Zoë"), 0x1 | 0x8]]


def test_P6_a_rename_that_windows_refuses_is_an_error(tmp_path: Path) -> None:
    api = FakeApi({"MoveFileExW": lambda *_: 0})
    with pytest.raises(PermissionError):
        replace(api, tmp_path / "new", tmp_path / "old")
