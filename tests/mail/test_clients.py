# SPDX-License-Identifier: EUPL-1.2
"""Reading this computer: desktop files, default programs, libraries, folders; read only."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from app.mail.clients import Computer, mailto_owner_of_mac, outside_environment
from app.mail.desktop_entry import command_of, is_confined


def write_entry(folder: Path, name: str, text: str) -> Path:
    path = folder / "applications" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def library(path: Path, machine: int) -> str:
    """The first bytes of a Windows library for this machine."""
    header = b"MZ" + bytes(58) + struct.pack("<I", 0x80)
    path.write_bytes(header.ljust(0x80, b"\0") + b"PE\0\0" + struct.pack("<H", machine) + bytes(100))
    return str(path)


def test_desktop_file_of_the_user_goes_before_the_shared_one(tmp_path: Path) -> None:
    # GIVEN the same id in both folders
    own, shared = tmp_path / "own", tmp_path / "shared"
    write_entry(shared, "mail.desktop", "[Desktop Entry]\nExec=shared %u\n")
    path = write_entry(
        own, "mail.desktop", "# note\n[Desktop Entry]\nName=Mail\nName[nl]=Post\nExec=own %u\n[Action]\nExec=x\n"
    )
    computer = Computer({"XDG_DATA_HOME": str(own), "XDG_DATA_DIRS": str(shared)})

    # WHEN it is read
    # THEN the user's own is, and only its main group
    entry = computer.desktop_entry("mail.desktop")
    assert (entry["Exec"], entry["Name"], entry["path"]) == ("own %u", "Mail", str(path))
    assert computer.desktop_entry("none.desktop") == {}


def test_desktop_file_in_a_subfolder_is_found_by_its_id(tmp_path: Path) -> None:
    write_entry(tmp_path, "kde/kmail.desktop", "[Desktop Entry]\nExec=kmail %u\n")
    assert Computer({"XDG_DATA_HOME": str(tmp_path)}).desktop_entry("kde-kmail.desktop")["Exec"] == "kmail %u"


@pytest.mark.posix  # desktop files are of Linux
@pytest.mark.parametrize(
    ("line", "target", "expected"),
    [
        ("thunderbird %u", Path("/a b.eml"), ["thunderbird", "/a b.eml"]),
        ('"/opt/my mail/tb" --x "a b" %U', Path("/a.eml"), ["/opt/my mail/tb", "--x", "a b", "/a.eml"]),
        ("tb", Path("/a.eml"), ["tb", "/a.eml"]),
        ("tb %u", None, ["tb"]),
        ("tb %i --caption %c --from %k --rate 5%% %f", None, ["tb", "--icon", "post", "--caption", "Mail"]),
        ("flatpak run x @@u %u @@", Path("/a.eml"), ["flatpak", "run", "x", "@@u", "file:///a.eml", "@@"]),
        ("flatpak run x @@ %f @@", Path("/a.eml"), ["flatpak", "run", "x", "@@", "/a.eml", "@@"]),
        ("flatpak run x @@u %u @@", None, ["flatpak", "run", "x"]),
        ('tb "unfinished', Path("/a.eml"), []),
        ("", Path("/a.eml"), []),
    ],
)
def test_exec_line_becomes_a_command(line: str, target: Path | None, expected: list[str]) -> None:
    entry = {"Exec": line, "Name": "Mail", "Icon": "post", "path": "/x.desktop"}
    if "%k" in line:
        expected = [*expected, "--from", "/x.desktop", "--rate", "5%"]
    assert command_of(entry, target) == expected


@pytest.mark.parametrize(
    ("entry", "confined"),
    [
        ({"Exec": "thunderbird %u"}, False),
        ({"Exec": "/snap/bin/thunderbird %u"}, True),
        ({"Exec": "env BAMF=x thunderbird %u", "path": "/var/lib/snapd/desktop/applications/t.desktop"}, True),
        ({"Exec": "thunderbird %u", "X-SnapInstanceName": "thunderbird"}, True),
        ({"Exec": "flatpak run org.mozilla.Thunderbird @@u %u @@"}, False),
        ({"Exec": "flatpak run org.mozilla.Thunderbird %u"}, True),
    ],
)
def test_programs_that_cannot_read_the_outbox_are_recognised(entry: dict[str, str], confined: bool) -> None:
    assert is_confined(entry) is confined


def test_only_a_64_bit_library_is_loaded(tmp_path: Path) -> None:
    # GIVEN libraries for several machines, and files that are none
    computer = Computer({})
    assert computer.is_64_bit(library(tmp_path / "x64.dll", 0x8664))
    assert computer.is_64_bit(library(tmp_path / "arm.dll", 0xAA64))
    assert not computer.is_64_bit(library(tmp_path / "x86.dll", 0x014C))
    (tmp_path / "text.dll").write_text("MZ")
    assert not computer.is_64_bit(str(tmp_path / "text.dll"))
    assert not computer.is_64_bit(str(tmp_path / "none.dll"))


@pytest.mark.posix  # on Windows a link needs a right that users lack
def test_a_program_file_is_seen_even_when_it_cannot_be_followed(tmp_path: Path) -> None:
    # GIVEN an alias of a packaged app, which points to where nobody may look
    alias = tmp_path / "olk.exe"
    alias.symlink_to(tmp_path / "nowhere")

    # THEN it counts as a program, a folder does not
    computer = Computer({})
    assert computer.is_file(str(alias))
    assert not computer.is_file(str(tmp_path))
    assert not computer.is_file("")


def test_folder_for_copies_is_the_visible_download_folder(tmp_path: Path) -> None:
    # GIVEN a home without one, with the usual one, and with one of another name
    computer = Computer({"HOME": str(tmp_path)}, platform="linux")
    assert computer.copy_folder() is None
    (tmp_path / "Downloads").mkdir()
    assert computer.copy_folder() == tmp_path / "Downloads"
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config/user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Gedownload"\n')
    (tmp_path / "Gedownload").mkdir()
    assert computer.copy_folder() == tmp_path / "Gedownload"


def test_folder_for_copies_on_windows_is_temp(tmp_path: Path) -> None:
    assert Computer({"TEMP": str(tmp_path)}, platform="win32").copy_folder() == tmp_path
    assert Computer({}, platform="win32").copy_folder() is None


def test_environment_for_others_is_the_session_without_our_own() -> None:
    session = {"HOME": "/h", "DISPLAY": ":1", "DBUS_SESSION_BUS_ADDRESS": "x", "PATH": "/bin", "LANG": "nl_BE"}
    ours = {"PYTHONPATH": "x", "QT_QPA_PLATFORM": "x", "DOORVERWIJZING_DATA_DIR": "x", "VIRTUAL_ENV": "x"}
    assert outside_environment(session | ours) == session


LSHANDLERS = """(
        {
        LSHandlerPreferredVersions =         {
            LSHandlerRoleAll = "-";
        };
        LSHandlerRoleAll = "com.microsoft.outlook";
        LSHandlerURLScheme = mailto;
    }
)"""


@pytest.mark.parametrize(("answer", "bundle"), [(LSHANDLERS, "com.microsoft.outlook"), ("()", "com.apple.mail")])
def test_default_mail_program_of_a_mac_is_read(answer: str, bundle: str) -> None:
    # GIVEN what a Mac answers about its default programs
    # THEN the owner of mailto is found, Apple Mail when nobody chose
    assert mailto_owner_of_mac(answer) == bundle


def test_a_mac_that_does_not_answer_uses_apple_mail(tmp_path: Path) -> None:
    assert Computer({"PATH": str(tmp_path)}, platform="darwin").mailto_bundle() == "com.apple.mail"


@pytest.mark.posix
def test_elsewhere_than_on_windows_there_is_no_registry() -> None:
    computer = Computer({})
    assert computer.registry("HKCU", "Software") is None
    assert not computer.registry_has_subkeys("HKCU", "Software")
    assert computer.program_id("mailto") == ""
    assert computer.handler(".eml") == ""


def test_a_question_that_cannot_be_asked_has_no_answer(tmp_path: Path) -> None:
    # GIVEN a system without xdg-mime
    assert Computer({"PATH": str(tmp_path)}, platform="linux").mailto_desktop_file() == ""
