# SPDX-License-Identifier: EUPL-1.2
"""Rebuilds, from a recording, the disk states that a power cut could leave behind, and has each judged.

The model: everything fsynced stays. Of the rest any subset of writes may be missing, whole or torn at 512 bytes; names
made, gone and changed survive in their order, up to some point. Without directory sync, fsync of a folder counts for
nothing, as on Windows.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.paths import Paths
from tests.faults.harness import Harness, Result, without_number
from tests.faults.player import judged
from tests.faults.scenarios import SCENARIOS

NAMES = "CUR"
SECTOR = 512


@dataclass(frozen=True)
class Call:
    """One recorded call; ``file`` is the file it really touched, whatever its name was by then."""

    op: str
    path: str
    other: str
    offset: int
    data: bytes
    file: str


class Disk:
    """Names and contents, apart: a power cut may keep one without the other."""

    def __init__(self, start: dict[str, bytes]) -> None:
        self.names = {path: path for path in start}
        self.contents = dict(start)

    def do(self, call: Call) -> None:
        """Let one call reach the disk."""
        old = self.contents.get(call.file, b"")
        if call.op == "C":
            self.names[call.path] = call.file
            self.contents.setdefault(call.file, b"")
        elif call.op == "U":
            self.names.pop(call.path, None)
        elif call.op == "R":
            self.names = renamed(self.names, call.path, call.other)
        elif call.op == "T":
            self.contents[call.file] = old[: call.offset].ljust(call.offset, b"\0")
        elif call.op == "W":
            padded = old.ljust(call.offset, b"\0")
            self.contents[call.file] = padded[: call.offset] + call.data + padded[call.offset + len(call.data) :]

    def put(self, folder: Path) -> None:
        """Write this disk into a real folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, file in self.names.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.contents.get(file, b""))


def renamed(names: dict[str, str], source: str, target: str) -> dict[str, str]:
    """The names after renaming a file, or a folder with all that is in it."""
    moved = {name: name.replace(source, target, 1) for name in names if name == source or name.startswith(source + "/")}
    return {moved.get(name, name): file for name, file in names.items() if name in moved or name not in moved.values()}


def read_calls(log: bytes, folder: str, start: dict[str, bytes]) -> list[Call]:
    """The recording, with paths relative to the folder and each call told which file it touched."""
    calls: list[Call] = []
    names, at, made = {path: path for path in start}, 0, 0
    while at < len(log):
        end = log.index(b"\n", at)
        op, path, other, offset, size = log[at:end].decode().split("\t")
        data = log[end + 1 : end + 1 + max(0, int(size))]
        at = end + 2 + len(data)
        path, other = (name.removeprefix(folder).lstrip("/") for name in (path, other))
        if op == "C":
            made += 1
            names[path] = f"{path}#{made}"
        file = names.get(path, f"folder {path}")
        if op == "U":
            names.pop(path, None)
        elif op == "R":
            names = renamed(names, path, other)
        calls.append(Call(op, path, other, int(offset), data, file))
    return calls


def is_durable(calls: list[Call], index: int, folder_sync: bool) -> bool:
    """Was this call followed by a flush that keeps it?"""
    call = calls[index]
    later = {other.file for other in calls[index + 1 :] if other.op == "S"}
    if call.op not in NAMES:
        return call.file in later
    folders = {f"folder {parent_of(name)}" for name in (call.path, call.other) if name != "-"}
    return (folder_sync and bool(folders & later)) or (call.op == "C" and call.file in later)


def parent_of(name: str) -> str:
    return name.rpartition("/")[0]


def after_cut(start: dict[str, bytes], calls: list[Call], chance: random.Random, folder_sync: bool) -> Disk:
    """One disk that a power cut after these calls could leave."""
    durable = [is_durable(calls, index, folder_sync) for index in range(len(calls))]
    of_names = [index for index, call in enumerate(calls) if call.op in NAMES]
    kept = max((index for index in of_names if durable[index]), default=-1)
    undecided = [index for index in of_names if index > kept]
    surviving = {index for index in of_names if index <= kept} | set(undecided[: chance.randint(0, len(undecided))])
    share = chance.choice([0, 0.5, 1, chance.random()])
    disk = Disk(start)
    for index, call in enumerate(calls):
        if call.op in NAMES:
            if index in surviving:
                disk.do(call)
        elif durable[index]:
            disk.do(call)
        elif chance.random() < share:
            for piece in torn(call, chance):
                disk.do(piece)
    return disk


def torn(call: Call, chance: random.Random) -> list[Call]:
    """The call, or for some writes only a part of its sectors."""
    if call.op != "W" or chance.random() >= 0.3:
        return [call]
    starts = range(0, len(call.data), SECTOR)
    return [
        Call("W", call.path, "-", call.offset + start, call.data[start : start + SECTOR], call.file)
        for start in starts
        if chance.random() < 0.5
    ]


def replay(harness: Harness, scenario: str, trials: int, *, folder_sync: bool = True) -> Result:
    """After every recorded call, so many random states; prints the counts."""
    started, log = harness.record(scenario)
    start = {str(path.relative_to(started)): path.read_bytes() for path in started.rglob("*") if path.is_file()}
    calls = read_calls(log.read_bytes(), str(started.with_name("data")), start)
    chance, verdicts, heard = random.Random(7), Counter[str](), Counter[tuple[str, str]]()
    for count in range(1, len(calls) + 1):
        done = calls[:count]
        said = [call.data.decode().strip().removeprefix("ACK ") for call in done if call.op == "A"]
        changing = [call for call in done if call.op != "A"]
        for _ in range(trials):
            work = harness.folder / "cut"
            after_cut(start, changing, chance, folder_sync).put(work)
            verdicts[judged(SCENARIOS[scenario], Paths(work), said)] += 1
        heard.update(("cut", without_number(line)) for line in said)
    result = Result(verdicts, heard)
    model = "with" if folder_sync else "without"
    print(f"{scenario}, power cut {model} directory sync: {len(calls)} calls, {result.count} states, {dict(verdicts)}")
    print(f"{scenario}: {result.count} power cuts tried, {result.lost} lost")
    return result
