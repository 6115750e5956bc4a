# SPDX-License-Identifier: EUPL-1.2
"""Texts in another language than Dutch: their font, their direction, and what a screen reader must know."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from app.domain.languages import LANGUAGES
from app.paths import resource

ARABIC = "Noto Sans Arabic"
_LOCALES = {"prs": "fa_AF", "ps": "ps_AF"}


def speaks(widget: QWidget, language: str) -> None:
    """This widget holds a text in this language: its locale tells screen readers, its font has the letters."""
    widget.setLocale(QLocale(_LOCALES.get(language, language)))
    if LANGUAGES[language].right_to_left:
        _load_arabic()
        widget.setProperty("script", "arabic")


def reads_from_its_side(widget: QWidget, language: str) -> None:
    """Lay a whole column out from the side on which this language begins."""
    from_right = LANGUAGES[language].right_to_left
    sides = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    widget.setLayoutDirection(sides[0] if from_right else sides[1])


def _load_arabic() -> None:
    """Not at the start, which few need it for; harmless when the font is there already."""
    if ARABIC not in QFontDatabase.families():
        for style in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(resource("fonts", f"NotoSansArabic-{style}.ttf")))
