# SPDX-License-Identifier: EUPL-1.2
"""Watches a program and its children through strace: every byte they hand out, every file and socket they open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_CALLS = (
    "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,openat,open,creat,memfd_create,mmap,mremap,splice,"
    "sendfile,copy_file_range,vmsplice,rename,renameat,renameat2,linkat,symlinkat,execve,socket,connect,io_uring_setup,"
    "io_uring_enter,setxattr,fsetxattr,prctl"
)
_LINE = re.compile(rb"^(\d+) +(\w+)\(")
_BROKEN_OFF = b" <unfinished ...>\n"
_RESUMED = re.compile(rb"^(\d+) +<\.\.\. \w+ resumed>")
_HEX = re.compile(rb"\\x([0-9a-f]{2})")
_PATH = re.compile(rb"<((?:\\x[0-9a-f]{2})+)>")
_SOCKET = re.compile(rb"<[^<>]*?\[(\d+)[^\]]*\]>")
_OPENED = re.compile(rb"= \d+<((?:\\x[0-9a-f]{2})+)>")
_ACCESSIBILITY = b"/at-spi/bus"


def command(log: Path) -> list[str]:
    """What to put before a program to have it watched."""
    return ["strace", "-f", "-yy", "-xx", "-s", "200000", "-e", f"trace={_CALLS}", "-o", str(log)]


def _plain(text: bytes) -> bytes:
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), text)


@dataclass(frozen=True)
class Found:
    """A secret in a call: which call, to where, which secret in which form."""

    call: str
    target: str
    what: str


@dataclass(frozen=True)
class Trace:
    """What was watched. The bus of assistive technology gets what stands on screen, so it is looked at apart."""

    log: Path

    def _lines(self) -> Iterator[tuple[str, bytes]]:
        """Every call in one line; strace breaks a line off when another thread comes in between."""
        begun: dict[bytes, bytes] = {}
        with self.log.open("rb") as lines:
            for line in lines:
                whole = line
                if resumed := _RESUMED.match(line):
                    whole = begun.pop(resumed[1], b"") + line[resumed.end() :]
                if match := _LINE.match(whole):
                    if whole.endswith(_BROKEN_OFF):
                        begun[match[1]] = whole.removesuffix(_BROKEN_OFF)
                    else:
                        yield match[2].decode(), whole
        for rest in begun.values():  # a call that never came back, because the program was ended in it
            if match := _LINE.match(rest):
                yield match[2].decode(), rest

    @cached_property
    def _to_accessibility(self) -> frozenset[bytes]:
        """The sockets that were connected to that bus, by number."""
        found = set()
        for call, line in self._lines():
            if call == "connect" and _ACCESSIBILITY in _plain(line) and (socket := _SOCKET.search(line)):
                found.add(socket[1])
        return frozenset(found)

    def secrets(self, needles: Mapping[bytes, str], *, accessibility: bool = False) -> list[Found]:
        """Every call that hands out one of these; with ``accessibility`` only those to that bus, else all others."""
        wanted = [("".join(f"\\x{byte:02x}" for byte in form).encode(), what) for form, what in needles.items()]
        found = []
        for call, line in self._lines():
            for form, what in wanted:
                if form in line:
                    socket = _SOCKET.search(line.partition(b",")[0])
                    if (socket is not None and socket[1] in self._to_accessibility) == accessibility:
                        found.append(Found(call, self._target(line), what))
        return found

    def _target(self, line: bytes) -> str:
        path = _PATH.search(line)
        return _plain(path[1]).decode(errors="replace") if path else line[:60].decode(errors="replace")

    @cached_property
    def written(self) -> frozenset[Path]:
        """Every file that was opened to be written, also those that are gone by now."""
        found = set()
        for call, line in self._lines():
            to_write = call == "creat" or (call in ("open", "openat") and re.search(rb"O_WRONLY|O_RDWR|O_CREAT", line))
            if to_write and (opened := _OPENED.search(line)):
                found.add(Path(_plain(opened[1]).decode(errors="replace")))
        return frozenset(found)

    @cached_property
    def nameless(self) -> list[str]:
        """Files without a name, and files that are written by writing to memory: no search of folders sees them."""
        return [
            line.decode(errors="replace")[:200]
            for call, line in self._lines()
            if b"O_TMPFILE" in line
            or call.startswith("io_uring")
            or (call == "mmap" and b"MAP_SHARED" in line and b"PROT_WRITE" in line and b"MAP_ANONYMOUS" not in line)
        ]

    @cached_property
    def connections(self) -> frozenset[str]:
        """The kinds of all addresses that were connected to."""
        return frozenset(
            kind.decode()
            for call, line in self._lines()
            if call == "connect"
            for kind in re.findall(rb"sa_family=(\w+)", line)
        )

    @cached_property
    def sockets(self) -> frozenset[str]:
        """The kinds of all sockets that were made."""
        return frozenset(
            kind.decode()
            for call, line in self._lines()
            if call == "socket"
            for kind in re.findall(rb"socket\((\w+)", line)
        )

    @cached_property
    def started(self) -> list[list[str]]:
        """Every program that was started, with its arguments."""
        found = []
        for call, line in self._lines():
            if call == "execve" and line.rstrip().endswith(b"= 0"):
                arguments = line.partition(b"[")[2].partition(b"]")[0]
                found.append([_plain(text).decode(errors="replace") for text in re.findall(rb'"([^"]*)"', arguments)])
        return found
