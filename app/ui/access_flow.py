# SPDX-License-Identifier: EUPL-1.2
"""AccessFlow: choose whose data are asked for, show what is here, and forget it when the page is left (GDPR 15)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.ui.pages.access import AccessPage
from app.ui.stage import Stage
from app.workflow.access import AccessView, Held


class AccessFlow(QObject):
    """Reads and shows; ``overview_requested`` when the page is left."""

    overview_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("access_flow")
        self._stage, self._verbs = stage, stage.workflow.access
        self._is_shown = False
        stage.window.add_page("access", self._make_page)
        stage.window.page_shown.connect(self._left)

    def ask(self) -> None:
        """From the menu."""
        self._stage.vault_lane.run(self._verbs.held, done=self._show_choice)

    @property
    def _page(self) -> AccessPage:
        return self._stage.page(AccessPage, "access")

    def _show_choice(self, held: tuple[Held, ...]) -> None:
        self._page.show_choice(held)
        self._go()

    def _show(self, reference: str) -> None:
        self._stage.vault_lane.run(self._verbs.show, reference, done=self._shown, failed=self._page.refused)

    def _shown(self, view: AccessView) -> None:
        self._page.show_view(view)
        self._go()

    def _go(self) -> None:
        self._is_shown = True
        self._stage.window.show_page("access")

    def _left(self, name: str) -> None:
        if self._is_shown and name != "access":
            self._is_shown = False
            self._page.forget()

    def _make_page(self) -> AccessPage:
        page = AccessPage()
        page.show_requested.connect(self._show)
        page.other_requested.connect(self.ask)
        page.back_requested.connect(self.overview_requested)
        return page
