# SPDX-License-Identifier: EUPL-1.2
"""Entrance: first start, unlocking and recovery, until the vault is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.errors import AppError, VaultIncomplete
from app.ui import texts
from app.ui.pages.first_start import FirstStartPage
from app.ui.pages.recovery import RecoveryPage
from app.ui.pages.unlock import UnlockPage
from app.ui.stage import Stage


class Entrance(QObject):
    """``opened`` comes once the vault is open and everything about it was told."""

    opened = Signal()
    card_requested = Signal()
    practice_requested = Signal()
    breach_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("entrance")
        self._stage = stage
        stage.window.add_page("first_start", self._make_first_start)
        stage.window.add_page("unlock", self._make_unlock)
        stage.window.add_page("recovery", self._make_recovery)

    def begin(self) -> None:
        """Show the page that fits what lies in the data folder."""
        presence = str(self._stage.workflow.vault.presence())
        if presence == "none":
            self._stage.page(FirstStartPage, "first_start").load()
            self._stage.window.show_page("first_start")
        elif presence == "complete":
            page = self._stage.window.show_page("unlock")
            restored = self._stage.workflow.vault.restored_copy()
            if restored is not None:
                page.say("success", self._restored_text(restored))  # goes with this page: it says what to do here
        else:
            self._trouble(VaultIncomplete(missing=presence.removesuffix("_missing")))

    def _make_first_start(self) -> FirstStartPage:
        verbs = self._stage.workflow
        page = FirstStartPage(verbs.vault, verbs.settings, self._stage.vault_lane)
        page.overview_requested.connect(self.opened)
        page.practice_requested.connect(self.practice_requested)
        page.print_card_requested.connect(self.card_requested)
        return page

    def _make_unlock(self) -> UnlockPage:
        page = UnlockPage(self._stage.workflow.vault, self._stage.vault_lane)
        page.breach_requested.connect(self.breach_requested)
        page.unlocked.connect(self.opened)
        page.forgotten.connect(self._forgot)
        page.trouble.connect(self._trouble)
        return page

    def _make_recovery(self) -> RecoveryPage:
        page = RecoveryPage(self._stage.workflow.vault, self._stage.vault_lane, self._stage.clock)
        page.recovered.connect(self.opened)
        page.restored.connect(self.begin)
        page.started_over.connect(self.begin)
        page.print_card_requested.connect(self.card_requested)
        page.back_requested.connect(self.begin)
        return page

    def _forgot(self) -> None:
        self._stage.page(RecoveryPage, "recovery").show_forgotten()
        self._stage.window.show_page("recovery")

    def _trouble(self, error: AppError) -> None:
        self._stage.page(RecoveryPage, "recovery").show_damage(error)
        self._stage.window.show_page("recovery")

    def _restored_text(self, copy_made_at: datetime) -> str:
        when = texts.moment_of(copy_made_at, self._stage.clock.now())
        return self.tr("De kopie van {when} is teruggezet. Open de app en kijk je laatste wijzigingen na.").format(
            when=when
        )
