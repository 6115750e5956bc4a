# SPDX-License-Identifier: EUPL-1.2
"""BreachFlow: report a breach from anywhere, also while locked or before any vault, and follow it (product.md 7.9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.domain.incident import Answers, Incident
from app.ui.pages.breach import BreachPage
from app.ui.pages.breach_told import BreachToldPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.stage import Stage
from app.workflow.breach import Form, Reported
from app.workflow.handover import MailDraft, Outcome
from app.workflow.tasks import Task

OWN = ("breach", "breach_told", "breach_by_hand")
HELP = ("about", "help")
"""Pages that themselves lead back here."""


class BreachFlow(QObject):
    """``overview_requested``: the page from which the breach was reported is not there any more."""

    overview_requested = Signal()

    def __init__(self, stage: Stage, return_to: Sequence[str]) -> None:
        """``return_to`` names the pages that are still as they were when a page beside them closes."""
        super().__init__(stage.window)
        self.setObjectName("breach_flow")
        self._stage, self._verbs, self._return_to = stage, stage.workflow.breach, tuple(return_to)
        self._from = ""
        self._number = ""
        self._again = ""
        self._draft: MailDraft | None = None
        self._then: Callable[[], None] | None = None
        for name, maker in zip(OWN, (self._make_breach, self._make_told, self._make_by_hand), strict=True):
            stage.window.add_page(name, maker)
        stage.window.page_shown.connect(self._remember)

    def report(self, references: Sequence[str] = (), then: Callable[[], None] | None = None) -> None:
        """Ask everything; ``then`` goes on with what waited for the report, once it was made."""
        current = self._stage.window.current
        if isinstance(current, BreachPage) and not references:
            current.begin()  # what was answered already stays
            return
        self._then = then
        self._fill_in("", references)

    def follow(self, task: Task) -> None:
        """A breach of which the user did not say yet that the officer knows."""
        self._then = None
        self._stage.vault_lane.run(self._verbs.incident, task.reference, done=self._followed)

    # --- asking ---

    def _fill_in(self, again: str, references: Sequence[str]) -> None:
        """``again``: the number of a breach whose mail is gone and must be made once more."""
        self._again = again
        self._stage.vault_lane.run(self._verbs.form, done=lambda form: self._ask(form, references))

    def _ask(self, form: Form, references: Sequence[str]) -> None:
        self._stage.page(BreachPage, "breach").show_form(form, references)
        self._go("breach")

    def _make_breach(self) -> BreachPage:
        page = BreachPage(self._stage.clock)
        page.report_requested.connect(self._report)
        page.back_requested.connect(self._back)
        return page

    def _report(self, answers: Answers, profile_id: str) -> None:
        page = self._stage.page(BreachPage, "breach")
        self._stage.vault_lane.run(
            self._verbs.report, answers, profile_id, self._again, done=self._reported, failed=page.refused
        )

    def _reported(self, made: Reported) -> None:
        self._number, self._draft = made.number, made.draft
        page = self._stage.page(BreachToldPage, "breach_told")
        page.show_breach(made.number, made.discovered_at, is_noted=made.is_noted)
        self._go("breach_told")
        if made.is_written:
            self._open(made.draft)
        else:
            self._by_hand(made.draft)

    # --- the mail ---

    def _open(self, draft: MailDraft) -> None:
        self._stage.mail_lane.run(
            self._verbs.open_mail,
            draft,
            done=lambda outcome: self._opened(draft, outcome),
            failed=lambda _error: self._by_hand(draft),
        )

    def _opened(self, draft: MailDraft, outcome: Outcome) -> None:
        if outcome.kind == "failed" and isinstance(self._stage.window.current, BreachToldPage):
            self._by_hand(draft)

    def _by_hand(self, draft: MailDraft) -> None:
        to, always = ", ".join(draft.recipients), self._stage.mails_by_hand
        mail = MailByHand(self._number, to, draft.subject, draft.body, "", always)
        self._stage.page(MailByHandPage, "breach_by_hand").show_mail(mail)
        self._go("breach_by_hand")

    def _with_mail(self, number: str, then: Callable[[MailDraft], None]) -> None:
        """The mail as it was made; when its file is gone the questions are asked again."""
        if self._draft is not None and self._number == number:
            then(self._draft)
            return
        self._number = number
        self._stage.vault_lane.run(self._verbs.mail, number, done=lambda draft: self._found(number, draft, then))

    def _found(self, number: str, draft: MailDraft | None, then: Callable[[MailDraft], None]) -> None:
        if draft is not None:
            then(draft)
            return
        self._fill_in(number, ())
        self._stage.vault_lane.run(lambda: None, done=lambda _: self._say_gone())  # after the page came

    def _say_gone(self) -> None:
        self._stage.say("info", self.tr("Deze e-mail staat hier niet meer. Beantwoord de vragen nog eens."))

    def _make_by_hand(self) -> MailByHandPage:
        page = MailByHandPage()
        page.finished.connect(lambda _number: self._go("breach_told"))
        page.back_requested.connect(lambda: self._go("breach_told"))
        return page

    # --- afterwards ---

    def _followed(self, found: Incident) -> None:
        self._number, self._draft = found.number, None
        self._stage.page(BreachToldPage, "breach_told").show_breach(found.number, found.discovered_at)
        self._go("breach_told")

    def _make_told(self) -> BreachToldPage:
        page = BreachToldPage(self._stage.clock)
        page.told.connect(
            lambda number: self._stage.vault_lane.run(
                self._verbs.told, number, done=lambda _: self._told(number), failed=page.refused
            )
        )
        page.mail_requested.connect(lambda number: self._with_mail(number, self._open))
        page.by_hand_requested.connect(lambda number: self._with_mail(number, self._by_hand))
        page.back_requested.connect(self._leave)
        return page

    def _told(self, number: str) -> None:
        goes_on = self._then is not None
        self._leave()
        if goes_on:
            return  # what waited for the report has its own to say
        said = self.tr("Genoteerd: de DPO weet het. Je melding heeft nummer {number}.").format(number=number)
        self._stage.vault_lane.run(lambda: None, done=lambda _: self._stage.say("success", said))  # after the page came

    def _leave(self) -> None:
        """The report was made: on with what waited for it, or back."""
        then, self._then, self._draft = self._then, None, None
        if then is not None:
            then()
        else:
            self._back()

    def _back(self) -> None:
        """Locked, every page is as it was; open, the overview is read anew."""
        self._then = None
        if self._from in self._return_to or not self._stage.workflow.vault.is_open():
            self._stage.window.show_page(self._from)
        else:
            self.overview_requested.emit()

    def _go(self, name: str) -> None:
        self._stage.window.show_page(name)

    def _remember(self, name: str) -> None:
        if name not in (*OWN, *HELP):
            self._from = name
