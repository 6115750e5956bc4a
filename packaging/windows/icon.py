# SPDX-License-Identifier: EUPL-1.2
"""Draw resources/icons/app.svg into a Windows icon of several sizes; run by the environment that has Qt.

python packaging/windows/icon.py TARGET.ico
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: what Windows asks for at 100, 125, 150 and 200 %, and for large tiles."""

DRAWING = Path(__file__).resolve().parents[2] / "resources" / "icons" / "app.svg"


def png(drawing: Path, size: int) -> bytes:
    """The drawing as a PNG of ``size`` by ``size`` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stub wants bytes, Qt refuses them
        raise OSError(f"{drawing} could not be drawn")
    return bytes(buffer.data().data())


def icon(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """An ICO file of (size, PNG) pairs: a head, an entry of 16 bytes for each, then the pictures."""
    offset = 6 + 16 * len(pictures)
    entries, data = b"", b""
    for size, picture in pictures:
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset + len(data))
        data += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + data


def main(arguments: Sequence[str]) -> None:
    """Write the icon."""
    application = QGuiApplication(list(arguments[:1]))
    Path(arguments[1]).write_bytes(icon([(size, png(DRAWING, size)) for size in SIZES]))
    del application


if __name__ == "__main__":
    main(sys.argv)
