# SPDX-License-Identifier: EUPL-1.2
"""A program that leaks on purpose, in the way it is told: the search for secrets must find every one of these."""

from __future__ import annotations

import base64
import mmap
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def into_a_file(secret: str, folder: Path) -> None:
    """A temporary file that is gone again."""
    path = folder / "temporary"
    path.write_text(secret, "utf-8")
    path.unlink()


def into_a_nameless_file(secret: str, folder: Path) -> None:
    """As Windows programs and Qt hold text."""
    number = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    os.write(number, secret.encode("utf-16-le"))
    os.close(number)


def through_memory(secret: str, folder: Path) -> None:
    """No call sees these bytes; only the file does."""
    raw = secret.encode()
    number = os.open(folder / "mapped", os.O_CREAT | os.O_RDWR)
    os.ftruncate(number, 4096)
    with mmap.mmap(number, 4096) as mapped:
        mapped[100 : 100 + len(raw)] = raw
    os.close(number)


def as_base64(secret: str, folder: Path) -> None:
    """As in a mail."""
    (folder / "draft.eml").write_bytes(base64.b64encode(b"x" + secret.encode()))


def as_hex(secret: str, folder: Path) -> None:
    """As a database prints a blob."""
    (folder / "dump.sql").write_text(f"X'{secret.encode().hex().upper()}'")


def into_a_socket(secret: str, folder: Path) -> None:
    """To another process."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.send(secret.encode())


def over_the_network(secret: str, folder: Path) -> None:
    """To another computer, had there been one."""
    with socket.socket() as out:
        out.connect_ex(("127.0.0.1", 9))


def as_an_argument(secret: str, folder: Path) -> None:
    """Everybody on the computer can read these."""
    subprocess.run(["true", secret], check=True)


def onto_the_terminal(secret: str, folder: Path) -> None:
    """As a traceback does."""
    print(f"ValueError: {secret}", file=sys.stderr)


def as_a_pdf(secret: str, folder: Path) -> None:
    """Compressed, so that no search finds the words."""
    (folder / "preview.pdf").write_bytes(b"%PDF-1.7\n" + bytes(reversed(secret.encode())))


LEAKS: dict[str, Callable[[str, Path], None]] = {
    leak.__name__: leak
    for leak in (
        into_a_file,
        into_a_nameless_file,
        through_memory,
        as_base64,
        as_hex,
        into_a_socket,
        over_the_network,
        as_an_argument,
        onto_the_terminal,
        as_a_pdf,
    )
}

if __name__ == "__main__":
    LEAKS[sys.argv[1]](os.environ["SECRET"], Path(sys.argv[2]))
