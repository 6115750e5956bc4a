# SPDX-License-Identifier: EUPL-1.2
"""Draws every page with fictional data into PNG files, to be looked at: `python -m tests.ui.gallery OUT [PAGE …]`.

Every page in light, dark and high contrast, at 100, 150 and 200 %, on a small and a large screen; ``--theme``,
``--scale`` and ``--size`` draw fewer. ``OUT/index.html`` shows all of them together. Each module of
``tests/ui/gallery_pages`` holds ``PAGES``: a name and a function that builds the page, ready to look at.
"""

from __future__ import annotations

import argparse
import html
import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.tokens import Colours
    from app.ui.widgets.page import Page

FOLDER = Path(__file__).parent / "gallery_pages"
THEMES = ("light", "dark", "contrast")
SCALES = ("1", "1.5", "2")
SIZES = ("1366x768", "1920x1080")


@dataclass(frozen=True)
class Way:
    """One way to look at all pages: colours, text scale, and the screen in its own pixels."""

    theme: str
    scale: str
    size: str

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.theme}-{round(float(self.scale) * 100)}-{self.size}"


def pages() -> dict[str, Callable[[], Page]]:
    """Every page state by name, in the order of the files."""
    found: dict[str, Callable[[], Page]] = {}
    for file in sorted(FOLDER.glob("*.py")):
        found |= importlib.import_module(f"tests.ui.gallery_pages.{file.stem}").PAGES
    return found


def colours(theme: str) -> Colours:
    """The colour scheme of a theme; high contrast as somebody may have chosen it in the system."""
    from app.ui import tokens
    from app.ui.application import from_system
    from tests.ui.contrast_theme import yellow_on_black

    if theme == "contrast":
        return from_system(yellow_on_black())
    return tokens.DARK if theme == "dark" else tokens.LIGHT


def draw(way: Way, out: Path, wanted: list[str]) -> None:
    """Draw the pages in this process, whose scale is set once and for all when Qt starts."""
    from app.ui.application import make_application
    from app.ui.main_window import MainWindow

    application, look = make_application(["gallery"])
    look.use(colours(way.theme))
    width, height = (round(int(side) / float(way.scale)) for side in way.size.split("x"))
    for name, maker in pages().items():
        if wanted and name not in wanted:
            continue
        window = MainWindow((), lambda: look.colours)
        window.menu.set_open(True)
        window.resize(width, height)
        window.show()
        window.add_page(name, maker)
        window.show_page(name)
        for _ in range(5):
            application.processEvents()
        window.grab().save(str(out / f"{name}.png"))
        window.hide()
        window.deleteLater()


def draw_apart(way: Way, out: Path, wanted: list[str]) -> None:
    """Draw the pages in a process of their own, at the scale of this way."""
    folder = out / way.name
    folder.mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=way.scale)
    one_way = ("--theme", way.theme, "--scale", way.scale, "--size", way.size, "--here")
    command = (sys.executable, "-m", "tests.ui.gallery", str(folder), *one_way, *wanted)
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)


def index(out: Path, ways: list[Way]) -> Iterator[str]:
    """One line per page state: all its pictures side by side."""
    yield "<!doctype html><meta charset=utf-8><title>Doorverwijzing</title>"
    yield "<style>body{font:14px sans-serif}img{width:24rem;border:1px solid #999;margin:4px}</style>"
    for name in sorted({picture.stem for way in ways for picture in (out / way.name).glob("*.png")}):
        yield f"<h2>{html.escape(name)}</h2>"
        for way in ways:
            file = f"{way.name}/{name}.png"
            yield f'<a href="{file}"><img src="{file}" title="{way.name}" loading=lazy></a>'


def main(arguments: list[str]) -> int:
    """Draw the pages that were asked for, or all, in the ways that were asked for, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    for option, choices in (("--theme", THEMES), ("--scale", SCALES), ("--size", SIZES)):
        parser.add_argument(
            option, default=",".join(choices), help=f"some of {', '.join(choices)}, with commas between"
        )
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("pages", nargs="*")
    given = parser.parse_intermixed_args(arguments)
    asked = (given.theme.split(","), given.scale.split(","), given.size.split(","))
    ways = [Way(theme, scale, size) for theme in asked[0] for scale in asked[1] for size in asked[2]]
    if given.here:
        draw(ways[0], given.out, given.pages)
        return 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        list(workers.map(lambda way: draw_apart(way, given.out, given.pages), ways))
    (given.out / "index.html").write_text("\n".join(index(given.out, ways)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
