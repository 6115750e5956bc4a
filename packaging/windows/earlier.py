#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Make both Windows packages of an earlier version, to try upgrades: python3 packaging/windows/earlier.py build/before

It differs in more than its number: it has a folder that the new version lacks, and another text in a file of both.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from build import Order, build_folder, build_msi, build_setup, provide_tools

VERSION = "0.0.9"
VANISHED = "lib/vanished/module.pyc"
CHANGED = "LICENSE.txt"


def main(arguments: Sequence[str]) -> int:
    """Build them; 2 for a wrong call."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    order = Order(VERSION, Path(arguments[0]).absolute(), None, "")
    order.out.mkdir(parents=True, exist_ok=True)
    provide_tools()
    folder = build_folder(order)
    (folder / VANISHED).parent.mkdir()
    (folder / VANISHED).write_bytes(b"no later version has it")
    with (folder / CHANGED).open("a", encoding="utf-8") as text:
        text.write("of an earlier version\n")
    build_setup(order)
    build_msi(order)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
