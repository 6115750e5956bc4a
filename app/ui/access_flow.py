# SPDX-License-Identifier: EUPL-1.2
"""AccessFlow: choose whose data are asked for, show what is here, and forget it when the page is left (GDPR 15)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.ui.pages.access import AccessPage
from app.ui.pages.access_view import AccessViewPage
from app.ui.stage import Stage
from app.workflow.access import AccessView, Held


class AccessFlow(QObject):
    """Reads and shows; ``overview_requested`` when the pages are left."""

    overview_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("access_flow")
        self._stage, self._verbs = stage, stage.workflow.access
        self._shown = ""
        stage.window.add_page("access", self._make_choice)
        stage.window.add_page("access_view", self._make_view)
        stage.window.page_shown.connect(self._forget)

    def ask(self) -> None:
        """From the menu."""
        self._stage.vault_lane.run(self._verbs.held, done=self._show_choice)

    def _show_choice(self, held: tuple[Held, ...]) -> None:
        self._stage.page(AccessPage, "access").show_choice(held)
        self._go("access")

    def _show(self, reference: str) -> None:
        refused = self._stage.page(AccessPage, "access").refused
        self._stage.vault_lane.run(self._verbs.show, reference, done=self._show_view, failed=refused)

    def _show_view(self, view: AccessView) -> None:
        self._stage.page(AccessViewPage, "access_view").show_view(view)
        self._go("access_view")

    def _go(self, name: str) -> None:
        self._stage.window.show_page(name)  # what was shown before is forgotten by this
        self._shown = name

    def _forget(self, name: str) -> None:
        if self._shown in ("", name):
            return
        left, self._shown = self._shown, ""
        if left == "access":
            self._stage.page(AccessPage, left).forget()
        else:
            self._stage.page(AccessViewPage, left).forget()

    def _make_choice(self) -> AccessPage:
        page = AccessPage()
        page.show_requested.connect(self._show)
        page.back_requested.connect(self.overview_requested)
        return page

    def _make_view(self) -> AccessViewPage:
        page = AccessViewPage()
        page.other_requested.connect(self.ask)
        page.back_requested.connect(self.overview_requested)
        return page
