# SPDX-License-Identifier: EUPL-1.2
"""HelpHits: the pages that a search found, each with its sentence; arrow keys go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.manual import Topic
from app.domain.manual_search import Hit
from app.ui import accessibility, tokens
from app.ui.widgets.buttons import LinkLine
from app.ui.widgets.containers import Card
from app.ui.widgets.page import clear
from app.ui.widgets.plain_label import PlainLabel

MOST = 8
"""Whoever finds more types another word."""


class HelpHits(Card):
    """``chosen`` carries the page; ``left`` comes when the arrow goes up from the first."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(spacing="s")
        accessibility.name(self, "help_hits", self.tr("Gevonden"))
        self.links: list[LinkLine] = []

    def show_hits(self, hits: Sequence[Hit], otherwise: Sequence[Topic]) -> None:
        """Show what was found, or where to begin when nothing was."""
        clear(self.body)
        self.links = []
        self.told = PlainLabel(self._count(len(hits)), role="heading")
        self.told.setObjectName("help_found")
        self.add(self.told)
        for hit in hits[:MOST]:
            self._add(hit.topic, hit.sentence)
        if not hits:
            self.add(
                PlainLabel(self.tr("Kijk na wat je typte, of zoek met één woord: wachtzin, bijlage, stoppen.")),
                PlainLabel(self.tr("Staat je vraag er niet bij? Vraag het aan je teamverantwoordelijke.")),
                PlainLabel(self.tr("Misschien helpt dit"), role="label"),
            )
            for topic in otherwise:
                self._add(topic, "")
        accessibility.announce(self, self.told.text())

    @property
    def first(self) -> str:
        """The page that Enter opens from the search box, or nothing."""
        return self.links[0].objectName().removeprefix("help_hit_") if self.links else ""

    def focus_first(self) -> None:
        """The arrow down leads here from the search box."""
        if self.links:
            self.links[0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows that a link did not use."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((n for n, link in enumerate(self.links) if link.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
        elif at + step < 0:
            self.left.emit()
        elif at + step < len(self.links):
            self.links[at + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _count(self, found: int) -> str:
        if found == 0:
            return self.tr("Niets gevonden")
        return self.tr("1 pagina gevonden") if found == 1 else self.tr("{n} pagina's gevonden").format(n=found)

    def _add(self, topic: Topic, sentence: str) -> None:
        link = HitLink(topic.title, f"help_hit_{topic.id}", clicked=lambda: self.chosen.emit(topic.id))
        link.setAccessibleDescription(sentence)
        self.links.append(link)
        hit = QVBoxLayout()
        hit.setSpacing(0)
        hit.addWidget(link)
        if sentence:
            said = PlainLabel(sentence, role="muted")
            said.setContentsMargins(tokens.SPACE["xs"], 0, 0, 0)
            hit.addWidget(said)
        self.body.addLayout(hit)


class HitLink(LinkLine):
    """Leaves the arrows to the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would go to any button beside it."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.ignore()
        else:
            super().keyPressEvent(event)
