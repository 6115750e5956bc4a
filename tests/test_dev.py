# SPDX-License-Identifier: EUPL-1.2
"""The two commands for a newcomer: what is missing is installed where we may, else said in one line with exit 2."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.source_tree import ROOT

DEV = ROOT / "packaging" / "dev.py"


@pytest.fixture
def dev() -> ModuleType:
    """The script as a module of its own."""
    place = importlib.util.spec_from_file_location("dev", DEV)
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


class Machine:
    """A Debian on which one package is missing; it writes down what would be run on it."""

    def __init__(self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, root: bool, sudo: bool, lists: bool) -> None:
        self.commands: list[str] = []
        self._lists = lists
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(dev, "missing_packages", lambda *_: ["libegl1", "xvfb"])
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)  # Windows has none
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(dev, "works", lambda *_: sudo)
        monkeypatch.setattr(dev, "run", self.run)

    def run(self, *command: str, env: dict[str, str]) -> None:
        assert env["DEBIAN_FRONTEND"] == "noninteractive"
        self.commands.append(" ".join(word for word in command if not word.startswith(("-", "DPkg"))))
        if command[-1] == "update":
            self._lists = True
        elif not self._lists:
            raise subprocess.CalledProcessError(100, command)


Make = Callable[..., Machine]


@pytest.fixture
def machine(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Make:
    return lambda root=False, sudo=False, lists=True: Machine(dev, monkeypatch, root, sudo, lists)


def test_root_installs_what_is_missing(dev: ModuleType, machine: Make) -> None:
    debian = machine(root=True)
    dev.provide_packages("test", [])
    assert debian.commands == ["apt-get install libegl1 xvfb"]


def test_a_fresh_machine_gets_its_package_lists_first(dev: ModuleType, machine: Make) -> None:
    debian = machine(root=True, lists=False)
    dev.provide_packages("test", [])
    assert debian.commands == ["apt-get install libegl1 xvfb", "apt-get update", "apt-get install libegl1 xvfb"]


def test_a_user_who_may_without_a_password_installs_too(dev: ModuleType, machine: Make) -> None:
    debian = machine(sudo=True)
    dev.provide_packages("run", [])
    assert debian.commands == ["sudo apt-get install libegl1 xvfb"]


def test_another_user_gets_the_exact_line_and_exit_2(
    dev: ModuleType, machine: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    debian = machine()
    with pytest.raises(SystemExit) as ended:
        dev.provide_packages("run", [])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("\n  sudo apt-get install libegl1 xvfb\n")
    assert debian.commands == []


@pytest.mark.posix  # Debian's packages
def test_what_a_machine_lacks_is_found_by_trying(dev: ModuleType) -> None:
    # GIVEN a table with one library, program and file that are here, and one of each that is not
    libraries = {"libc.so.6": "libc6", "libnothing.so.9": "libnothing9"}
    programs = {"sh": "dash", "no-such-program": "nosuch", str(DEV): "ours", "/no/such/file": "nofile"}
    # THEN the packages of the absent ones are named
    assert list(dev.missing_libraries(libraries)) == ["libnothing9"]
    assert list(dev.missing_programs(programs)) == ["nosuch", "nofile"]


def test_the_mail_journey_asks_for_its_mail_program_and_other_tests_do_not(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "thunderbird" not in dev.missing_packages("test", [])
    assert "thunderbird" in dev.missing_packages("test", ["-m", "mail_program"])
    assert "7zip" not in dev.missing_packages("run", [])


def test_uv_is_pinned_with_its_hashes_in_the_one_lock_file(dev: ModuleType) -> None:
    version, line = dev.pinned_uv()
    assert line.startswith(f"uv=={version} --hash=sha256:")
    assert f'"uv=={version}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("words", [[], ["install"], ["--help"]])
def test_another_word_says_which_two_there_are(words: list[str]) -> None:
    done = subprocess.run([sys.executable, str(DEV), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "'run'" in done.stderr
    assert "'test'" in done.stderr


def test_a_copy_without_a_lock_file_ends_without_a_traceback(tmp_path: Path) -> None:
    # GIVEN a copy whose lock file does not name uv
    (tmp_path / "packaging").mkdir()
    shutil.copy(DEV, tmp_path / "packaging")
    (tmp_path / "uv.lock").write_text('[[package]]\nname = "other"\n', "utf-8")
    # WHEN it is started
    copy = tmp_path / "packaging" / "dev.py"
    done = subprocess.run([sys.executable, str(copy), "run"], capture_output=True, text=True, check=False)
    # THEN one line says what to do
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("dev.py: uv is not in uv.lock")
