# SPDX-License-Identifier: EUPL-1.2
"""Starts the real program in its own process and reports, at the first paint, what was loaded and started until then.

``python -m tests.speed.first_paint DATA_DIR [MODULE …]``: the named modules are loaded beforehand (the control).
"""

from __future__ import annotations

import importlib
import json
import os
import sys

EVENTS: list[str] = []
WATCHED = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "socket.connect", "socket.__new__")


def watch(event: str, _arguments: tuple[object, ...]) -> None:
    """Audit hook: remembers the names of processes started and sockets made, nothing else."""
    if event in WATCHED:
        EVENTS.append(event)


def report() -> None:
    """Write what was loaded as one line, and end without cleaning up."""
    print(json.dumps({"modules": sorted(sys.modules), "events": EVENTS}), flush=True)
    os._exit(0)


def main(folder: str, extra: list[str]) -> int:
    """Run the program until its window paints."""
    sys.addaudithook(watch)
    for name in extra:
        importlib.import_module(name)
    from app.main import main as program
    from app.ui.main_window import MainWindow

    MainWindow.paintEvent = lambda _window, _event: report()  # type: ignore[method-assign]
    sys.argv = ["doorverwijzing"]
    return program(["--data-dir", folder])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
