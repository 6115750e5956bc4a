# SPDX-License-Identifier: EUPL-1.2
"""RestoreFlow: from the menu or from a message about damage to a copy, and on to a locked process (P7, P19)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.ui.pages.restore import RestorePage
from app.ui.side_flow import SideFlow
from app.ui.stage import Stage


class RestoreFlow(QObject):
    """``restored``: the vault is closed and a copy lies in its place; only a fresh process may open it."""

    restored = Signal()

    def __init__(self, stage: Stage, side: SideFlow) -> None:
        super().__init__(stage.window)
        self.setObjectName("restore_flow")
        self._stage, self._side = stage, side
        stage.window.add_page("restore", self._make_page)
        stage.window.restore_requested.connect(self.open_after_damage)

    def open(self) -> None:
        """*Zet een kopie terug*, from the menu."""
        self._page().load()
        self._side.go_beside("restore")

    def open_after_damage(self) -> None:
        """The same, offered where damage was reported (security.md 8)."""
        self._stage.window.bar.clear()  # the page says it too
        self._page().load(damaged=True)
        self._side.go_beside("restore")

    def _page(self) -> RestorePage:
        return self._stage.page(RestorePage, "restore")

    def _make_page(self) -> RestorePage:
        page = RestorePage(self._stage.workflow.restore, self._stage.vault_lane, self._stage.clock)
        page.restore_requested.connect(self._restore)
        page.back_requested.connect(self._side.back_requested)
        return page

    def _restore(self, number: int) -> None:
        self._stage.window.save_all()  # what was typed belongs to the state that is kept
        self._stage.vault_lane.run(
            self._stage.workflow.restore.restore, number, done=lambda _: self.restored.emit(), failed=self._failed
        )

    def _failed(self, error: Exception) -> None:
        """While the vault is open nothing changed; once it is closed a fresh process looks at what lies there."""
        if self._stage.workflow.vault.is_open():
            self._page().try_again()
            self._page().fail(error)
        else:
            self.restored.emit()
