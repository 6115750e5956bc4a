# SPDX-License-Identifier: EUPL-1.2
"""Picture: a drawing of the program's own, as wide as there is room, with words for who does not see it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QSizePolicy

from app.ui import accessibility
from app.ui.widgets.plain_label import PlainLabel

SMALLEST = 160
"""Width below which nothing can be seen on it."""


class Picture(PlainLabel):
    """Never larger than its file, and always in its own proportions."""

    def __init__(self, file: Path, object_name: str, shows: str) -> None:
        super().__init__(role="picture")
        self._whole = QPixmap(str(file))
        accessibility.name(self, object_name, shows)
        self.setPixmap(self._whole)
        self.setScaledContents(True)
        self.setMaximumWidth(max(SMALLEST, self._whole.width()))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return self._whole.size()

    def minimumSizeHint(self) -> QSize:
        """In a narrow window it shrinks."""
        return QSize(SMALLEST, self.heightForWidth(SMALLEST))

    def hasHeightForWidth(self) -> bool:
        """Its height follows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In proportion."""
        return round(width * self._whole.height() / max(1, self._whole.width()))
