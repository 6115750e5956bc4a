# SPDX-License-Identifier: EUPL-1.2
"""Reads the memory of another process and counts copies of texts in it, in both encodings that Qt and Python use."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

_STEP = 16 * 1024 * 1024


def copies(pid: int, texts: Iterable[str]) -> int:
    """How often these texts stand in everything this process can read; needs the right to trace it."""
    wanted = [text.encode(encoding) for text, encoding in itertools.product(texts, ("utf-8", "utf-16-le"))]
    longest = max(map(len, wanted))
    return sum(
        chunk.count(text, 0 if fresh else longest - len(text) + 1)
        for fresh, chunk in _chunks(pid, longest)
        for text in wanted
    )


def _chunks(pid: int, overlap: int) -> Iterator[tuple[bool, bytes]]:
    """The memory in pieces that overlap by one text; says whether a piece begins a new area."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end in _areas(pid):
            tail = b""
            for place in range(start, end, _STEP):
                try:
                    memory.seek(place)
                    read = memory.read(min(_STEP, end - place))
                except (OSError, OverflowError):
                    break  # a page that nobody may read
                yield place == start, tail + read
                tail = read[-overlap:]


def _areas(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_ = line.split()
        if "r" in rights and "[v" not in line:  # not the kernel's own pages
            start, end = (int(number, 16) for number in span.split("-"))
            yield start, end
