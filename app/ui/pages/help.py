# SPDX-License-Identifier: EUPL-1.2
"""Help: the manual behind F1: contents and search at the left, one short page at the right (R12, R28)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.manual import Manual
from app.domain.manual_search import search
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import Button
from app.ui.widgets.field import Field
from app.ui.widgets.help_contents import HelpContents
from app.ui.widgets.help_hits import HelpHits
from app.ui.widgets.help_text import HelpText
from app.ui.widgets.page import Page

NARROW = 760
"""Width below which the contents stand below the page that is read."""
LEFT, QWIDGETSIZE_MAX = 340, 16_777_215
OFFERED = 3
"""How many pages are offered when nothing is found."""


class HelpPage(Page):
    """``about_requested``: the page about the program. What was on screen before stays as it was."""

    about_requested = Signal()

    def __init__(self, manual: Manual, picture: Callable[[str], Path]) -> None:
        super().__init__("help_page", self.tr("Hulp"), width="pair", dense=True)
        self.manual = manual
        self._warning: Callable[[], str] | None = None
        self._shown = ""
        self.search = Field("help_search", self.tr("&Zoek in de hulp"))
        self.search.input.installEventFilter(self)
        self.search.edited.connect(self._search)
        self.contents, self.text, self.hits = HelpContents(manual.groups()), HelpText(picture), HelpHits()
        self.contents.chosen.connect(self.show_topic)
        self.text.chosen.connect(self._follow)
        self.hits.chosen.connect(self._follow)
        self.hits.left.connect(self.search.input.setFocus)
        self.hits.hide()
        self._halves = _Halves(self._left(), self._right())
        self._halves.turned.connect(self._order)
        self.body.addWidget(self.search)
        self.body.addWidget(self._halves)
        self.about = Button(
            self.tr("Over Doorverwijzing"), "help_about", kind="quiet", clicked=self.about_requested.emit
        )
        self.back = Button(self.tr("&Terug"), "help_back", kind="primary", clicked=self.back_requested.emit)
        self.set_footer((self.about,), (self.back,))
        self.first_focus = self.search.input

    @property
    def shown(self) -> str:
        """Which page of the manual is shown."""
        return self._shown

    def open_at(self, topic_id: str, warning: Callable[[], str] | None = None) -> None:
        """Begin at this page; ``warning`` is what the page below says before the lock."""
        self._warning = warning
        self.search.set_text("")
        self.show_topic(topic_id)

    def show_topic(self, topic_id: str) -> None:
        """One page of the manual."""
        topic = self.manual.topic(topic_id)
        self._shown = topic_id
        self.text.show_topic(topic, {other: self.manual.topic(other).title for other in topic.see_also})
        self.contents.show_topic(topic_id)
        self.hits.hide()
        self.text.show()
        self._order()
        self.area.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Say which page came, too."""
        super().begin()
        accessibility.announce(self, f"{self.title.text()}: {self.text.accessibleName()}")

    def idle_warning(self) -> str:
        """The page below tells what a lock costs."""
        return self._warning() if self._warning is not None else super().idle_warning()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the work."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search box: down to what was found, Enter opens the first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.hits.isHidden():
            if event.key() == Qt.Key.Key_Down:
                self.hits.focus_first()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._follow(self.hits.first)
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self.hits.hide()
            self.text.show()
            return
        self.hits.show_hits(search(self.manual, typed), self.manual.topics[:OFFERED])
        self.text.hide()
        self.hits.show()
        self._order()
        self.area.verticalScrollBar().setValue(0)

    def _follow(self, topic_id: str) -> None:
        """Go to a page and read on there."""
        if topic_id:
            self.show_topic(topic_id)
            self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _order(self) -> None:
        """Tab goes as the eye does: links are made anew with each page, and the halves change places."""
        read: list[QWidget] = [*self.hits.links, self.text, *self.text.links]
        halves = [self.contents, *read] if self._halves.is_wide else [*read, self.contents]
        chain: list[QWidget] = [self.search.input, *halves, self.about, self.back]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _left(self) -> QWidget:
        side = QWidget()
        side.setMaximumWidth(LEFT)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.contents)
        column.addStretch(1)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hits)
        column.addWidget(self.text)
        column.addStretch(1)
        return side


class _Halves(QWidget):
    """Contents beside the page, or below it where there is no room for that."""

    turned = Signal()

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SPACE["xl"])
        self.is_wide = True
        self._left = left
        self._row.addWidget(left, 3)
        self._row.addWidget(right, 7)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side when both can be read."""
        super().resizeEvent(event)
        wide = event.size().width() >= NARROW
        if wide is not self.is_wide:
            self.is_wide = wide
            row, column = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
            self._row.setDirection(row if wide else column)
            self._left.setMaximumWidth(LEFT if wide else QWIDGETSIZE_MAX)
            self.turned.emit()
