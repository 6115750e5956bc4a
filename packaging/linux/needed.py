# SPDX-License-Identifier: EUPL-1.2
"""Of the collected libraries, keep those that a module or plug-in of the program really loads."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence

Entry = tuple[str, str, str]
"""Place in the folder, file on this machine, PyInstaller's kind."""

_LIBRARY = re.compile(r"(^|/)lib[^/]*\.so[^/]*$")


def needed(entries: Sequence[Entry]) -> list[Entry]:
    """Modules and plug-ins, Python itself, and every library in the chain behind them.

    A library that came along for a plug-in that was left out (a desktop's theme, say) is left out too.
    """
    libraries = {entry[0].rpartition("/")[2]: entry for entry in entries if _is_library(entry)}
    kept = [entry for entry in entries if not _is_library(entry)]
    waiting = [entry[1] for entry in kept]
    wanted: set[str] = set()
    while waiting:
        for name in _loads(waiting.pop()):
            if name in libraries and name not in wanted:
                wanted.add(name)
                waiting.append(libraries[name][1])
    return [entry for entry in entries if not _is_library(entry) or entry[0].rpartition("/")[2] in wanted]


def _is_library(entry: Entry) -> bool:
    name = entry[0]
    is_plugin = "/plugins/" in name or "libpython" in name
    return bool(_LIBRARY.search(name)) and not is_plugin and entry[2] != "EXTENSION"


def _loads(file: str) -> list[str]:
    """Names in the NEEDED entries of an ELF file; none for another kind of file."""
    told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=False).stdout
    return re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE)
