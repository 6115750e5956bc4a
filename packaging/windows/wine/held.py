# SPDX-License-Identifier: EUPL-1.2
"""Run on the lane's Python: held.py FILE PROGRAM ARGUMENTS...  holds a file, shared with nobody, while a program runs.

Its exit code is the program's; 98 when the file cannot be held.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import Any

GENERIC_READ, OPEN_EXISTING, NOBODY_ELSE = 0x80000000, 3, 0


def main(arguments: list[str]) -> int:
    """Hold, run, let go."""
    kernel: Any = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - checked for types on Linux too
    kernel.CreateFileW.restype = ctypes.c_void_p
    held = kernel.CreateFileW(arguments[0], GENERIC_READ, NOBODY_ELSE, None, OPEN_EXISTING, 0, None)
    if held == ctypes.c_void_p(-1).value:
        return 98
    return subprocess.run(arguments[1:], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
