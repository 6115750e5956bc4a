# SPDX-License-Identifier: EUPL-1.2
"""The life of an installed program: install, self-test, first start and export, upgrade, refusals, removal (Wine)."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from identity import CONSOLE_NAME, NAME, PACKAGE
from windows.wine.kinds import Kind, contents, difference, version
from windows.wine.machine import Lane
from windows.wine.mail import MailProgram
from windows.wine.report import Report
from windows.wine.screen import photograph, window_arrives

WALK = Path(__file__).with_name("walk.py")
RUNNING = 5
POLICY = f"HKLM\\Software\\Policies\\{NAME}"
MAILBOX = "vast.team@example.org"


@dataclass(slots=True)
class Life:
    """One kind of package from its first version to its removal."""

    lane: Lane
    kind: Kind
    old: Path
    new: Path
    display: str
    pictures: Path
    report: Report
    holds: Mapping[Path, dict[str, str]]
    """What each of the packages holds, by its file."""

    def live(self) -> None:
        """Everything, in order; later steps stand on earlier ones."""
        shutil.rmtree(self._data, ignore_errors=True)
        self._is_installed()
        self._refuses_a_looser_policy()
        self._first_start_and_export()
        self._is_left_alone_while_running()
        self._is_upgraded()
        self._refuses_an_older_one()
        self._is_removed()

    @property
    def _data(self) -> Path:
        return self.lane.local / PACKAGE

    def _say(self, what: str, holds: bool, why: str = "") -> None:
        self.report.check(f"{self.kind.name}: {what}", holds, why)

    def _version(self) -> str:
        return version(self.lane, self.kind)

    def _is_whole(self, package: Path) -> None:
        """Nothing is absent, nothing is of another version, nothing else lies there."""
        unlike = difference(contents(self.kind.folder), self.holds[package])
        self._say(f"every file of {package.name} is there, and no other", not unlike, unlike)

    def _console(self, option: str) -> subprocess.CompletedProcess[str]:
        return self.lane.run(self.kind.folder / f"{CONSOLE_NAME}.exe", option)

    def _is_installed(self) -> None:
        code = self.kind.install(self.lane, self.old)
        self._say("installs silently", code == 0 and (self.kind.folder / f"{NAME}.exe").is_file(), f"exit {code}")
        self._is_whole(self.old)
        links = self._links()
        self._say("stands in the start menu, once", len(links) == 1, str(links))
        self._say("the registry tells the version", self._version() in self.old.name != "", self._version())
        told = self._console("--version")
        self._say("--version", told.returncode == 0 and self._version() in told.stdout, told.stdout)
        tested = self._console("--self-test")
        self._say("--self-test", tested.returncode == 0, tested.stdout)

    def _sets(self, table: str, name: str, kind: str, value: str) -> None:
        """What the editor of group policy would write."""
        self.lane.run("reg", "add", f"{POLICY}\\{table}", "/v", name, "/t", kind, "/d", value, "/f", "/reg:64")

    def _clears_the_policy(self) -> None:
        self.lane.run("reg", "delete", POLICY, "/f", "/reg:64")

    def _refuses_a_looser_policy(self) -> None:
        self._sets("op_slot", "hoogstens_minuten", "REG_DWORD", "60")
        tested = self._console("--self-test")
        said = tested.returncode == 1 and "op_slot.hoogstens_minuten: moet tussen 1 en 15 liggen" in tested.stdout
        self._say("a looser policy is refused with its name", said, tested.stdout)
        self._clears_the_policy()

    def _walk(self, way: str, name: str) -> subprocess.CompletedProcess[str]:
        """A hand in the real window, run by the installed Python with the installed libraries."""
        python = self.kind.folder / "runtime" / "python.exe"
        shutil.copyfile(self.lane.python, python)
        script = self.lane.folder / "home" / WALK.name
        shutil.copyfile(WALK, script)
        picture = self.lane.folder / "home" / f"{name}.png"
        try:
            return self.lane.run(python, script, way, picture, display=self.display)
        finally:
            python.unlink()
            if picture.is_file():
                shutil.copyfile(picture, self.pictures / picture.name)

    def _first_start_and_export(self) -> None:
        mail = MailProgram(self.lane)
        mail.install()
        self._sets("mail", "team_mailbox", "REG_SZ", MAILBOX)
        walked = self._walk("first", f"{self.kind.name}-export")
        self._clears_the_policy()
        self._say("first start and one export in the window", walked.returncode == 0, walked.stdout)
        got = mail.got()
        self._say(
            "the mail program got one message for the OCMW",
            got.get("to") == ["SMTP:sociaalhuis@kasterlee.be"],
            str(got),
        )
        self._say(
            "with the archive, which is there", got.get("there") == ["1"] and got["named"][0].endswith(".7z"), str(got)
        )
        self._say("and it was asked to show it, never to send", bool(int((got.get("flags") or ["0"])[0]) & 8), str(got))
        self._say("in it stands the mailbox of the policy", MAILBOX in str(got.get("text")), str(got))
        archives = list((self._data / "outbox").glob("*.7z"))
        self._say("the archive lies in the outbox", len(archives) == 1, str(archives))
        mail.remove()

    @contextmanager
    def _running(self) -> Iterator[bool]:
        """The window program itself, as the start menu starts it; closed as Windows does."""
        command = self.lane.command(self.kind.folder / f"{NAME}.exe")
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, env=self.lane.environment(self.display), stdout=quiet, stderr=quiet) as program:
            is_there = window_arrives(self.display, NAME, 90)
            try:
                yield is_there
            finally:
                self.lane.run("taskkill", "/im", f"{NAME}.exe")
                program.wait(timeout=90)

    def _is_left_alone_while_running(self) -> None:
        with self._running() as is_there:
            self._say("its window comes", is_there)
            photograph(self.display, self.pictures / f"{self.kind.name}-locked.png")
            if self.kind.hive == "HKCU":
                before = self._version()
                code = self.kind.install(self.lane, self.new)
                self._say("an upgrade while it runs is refused, nothing touched", code == RUNNING, f"exit {code}")
                self._say("the version stayed", self._version() == before)

    def _vault(self) -> dict[str, str]:
        """What may not change by an upgrade or removal."""
        files = [self._data / "vault.db", self._data / "vault.key", *sorted((self._data / "outbox").glob("*.7z"))]
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}

    def _is_upgraded(self) -> None:
        before, vault = self._version(), self._vault()
        code = self.kind.install(self.lane, self.new)
        self._say("upgrades in place", code == 0 and self._version() != before != "", f"exit {code}, {self._version()}")
        self._is_whole(self.new)
        self._say("the vault and the archive are as they were", self._vault() == vault and len(vault) == 3, str(vault))
        walked = self._walk("again", f"{self.kind.name}-upgraded")
        self._say("the new version opens that vault and goes on", walked.returncode == 0, walked.stdout)
        tested = self._console("--self-test")
        self._say("--self-test after the upgrade", tested.returncode == 0, tested.stdout)

    def _refuses_an_older_one(self) -> None:
        before = self._version()
        code = self.kind.install(self.lane, self.old)
        is_refused = code == self.kind.older_refused and self._version() == before
        self._say("an older version is refused", is_refused, f"exit {code}")
        self._is_whole(self.new)

    def _is_removed(self) -> None:
        vault = self._vault()
        code = self.kind.remove(self.lane, self.new)
        self._say("is removed silently", code == 0 and not self.kind.folder.exists(), f"exit {code}")
        self._say("nothing of it stays in menu and registry", not self._version() and not self._links())
        self._say("the vault stays", self._vault() == vault and len(vault) == 3)

    def _links(self) -> list[Path]:
        return list(self.lane.drive.rglob(f"{NAME}.lnk"))
