# SPDX-License-Identifier: EUPL-1.2
"""Journey: overview, consent, client, review: which page follows which, and which verb stands between them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.disclosure import Disclosure
from app.domain.errors import ConsentOutdated, ConsentTooOld
from app.domain.profile import Profile
from app.domain.referral import Referral, State
from app.ui import texts, wording
from app.ui.consent_flow import ConsentFlow
from app.ui.handover_flow import HandoverFlow
from app.ui.pages.client import ClientPage
from app.ui.pages.handover import HandoverPage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.review import ReviewPage
from app.ui.side_flow import SideFlow
from app.ui.stage import Stage
from app.ui.widgets import confirm
from app.ui.widgets.message_bar import Action
from app.ui.withdrawal_flow import WithdrawalFlow
from app.workflow.export import Exported
from app.workflow.overview import Overview

RETURN_TO = (
    "consent", "client", "review", "handover", "phrase", "mail_by_hand", "done", "correction", "report", "breach",
    "breach_told",
)  # fmt: skip
"""Pages that are still as they were when a page beside them closes."""


class Journey(QObject):
    """Everything between an open vault and the hand-over."""

    task_chosen = Signal(object)
    correct_requested = Signal(str)

    def __init__(self, stage: Stage, handover: HandoverFlow, side: SideFlow, withdrawal: WithdrawalFlow) -> None:
        super().__init__(stage.window)
        self.setObjectName("journey")
        self._stage, self._handover, self._side, self._withdrawal = stage, handover, side, withdrawal
        self._client: ClientPage | None = None
        for name, maker in (
            ("overview", self._make_overview),
            ("client", self._make_client),
            ("review", self._make_review),
        ):
            stage.window.add_page(name, maker)
        handover.overview_requested.connect(self.show_overview)
        handover.reopen_requested.connect(self._reopen)
        handover.make_again_requested.connect(self._export)
        handover.erase_requested.connect(self._ask_erase)
        handover.withdrawal_mail_made.connect(withdrawal.show_note)
        side.back_requested.connect(self._back)
        self._consent = ConsentFlow(stage, side)
        self._consent.agreed.connect(self._show_client)
        self._consent.stop_requested.connect(withdrawal.stop)
        self._consent.overview_requested.connect(self.show_overview)
        handover.consent_requested.connect(self._consent.begin_again)
        withdrawal.changed.connect(self.show_overview)

    # --- overview ---

    def show_overview(self) -> None:
        """The overview, read anew."""
        self._run(self._stage.workflow.overview.show, done=self._overview_read)

    def resume(self) -> None:
        """After unlocking: back in the field where the colleague was, or to the overview."""
        self._run(self._stage.workflow.overview.typing, done=self._resumed)

    def _resumed(self, referral: Referral | None) -> None:
        if referral is None:
            self.show_overview()
            return
        self._show_client(referral)
        said = self.tr("Je tekst staat er nog. Laatst bewaard om {time}.").format(
            time=texts.clock_time(referral.edited_at)
        )
        self._run(lambda: None, done=lambda _: self._stage.say("info", said))  # after the page came

    def _overview_read(self, overview: Overview) -> None:
        window = self._stage.window
        said = "\n".join(wording.notice(notice) for notice in overview.notices)
        window.set_banner("protocol_banner", "warning", said)
        self._stage.page(OverviewPage, "overview").show_overview(overview)
        if self._client is not None:
            self._client.release({line.reference for line in overview.lines if line.state is State.CONCEPT})
        window.set_save_state("")
        window.show_page("overview")

    def _make_overview(self) -> OverviewPage:
        page = OverviewPage()
        page.new_requested.connect(self.begin)
        page.consent_requested.connect(self._consent.begin_again)
        page.continue_requested.connect(self.go_on)
        page.stop_requested.connect(self._withdrawal.stop)
        page.erase_requested.connect(self._ask_erase)
        page.extend_requested.connect(self._extend)
        page.task_chosen.connect(self.task_chosen)
        page.correct_requested.connect(self.correct_requested)
        page.practise.setHidden(self._stage.practice)
        page.practice_requested.connect(lambda: self._stage.window.menu.chosen.emit("action_practice"))
        return page

    def go_on(self, reference: str) -> None:
        """The page of the present step of a referral."""
        self._run(self._stage.workflow.referral.get, reference, done=self._continued)

    def _continued(self, referral: Referral) -> None:
        if referral.state is State.CONCEPT:
            self._show_client(referral)
        elif referral.state is State.READY:
            self._review(referral.reference)
        elif referral.state is State.WITHDRAWN:
            self._withdrawal.await_erasure(referral.reference)
        else:
            self._handover.go_on(referral.reference)

    def _extend(self, reference: str) -> None:
        self._run(
            self._stage.workflow.referral.extend, reference, done=lambda _: self.show_overview(), failed=self._not_now
        )

    def _ask_erase(self, reference: str) -> None:
        confirm.ask(
            self._stage.window,
            self.tr(
                "Alles van deze doorverwijzing wissen? Dit kan je niet ongedaan maken. "
                "Het dossier van Kind en Gezin blijft bestaan."
            ),
            do=self.tr("Wis nu"),
            keep=self.tr("Niet wissen"),
            on_yes=lambda: self._run(self._stage.workflow.referral.erase, reference, done=self._erased),
        )

    def _erased(self, _nothing: None) -> None:
        self.show_overview()

    # --- step 1: consent ---

    def begin(self) -> None:
        """A new referral starts with its own consent step (R04)."""
        self._consent.begin()

    def _offer_consent(self, reference: str, error: Exception) -> None:
        """What was agreed to does not hold any more: show how things stand, why, and what to do."""
        self._not_now(error)
        if isinstance(error, ConsentOutdated | ConsentTooOld):
            again = Action(
                self.tr("Vraag opnieuw toestemming"), "renew_consent", lambda: self._consent.begin_again(reference)
            )
            self._run(lambda: None, done=lambda _: self._stage.say("error", texts.sentence(error), again, sticky=True))

    # --- step 2: client ---

    def edit(self, referral: Referral) -> None:
        """The form of a concept, for instance of a correction that was just begun."""
        self._show_client(referral)

    def _show_client(self, referral: Referral) -> None:
        self._run(
            self._stage.workflow.referral.protocols,
            referral.reference,
            done=lambda known: self._client_ready(referral, known[0], known[1:]),
        )

    def _client_ready(self, referral: Referral, profile: Profile, others: tuple[Profile, ...]) -> None:
        self._side.use(profile)
        self._stage.page(ClientPage, "client").show_referral(referral, profile, others)
        self._stage.window.show_page("client")

    def _make_client(self) -> ClientPage:
        page = self._client = ClientPage(self._stage.workflow.referral, self._stage.vault_lane)
        if self._stage.practice:
            page.offer_invented(self._stage.workflow.practice.client)
        page.saved.connect(self._stage.window.set_save_state)
        page.finished.connect(self._review)
        page.discard_requested.connect(self._ask_erase)
        page.consent_requested.connect(self._consent.begin_again)
        page.channels_agreed.connect(self._agree_channels)
        page.back_requested.connect(self.show_overview)
        return page

    def _agree_channels(self, reference: str) -> None:
        """The client said yes to a way of contact that was withheld before (art. 3, GDPR 7): go on."""
        page = self._stage.page(ClientPage, "client")
        self._run(
            self._stage.workflow.correction.agree_channels,
            reference,
            done=lambda _: page.go_on(reference),
            failed=self._not_now,
        )

    # --- step 3: review and export ---

    def _review(self, reference: str) -> None:
        self._run(
            self._stage.workflow.export.preview,
            reference,
            done=lambda found: self._reviewed(reference, found),
            failed=lambda error: self._offer_consent(reference, error),
        )

    def _reviewed(self, reference: str, disclosure: Disclosure) -> None:
        self._run(
            self._stage.workflow.referral.profile,
            reference,
            done=lambda profile: self._show_review(disclosure, profile),
        )

    def _show_review(self, disclosure: Disclosure, profile: Profile) -> None:
        self._stage.page(ReviewPage, "review").show_disclosure(disclosure, profile.recipient)
        self._stage.window.set_save_state("")  # it was about the form
        self._stage.window.show_page("review")

    def _not_now(self, error: Exception) -> None:
        """What was asked cannot be: show how things stand, and why."""
        self.show_overview()
        self._run(lambda: None, done=lambda _: self._stage.window.show_error(error))  # after the page came

    def _make_review(self) -> ReviewPage:
        page = ReviewPage()
        page.export_requested.connect(self._export)
        page.reopen_requested.connect(self._reopen)
        return page

    def _reopen(self, reference: str) -> None:
        self._run(self._stage.workflow.referral.reopen, reference, done=self._show_client, failed=self._not_now)

    def _export(self, reference: str) -> None:
        self._run(
            self._stage.workflow.export.export,
            reference,
            done=self._exported,
            failed=lambda error: self._not_exported(reference, error),
        )

    def _exported(self, made: Exported) -> None:
        self._handover.show(made.reference, just_made=True)
        self._handover.open_mail(made.reference)

    def _not_exported(self, reference: str, error: Exception) -> None:
        """From the review, or again from the hand-over: nothing left, everything can be tried again."""
        self._stage.page(ReviewPage, "review").try_again()
        if isinstance(error, ConsentOutdated | ConsentTooOld):
            self._offer_consent(reference, error)
        elif isinstance(self._stage.window.current, HandoverPage):
            self._handover.show(self._stage.page(HandoverPage, "handover").reference)
            self._run(lambda: None, done=lambda _: self._stage.window.show_error(error))
        else:
            self._stage.window.show_error(error)

    def _back(self) -> None:
        """From a side page: a consent talk or a form that was open is still there."""
        self._side.return_to(RETURN_TO, otherwise=self.show_overview)

    def _run(self, *args: object, **more: object) -> None:
        self._stage.vault_lane.run(*args, **more)  # type: ignore[arg-type]
