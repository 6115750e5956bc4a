# SPDX-License-Identifier: EUPL-1.2
"""The only file that names icon files: our own drawings, coloured as they are asked for."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap

from app.paths import resource


class Icon(StrEnum):
    """Each drawing of ``resources/icons``; the value is the file name without ``.svg``."""

    APP = "app"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"
    CLOSE = "close"
    LOCK = "lock"
    BACK = "back"
    NEW = "new"
    PHONE = "phone"
    MAIL = "mail"
    COPY = "copy"
    FOLDER = "folder"
    PRINT = "print"
    EYE = "eye"
    SHIELD = "shield"


def pixmap(which: Icon, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing at ``size`` pixels, sharp for this device pixel ratio, its ``currentColor`` set to ``colour``."""
    text = resource("icons", f"{which}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    side = round(size * ratio)
    sized = text.replace('width="24" height="24"', f'width="{side}" height="{side}"', 1)
    picture = QPixmap.fromImage(QImage.fromData(sized.encode("utf-8")))
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(which: Icon, colour: str) -> QIcon:
    """The drawing as an icon for buttons and menus, at one and two times its size."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(which, colour, 20, ratio))
    return made


def app_icon() -> QIcon:
    """The program's own mark, drawn by the icon plugin when a window asks for it."""
    return QIcon(str(resource("icons", f"{Icon.APP}.svg")))


ICON_SIZE = QSize(20, 20)
