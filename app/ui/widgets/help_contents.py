# SPDX-License-Identifier: EUPL-1.2
"""HelpContents: the contents of the manual in groups; one group is open, so that the list stays short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem

from app.domain.manual import Topic
from app.ui import accessibility

ID = Qt.ItemDataRole.UserRole


class HelpContents(QTreeWidget):
    """``chosen`` carries the page that was chosen, with a key or a click."""

    chosen = Signal(str)

    def __init__(self, groups: Mapping[str, Sequence[Topic]]) -> None:
        super().__init__()
        accessibility.name(self, "help_contents", self.tr("Inhoud van de hulp"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setRootIsDecorated(True)
        self.setIndentation(14)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._items: dict[str, QTreeWidgetItem] = {}
        for name, topics in groups.items():
            group = QTreeWidgetItem(self, [name])
            font = self.font()
            font.setBold(True)
            group.setFont(0, font)
            for topic in topics:
                item = QTreeWidgetItem(group, [topic.title])
                item.setData(0, ID, topic.id)
                self._items[topic.id] = item
        self.currentItemChanged.connect(self._went)
        self.itemClicked.connect(self._clicked)
        self.itemExpanded.connect(self._opened)
        self.itemCollapsed.connect(lambda _item: self.updateGeometry())

    def show_topic(self, topic_id: str) -> None:
        """Mark the page that is shown; ``chosen`` is not told."""
        blocker = QSignalBlocker(self)
        item = self._items[topic_id]
        self.setCurrentItem(item)
        group = item.parent()
        if group is not None:
            self._open(group)
        blocker.unblock()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All rows that are open."""
        height = 2 * self.frameWidth() + 6
        item = self.topLevelItem(0)
        while item is not None:
            height += self.visualItemRect(item).height()
            item = self.itemBelow(item)
        return QSize(300, height)

    def minimumSizeHint(self) -> QSize:
        """Its rows wrap."""
        return QSize(200, self.sizeHint().height())

    def _went(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        if item.parent() is None:
            item.setExpanded(True)
        else:
            self.chosen.emit(item.data(0, ID))

    def _clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        """A click on a group opens it; a click on the page that is marked shows it again, after a search."""
        if item.parent() is None:
            item.setExpanded(True)
        else:
            self.chosen.emit(item.data(0, ID))

    def _opened(self, opened: QTreeWidgetItem) -> None:
        self._open(opened)
        self.updateGeometry()

    def _open(self, group: QTreeWidgetItem) -> None:
        for n in range(self.topLevelItemCount()):
            one = self.topLevelItem(n)
            if one is not None and one.isExpanded() != (one is group):
                one.setExpanded(one is group)
