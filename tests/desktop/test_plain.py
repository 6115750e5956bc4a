# SPDX-License-Identifier: EUPL-1.2
"""Where a folder lies on Linux, and what the real program switches off at its start."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from app.desktop.adapter import Desktop, for_this_computer
from app.desktop.facts import FolderKind
from app.desktop.plain import PlainDesktop, kind_of
from app.desktop.windows import WindowsDesktop
from tests.desktop.fake_api import FakeApi

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
srv:/home /net/home nfs4 rw 0 0
//srv/share /mnt/team\040map cifs rw 0 0
onedriver /home/zoë/wolk fuse.onedriver rw 0 0
/dev/sdb1 /net/home/lokaal ext4 rw 0 0
half a
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/zoë/.local/share/doorverwijzing", FolderKind.LOCAL),
        ("/net/home/zoë/.local/share/doorverwijzing", FolderKind.REMOTE),
        ("/net/home/lokaal/doorverwijzing", FolderKind.LOCAL),  # a local disk mounted below a remote one
        ("/net/homestead", FolderKind.LOCAL),  # same beginning, another folder
        ("/mnt/team map/doorverwijzing", FolderKind.REMOTE),
        ("/home/zoë/wolk/doorverwijzing", FolderKind.SYNCED),
        ("/home/zoë/Nextcloud/doorverwijzing", FolderKind.SYNCED),
        ("/home/zoë/Dropbox (Gemeente)/x", FolderKind.SYNCED),
        ("/home/zoë/OneDrive - Opgroeien/x", FolderKind.SYNCED),
        ("/home/zoë/Megafoon/x", FolderKind.LOCAL),
    ],
)
def test_R38_only_a_local_folder_may_hold_a_vault(folder: str, expected: FolderKind) -> None:
    assert kind_of(PurePosixPath(folder), MOUNTS) is expected


def test_R38_where_no_mounts_are_told_only_names_speak() -> None:
    assert kind_of(PurePosixPath("/Users/zoë/Library"), "") is FolderKind.LOCAL
    assert kind_of(PurePosixPath("/Users/zoë/Dropbox/x"), "") is FolderKind.SYNCED


@pytest.mark.posix
def test_R38_the_folder_of_this_very_test_is_local_also_through_a_link(data_folder: Path) -> None:
    # GIVEN a link whose own name is harmless, to a folder that is synchronised
    cloud = data_folder / "Nextcloud"
    cloud.mkdir()
    (data_folder / "link").symlink_to(cloud)
    # WHEN both are looked at THEN the link does not help
    desktop = for_this_computer()
    assert desktop.folder_kind(data_folder / "new") is FolderKind.LOCAL
    assert desktop.folder_kind(data_folder / "link" / "new") is FolderKind.SYNCED


@pytest.mark.posix
def test_R42_the_data_folder_is_for_its_owner_alone(data_folder: Path) -> None:
    data_folder.chmod(0o755)
    PlainDesktop().make_private(data_folder)
    assert data_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.posix
def test_a_policy_counts_only_when_nobody_but_the_administrator_could_write_it(tmp_path: Path) -> None:
    # GIVEN a system folder, which belongs to root
    desktop = PlainDesktop()
    assert desktop.only_administrators_write(Path("/etc/passwd"))
    # WHEN the file is missing, or lies where everybody may write THEN it does not count
    assert not desktop.only_administrators_write(Path("/etc/no-such-policy.toml"))
    planted = tmp_path / "policy.toml"
    planted.write_text("", encoding="utf-8")
    planted.chmod(0o666)
    assert not desktop.only_administrators_write(planted)
    planted.chmod(0o644)
    tmp_path.chmod(0o777)
    assert not desktop.only_administrators_write(planted)


ROOTS_FOLDER, ROOTS_FILE = stat.S_IFDIR | 0o755, stat.S_IFREG | 0o644


@pytest.mark.posix
@pytest.mark.parametrize(
    ("place", "mode", "owner", "counts"),
    [
        ("", ROOTS_FILE, 0, True),
        ("/etc/doorverwijzing/ander.toml", ROOTS_FILE, 1000, False),
        ("/etc/doorverwijzing/ander.toml", stat.S_IFREG | 0o664, 0, False),
        ("/etc/doorverwijzing/ander.toml", stat.S_IFREG | 0o646, 0, False),
        ("/etc/doorverwijzing/ander.toml", stat.S_IFLNK | 0o644, 0, False),
        ("/etc/doorverwijzing/ander.toml", stat.S_IFIFO | 0o644, 0, False),
        ("/etc/doorverwijzing", ROOTS_FOLDER, 1000, False),
        ("/etc/doorverwijzing", stat.S_IFDIR | 0o775, 0, False),
        ("/etc/doorverwijzing", stat.S_IFLNK | 0o755, 0, False),
        ("/etc", stat.S_IFDIR | 0o757, 0, False),
        ("/", ROOTS_FOLDER, 1000, False),
    ],
)
def test_R01_a_profile_counts_only_when_it_and_every_folder_above_is_roots_alone(
    place: str, mode: int, owner: int, counts: bool
) -> None:
    # GIVEN a file of root in folders of root, of which one thing is otherwise
    file = Path("/etc/doorverwijzing/ander.toml")

    def look(path: Path) -> os.stat_result:
        plain = (ROOTS_FILE if path == file else ROOTS_FOLDER, 0)
        found, uid = (mode, owner) if str(path) == place else plain
        return os.stat_result((found, 0, 0, 0, uid, 0, 0, 0, 0, 0))

    # THEN it does not count
    assert PlainDesktop(look).only_administrators_write(file) is counts


def test_replacing_leaves_the_new_content_under_the_old_name(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    PlainDesktop().replace(tmp_path / "new", tmp_path / "old")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["old"]
    assert (tmp_path / "old").read_bytes() == b"new"


def test_R33_clipboard_managers_of_linux_are_told_as_well() -> None:
    assert PlainDesktop().clipboard_formats() == {"x-kde-passwordManagerHint": b"secret"}


def test_what_linux_cannot_do_is_answered_not_pretended() -> None:
    desktop = PlainDesktop()
    assert desktop.protect_window(1, on=True) is False
    assert desktop.watch_session(1) is False
    assert desktop.system_event(0) is None
    assert desktop.disk_encrypted(Path("/")) is None
    desktop.hold_shutdown(1, "Bewaren")
    desktop.let_others_forward()


@pytest.mark.posix
def test_R37_the_real_program_leaves_no_core_dump_and_cannot_be_read_by_its_neighbours() -> None:
    # WHEN the start of the real program runs, in a process of its own
    script = (
        "import ctypes, resource\n"
        "from app.desktop.adapter import for_this_computer\n"
        "for_this_computer().harden('x')\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=os.getcwd())
    # THEN both are read back: no core file, not dumpable
    assert done.stdout.split("\n")[0] == "(0, 0) 0"


def test_both_adapters_keep_the_same_promises() -> None:
    adapters: list[Desktop] = [PlainDesktop(), WindowsDesktop(FakeApi())]
    for adapter in adapters:
        assert all(hasattr(adapter, name) for name in vars(Desktop) if not name.startswith("_"))
