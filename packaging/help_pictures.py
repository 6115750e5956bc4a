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

SIZE = (1000, 640)
"""Wide enough that a page looks as on a laptop, and small enough to be read when it is shown beside the contents."""
COLOURS = 48
LARGEST = 40_000
"""Bytes of one picture: they go along in every installation."""


def main(arguments: Sequence[str]) -> int:
    """The pictures into one folder; those that no page of the help names any more go."""
    target = Path(arguments[0]) if arguments else resource("help", "pictures")
    target.mkdir(parents=True, exist_ok=True)
    named = [topic.picture for topic in manual().topics if topic.picture]
    with tempfile.TemporaryDirectory() as folder:
        gallery.SCREEN = SIZE
        gallery.main([folder, *named])
        for name in named:
            drawn, kept = Path(folder) / f"{name}.png", target / f"{name}.png"
            few = ["+dither", "-colors", str(COLOURS), "-strip", "-define", "png:compression-level=9"]
            subprocess.run(["convert", str(drawn), *few, f"PNG8:{kept}"], check=True)
            size = kept.stat().st_size
            print(f"{kept.name}: {size} bytes")
            if size > LARGEST:
                raise SystemExit(f"{kept.name} is too large")
    for file in target.glob("*.png"):
        if file.stem not in named:
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
