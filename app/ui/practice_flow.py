# SPDX-License-Identifier: EUPL-1.2
"""PracticeFlow: the banner, the guide, the first and last page of practice, and what practice leaves out (R66)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.client import Client
from app.ui import accessibility, wording_practice
from app.ui.pages.handover import HandoverPage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.practice import PracticeEndPage, PracticeStartPage
from app.ui.stage import Stage

LEFT_OUT = ("action_lock", "action_settings", "action_test_sending", "action_practice", "action_restore_copy")
"""Nobody knows the passphrase of a practice vault, and nothing real can be sent from it."""


class PracticeFlow(QObject):
    """``begun`` comes once the practice vault is open; ``stop_requested`` closes the program, which wipes it."""

    begun = Signal()
    again_requested = Signal()
    stop_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("practice_flow")
        self._stage = stage
        stage.window.add_page("practice_start", self._make_start)
        stage.window.add_page("practice_end", self._make_end)

    def begin(self) -> None:
        """The first page of practice."""
        window = self._stage.window
        window.set_banner(
            "practice_banner", "practice", self.tr("OEFENMODUS – alles is verzonnen. Er gaat niets naar het OCMW.")
        )
        for name in LEFT_OUT:
            if name in window.menu.actions:
                window.menu.set_visible(name, False)
        window.page_shown.connect(self._guide)
        window.show_page("practice_start")

    def _guide(self, page: str) -> None:
        """What to do on the page that came, and why."""
        window = self._stage.window
        shown = window.current
        step = shown.present_step if isinstance(shown, HandoverPage) else 0
        is_open = isinstance(shown, OverviewPage) and shown.first_focus is not shown.new
        told = wording_practice.guide(page, handover_step=step, is_open=is_open)
        window.set_banner("practice_guide", "guide", told)
        if told:
            accessibility.announce(window, told)

    def show_end(self) -> None:
        """The practised referral was received: everything of practice is wiped, its register too."""
        self._stage.window.menu.set_open(False)  # there is nothing left to show
        self._stage.vault_lane.run(self._stage.workflow.practice.end, done=lambda _: self._ended())

    def _ended(self) -> None:
        self._stage.window.show_page("practice_end")

    def _again(self) -> None:
        """A fresh vault, as at the first beginning."""
        page = self._stage.page(PracticeEndPage, "practice_end")
        self._stage.vault_lane.run(
            self._stage.workflow.practice.begin, done=lambda _: self._begun_again(), failed=page.not_begun
        )

    def _begun_again(self) -> None:
        self._stage.window.menu.set_open(True)
        self.again_requested.emit()

    def idle_warning(self) -> str:
        """One minute before practice ends by itself: a lock could not be opened again."""
        return self.tr("De oefening stopt over 1 minuut. Alles van de oefening wordt dan gewist.")

    def invented(self) -> Client:
        """Who fills the form at the press of a button."""
        return self._stage.workflow.practice.client()

    def _make_start(self) -> PracticeStartPage:
        page = PracticeStartPage()
        page.begin_requested.connect(
            lambda: self._stage.vault_lane.run(
                self._stage.workflow.practice.begin, done=lambda _: self.begun.emit(), failed=page.not_begun
            )
        )
        return page

    def _make_end(self) -> PracticeEndPage:
        page = PracticeEndPage()
        page.again_requested.connect(self._again)
        page.stop_requested.connect(self.stop_requested)
        return page
