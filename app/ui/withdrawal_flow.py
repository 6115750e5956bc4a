# SPDX-License-Identifier: EUPL-1.2
"""WithdrawalFlow: withdraw or declare invalid, the mail and the note, and waiting until the OCMW erased (7.9)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ProfileGone
from app.ui import texts
from app.ui.pages.await_erasure import AwaitErasurePage
from app.ui.pages.done import DonePage
from app.ui.pages.invalid import InvalidPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.withdrawal import WithdrawalPage
from app.ui.stage import Stage
from app.workflow.handover import MailDraft, Outcome
from app.workflow.withdrawal import Ending, EndNote, OpenErasure


class WithdrawalFlow(QObject):
    """``changed``: go back to the overview, read anew.

    ``breach_first``: consent never was valid, so a leak is reported before anything else. It carries the reference
    and what to call once the leak is recorded; when that is never called, nothing was done.
    """

    changed = Signal()
    breach_first = Signal(str, object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("withdrawal_flow")
        self._stage, self._verbs = stage, stage.workflow.withdrawal
        stage.window.add_page("withdrawal", self._make_withdrawal)
        stage.window.add_page("invalid", self._make_invalid)
        stage.window.add_page("await_erasure", self._make_await_erasure)

    # --- the client wants to stop ---

    def stop(self, reference: str) -> None:
        """*De cliënt wil stoppen*, for one referral of the list."""
        self._stage.vault_lane.run(self._verbs.find, reference, done=self._show_stop)

    def stop_by_reference(self) -> None:
        """The same, by the reference in the client's file."""
        self._stage.page(WithdrawalPage, "withdrawal").show_by_reference()
        self._stage.window.show_page("withdrawal")

    def _show_stop(self, found: Ending) -> None:
        self._stage.page(WithdrawalPage, "withdrawal").show_referral(found)
        self._stage.window.show_page("withdrawal")

    def _make_withdrawal(self) -> WithdrawalPage:
        page = WithdrawalPage()
        page.confirmed.connect(self._stop)
        page.invalid_requested.connect(self._ask_invalid)
        page.back_requested.connect(self.changed)
        return page

    def _stop(self, reference: str, mail_may_have_left: bool) -> None:
        self._stage.vault_lane.run(
            self._verbs.stop,
            reference,
            mail_may_have_left,
            done=lambda draft: self._ended(reference, draft),
            failed=self._not_stopped,
        )

    def _not_stopped(self, error: Exception) -> None:
        if isinstance(error, ProfileGone):  # all is wiped: there is nothing to try again on that page
            self._not_ended(error)
        else:
            self._stage.page(WithdrawalPage, "withdrawal").refused(error)

    # --- consent never was valid ---

    def _ask_invalid(self, reference: str) -> None:
        if reference:
            self._stage.vault_lane.run(self._verbs.find, reference, done=self._show_invalid)
            return
        self._stage.page(InvalidPage, "invalid").show_by_reference()
        self._stage.window.show_page("invalid")

    def _show_invalid(self, found: Ending) -> None:
        self._stage.page(InvalidPage, "invalid").show_referral(found)
        self._stage.window.show_page("invalid")

    def _make_invalid(self) -> InvalidPage:
        page = InvalidPage()
        page.confirmed.connect(self._check_invalid)
        page.back_requested.connect(self.changed)
        return page

    def _check_invalid(self, reference: str, mail_may_have_left: bool) -> None:
        """No leak is reported about a reference that does not exist or that ended before."""
        self._stage.vault_lane.run(
            self._verbs.find,
            reference,
            done=lambda found: self._breach_first(found, mail_may_have_left),
            failed=self._stage.page(InvalidPage, "invalid").refused,
        )

    def _breach_first(self, found: Ending, mail_may_have_left: bool) -> None:
        self._stage.page(InvalidPage, "invalid").ready()  # whoever comes back without reporting can go on

        def then() -> None:
            self._declare_invalid(found.reference, mail_may_have_left)

        if found.is_reported:
            then()
        else:
            self.breach_first.emit(found.reference, then)

    def _declare_invalid(self, reference: str, mail_may_have_left: bool) -> None:
        self._stage.vault_lane.run(
            self._verbs.declare_invalid,
            reference,
            mail_may_have_left,
            done=lambda draft: self._ended(reference, draft),
            failed=self._not_ended,
        )

    def _not_ended(self, error: Exception) -> None:
        """Show how things stand, and why."""
        self.changed.emit()
        self._stage.vault_lane.run(lambda: None, done=lambda _: self._say_not_ended(error))

    def _say_not_ended(self, error: Exception) -> None:
        if isinstance(error, ProfileGone):
            erased = self.tr("Onze kopie is gewist. Maar het OCMW weet nog niets.")
            self._stage.say("warning", f"{erased} {texts.sentence(error)}", sticky=True)
        else:
            self._stage.window.show_error(error)

    # --- the note and the mail ---

    def _ended(self, reference: str, draft: MailDraft | None) -> None:
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
        """The note for the client's file."""
        self._stage.vault_lane.run(self._verbs.note, reference, done=self._show_note)

    def _show_note(self, note: EndNote) -> None:
        withdrawn, invalid = self.tr("De toestemming is ingetrokken"), self.tr("De toestemming is ongeldig verklaard")
        self._stage.page(DonePage, "done").show_note(
            note.text,
            self.tr(
                "Onze kopie is gewist. Verzend zelf de e-mail aan het OCMW, met alleen de referentie. "
                "Zie je ze niet? Kijk ook in de taakbalk."
            ),
            invalid if note.is_invalid else withdrawn,
        )
        self._stage.window.show_page("done")

    def _open_mail(self, reference: str, draft: MailDraft) -> None:
        self._stage.mail_lane.run(
            self._verbs.open_mail,
            draft,
            done=lambda outcome: self._opened(reference, draft, outcome),
            failed=lambda _error: self._by_hand(reference, draft),
        )

    def _opened(self, reference: str, draft: MailDraft, outcome: Outcome) -> None:
        if outcome.kind == "failed":
            self._by_hand(reference, draft)

    def _by_hand(self, reference: str, draft: MailDraft) -> None:
        always = self._stage.mails_by_hand
        mail = MailByHand(reference, draft.recipients[0], draft.subject, draft.body, "", always)
        self._stage.page(MailByHandPage, "mail_by_hand").show_mail(mail)
        self._stage.window.show_page("mail_by_hand")

    # --- waiting for the OCMW ---

    def await_erasure(self, reference: str) -> None:
        """The open task of a withdrawal."""
        self._stage.vault_lane.run(self._verbs.waiting, reference, done=self._show_waiting)

    def _show_waiting(self, task: OpenErasure) -> None:
        self._stage.page(AwaitErasurePage, "await_erasure").show_task(task)
        self._stage.window.show_page("await_erasure")

    def _make_await_erasure(self) -> AwaitErasurePage:
        page = AwaitErasurePage()
        verbs, lane = self._verbs, self._stage.vault_lane
        page.confirmed.connect(
            lambda ref: lane.run(verbs.erasure_confirmed, ref, done=lambda _: self.changed.emit(), failed=page.refused)
        )
        page.officer_told.connect(
            lambda ref: lane.run(verbs.officer_told, ref, done=lambda _: self.changed.emit(), failed=page.refused)
        )
        page.mail_requested.connect(
            lambda ref: lane.run(verbs.mail, ref, done=lambda draft: self._open_mail(ref, draft))
        )
        page.back_requested.connect(self.changed)
        return page
