# SPDX-License-Identifier: EUPL-1.2
"""WithdrawalFlow: *De cliënt wil stoppen*, its mail and note, and waiting until the OCMW erased (product.md 7.9)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.referral import Referral
from app.ui.pages.await_erasure import AwaitErasurePage
from app.ui.pages.done import DonePage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.withdrawal import WithdrawalPage
from app.ui.stage import Stage
from app.workflow.handover import MailDraft, Outcome


class WithdrawalFlow(QObject):
    """``changed``: go back to the overview, read anew."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("withdrawal_flow")
        self._stage = stage
        stage.window.add_page("withdrawal", self._make_withdrawal)
        stage.window.add_page("await_erasure", self._make_await_erasure)

    def stop(self, reference: str) -> None:
        """*De cliënt wil stoppen*, for one referral of the list."""
        self._stage.vault_lane.run(self._stage.workflow.referral.get, reference, done=self._show_stop)

    def stop_by_reference(self) -> None:
        """The same, by the reference in the client's file."""
        self._stage.page(WithdrawalPage, "withdrawal").show_by_reference()
        self._stage.window.show_page("withdrawal")

    def _show_stop(self, referral: Referral) -> None:
        self._stage.page(WithdrawalPage, "withdrawal").show_referral(
            referral.reference, referral.full_reference, referral.state
        )
        self._stage.window.show_page("withdrawal")

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
        self._stage.window.show_page("await_erasure")

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
