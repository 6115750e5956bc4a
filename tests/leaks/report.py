# SPDX-License-Identifier: EUPL-1.2
"""Everything wrong with what a watched program left behind; an empty list is good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.leaks.needles import all_forms
from tests.leaks.trace import Trace

PICTURE_OF_THE_SCREEN = "/memfd:xorg"
"""The memory in which the display server gets the window as points of colour."""


def report(trace: Trace, secrets: Mapping[str, str], folders: Iterable[Path]) -> list[str]:
    """Calls that hand out a secret, files that hold one or might, and everything that looks like a network."""
    needles = all_forms(secrets)
    wrong = [f"{found.call} to {found.target}: {found.what}" for found in trace.secrets(needles)]
    wrong += [f"nameless: {line}" for line in trace.nameless if not _is_picture(line)]
    wrong += [f"connected to {kind}" for kind in sorted(trace.connections - {"AF_UNIX"})]
    wrong += [f"socket of {kind}" for kind in sorted(trace.sockets - {"AF_UNIX"})]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                wrong += [f"{path.name}: {what}" for form, what in needles.items() if form in data]
                wrong += [f"{path.name} is {kind}" for kind in _readable(path, data)]
    return wrong


def _readable(path: Path, data: bytes) -> Iterator[str]:
    """Kinds of files in which no search finds the words that a person would read."""
    if b"%PDF-" in data[:1024]:
        yield "a PDF"
    if data.startswith(b"SQLite format 3") and path.name != "vault.key":  # which holds wrapped keys and salts alone
        yield "a database without key"
    if data.startswith(b"7z\xbc\xaf") and b"\x06\xf1\x07\x01" not in data[-200:]:
        yield "an archive with readable names"


def _is_picture(line: str) -> bool:
    return "".join(f"\\x{byte:02x}" for byte in PICTURE_OF_THE_SCREEN.encode()) in line
