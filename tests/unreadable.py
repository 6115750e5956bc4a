# SPDX-License-Identifier: EUPL-1.2
"""Files that a command of the program cannot read, and that it says so in one line."""

from __future__ import annotations

from pathlib import Path

import pytest


def lay(path: Path, content: bytes | str | None) -> Path:
    """These bytes; a folder for any word; nothing at all for None."""
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    return path


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line in which it was refused; nothing was answered."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err
