# SPDX-License-Identifier: EUPL-1.2
"""HelpText: one page of the manual, built from plain labels; it takes the focus, so that it is read out as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.domain.manual import HEADING, POINTS, STEPS, Block, Topic
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import LinkLine
from app.ui.widgets.containers import Card
from app.ui.widgets.field import restyle
from app.ui.widgets.page import clear
from app.ui.widgets.picture import Picture
from app.ui.widgets.plain_label import PlainLabel


class HelpText(Card):
    """``chosen`` carries another page, from *Zie ook*. Text comes from our own resources, and is plain all the same."""

    chosen = Signal(str)

    def __init__(self, picture: Callable[[str], Path]) -> None:
        super().__init__()
        self._picture = picture
        self.links: list[LinkLine] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        accessibility.name(self, "help_text", "")

    def show_topic(self, topic: Topic, titles: dict[str, str]) -> None:
        """Show one page; ``titles`` are those of the pages that it names."""
        clear(self.body)
        self.setAccessibleName(topic.title)
        self.setAccessibleDescription(" ".join(topic.lines))
        title = PlainLabel(topic.title, role="heading")
        title.setObjectName("help_title")
        self.add(title)
        for block in topic.blocks:
            self._add(block)
        if topic.picture and self._picture(topic.picture).is_file():
            self.add(Picture(self._picture(topic.picture), "help_picture", topic.picture_shows))
        if titles:
            self.add(PlainLabel(self.tr("Zie ook"), role="label"))
        self.links = [self._link(topic_id, other) for topic_id, other in titles.items()]
        together = QVBoxLayout()
        together.setSpacing(0)
        for link in self.links:
            together.addWidget(link)
        self.body.addLayout(together)

    def _link(self, topic_id: str, title: str) -> LinkLine:
        return LinkLine(title, f"help_see_{topic_id}", clicked=lambda: self.chosen.emit(topic_id))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self._mark(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The focus went on."""
        super().focusOutEvent(event)
        self._mark(False)

    def _mark(self, focused: bool) -> None:
        self.setProperty("focused", focused)
        restyle(self)

    def _add(self, block: Block) -> None:
        if block.kind in (POINTS, STEPS):
            self.body.addLayout(_items(block))
        else:
            self.add(*(PlainLabel(line, role="label" if block.kind == HEADING else "body") for line in block.lines))


def _items(block: Block) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.SPACE["s"])
    grid.setVerticalSpacing(tokens.SPACE["xs"])
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(block.lines):
        mark = PlainLabel(f"{row + 1}." if block.kind == STEPS else "•", role="step", wrap=False)
        grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(line), row, 1)
    return grid
