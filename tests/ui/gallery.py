# SPDX-License-Identifier: EUPL-1.2
"""Draws every page with fictional data into PNG files: `python -m tests.ui.gallery OUT [--scale 2] [--dark] [PAGE …]`.

Each module of ``tests/ui/gallery_pages`` holds ``PAGES``: a name and a function that builds the page, ready to look at.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent / "gallery_pages"
SCREEN = (1366, 768)


def main(arguments: list[str]) -> int:
    """Draw the pages that were asked for, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("pages", nargs="*")
    given = parser.parse_intermixed_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)
    given.out.mkdir(parents=True, exist_ok=True)

    from app.ui import tokens
    from app.ui.application import make_application
    from app.ui.main_window import MainWindow
    from app.ui.widgets.page import Page

    application, look = make_application(["gallery"])
    look.use(tokens.DARK if given.dark else tokens.LIGHT)
    makers: dict[str, Callable[[], Page]] = {}
    for file in sorted(FOLDER.glob("*.py")):
        makers |= importlib.import_module(f"tests.ui.gallery_pages.{file.stem}").PAGES
    for name, maker in makers.items():
        if given.pages and name not in given.pages:
            continue
        window = MainWindow((), lambda: look.colours)
        window.menu.set_open(True)
        window.resize(SCREEN[0] // given.scale, SCREEN[1] // given.scale)
        window.show()
        window.add_page(name, maker)
        window.show_page(name)
        for _ in range(5):
            application.processEvents()
        window.grab().save(str(given.out / f"{name}.png"))
        window.hide()
        window.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
