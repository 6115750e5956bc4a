#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The Windows lane, on Debian as root: python3 packaging/windows/lane.py installers OLD NEW

setup                   make the lane (build/lane): Wine 10, a signed Windows CPython, the locked packages
tests [WORDS...]        the program's own tests on that CPython: a choice of them; --all for all, other words for pytest
window                  captures, clipboard, session and held files, in real windows
mail                    MAPI and classic Outlook, each played by a program of our own, get a mail
installers OLD NEW      the setup and the MSI of two folders: install, self-test, first start, export, upgrade, removal;
                        and what the setup refuses
run PROGRAM ARGS...     one Windows program in the lane; 'python' is its CPython

Every check prints a line; exit 1 when one failed, or when nothing was checked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dev
from identity import NAME, ROOT
from windows.runtime import SIGNATURE_PROGRAMS
from windows.wine.installed import Life
from windows.wine.kinds import msi, packed, setup
from windows.wine.machine import Lane, provide_lane
from windows.wine.packages import provide_packages
from windows.wine.report import Report
from windows.wine.screen import screen
from windows.wine.setup_cases import SetupCases
from windows.wine.suite import chosen, run_mail_tests, run_suite, run_window_tests

PROGRAMS = {
    **SIGNATURE_PROGRAMS,
    "mmdebstrap": "mmdebstrap",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "msiextract": "msitools",
    "unshare": "util-linux",
}


def provide() -> Lane:
    """The lane, made where it is not there yet."""
    dev.install(sorted(set(dev.missing_programs(PROGRAMS))))
    lane = provide_lane(ROOT / "build" / "lane")
    provide_packages(lane)
    return lane


def installers(lane: Lane, old: Path, new: Path) -> int:
    """Both packages, each from an older version to its removal."""
    report = Report()
    before, after = lane.folder / "home" / "before", lane.folder / "home" / "after"
    for source, target in ((old, before), (new, after)):
        shutil.rmtree(target, ignore_errors=True)  # Wine's server sees the lane's own folders alone
        shutil.copytree(source, target)
    pictures = ROOT / "build" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    setups, packages = ((_one(before, ending), _one(after, ending)) for ending in ("-setup.exe", ".msi"))
    earlier, later = packed(packages[0]), packed(packages[1])
    vanished, changed = earlier.keys() - later.keys(), {name for name in later if earlier.get(name, "") != later[name]}
    report.check("the packages differ in a file that vanished and in one that changed", bool(vanished and changed))
    with screen() as display:
        for kind, files in ((setup(lane), setups), (msi(lane), packages)):
            holds = dict(zip(files, (earlier, later), strict=True))
            Life(lane, kind, *files, display, pictures, report, holds).live()
    SetupCases(lane, *setups, packages[1], report).all()
    print(f"{report.passed} passed, {report.failed} failed")
    return report.exit_code


def run(lane: Lane, command: Sequence[str]) -> int:
    """One program, from where we stand, on the screen of whoever asks; its exit code."""
    program = lane.python if command[0] == "python" else command[0]
    words = lane.command(program, *command[1:], at=Path.cwd())
    sys.stdout.flush()
    return subprocess.run(words, env=lane.environment(os.environ.get("DISPLAY", "")), check=False).returncode


def _one(folder: Path, ending: str) -> Path:
    found = sorted(folder.absolute().glob(f"{NAME}-*{ending}"))
    if len(found) != 1:
        sys.exit(f"{folder} must hold one package that ends in {ending}; it holds {len(found)}")
    return found[0]


def main(arguments: Sequence[str]) -> int:
    """Do what is asked; 2 for a wrong call."""
    if arguments[:1] == ["setup"]:
        print(provide().folder)
        return 0
    if arguments[:1] == ["installers"] and len(arguments) == 3:
        return installers(provide(), Path(arguments[1]), Path(arguments[2]))
    if arguments[:1] == ["tests"]:
        return run_suite(provide(), chosen(arguments[1:]))
    if arguments == ["window"]:
        lane = provide()
        with screen() as display:
            return run_window_tests(lane, display)
    if arguments == ["mail"]:
        return run_mail_tests(provide())
    if arguments[:1] == ["run"] and len(arguments) > 1:
        return run(provide(), arguments[1:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
