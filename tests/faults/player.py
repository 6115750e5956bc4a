# SPDX-License-Identifier: EUPL-1.2
"""A program that plays scenarios under a shim: one child process per fault, judged by its parent afterwards.

python -m tests.faults.player fault SCENARIO FOLDER KINDS FIRST STEP     (KINDS: kill,enospc,enospc+; "+": from then on)
python -m tests.faults.player record SCENARIO FOLDER
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from app.paths import Paths
from tests.faults.scenarios import SCENARIOS
from tests.faults.stage import Scenario

SHIM = ctypes.CDLL(None)
"""The library that was loaded before this program, whichever it is."""
CRASHED = 3


def fault(scenario: Scenario, work: Path, kind: str, first: int, step: int) -> None:
    """Let call ``first``, ``first + step``, … go wrong, until the scenario makes no such call any more."""
    base, at = work / "base", first
    name, stays = kind.rstrip("+"), kind.endswith("+")
    while True:
        data = work / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(base, data)

        def arm(at: int = at, data: Path = data) -> None:
            SHIM.fault_arm(str(data).encode(), ctypes.c_long(at), name.encode(), int(stays))

        said, status, reached = in_child(scenario, Paths(data), arm, at)
        if not reached:
            return
        crashed = os.waitstatus_to_exitcode(status) == CRASHED
        verdict = "CRASH" if crashed else judged(scenario, Paths(data), said)
        print(json.dumps({"kind": kind, "at": at, "verdict": verdict, "said": said}), flush=True)
        at += step


def in_child(scenario: Scenario, paths: Paths, arm: Callable[[], None], at: int) -> tuple[list[str], int, bool]:
    """What the program said before it ended or was killed, how it ended, and whether it came as far as call ``at``."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        try:
            scenario.play(paths, arm)
            os.write(1, f"COUNT {SHIM.fault_count()}\n".encode())
        except BaseException:  # noqa: BLE001 - nothing of the child may run the parent's code
            traceback.print_exc()
            os._exit(CRASHED)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "r", encoding="utf-8") as pipe:
        lines = pipe.read().splitlines()
    _, status = os.waitpid(child, 0)
    counts = [int(line.split()[1]) for line in lines if line.startswith("COUNT")]
    said = [line.removeprefix("ACK ") for line in lines if line.startswith("ACK ")]
    return said, status, not counts or counts[0] >= at


def judged(scenario: Scenario, paths: Paths, said: list[str]) -> str:
    """The judge's verdict; an exception while judging means that the program itself could not open what is there."""
    try:
        return scenario.judge(paths, said)
    except Exception as error:  # noqa: BLE001 - every reason is a loss
        traceback.print_exc()
        return f"UNREADABLE {type(error).__name__}"


def record(name: str, work: Path) -> None:
    """Play once, whole; keep the folder of the start and the calls."""
    scenario, data = SCENARIOS[name], work / "data"
    scenario.prepare(Paths(data))

    def arm() -> None:
        shutil.copytree(data, work / "start")
        SHIM.record_arm(str(data).encode(), str(work / "calls").encode())

    scenario.play(Paths(data), arm)


if __name__ == "__main__":
    command, name, folder, *rest = sys.argv[1:]
    if command == "record":
        record(name, Path(folder))
    else:
        kinds, first, step = rest
        SCENARIOS[name].prepare(Paths(Path(folder) / "base"))
        for kind in kinds.split(","):
            fault(SCENARIOS[name], Path(folder), kind, int(first), int(step))
