# SPDX-License-Identifier: EUPL-1.2
"""HandoverFlow: the mail draft, the mail made by hand, the phrase and the confirmation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ArchiveChanged, ConsentOutdated, NotNow, ProtocolStopped, TermPassed
from app.domain.referral import State
from app.ui import texts, wording_handover
from app.ui.pages.done import DonePage
from app.ui.pages.handover import HandoverPage
from app.ui.pages.mail_by_hand import MailByHand, MailByHandPage
from app.ui.pages.phrase import PhrasePage
from app.ui.stage import Stage
from app.workflow.handover import HandoverView, MailDraft, Outcome, Word


class HandoverFlow(QObject):
    """The first hand-over to a mail program never runs twice at the same time."""

    overview_requested = Signal()
    reopen_requested = Signal(str)
    consent_requested = Signal(str)
    correct_requested = Signal(str)
    make_again_requested = Signal(str)
    stop_requested = Signal(str)
    erase_requested = Signal(str)
    withdrawal_mail_made = Signal(str)
    practised = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window)
        self.setObjectName("handover_flow")
        self._stage = stage
        self._verbs = stage.workflow.handover
        self._routes: dict[str, str] = {}
        for name, maker in (
            ("handover", self._make_handover),
            ("phrase", self._make_phrase),
            ("mail_by_hand", self._make_by_hand),
            ("done", self._make_done),
        ):
            stage.window.add_page(name, maker)

    def show(self, reference: str, *, just_made: bool = False) -> None:
        """The to-do list of one hand-over."""
        self._look(reference, lambda view: self._show_list(view, just_made=just_made))

    def go_on(self, reference: str) -> None:
        """The page of the present step: the telephone call has one of its own."""
        self._look(reference, self._show_step)

    def _look(self, reference: str, then: Callable[[HandoverView], None]) -> None:
        self._stage.vault_lane.run(self._verbs.view, reference, done=then)

    def _show_step(self, view: HandoverView) -> None:
        if view.state is State.SENT and view.spoken_at is None and not view.blocked:
            self._show_phrase(view)
        else:
            self._show_list(view)

    def _show_list(self, view: HandoverView, *, just_made: bool = False) -> None:
        self._stage.page(HandoverPage, "handover").show_view(view, just_made=just_made)
        self._stage.window.show_page("handover")

    def _show_phrase(self, view: HandoverView, *, with_words: bool = False) -> None:
        page = self._stage.page(PhrasePage, "phrase")
        page.show_view(view, call=wording_handover.PRACTICE_CALL if self._stage.practice else "")
        self._stage.window.show_page("phrase")
        if with_words:
            page.reader.show_button.click()

    def _do(self, verb: Callable[[str], object], reference: str, then: Callable[[], None]) -> None:
        """Perform a verb; when it is refused, say so and show how things really stand."""
        self._stage.vault_lane.run(
            verb, reference, done=lambda _: then(), failed=lambda error: self._refused(reference, error)
        )

    def _refused(self, reference: str, error: Exception) -> None:
        self.show(reference)
        self._after_the_page(lambda: self._stage.window.show_error(error))

    def _after_the_page(self, say: Callable[[], None]) -> None:
        """A page that comes takes messages away: what is to stay is said behind it."""
        self._stage.vault_lane.run(lambda: None, done=lambda _: say())

    # --- the mail ---

    def open_mail(self, reference: str, after: str = "") -> None:
        """Check the archive, write the draft, and ask the mail program to show it."""
        self._stage.vault_lane.run(
            self._verbs.prepare_mail,
            reference,
            done=lambda draft: self._hand_over(reference, draft, after),
            failed=lambda error: self._no_draft(reference, error),
        )

    def _hand_over(self, reference: str, draft: MailDraft, after: str) -> None:
        self._stage.mail_lane.run(
            self._verbs.open_mail,
            draft,
            after,
            done=lambda outcome: self._opened(reference, outcome),
            failed=lambda error: self._no_draft(reference, error),
        )

    def _opened(self, reference: str, outcome: Outcome) -> None:
        """The answer may come late: it takes nobody away from another page, and changes nothing after sending."""
        if outcome.kind == "failed":
            self._routes.pop(reference, None)
        elif outcome.route:
            self._routes[reference] = outcome.route
        self._stage.vault_lane.run(self._verbs.view, reference, done=lambda view: self._tell(view, outcome))

    def _tell(self, view: HandoverView, outcome: Outcome) -> None:
        if view.state is not State.EXPORTED:
            return
        page = self._stage.page(HandoverPage, "handover")
        is_here = self._stage.window.current is page and page.reference == view.reference
        if outcome.kind != "failed":
            self._stage.vault_lane.run(self._verbs.mail_was_opened, view.reference)
            if is_here:
                self._show_list(view, just_made=True)  # sending comes next, no longer opening
                page.say(
                    "info", self.tr("Kijk in je mailprogramma: daar staat de e-mail klaar. Er is nog niets verzonden.")
                )
        elif is_here:
            self.by_hand(view.reference, attachment_first=False)

    def _no_draft(self, reference: str, error: Exception) -> None:
        if isinstance(error, ArchiveChanged):
            self._stage.window.show_error(error)
            self.make_again_requested.emit(reference)
        elif isinstance(error, NotNow | TermPassed | ConsentOutdated | ProtocolStopped):
            self._refused(reference, error)
        else:
            self.by_hand(reference, attachment_first=False)
            self._after_the_page(lambda: self._stage.window.show_error(error))

    def _nothing_opened(self, reference: str) -> None:
        """The user said so: the next route gets its turn, and after the last one the mail is made by hand."""
        self.open_mail(reference, after=self._routes.get(reference, ""))

    def by_hand(self, reference: str, *, attachment_first: bool) -> None:
        """The mail made by hand; always works."""

        def ready(draft: MailDraft) -> None:
            to, file = draft.recipients[0], draft.attachment_name
            mail = MailByHand(reference, to, draft.subject, draft.body, file, self._stage.mails_by_hand)
            self._stage.page(MailByHandPage, "mail_by_hand").show_mail(mail, attachment_first=attachment_first)
            self._stage.window.show_page("mail_by_hand")

        self._stage.vault_lane.run(self._verbs.mail_by_hand, reference, done=ready)

    # --- pages ---

    def _make_handover(self) -> HandoverPage:
        page = HandoverPage(practice=self._stage.practice)
        page.open_mail_requested.connect(self.open_mail)
        page.mail_opened.connect(lambda _reference: page.mail_is_there())
        page.nothing_opened.connect(self._nothing_opened)
        page.by_hand_requested.connect(lambda reference: self.by_hand(reference, attachment_first=False))
        page.attachment_missing.connect(lambda reference: self.by_hand(reference, attachment_first=True))
        page.sent_declared.connect(self._sent)
        page.phrase_requested.connect(
            lambda ref: self._look(ref, lambda view: self._show_phrase(view, with_words=True))
        )
        page.received.connect(self._received)
        page.make_again_requested.connect(self.make_again_requested)
        page.reopen_requested.connect(self.reopen_requested)
        page.consent_requested.connect(self.consent_requested)
        page.correct_requested.connect(self.correct_requested)
        page.erase_requested.connect(self.erase_requested)
        page.stop_requested.connect(self.stop_requested)
        page.back_requested.connect(self.overview_requested)
        return page

    def _make_by_hand(self) -> MailByHandPage:
        page = MailByHandPage(practice=self._stage.practice)
        page.folder_requested.connect(self._show_folder)
        page.sent_declared.connect(self._sent)
        page.again_requested.connect(self._try_again)
        page.finished.connect(self.withdrawal_mail_made)
        page.back_requested.connect(self.overview_requested)
        return page

    def _make_phrase(self) -> PhrasePage:
        practice = self.tr("Dit is een oefenzin. Ze opent nooit een echt bestand.")
        page = PhrasePage(practice if self._stage.practice else "")
        page.words_requested.connect(
            lambda ref: self._stage.vault_lane.run(self._verbs.phrase, ref, done=self._show_words)
        )
        page.passed_on.connect(self._passed_on)
        page.nobody_answered.connect(self._nobody_answered)
        page.back_requested.connect(lambda: self.show(page.reference))
        return page

    def _show_words(self, words: tuple[Word, ...]) -> None:
        page = self._stage.page(PhrasePage, "phrase")
        if self._stage.window.current is page:  # else the user went on before the vault answered
            page.show_words(words)

    def _make_done(self) -> DonePage:
        page = DonePage()
        page.back_requested.connect(self.overview_requested)
        return page

    def _show_folder(self, reference: str) -> None:
        self._stage.vault_lane.run(
            self._verbs.archive, reference, done=lambda path: self._stage.mail_lane.run(self._verbs.show_folder, path)
        )

    def _try_again(self, reference: str) -> None:
        self.show(reference)
        self.open_mail(reference)

    def _sent(self, reference: str) -> None:
        self._do(self._verbs.declare_sent, reference, lambda: self.go_on(reference))

    def _passed_on(self, reference: str) -> None:
        self._do(self._verbs.passed_on, reference, lambda: self.show(reference))

    def _nobody_answered(self, reference: str) -> None:
        self.overview_requested.emit()
        self._stage.vault_lane.run(self._verbs.view, reference, done=self._say_later)

    def _say_later(self, view: HandoverView) -> None:
        until = f" tot {texts.day(view.keep_until)}" if view.keep_until is not None else ""
        self._stage.say(
            "info",
            self.tr(
                "Goed. De wachtzin van het bestand blijft hier{until}. We zetten ‘Bel het OCMW’ bij ‘Nog te doen’."
            ).format(until=until),
        )

    def _received(self, reference: str) -> None:
        self._do(
            self._verbs.received,
            reference,
            lambda: self._stage.vault_lane.run(self._verbs.note, reference, done=self._show_done),
        )

    def _show_done(self, note: str) -> None:
        if self._stage.practice:
            self.practised.emit()
            return
        self._stage.page(DonePage, "done").show_note(note)
        self._stage.window.show_page("done")
