# SPDX-License-Identifier: EUPL-1.2
"""SideFlow: what stands beside the journey: information sheet, paper, settings, about, help and withdrawal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - only for the sheet, which holds no client data

from app import __version__
from app.domain.referral import Referral
from app.ui.pages.about import AboutPage
from app.ui.pages.await_erasure import AwaitErasurePage
from app.ui.pages.done import DonePage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.sender import SenderPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.sheet import SheetPage
from app.ui.pages.withdrawal import WithdrawalPage
from app.ui.stage import Stage
from app.workflow.handover import MailDraft, Outcome

BESIDE = ("sheet", "withdrawal", "await_erasure", "settings", "about")
"""Pages of this flow: going from one to another does not change where *Terug* leads."""


class SideFlow(QObject):
    """Opens a page beside the work at hand and goes back to it."""

    back_requested = Signal()
    changed = Signal()
    statement_confirmed = Signal()
    auto_lock_changed = Signal(int)
    screen_share_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("side_flow")
        self._stage = stage
        self._from = ""
        self._screen_protected = False
        self._profile = stage.workflow.paper.session.profiles[0]
        for name, maker in (
            ("sheet", self._make_sheet),
            ("withdrawal", self._make_withdrawal),
            ("await_erasure", self._make_await_erasure),
            ("settings", self._make_settings),
            ("sender", self._make_sender),
            ("about", self._make_about),
        ):
            stage.window.add_page(name, maker)

    def return_to(self, names: tuple[str, ...], *, otherwise: Callable[[], None]) -> None:
        """Back to the page from which the side page was opened, when it is one of these."""
        if self._from in names:
            self._stage.window.show_page(self._from)
        else:
            otherwise()

    def _go(self, name: str) -> None:
        current = self._stage.window.current
        here = current.objectName().removesuffix("_page") if current is not None else ""
        if here not in BESIDE:
            self._from = here
        self._stage.window.show_page(name)

    # --- paper ---

    def sheet(self, language: str = "nl") -> None:
        """The sheet, to read together."""
        self._stage.vault_lane.run(
            self._stage.workflow.paper.sheet_text,
            self._profile,
            language,
            done=self._show_sheet,
        )

    def _show_sheet(self, sheet: object) -> None:
        page = self._stage.page(SheetPage, "sheet")
        page.show_sheet(sheet, self._stage.workflow.paper.languages(self._profile))  # type: ignore[arg-type]
        if self._stage.window.current is not page:
            self._go("sheet")

    def print_sheet(self, language: str = "nl") -> None:
        """Print the sheet; it holds no client data."""
        self._print(self._stage.workflow.paper.sheet, self._profile, language)

    def print_card(self) -> None:
        """Print the blank card for the recovery code."""
        self._print(self._stage.workflow.paper.recovery_card)

    def _print(self, make: Callable[..., object], *arguments: object) -> None:
        from app.ui.printing import print_pages  # noqa: PLC0415 - printing is not loaded before it is asked for

        self._stage.vault_lane.run(
            make,
            *arguments,
            done=lambda layout: print_pages(self._stage.window, lambda device: self._stage.paint(device, layout)),
        )

    def _save_sheet(self, language: str) -> None:
        paper = self._stage.workflow.paper
        name, _ = QFileDialog.getSaveFileName(
            self._stage.window, self.tr("Bewaar het infoblad"), f"infoblad-{language}.pdf", "PDF (*.pdf)"
        )
        if name:
            self._stage.vault_lane.run(
                paper.save_sheet,
                self._profile,
                language,
                name,
                done=lambda _: self._stage.say("success", self.tr("Het infoblad is bewaard.")),
            )

    def _make_sheet(self) -> SheetPage:
        page = SheetPage()
        page.print_requested.connect(self.print_sheet)
        page.save_requested.connect(self._save_sheet)
        page.language_chosen.connect(self.sheet)
        page.back_requested.connect(self.back_requested)
        return page

    # --- settings, about, help ---

    def settings(self) -> None:
        """Who you are, the lock, the passphrase."""
        self._stage.page(SettingsPage, "settings").load()
        self._go("settings")

    def about(self) -> None:
        """Protocol, what is protected and what not."""
        self._stage.page(AboutPage, "about").show_about(self._stage.workflow.paper.session.profiles)
        self._go("about")

    def help(self) -> None:
        """Questions and answers."""
        self._stage.page(AboutPage, "about").show_help(self._stage.workflow.paper.help_texts)
        self._go("about")

    def confirm_statement(self) -> None:
        """The statement on professional secrecy changed, or was never confirmed: read it and confirm it (R02)."""
        self._stage.page(SenderPage, "sender").load()
        self._go("sender")

    def screen_is_protected(self) -> None:
        """This computer keeps the window out of screen captures: settings may offer to allow them."""
        self._screen_protected = True

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
            verbs.settings, verbs.vault, self._stage.vault_lane, screen_protected=self._screen_protected
        )
        page.auto_lock_changed.connect(self.auto_lock_changed)
        page.screen_share_requested.connect(self.screen_share_requested)
        page.back_requested.connect(self.back_requested)
        return page

    def _make_about(self) -> AboutPage:
        page = AboutPage(__version__)
        page.back_requested.connect(self.back_requested)
        return page

    # --- withdrawal ---

    def stop(self, reference: str) -> None:
        """*De cliënt wil stoppen*, for one referral of the list."""
        self._stage.vault_lane.run(self._stage.workflow.referral.get, reference, done=self._show_stop)

    def stop_by_reference(self) -> None:
        """The same, by the reference in the client's file."""
        self._stage.page(WithdrawalPage, "withdrawal").show_by_reference()
        self._go("withdrawal")

    def _show_stop(self, referral: Referral) -> None:
        self._stage.page(WithdrawalPage, "withdrawal").show_referral(
            referral.reference, referral.full_reference, referral.state
        )
        self._go("withdrawal")

    def _make_withdrawal(self) -> WithdrawalPage:
        page = WithdrawalPage()
        page.confirmed.connect(self._stop)
        page.back_requested.connect(self.changed)
        return page

    def _stop(self, reference: str, mail_may_have_left: bool) -> None:
        self._stage.vault_lane.run(
            self._stage.workflow.withdrawal.stop,
            reference,
            mail_may_have_left,
            done=lambda draft: self._stopped(reference, draft),
            failed=self._stage.page(WithdrawalPage, "withdrawal").refused,
        )

    def _stopped(self, reference: str, draft: MailDraft | None) -> None:
        if draft is None:
            self.changed.emit()
            self._stage.vault_lane.run(
                lambda: None,
                done=lambda _: self._stage.say(
                    "success", self.tr("Alles van deze doorverwijzing is gewist. Er ging geen e-mail naar het OCMW.")
                ),
            )
            return
        self.show_note(reference)
        self._open_mail(reference, draft)

    def show_note(self, reference: str) -> None:
        """The note for the client's file after a withdrawal."""
        self._stage.vault_lane.run(self._stage.workflow.withdrawal.note, reference, done=self._show_note)

    def _show_note(self, note: str) -> None:
        self._stage.page(DonePage, "done").show_note(
            note,
            self.tr(
                "Onze kopie is gewist. Verzend zelf de e-mail aan het OCMW, met alleen de referentie. "
                "Zie je ze niet? Kijk ook in de taakbalk."
            ),
            self.tr("De toestemming is ingetrokken"),
        )
        self._stage.window.show_page("done")

    def _open_mail(self, reference: str, draft: MailDraft) -> None:
        self._stage.mail_lane.run(
            self._stage.workflow.withdrawal.open_mail,
            draft,
            done=lambda outcome: self._opened(reference, draft, outcome),
            failed=lambda _error: self._by_hand(reference, draft),
        )

    def _opened(self, reference: str, draft: MailDraft, outcome: Outcome) -> None:
        if outcome.kind == "failed":
            self._by_hand(reference, draft)

    def _by_hand(self, reference: str, draft: MailDraft) -> None:
        mail = MailByHand(reference, draft.recipients[0], draft.subject, draft.body, "")
        self._stage.page(MailByHandPage, "mail_by_hand").show_mail(mail)
        self._stage.window.show_page("mail_by_hand")

    def await_erasure(self, referral: Referral) -> None:
        """The open task of a withdrawal."""
        self._stage.page(AwaitErasurePage, "await_erasure").show_task(referral.reference, referral.full_reference)
        self._go("await_erasure")

    def _make_await_erasure(self) -> AwaitErasurePage:
        page = AwaitErasurePage()
        verbs, lane = self._stage.workflow.withdrawal, self._stage.vault_lane
        page.confirmed.connect(
            lambda ref: lane.run(verbs.erasure_confirmed, ref, done=lambda _: self.changed.emit(), failed=page.refused)
        )
        page.mail_requested.connect(
            lambda ref: lane.run(verbs.mail, ref, done=lambda draft: self._open_mail(ref, draft))
        )
        page.back_requested.connect(self.changed)
        return page
