# SPDX-License-Identifier: EUPL-1.2
"""Runs the players: every fault position of a scenario in real processes, or one recording for power cuts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLAYERS = 2
"""Processes at the same time."""


KILL, TORN, SHORT = "kill", "torn", "short"
FULL, FULL_STAYS = "enospc", "enospc+"
IO_ERROR, IO_ERROR_STAYS = "eio", "eio+"
DENIED, DENIED_STAYS = "eacces", "eacces+"
"""A kind with a plus goes on from there: a disk that stays full."""
QUICK = (KILL, FULL, IO_ERROR)
ALL = (KILL, TORN, SHORT, FULL, FULL_STAYS, IO_ERROR, IO_ERROR_STAYS, DENIED, DENIED_STAYS)


@dataclass(frozen=True)
class Result:
    """How many faults ended how; ``lost`` counts every verdict that is not ok."""

    verdicts: Counter[str]
    said: Counter[tuple[str, str]]
    """Per kind of fault, how often the user heard what."""

    @property
    def count(self) -> int:
        return self.verdicts.total()

    @property
    def lost(self) -> int:
        return sum(number for verdict, number in self.verdicts.items() if not verdict.startswith("ok"))


class Harness:
    """``folder`` is worked in and thrown away by the caller."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shims = {name: self._build(name) for name in ("faultfs", "record")}

    def exhaust(self, scenario: str, kinds: tuple[str, ...] = QUICK, step: int = 1) -> Result:
        """Every ``step``-th call of the scenario goes wrong in each way; prints the counts."""
        commands = []
        for number in range(PLAYERS):
            arguments = [",".join(kinds), str(number * step + 1), str(PLAYERS * step)]
            commands.append([*self._command(), "fault", scenario, str(self._fresh(f"player{number}")), *arguments])
        outcomes = [json.loads(line) for output in self._run(commands, "faultfs") for line in output.splitlines()]
        verdicts = Counter(outcome["verdict"] for outcome in outcomes)
        said = Counter((outcome["kind"], without_number(line)) for outcome in outcomes for line in outcome["said"])
        for kind in kinds:
            found = Counter(outcome["verdict"] for outcome in outcomes if outcome["kind"] == kind)
            print(f"{scenario}, {kind}: {found.total()} faults, {dict(found)}")
        result = Result(verdicts, said)
        print(f"{scenario}: {result.count} faults tried, {result.lost} lost")
        return result

    def record(self, scenario: str) -> tuple[Path, Path]:
        """Play the scenario whole; the folder as it was at the start, and the log of calls."""
        work = self._fresh(f"{scenario}-recorded")
        self._run([[*self._command(), "record", scenario, str(work)]], "record")
        return work / "start", work / "calls"

    def _run(self, commands: list[list[str]], shim: str) -> list[str]:
        environment = {**os.environ, "LD_PRELOAD": str(self._shims[shim]), "PYTHONPATH": str(ROOT)}
        pipe = subprocess.PIPE
        started = [
            subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True, cwd=ROOT)
            for command in commands
        ]
        outputs = [process.communicate() for process in started]
        for process, (_, errors) in zip(started, outputs, strict=True):
            assert process.returncode == 0, errors
        return [output for output, _ in outputs]

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "tests.faults.player"]

    def _fresh(self, name: str) -> Path:
        work = self.folder / name
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        return work

    def _build(self, name: str) -> Path:
        compiler = shutil.which("cc") or shutil.which("gcc")
        assert compiler, "these tests need a C compiler: install gcc (on Debian: apt install gcc libc6-dev)"
        library = self.folder / f"{name}.so"
        options = ["-Wall", "-Werror", "-shared", "-fPIC", "-O2", "-o", str(library)]
        source = str(HERE / f"{name}.c")
        built = subprocess.run([compiler, *options, source, "-ldl"], capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stderr
        return library


def without_number(line: str) -> str:
    """What was said, whichever save it was about."""
    return " ".join(word for word in line.split() if not word.isdigit())
