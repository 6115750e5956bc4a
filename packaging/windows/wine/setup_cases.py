# SPDX-License-Identifier: EUPL-1.2
"""What the setup does where it may not simply go on: held files, folders of others, other accounts, beside the MSI."""

from __future__ import annotations

import shutil
from pathlib import Path

from identity import CONSOLE_NAME, NAME, PACKAGE
from windows.wine.kinds import contents, difference, gone, msi, packed, setup, uninstall, version
from windows.wine.machine import Lane
from windows.wine.report import Report

HELD, ACCOUNT = (Path(__file__).with_name(name) for name in ("held.py", "account.py"))
MACHINE_WIDE, INCOMPLETE, WRONG_FOLDER, WRONG_ACCOUNT = 6, 8, 9, 10


class SetupCases:
    """Each starts from a lane without the program, and leaves it so."""

    def __init__(self, lane: Lane, old: Path, new: Path, package: Path, report: Report) -> None:
        self._lane, self._old, self._new, self._package, self._report = lane, old, new, package, report
        self._kind, self._msi = setup(lane), msi(lane)

    def all(self) -> None:
        """Every one of them."""
        self._held_files()
        self._folders()
        self._accounts()
        self._msi_after_setup()
        self._msi_before_setup()
        self._erases_on_request()
        self._folder_of_the_vault()

    def _say(self, what: str, holds: bool, why: str = "") -> None:
        self._report.check(f"setup: {what}", holds, why)

    def _windows(self, path: Path) -> str:
        """The name inside, on drive C where it lies there."""
        inside = path.is_relative_to(self._lane.drive)
        drive, rest = ("C:\\", path.relative_to(self._lane.drive)) if inside else ("Z:", path)
        return drive + str(rest).replace("/", "\\")

    def _through(self, script: Path, word: str, program: Path, *options: str) -> int:
        """A program that one of our scripts starts on the lane's Python."""
        return self._lane.run(self._lane.python, script, word, self._windows(program), *options).returncode

    def _held_files(self) -> None:
        folder = self._kind.folder
        self._kind.install(self._lane, self._old)
        before = version(self._lane, self._kind)
        # one that is erased before anything is written, and one that is written over
        for name in ("lib/app/__init__.pyc", f"{CONSOLE_NAME}.exe"):
            code = self._through(HELD, self._windows(folder / name), self._new, "/S")
            told = version(self._lane, self._kind)
            self._say(
                f"{name} is held: a code of its own, no new version",
                code == INCOMPLETE and told == before,
                f"exit {code}, {told}",
            )
        code = self._kind.install(self._lane, self._new)
        unlike = difference(contents(folder), packed(self._package))
        self._say("once more after that, everything is there", code == 0 and not unlike, f"exit {code} {unlike}")
        # _?= keeps it from going on in a copy, whose exit code nobody sees
        held = self._windows(folder / "runtime" / "python3.dll")
        code = self._through(HELD, held, folder / "uninstall.exe", "/S", f"_?={self._windows(folder)}")
        stays = (folder / f"{NAME}.exe").is_file() and version(self._lane, self._kind) != ""
        self._say("a removal that misses a file can be tried again", code == INCOMPLETE and stays, f"exit {code}")
        code = uninstall(self._lane, folder)
        self._say("and then removes the rest", code == 0 and not version(self._lane, self._kind), f"exit {code}")

    def _folders(self) -> None:
        project, empty = self._lane.drive / "project", self._lane.drive / "leeg"
        own = project / "lib" / "own.txt"
        for folder in (project, empty):
            shutil.rmtree(folder, ignore_errors=True)  # what a run that failed left
            folder.mkdir()
        own.parent.mkdir()
        own.write_text("somebody's own", "ascii")
        code = self._into(project)
        self._say(
            "a folder with lib of others is refused, and left alone",
            code == WRONG_FOLDER and [*contents(project)] == ["lib", "lib/own.txt"],
            f"exit {code}",
        )
        code = self._into(empty)
        self._say("an empty folder is taken", code == 0 and (empty / f"{NAME}.exe").is_file(), f"exit {code}")
        code = self._kind.install(self._lane, self._new)
        self._say(
            "and again by an upgrade that names none", code == 0 and not self._kind.folder.exists(), f"exit {code}"
        )
        code = uninstall(self._lane, empty)
        self._say("and removed from there", code == 0, f"exit {code}")
        shutil.rmtree(project)

    def _into(self, folder: Path) -> int:
        return self._lane.run(self._new.name, "/S", f"/D={self._windows(folder)}", at=self._new.parent).returncode

    def _accounts(self) -> None:
        for account in ("raised", "system"):
            code = self._through(ACCOUNT, account, self._new, "/S")
            absent = not self._kind.folder.exists() and not version(self._lane, self._kind)
            self._say(f"another account ({account}) is refused", code == WRONG_ACCOUNT and absent, f"exit {code}")

    def _msi_after_setup(self) -> None:
        """The user had it already. Wine puts both menu entries in one place, so that one says nothing here."""
        vault = self._lane.local / PACKAGE
        self._kind.install(self._lane, self._old)
        before = contents(vault)
        code = self._msi.install(self._lane, self._package)
        self._say("the MSI installs beside it", code == 0 and self._kind.folder.is_dir(), f"exit {code}")
        code = uninstall(self._lane, self._kind.folder)
        self._say("beside the MSI it can still be removed silently", code == 0, f"exit {code}")
        stays = self._package.name == f"{NAME}-{version(self._lane, self._msi)}.msi"
        unlike = difference(contents(self._msi.folder), packed(self._package))
        self._say("which leaves the MSI as it was", stays and not unlike, unlike)
        self._say("and the vault", contents(vault) == before and "vault.db" in before, str(before))

    def _msi_before_setup(self) -> None:
        code = self._kind.install(self._lane, self._new)
        self._say("steps aside for the MSI", code == MACHINE_WIDE and not self._kind.folder.exists(), f"exit {code}")
        code = self._msi.remove(self._lane, self._package)
        self._say("and the MSI goes", code == 0, f"exit {code}")

    def _erases_on_request(self) -> None:
        """The other removal: asked for by its whole name, the data go too."""
        vault = self._lane.local / PACKAGE
        was_there = vault.is_dir()
        self._kind.install(self._lane, self._new)
        code = uninstall(self._lane, self._kind.folder, "/WISGEGEVENS=JA")
        self._say("removal on request takes the vault too", code == 0 and was_there and gone(vault), f"exit {code}")

    def _folder_of_the_vault(self) -> None:
        """Also while there is no vault yet; NSIS makes this path of %LOCALAPPDATA% that somebody chose."""
        for folder in (
            self._lane.local / NAME,
            self._lane.local / PACKAGE / "lib",
            self._lane.local / f"{PACKAGE}-oefening",
        ):
            code = self._into(folder)
            self._say(f"no program in {folder.name}", code == WRONG_FOLDER and not folder.exists(), f"exit {code}")
