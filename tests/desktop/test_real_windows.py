# SPDX-License-Identifier: EUPL-1.2
"""The adapter on a real Windows (or Wine): the calls arrive, and what can be read back is read back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.desktop.adapter import Desktop, for_this_computer
from app.desktop.facts import FolderKind
from app.desktop.windows import security
from app.desktop.windows.api import SystemApi

pytestmark = pytest.mark.windows


@pytest.fixture
def desktop() -> Desktop:
    return for_this_computer()


def test_R38_the_usual_folder_is_local_and_a_share_is_not(desktop: Desktop, data_folder: Path) -> None:
    assert desktop.folder_kind(data_folder / "new") is FolderKind.LOCAL
    assert desktop.folder_kind(Path(r"\\server\share\x")) is FolderKind.REMOTE


def test_R42_the_rights_of_a_private_folder_are_read_back(desktop: Desktop, data_folder: Path) -> None:
    desktop.make_private(data_folder)
    rights = security.descriptor(SystemApi(), data_folder)
    assert "(A;OICI;FA;;;SY)" in rights
    names = (security.user(SystemApi()), "LA")  # so Windows shortens the built-in administrator
    assert any(f"(A;OICI;FA;;;{name})" in rights for name in names)
    assert ";;;WD)" not in rights
    assert ";;;BU)" not in rights


def test_R42_the_user_of_this_process_owns_what_it_makes_unless_that_is_an_administrator(data_folder: Path) -> None:
    user = security.user(SystemApi())
    assert user.startswith("S-1-5-21-")
    assert security.descriptor(SystemApi(), data_folder).startswith((f"O:{user}", "O:BA", "O:LA"))


def test_a_policy_that_a_user_made_is_not_trusted(desktop: Desktop, data_folder: Path) -> None:
    planted = data_folder / "policy.toml"
    planted.write_text("", encoding="utf-8")
    assert not desktop.only_administrators_write(planted)
    assert not desktop.only_administrators_write(data_folder / "missing.toml")


def test_P6_replacing_works_and_its_failures_carry_the_number_of_windows(desktop: Desktop, data_folder: Path) -> None:
    (data_folder / "new").write_bytes(b"new")
    (data_folder / "old").write_bytes(b"old")
    desktop.replace(data_folder / "new", data_folder / "old")
    assert (data_folder / "old").read_bytes() == b"new"
    with pytest.raises(FileNotFoundError) as failed:
        desktop.replace(data_folder / "new", data_folder / "old")
    assert getattr(failed.value, "winerror", None) == 2


def test_after_hardening_no_shell_is_started_to_learn_the_version_of_windows() -> None:
    script = (
        "import sys\n"
        "from app.desktop.adapter import for_this_computer\n"
        "for_this_computer().harden('KindEnGezin.Doorverwijzing')\n"
        "started = []\n"
        "sys.addaudithook(lambda event, _: started.append(event) if event == 'subprocess.Popen' else None)\n"
        "import argon2, platform\n"
        "print(platform.version().split('.')[0], platform.machine(), started)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=os.getcwd())
    assert done.stdout.strip() == "10 AMD64 []"


def test_after_hardening_the_libraries_of_the_program_still_load() -> None:
    script = (
        "from app.desktop.adapter import for_this_computer\n"
        "for_this_computer().harden('KindEnGezin.Doorverwijzing')\n"
        "import ctypes, sqlcipher3.dbapi2, py7zr, argon2, PySide6.QtWidgets\n"
        "print(ctypes.WinDLL('kernel32').GetErrorMode())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=os.getcwd())
    assert done.stdout.split() == [str(0x8003)]


def test_after_hardening_drawings_are_drawn() -> None:
    """Found in a picture of the installed program: every drawing was an empty place, for a library was not found."""
    script = (
        "import os\n"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from app.desktop.adapter import for_this_computer\n"
        "for_this_computer().harden('KindEnGezin.Doorverwijzing')\n"
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from app.ui.icons import Icon, app_icon, pixmap\n"
        "print(all(not pixmap(one, '#000000', 16).isNull() for one in Icon), not app_icon().pixmap(16).isNull())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=os.getcwd())
    assert done.stdout.split() == ["True", "True"]
