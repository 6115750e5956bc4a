# SPDX-License-Identifier: EUPL-1.2
"""ConsentFlow: which OCMW it is about, the talk, and the same talk again for an unsent referral (R07, R18–R22)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.consent import ConsentTalk
from app.domain.errors import StatementMissing
from app.domain.profile import Profile
from app.ui.pages.consent import ConsentPage
from app.ui.side_flow import SideFlow
from app.ui.stage import Stage
from app.ui.widgets.message_bar import Action


class ConsentFlow(QObject):
    """``agreed`` carries the referral of a yes; ``stop_requested`` the one whose client now says no."""

    agreed = Signal(object)
    stop_requested = Signal(str)
    overview_requested = Signal()

    def __init__(self, stage: Stage, side: SideFlow) -> None:
        super().__init__(stage.window)
        self.setObjectName("consent_flow")
        self._stage, self._side = stage, side
        self._reference = ""
        self._again: Callable[[], None] = self.begin
        stage.window.add_page("consent", self._make_consent)
        side.statement_confirmed.connect(self._statement_confirmed)

    def begin(self) -> None:
        """A new referral starts with its own consent step (R04); with several protocols, with the choice of one."""
        self._reference, self._again = "", self.begin
        self._run(self._stage.workflow.consent.offered, done=self._offered)

    def _offered(self, offered: tuple[Profile, ...]) -> None:
        if len(offered) > 1:
            self._stage.page(ConsentPage, "consent").show_choice(offered)
            self._show()
        else:
            self._run(self._stage.workflow.consent.begin, done=lambda talk: self._begun(talk, offered))

    def begin_again(self, reference: str, profile_id: str = "") -> None:
        """Ask again for an unsent referral: its text changed, it is too old, or the client lives elsewhere."""
        self._reference, self._again = reference, lambda: self.begin_again(reference, profile_id)
        verbs = self._stage.workflow.consent
        self._run(
            lambda: (verbs.begin_again(reference, profile_id), verbs.offered()), done=lambda found: self._begun(*found)
        )

    def _choose(self, profile_id: str) -> None:
        """Another OCMW: its texts are told from the beginning."""
        verbs, reference = self._stage.workflow.consent, self._reference

        def talk() -> tuple[ConsentTalk, tuple[Profile, ...]]:
            begun = verbs.begin_again(reference, profile_id) if reference else verbs.begin(profile_id)
            return begun, verbs.offered()

        self._run(talk, done=lambda found: self._begun(*found))

    def _begun(self, talk: ConsentTalk, offered: tuple[Profile, ...]) -> None:
        page = self._stage.page(ConsentPage, "consent")
        had_ticks = page.has_ticks
        self._side.use(talk.profile)
        page.show_talk(talk, offered, self._reference)
        self._show()
        if had_ticks:
            self._stage.say("info", self.tr("Je koos een ander OCMW. Vertel en vraag alles opnieuw."))

    def _show(self) -> None:
        """The page comes once: choosing an OCMW on it takes the cursor nowhere."""
        self._stage.window.set_save_state("")
        if self._stage.window.current is not self._stage.page(ConsentPage, "consent"):
            self._stage.window.show_page("consent")

    def _not_begun(self, error: Exception) -> None:
        if isinstance(error, StatementMissing):
            self._side.confirm_statement()
            return
        self._stage.window.show_error(error)

    def _statement_confirmed(self) -> None:
        self._again()

    def _make_consent(self) -> ConsentPage:
        page = ConsentPage(self._stage.workflow.consent, self._stage.vault_lane, self._stage.clock)
        page.protocol_chosen.connect(self._choose)
        page.agreed.connect(self.agreed)
        page.ended.connect(self._ended)
        page.sheet_requested.connect(self._side.sheet)
        page.print_requested.connect(self._side.print_sheet)
        page.card_requested.connect(self._side.tick_card)
        return page

    def _ended(self, how: str) -> None:
        if self._reference and how == "no":
            self.stop_requested.emit(self._reference)
            return
        said = {
            "no": self.tr("Goed. We bewaren niets. Je kan dit venster sluiten."),
            "think": self.tr("Goed. We bewaren niets. Geef het infoblad mee en vraag het later opnieuw."),
        }[how]
        if self._reference:
            said = self.tr("Goed. Er verandert niets. Vraag het later opnieuw.")
        self.overview_requested.emit()
        offered = (Action(self.tr("Toon het infoblad"), "think_sheet", self._side.sheet),) if how == "think" else ()
        self._stage.vault_lane.run(  # after the page came
            lambda: None, done=lambda _: self._stage.say("success", said, *offered)
        )

    def _run(self, verb: Callable[..., object], done: Callable[..., None]) -> None:
        self._stage.vault_lane.run(verb, done=done, failed=self._not_begun)
