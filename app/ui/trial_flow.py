# SPDX-License-Identifier: EUPL-1.2
"""TrialFlow: a test sending from making the file to what its outcome means, on pages of its own (R65)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ArchiveChanged
from app.domain.trial import TrialOutcome
from app.ui import wording_trial as wording
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.phrase import PhrasePage
from app.ui.pages.trial import TrialPage
from app.ui.stage import Stage
from app.workflow.handover import MailDraft, Outcome, Word
from app.workflow.tasks import Task
from app.workflow.trial import TrialView


class TrialFlow(QObject):
    """One test at a time is shown: the one that is open, else a new one can be made."""

    overview_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("trial_flow")
        self._stage = stage
        self._verbs = stage.workflow.trial
        for name, maker in (
            ("trial", self._make_page),
            ("trial_phrase", self._make_phrase),
            ("trial_mail", self._make_mail),
        ):
            stage.window.add_page(name, maker)

    def begin(self) -> None:
        """From the menu: the open test, or the page that explains a new one."""
        self._run(self._verbs.open_one, done=self._found)

    def go_on(self, task: Task) -> None:
        """From the overview."""
        self._show(task.reference)

    @property
    def _page(self) -> TrialPage:
        return self._stage.page(TrialPage, "trial")

    def _found(self, view: TrialView | None) -> None:
        if view is not None:
            self._show_open(view)
            return
        self._run(self._verbs.choices, done=self._show_start)

    def _show_start(self, recipients: tuple[tuple[str, str], ...]) -> None:
        self._page.show_start(recipients)
        self._stage.window.show_page("trial")

    def _show(self, reference: str, *, spoken: bool = False) -> None:
        self._run(
            self._verbs.view,
            reference,
            done=lambda view: self._show_open(view, spoken=spoken),
            failed=self._gone,
        )

    def _show_open(self, view: TrialView, *, spoken: bool = False) -> None:
        self._page.show_open(view, spoken=spoken)
        self._stage.window.show_page("trial")

    def _gone(self, error: Exception) -> None:
        """It was closed meanwhile, or its days are over: the overview shows what is left."""
        self.overview_requested.emit()
        self._run(lambda: None, done=lambda _: self._stage.window.show_error(error))  # after the page came

    # --- the file and its mail ---

    def _make(self, profile_id: str) -> None:
        self._run(self._verbs.make, profile_id, done=self._made, failed=self._page.not_made)

    def _made(self, view: TrialView) -> None:
        self._show_open(view)
        self._open_mail(view.reference)

    def _open_mail(self, reference: str) -> None:
        """Check the file, write the draft, and ask the mail program to show it."""
        self._run(
            self._verbs.draft,
            reference,
            done=lambda draft: self._hand_over(reference, draft),
            failed=lambda error: self._no_draft(reference, error),
        )

    def _hand_over(self, reference: str, draft: MailDraft) -> None:
        self._stage.mail_lane.run(
            self._verbs.open_mail,
            draft,
            done=lambda outcome: self._opened(reference, outcome),
            failed=lambda _error: self._by_hand(reference),
        )

    def _opened(self, reference: str, outcome: Outcome) -> None:
        """The answer may come late: it takes nobody away from another page."""
        if outcome.kind == "failed" and self._is_shown(reference):
            self._by_hand(reference)

    def _is_shown(self, reference: str) -> bool:
        return self._stage.window.current is self._page and self._page.reference == reference

    def _no_draft(self, reference: str, error: Exception) -> None:
        self._show(reference)
        if not isinstance(error, ArchiveChanged):  # the page says that itself, and what to do
            self._run(lambda: None, done=lambda _: self._stage.window.show_error(error))  # after the page came

    def _by_hand(self, reference: str, *_: object) -> None:
        self._run(
            self._verbs.mail_by_hand,
            reference,
            done=lambda draft: self._show_mail(reference, draft),
            failed=lambda error: self._no_draft(reference, error),
        )

    def _show_mail(self, reference: str, draft: MailDraft) -> None:
        to, file = draft.recipients[0], draft.attachment_name
        mail = MailByHand(reference, to, draft.subject, draft.body, file, self._stage.mails_by_hand)
        self._stage.page(MailByHandPage, "trial_mail").show_mail(mail)
        self._stage.window.show_page("trial_mail")

    def _show_folder(self, reference: str) -> None:
        self._run(
            self._verbs.archive, reference, done=lambda path: self._stage.mail_lane.run(self._verbs.show_folder, path)
        )

    def _try_again(self, reference: str) -> None:
        self._show(reference)
        self._open_mail(reference)

    # --- the call ---

    def _call(self, reference: str) -> None:
        self._run(self._verbs.view, reference, done=self._show_phrase, failed=self._gone)

    def _show_phrase(self, view: TrialView) -> None:
        page = self._stage.page(PhrasePage, "trial_phrase")
        page.show_view(
            view,
            call=wording.trial_call(view.desk, view.phone),
            script=wording.trial_script(view.user, view.reference),
        )
        self._stage.window.show_page("trial_phrase")
        page.reader.show_button.click()

    def _show_words(self, words: tuple[Word, ...]) -> None:
        page = self._stage.page(PhrasePage, "trial_phrase")
        if self._stage.window.current is page:  # else the user went on before the vault answered
            page.show_words(words)

    # --- how it went ---

    def _close(self, reference: str, outcome: str) -> None:
        chosen = TrialOutcome(outcome)
        self._run(
            self._verbs.close,
            reference,
            chosen,
            done=lambda _good: self._show_result(reference, chosen),
            failed=self._gone,
        )

    def _show_result(self, reference: str, outcome: TrialOutcome) -> None:
        self._page.show_result(reference, outcome)
        self._stage.window.show_page("trial")  # again, so that the cursor stands on the verb that came

    def _discard(self, reference: str) -> None:
        self._run(self._verbs.discard, reference, done=lambda _: self.begin(), failed=self._gone)

    # --- pages ---

    def _make_page(self) -> TrialPage:
        page = TrialPage()
        page.make_requested.connect(self._make)
        page.open_mail_requested.connect(self._open_mail)
        page.by_hand_requested.connect(self._by_hand)
        page.phrase_requested.connect(self._call)
        page.closed.connect(self._close)
        page.discarded.connect(self._discard)
        page.back_requested.connect(self.overview_requested)
        return page

    def _make_phrase(self) -> PhrasePage:
        page = PhrasePage(self.tr("Dit is een test. De wachtzin van het testbestand opent alleen dat bestand."))
        page.words_requested.connect(lambda ref: self._run(self._verbs.phrase, ref, done=self._show_words))
        page.passed_on.connect(lambda ref: self._show(ref, spoken=True))
        page.nobody_answered.connect(self._show)
        page.back_requested.connect(lambda: self._show(page.reference))
        return page

    def _make_mail(self) -> MailByHandPage:
        page = MailByHandPage()
        page.folder_requested.connect(self._show_folder)
        page.sent_declared.connect(self._show)
        page.again_requested.connect(self._try_again)
        page.back_requested.connect(self.overview_requested)
        return page

    def _run(self, verb: Callable[..., object], *arguments: object, **answers: object) -> None:
        self._stage.vault_lane.run(verb, *arguments, **answers)  # type: ignore[arg-type]
