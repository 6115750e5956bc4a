# SPDX-License-Identifier: EUPL-1.2
"""Rotating log of codes and counts, never text; error_code(exception)."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import time
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAME = "doorverwijzing"
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.:@<>-]{0,119}")
_SIZE, _KEPT = 256 * 1024, 3


class _QuietHandler(RotatingFileHandler):
    """A log that cannot be written (full disk, held file) never disturbs the program nor prints anything."""

    def _open(self) -> TextIOWrapper:
        """For this user alone, whatever the session gives new files."""
        return open(self.baseFilename, "a", encoding="utf-8", opener=_open_private)

    def handleError(self, record: logging.LogRecord) -> None:
        """Leave the line out."""


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def open_log(folder: Path) -> None:
    """Write from now on to ``log.txt`` in this folder; an earlier log of this process is closed first."""
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_log()
    handler = _QuietHandler(folder / "log.txt", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True)
    formatter = logging.Formatter("%(asctime)sZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger = logging.getLogger(_NAME)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)


def close_log() -> None:
    """Close the file; events are dropped until the next ``open_log``."""
    logger = logging.getLogger(_NAME)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def event(code: str, **counts: int) -> None:
    """One line: a code of ours and numbers. Anything that is not shaped like a code is not written."""
    logger = logging.getLogger(_NAME)
    if not logger.handlers:
        return
    safe = code if _CODE.fullmatch(code) else "code_refused"
    numbers = "".join(f" {name}={int(value)}" for name, value in counts.items())
    logger.info("%s%s", safe, numbers)


def error_code(exception: BaseException) -> str:
    """The stable code of an expected error; else its type and where in our code it rose, never its message.

    A message may quote what was typed, so neither it nor local variables are ever read.
    """
    code = getattr(type(exception), "code", None)  # of the class: SystemExit.code of an instance may hold text
    if isinstance(code, str):
        return code
    frames = [
        (frame.f_globals.get("__name__", "unknown"), line) for frame, line in traceback.walk_tb(exception.__traceback__)
    ]
    ours = [place for place in frames if str(place[0]).startswith("app.")]
    module, line = (ours or frames or [("unknown", 0)])[-1]
    return f"{type(exception).__name__}@{module}:{line}"
