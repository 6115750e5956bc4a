# SPDX-License-Identifier: EUPL-1.2
"""Ways to spoil a draft on its way to the mail program; run as a script it spoils the draft among its arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

Spoil = Callable[[Path], None]


def one_changed_byte(draft: Path) -> None:
    """A letter of the encoded archive becomes the next one."""
    data = bytearray(draft.read_bytes())
    place = data.index(b"base64\r\n") + 400
    while not 97 <= data[place] <= 121:
        place += 1
    data[place] += 1
    draft.write_bytes(bytes(data))


def an_extra_cc(draft: Path) -> None:
    """Somebody else gets the mail too."""
    draft.write_bytes(draft.read_bytes().replace(b"To: ", b"Cc: x@example.org\r\nTo: ", 1))


def no_unsent_mark(draft: Path) -> None:
    """It is no draft any more, but a mail to read."""
    draft.write_bytes(draft.read_bytes().replace(b"X-Unsent: 1\r\n", b"", 1))


WAYS: dict[str, Spoil] = {way.__name__: way for way in (one_changed_byte, an_extra_cc, no_unsent_mark)}


def main(way: str, *arguments: str) -> None:
    """Spoil the draft that a mail program is about to open."""
    for argument in arguments:
        if argument.endswith(".eml"):
            WAYS[way](Path(argument))


if __name__ == "__main__":
    main(*sys.argv[1:])
