# SPDX-License-Identifier: EUPL-1.2
"""Where this computer gets Debian from: the folder of the lane is filled from there too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_ONE_LINE = re.compile(r"^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s", re.MULTILINE)
_FIELD = re.compile(r"^(URIs|Suites|Types):[ \t]*(.+)$", re.MULTILINE)
_CODENAME = re.compile(r"^VERSION_CODENAME=(\S+)$", re.MULTILINE)


def debian_mirror(etc: Path = Path("/etc")) -> str:
    """The address of this release in apt's own lists, or the empty string: mmdebstrap then takes its own."""
    release = _CODENAME.search((etc / "os-release").read_text("utf-8"))
    lists = etc / "apt"
    files = [lists / "sources.list", *sorted((lists / "sources.list.d").glob("*"))]
    for file in files:
        if release is None or not file.is_file():
            continue
        for address, suites in _entries(file.read_text("utf-8")):
            if release[1] in suites:
                return address
    return ""


def _entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """Address and suites, in both forms that apt reads."""
    for address, suite in _ONE_LINE.findall(text):
        yield address, [suite]
    for block in re.split(r"\n\s*\n", text):
        fields = dict(_FIELD.findall(block))
        if "deb" in fields.get("Types", "").split() and "URIs" in fields:
            yield fields["URIs"].split()[0], fields.get("Suites", "").split()
