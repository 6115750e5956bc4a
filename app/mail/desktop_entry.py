# SPDX-License-Identifier: EUPL-1.2
"""The Exec line of a desktop file → a command, with or without a file in the place of its field code."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

_FILE_CODES = ("%u", "%U", "%f", "%F")
_FORWARDING = ("@@u", "@@")


def command_of(entry: Mapping[str, str], target: Path | None = None) -> list[str]:
    """The command of this desktop file; empty when the line cannot be read.

    A flatpak line encloses its file in ``@@u … @@`` and forwards only what is written as a URI there.
    """
    try:
        words = shlex.split(entry.get("Exec", ""))
    except ValueError:
        return []
    command: list[str] = []
    placed = target is None
    for position, word in enumerate(words):
        if word in _FILE_CODES:
            as_uri = position > 0 and words[position - 1] == "@@u"
            if target is not None:
                command.append(target.as_uri() if as_uri else str(target))
                placed = True
        elif target is None and word in _FORWARDING:
            continue
        else:
            command.extend(_expanded(word, entry))
    if command and target is not None and not placed:
        command.append(str(target))
    return command


def is_confined(entry: Mapping[str, str]) -> bool:
    """A snap, or a flatpak that does not forward files: it cannot read hidden folders nor our temporary folder."""
    line, path = entry.get("Exec", ""), entry.get("path", "")
    if "flatpak" in line:
        return "@@" not in line
    return "/snap/" in line or "/snapd/" in path or "X-SnapInstanceName" in entry


def _expanded(word: str, entry: Mapping[str, str]) -> list[str]:
    """One word with its other field codes filled in, as the desktop entry standard says."""
    if word == "%i":
        return ["--icon", entry["Icon"]] if "Icon" in entry else []
    for code, value in (("%c", entry.get("Name", "")), ("%k", entry.get("path", "")), ("%%", "%")):
        word = word.replace(code, value)
    return [word]
