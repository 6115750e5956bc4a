# SPDX-License-Identifier: EUPL-1.2
"""HelpFlow: F1 opens the page of the manual that belongs to the screen, and leads back to exactly that screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.ui import texts
from app.ui.pages.handover import HandoverPage
from app.ui.pages.help import HelpPage
from app.ui.stage import Stage

HELP = "help"


class HelpFlow(QObject):
    """The page from which help was asked is left alone: what is typed or ticked stays, and a phrase hides itself."""

    about_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("help_flow")
        self._stage = stage
        self._from = ""
        self._scrolled = 0
        self._focused: QWidget | None = None
        stage.window.add_page(HELP, self._make_page)
        stage.window.page_shown.connect(self._remember)

    def open(self) -> None:
        """What belongs to the screen; again on the help itself, to search."""
        current = self._stage.window.current
        if isinstance(current, HelpPage):
            current.begin()
        else:
            self._show("")

    def topic(self, topic_id: str) -> None:
        """One page of the manual, asked for by a link."""
        self._show(topic_id)

    def screen(self) -> str:
        """What the screen is called in the manual: the hand-over by the step that is to be done."""
        current = self._stage.window.current
        return f"{self._from}_{current.present_step}" if isinstance(current, HandoverPage) else self._from

    def _show(self, topic_id: str) -> None:
        window = self._stage.window
        below, focused = window.current, window.focusWidget()
        try:
            page = self._stage.page(HelpPage, HELP)
        except AppError as error:
            self._stage.say("error", texts.sentence(error))
            return
        self._focused = focused
        self._scrolled = below.area.verticalScrollBar().value() if below is not None else 0
        page.open_at(
            topic_id or page.manual.for_screen(self.screen()).id, below.idle_warning if below is not None else None
        )
        window.show_page(HELP)

    def _back(self) -> None:
        page = self._stage.window.show_page(self._from)
        page.area.verticalScrollBar().setValue(self._scrolled)
        focused, self._focused = self._focused, None
        for widget in page.findChildren(QWidget):
            if widget is focused and widget.isVisible() and widget.isEnabled():
                widget.setFocus()

    def _remember(self, name: str) -> None:
        if name != HELP:
            self._from = name

    def _make_page(self) -> HelpPage:
        verbs = self._stage.workflow.manual
        page = HelpPage(verbs.manual(), verbs.picture)
        page.about_requested.connect(self.about_requested)
        page.back_requested.connect(self._back)
        return page
