# SPDX-License-Identifier: EUPL-1.2
"""Draw the pictures of the help: pages of the gallery, always light, of one size and in few colours.

python packaging/help_pictures.py [FOLDER]     needs imagemagick; draws anew whatever the help names
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.content import manual  # noqa: E402 - the folder above is put in reach first
from app.paths import resource  # noqa: E402
from tests.ui import gallery  # noqa: E402
from tests.ui.gallery_pages.help import LARGEST_PICTURE, PICTURE_SIZE  # noqa: E402

COLOURS = (48, 32, 24, 16)
"""The pages are flat: as many as fit in the size that is allowed."""


def pressed(drawn: Path, kept: Path) -> int:
    """The drawing with few colours; its size in bytes."""
    small = ("png:compression-level=9", "png:compression-strategy=1")
    for colours in COLOURS:
        few = ["+dither", "-colors", str(colours), "-strip", *(part for one in small for part in ("-define", one))]
        subprocess.run(["convert", str(drawn), *few, f"PNG8:{kept}"], check=True)
        if kept.stat().st_size <= LARGEST_PICTURE:
            return kept.stat().st_size
    raise SystemExit(f"{kept.name} is too large")


def main(arguments: Sequence[str]) -> int:
    """The pictures into one folder; those that no page of the help names any more go."""
    target = Path(arguments[0]) if arguments else resource("help", "pictures")
    target.mkdir(parents=True, exist_ok=True)
    named = [topic.picture for topic in manual().topics if topic.picture]
    with tempfile.TemporaryDirectory() as folder:
        way = gallery.Way("light", "1", "x".join(map(str, PICTURE_SIZE)))
        gallery.draw_apart(way, Path(folder), named)
        for name in named:
            size = pressed(Path(folder) / way.name / f"{name}.png", target / f"{name}.png")
            print(f"{name}: {size} bytes")
    for file in target.glob("*.png"):
        if file.stem not in named:
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
