# SPDX-License-Identifier: EUPL-1.2
"""The only file that names icon files: our own drawings, coloured as they are asked for."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from app.paths import resource
from app.ui import tokens


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
    SAVE = "save"
    EDIT = "edit"
    CLOCK = "clock"
    BEGIN = "begin"


def pixmap(which: Icon, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing at ``size`` pixels, sharp for this device pixel ratio, its ``currentColor`` set to ``colour``."""
    text = resource("icons", f"{which}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    side = round(size * ratio)
    sized = re.sub(r'width="\d+" height="\d+"', f'width="{side}" height="{side}"', text, count=1)
    picture = QPixmap.fromImage(QImage.fromData(sized.encode("utf-8")))
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(which: Icon, colour: str, disabled: str) -> QIcon:
    """The drawing as an icon for a verb, in the colours of its words, with some room between it and them."""
    made = QIcon()
    side = tokens.ICON["verb"]
    for mode, used in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for ratio in (1.0, 2.0):
            room = QPixmap(round((side + tokens.SPACE["xs"]) * ratio), round(side * ratio))
            room.setDevicePixelRatio(ratio)
            room.fill(Qt.GlobalColor.transparent)
            painter = QPainter(room)
            painter.drawPixmap(0, 0, pixmap(which, used, side, ratio))
            painter.end()
            made.addPixmap(room, mode)
    return made


def app_icon() -> QIcon:
    """The program's own mark, drawn by the icon plugin when a window asks for it."""
    return QIcon(str(resource("icons", f"{Icon.APP}.svg")))
