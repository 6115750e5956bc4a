# SPDX-License-Identifier: EUPL-1.2
"""SideFlow: what stands beside the journey: information sheet, paper, settings, about and help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - only for the sheet, which holds no client data

from app import __version__
from app.domain.profile import Profile, Sheet
from app.ui.pages.about import AboutPage
from app.ui.pages.sender import SenderPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.sheet import SheetPage
from app.ui.pages.tick_card import TickCardPage
from app.ui.stage import Stage

BESIDE = ("sheet", "tick_card", "settings", "about", "restore", "help")
"""Pages beside the work: going from one to another does not change where *Terug* leads."""


class SideFlow(QObject):
    """Opens a page beside the work at hand and goes back to it."""

    back_requested = Signal()
    statement_confirmed = Signal()
    auto_lock_changed = Signal(int)
    screen_share_requested = Signal()
    help_requested = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("side_flow")
        self._stage = stage
        self._from = ""
        self._screen_protected = False
        self._profile = self._shown = stage.workflow.paper.session.profiles[0]
        for name, maker in (
            ("sheet", self._make_sheet),
            ("tick_card", self._make_card),
            ("settings", self._make_settings),
            ("sender", self._make_sender),
            ("about", self._make_about),
        ):
            stage.window.add_page(name, maker)
        stage.window.page_shown.connect(self._remember)

    def return_to(self, names: tuple[str, ...], *, otherwise: Callable[[], None]) -> None:
        """Back to the page from which the side page was opened, when it is one of these; locked there is no other."""
        if self._from in names or not self._stage.workflow.vault.is_open():
            self._stage.window.show_page(self._from)
        else:
            otherwise()

    def go_beside(self, name: str) -> None:
        """Show a page beside the work; from where is remembered."""
        self._stage.window.show_page(name)

    def _remember(self, name: str) -> None:
        if name not in BESIDE:
            self._from = name

    def use(self, profile: Profile) -> None:
        """From here on the work is about this protocol: its sheet is the one to show and to print."""
        self._profile = profile

    # --- paper ---

    def sheet(self) -> None:
        """The sheet of the protocol at hand, to read together."""
        self._shown = self._profile
        self._read_sheet()

    def _sheet_of(self, profile_id: str) -> None:
        """The sheet of another protocol; the work at hand stays with its own."""
        self._shown = next(one for one in self._stage.workflow.paper.session.profiles if one.id == profile_id)
        self._read_sheet()

    def _read_sheet(self, language: str = "nl") -> None:
        paper, profile = self._stage.workflow.paper, self._shown
        read = lambda: (paper.sheet_text(profile), paper.translation(profile, language))  # noqa: E731 - two in one go
        self._stage.vault_lane.run(read, done=self._show_sheet)

    def _show_sheet(self, sheets: tuple[Sheet, Sheet | None]) -> None:
        page, paper = self._stage.page(SheetPage, "sheet"), self._stage.workflow.paper
        names = {profile.id: profile.recipient.name for profile in paper.session.profiles}
        page.show_sheet(*sheets, paper.languages(self._shown), names, self._shown.id)
        if self._stage.window.current is not page:
            self.go_beside("sheet")

    def print_sheet(self, language: str = "nl") -> None:
        """Print the sheet of the protocol at hand; it holds no client data."""
        self._print(self._stage.workflow.paper.sheet, self._profile, language)

    def _print_shown(self, language: str) -> None:
        self._print(self._stage.workflow.paper.sheet, self._shown, language)

    def print_card(self) -> None:
        """Print the blank card for the recovery code."""
        self._print(self._stage.workflow.paper.recovery_card)

    def _print(self, make: Callable[..., object], *arguments: object) -> None:
        self._stage.vault_lane.run(make, *arguments, done=self._ask_for_printer)

    def _ask_for_printer(self, layout: object) -> None:
        from app.ui.printing import print_pages  # noqa: PLC0415 - printing is not loaded before it is asked for

        if not print_pages(self._stage.window, lambda device: self._stage.paint(device, layout)):
            no_printer = self.tr("Deze computer heeft geen printer. Vraag er een aan je ICT-dienst.")
            self._stage.say("warning", no_printer)

    def _save_sheet(self, language: str) -> None:
        self._save(
            f"infoblad-{language}.pdf",
            self.tr("Het infoblad is bewaard."),
            self._stage.workflow.paper.save_sheet,
            self._shown,
            language,
        )

    def _save(self, name: str, said: str, verb: Callable[..., object], *arguments: object) -> None:
        """Ask where, and save paper without client data there."""
        target, _ = QFileDialog.getSaveFileName(self._stage.window, self.tr("Bewaar als pdf"), name, "PDF (*.pdf)")
        if target:
            self._stage.vault_lane.run(verb, *arguments, target, done=lambda _: self._stage.say("success", said))

    def tick_card(self) -> None:
        """The card of the protocol at hand, for a home visit."""
        self._show_card(self._profile)

    def _show_card(self, profile: Profile) -> None:
        self._shown = profile
        self._stage.page(TickCardPage, "tick_card").show_card(profile)
        self.go_beside("tick_card")

    def _make_card(self) -> TickCardPage:
        page, paper = TickCardPage(), self._stage.workflow.paper
        page.print_requested.connect(lambda: self._print(paper.tick_card, self._shown))
        said = self.tr("De afvinkkaart is bewaard.")
        page.save_requested.connect(lambda: self._save("afvinkkaart.pdf", said, paper.save_card, self._shown))
        page.back_requested.connect(self.back_requested)
        return page

    def _make_sheet(self) -> SheetPage:
        page = SheetPage()
        page.print_requested.connect(self._print_shown)
        page.save_requested.connect(self._save_sheet)
        page.language_chosen.connect(self._read_sheet)
        page.protocol_chosen.connect(self._sheet_of)
        page.card_requested.connect(lambda: self._show_card(self._shown))
        page.back_requested.connect(self.back_requested)
        return page

    # --- settings, about ---

    def settings(self) -> None:
        """Who you are, the lock, the passphrase."""
        self._stage.page(SettingsPage, "settings").load()
        self.go_beside("settings")

    def about(self) -> None:
        """Protocol, what is protected and what not."""
        self._stage.page(AboutPage, "about").show_about(self._stage.workflow.paper.session.profiles)
        self.go_beside("about")

    def confirm_statement(self) -> None:
        """The statement on professional secrecy changed, or was never confirmed: read it and confirm it (R02)."""
        self._stage.page(SenderPage, "sender").load()
        self.go_beside("sender")

    def screen_is_protected(self) -> None:
        """This computer keeps the window out of screen captures: settings may offer to allow them."""
        self._screen_protected = True

    def disk_is_open(self) -> None:
        """The disk of this computer is not encrypted: settings say so."""
        self._stage.page(SettingsPage, "settings").show_disk_open()

    def screen_is_shared(self) -> None:
        """Captures are allowed until the next start; settings say so."""
        self._stage.page(SettingsPage, "settings").show_screen_shared()

    def _make_sender(self) -> SenderPage:
        page = SenderPage(self._stage.workflow.settings, self._stage.vault_lane)
        page.saved.connect(self.statement_confirmed)
        return page

    def _make_settings(self) -> SettingsPage:
        verbs = self._stage.workflow
        page = SettingsPage(
            verbs.settings,
            verbs.vault,
            self._stage.vault_lane,
            self._stage.mail_lane,
            screen_protected=self._screen_protected,
        )
        page.auto_lock_changed.connect(self.auto_lock_changed)
        page.screen_share_requested.connect(self.screen_share_requested)
        page.back_requested.connect(self.back_requested)
        return page

    def _make_about(self) -> AboutPage:
        page = AboutPage(__version__)
        page.help_requested.connect(self.help_requested)
        page.back_requested.connect(self.back_requested)
        return page
