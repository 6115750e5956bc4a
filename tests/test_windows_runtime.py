# SPDX-License-Identifier: EUPL-1.2
"""The Windows Python for tests is taken from a third party, so what is not as its makers signed it is refused."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripts import script

LIST = "Types: deb\nURIs: http://here.example.org/debian\nSuites: bookworm bookworm-updates\nComponents: main\n"


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    """A Python of two modules, both in its catalogue."""
    for name, content in (("os.py", b"import sys\n"), ("json/__init__.py", b"import re\n"), ("empty.py", b"")):
        path = tmp_path / "Lib" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    signed = [hashlib.sha256(path.read_bytes()).digest() for path in (tmp_path / "Lib").rglob("*.py")]
    (tmp_path / "DLLs").mkdir()
    (tmp_path / "DLLs" / "python_lib.cat").write_bytes(b"\x30\x82".join(signed))
    return tmp_path


def test_a_library_as_it_was_signed_is_accepted(runtime: Path) -> None:
    assert list(script("windows/catalogue").outside_catalogue(runtime)) == []


def test_a_changed_or_added_module_is_named(runtime: Path) -> None:
    # GIVEN one module that somebody changed, one that somebody added, and installed packages
    (runtime / "Lib/os.py").write_bytes(b"import sys, socket\n")
    (runtime / "Lib/xml").mkdir()
    (runtime / "Lib/xml/__init__.py").write_bytes(b"print()\n")
    (runtime / "Lib/site-packages").mkdir()
    (runtime / "Lib/site-packages/other.py").write_bytes(b"x = 1\n")
    # THEN both are named, and what the lock file answers for is left to the lock file
    assert list(script("windows/catalogue").outside_catalogue(runtime)) == ["os.py", "xml/__init__.py"]


def test_a_runtime_without_catalogue_is_not_accepted(runtime: Path) -> None:
    (runtime / "DLLs/python_lib.cat").unlink()
    with pytest.raises(FileNotFoundError):
        list(script("windows/catalogue").outside_catalogue(runtime))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.list", "deb [signed-by=/a.gpg] http://here.example.org/debian bookworm main\n"),
        ("sources.list.d/debian.sources", LIST),
        ("sources.list.d/two.sources", LIST.replace("here", "other").replace("bookworm", "sid") + "\n" + LIST),
    ],
)
def test_debian_comes_from_where_this_computer_gets_it(tmp_path: Path, name: str, text: str) -> None:
    # GIVEN apt's list in one of its two forms
    (tmp_path / "os-release").write_text('NAME="Debian"\nVERSION_CODENAME=bookworm\n', "utf-8")
    (tmp_path / "apt/sources.list.d").mkdir(parents=True)
    (tmp_path / "apt" / name).write_text(text, "utf-8")
    assert script("windows/wine/mirror").debian_mirror(tmp_path) == "http://here.example.org/debian"


def test_without_a_list_nothing_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "os-release").write_text("VERSION_CODENAME=bookworm\n", "utf-8")
    assert script("windows/wine/mirror").debian_mirror(tmp_path) == ""


def test_the_archive_is_fetched_by_the_pip_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's own Python has no pip; a build must not need one."""
    # GIVEN a computer on which the environment is made first, and nothing comes
    runtime = script("windows/runtime")
    done: list[str] = []
    monkeypatch.setattr(runtime.dev, "provide_packages", lambda *_: done.append("packages"))
    monkeypatch.setattr(runtime.dev, "provide_environment", lambda: done.append("environment"))
    monkeypatch.setattr(runtime.dev, "pip", lambda: [tmp_path / "python", "-m", "pip"])
    monkeypatch.setitem(runtime.PINNED, sys.version_info[:2], ("1.2.3", "0" * 64))

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        done.append(" ".join(command))
        return subprocess.CompletedProcess(command, 1, "", "no network")

    monkeypatch.setattr(runtime.venv.EnvBuilder, "create", lambda *_: None)
    monkeypatch.setattr(runtime.subprocess, "run", run)
    # WHEN the runtime is asked for
    with pytest.raises(SystemExit, match="no network"):
        runtime.provide_runtime(tmp_path / "runtime")
    # THEN that environment's pip was asked, after it was there
    assert done[:2] == ["packages", "environment"]
    assert done[2].startswith(f"{tmp_path / 'python'} -m pip --python ")


TOOL = """#!/bin/sh
case "$*" in *--help*) echo "{known}"; exit 0;; esac
for word in "$@"; do
  case "$word" in -ignore-*) case " {known} " in *" $word "*) ;; *) exit 1;; esac;; esac
done
grep "Python Software Foundation" "$3"
"""


@pytest.mark.posix
@pytest.mark.parametrize("known", ["", "-ignore-cdp", "-ignore-cdp -ignore-crl"])
def test_signatures_are_read_by_each_debian_s_own_tool(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: str
) -> None:
    """Debian 12 has osslsigncode 2.5, which ends at a word that later ones need to stay off the network."""
    # GIVEN a tool that knows some words, and a library that is signed and one that is not
    (tmp_path / "bin").mkdir()
    tool = tmp_path / "bin" / "osslsigncode"
    tool.write_text(TOOL.format(known=known), "ascii")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=os.pathsep)
    monkeypatch.setattr(script("windows/runtime"), "_AUTHORITIES", tool)
    for name in ("python311.dll", "DLLs/python_lib.cat"):
        (runtime / name).write_bytes(b"Python Software Foundation")
    (runtime / "DLLs/_bz2.pyd").write_bytes(b"Somebody")
    # THEN the one that is not is named, and no other
    assert list(script("windows/runtime").badly_signed(runtime)) == ["DLLs/_bz2.pyd"]


@pytest.mark.parametrize("name", ["build", "windows/lane"])
def test_whoever_brings_a_runtime_installs_what_looks_at_its_signatures(name: str) -> None:
    assert {"osslsigncode", "openssl"} <= set(script(name).PROGRAMS)
