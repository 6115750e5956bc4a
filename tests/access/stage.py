# SPDX-License-Identifier: EUPL-1.2
"""Every page of the gallery in the window, whole and in front, to be measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui.application import Look
from app.ui.main_window import MainWindow
from app.ui.widgets.page import Page
from tests.ui.gallery import pages

PAGES = pages()
WHOLE = (1366, 2000)
"""The usual width, and so high that nothing has to be scrolled into sight."""


@dataclass(frozen=True)
class Shown:
    """One page in its window."""

    name: str
    window: MainWindow
    page: Page

    def place(self, widget: QWidget) -> QRect:
        """What can be seen of a widget, in the pixels of the window."""
        seen = widget.visibleRegion().boundingRect()
        return QRect(widget.mapTo(self.window, seen.topLeft()), seen.size())

    def within(self, widget: QWidget, part: QRect) -> QRect:
        """A part of a widget, as far as it can be seen, in the pixels of the window."""
        return part.translated(widget.mapTo(self.window, QPoint())).intersected(self.place(widget))

    def widgets(self) -> Iterator[QWidget]:
        """Everything in sight, the window's own parts too."""
        return (w for w in self.window.findChildren(QWidget) if w.isVisible() and not w.visibleRegion().isEmpty())


def show(qtbot: QtBot, look: Look, name: str, maker: Callable[[], Page] | None = None) -> Shown:
    """This page, in front and with the keyboard."""
    window = MainWindow((), lambda: look.colours)
    qtbot.addWidget(window)
    window.menu.set_open(True)
    window.resize(*WHOLE)
    window.show()
    window.activateWindow()
    window.add_page(name, maker or PAGES[name])
    page = window.show_page(name)
    for _ in range(4):
        QApplication.processEvents()
    return Shown(name, window, page)


def called(widget: QWidget) -> str:
    """How a widget is called in the message of a failed test."""
    text = str(getattr(widget, "text", str)())
    return widget.objectName() or f"{type(widget).__name__} {text[:40]!r}"


def is_view_part(widget: QWidget) -> bool:
    """The area inside a list, table or scroll area: its owner is measured instead."""
    return isinstance(widget.parent(), QAbstractItemView | QScrollArea)
