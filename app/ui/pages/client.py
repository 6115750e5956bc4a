# SPDX-License-Identifier: EUPL-1.2
"""The five kinds of data: fields with inline problems, saved while typing (R11–R14, decision 18)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from app.domain.address import AddressParts
from app.domain.client import Client
from app.domain.errors import ChannelNeedsYes, ConsentOutdated, ConsentTooOld, NotNow, ReferenceUnknown, TermPassed
from app.domain.profile import Profile
from app.domain.referral import Referral
from app.domain.validation import Problem
from app.ui import texts
from app.ui.autosave import Autosave
from app.ui.background import Lane
from app.ui.widgets.buttons import Button
from app.ui.widgets.channel_question import ChannelQuestion
from app.ui.widgets.client_form import ClientForm
from app.ui.widgets.containers import Beside
from app.ui.widgets.message_bar import Action
from app.ui.widgets.page import Page
from app.ui.widgets.problem_list import ProblemList
from app.workflow.referral import Edited

FINAL = (NotNow, TermPassed, ReferenceUnknown)
"""Refusals that stay: the referral was wiped, went on, or its term passed."""
OnScreen = tuple[dict[str, str], bool, str]
"""Texts by field, whether there is one name only, and the field the cursor is in."""
PASTED = 6
"""More signs than this at once were pasted, not typed."""


class Verbs(Protocol):
    """What this page asks of the workflow."""

    def edit(self, reference: str, raw: Mapping[str, str], single_name: bool, focus: str = "") -> Edited:
        """Save what stands on screen."""
        ...

    def split_pasted(self, reference: str, line: str) -> AddressParts | None:
        """An address line in parts."""
        ...

    def finish(self, reference: str) -> Referral:
        """All is there: go to the review."""
        ...


class ClientPage(Page):
    """Everything typed is handed to the vault by itself; the text stays on screen until the vault has it."""

    saved = Signal(str)
    finished = Signal(str)
    discard_requested = Signal(str)
    consent_requested = Signal(str, str)
    channels_agreed = Signal(str)

    def __init__(self, verbs: Verbs, lane: Lane) -> None:
        super().__init__("client_page", "", width="form", dense=True)
        self.set_steps(texts.JOURNEY, 2)
        self._verbs, self._lane = verbs, lane
        self._reference = ""
        self._handed: OnScreen | None = None
        self._going_on = self._failing = self._all_shown = False
        self._visited: set[str] = set()
        self.autosave = Autosave(self)
        self.autosave.due.connect(self.flush)
        self.problems = ProblemList("client_problems")
        self.form = ClientForm()
        self.question = ChannelQuestion()
        self._beside = Beside((self.problems, self.question), self.form)
        self.body.addWidget(self._beside)
        for notice in (self.problems, self.question):  # what is wrong stands beside the form, not above it
            notice.came_or_went.connect(self._make_room)
        self.question.agreed.connect(lambda: self.channels_agreed.emit(self._reference))
        self.question.refused.connect(self.form.focus_on)
        self.problems.chosen.connect(self.form.focus_on)
        self.form.edited.connect(self._typed)
        self.form.left.connect(self._left)
        self.form.completed.connect(self._next)
        self.form.place.consent_requested.connect(lambda other: self.consent_requested.emit(self._reference, other))
        self.next = Button(self.tr("Kijk na"), "client_next", kind="primary", clicked=self._next)
        self._offer(self.next)

    def _offer(self, *verbs: Button) -> None:
        self.set_footer(
            left=(
                Button(
                    self.tr("Wis deze doorverwijzing"),
                    "discard_referral",
                    kind="quiet",
                    clicked=lambda: self.discard_requested.emit(self._reference),
                ),
                Button(self.tr("Later verder"), "client_later", kind="quiet", clicked=self.back_requested.emit),
            ),
            right=verbs,
        )

    def offer_invented(self, invented: Callable[[], Client]) -> None:
        """In practice, one button fills the form with a client who does not exist."""

        def fill() -> None:
            self.form.fill(invented())
            self.flush()
            self.next.setFocus()

        self._offer(Button(self.tr("Vul een verzonnen cliënt in"), "practice_fill", clicked=fill), self.next)

    def show_referral(self, referral: Referral, profile: Profile, others: Sequence[Profile] = ()) -> None:
        """Show a concept as it was left, in the field where the colleague was."""
        self.forget()
        self._reference = referral.reference
        self._entitle(referral)
        self.form.load(referral.client, profile, others)
        self.first_focus = self.form.input_named(referral.focus)
        self._handed = (self.form.raw(), self.form.is_single_name(), referral.focus)

    def _entitle(self, referral: Referral) -> None:
        """A correction says which version it becomes, and where its data come from when they were wiped."""
        title = self.tr("Gegevens van de cliënt")
        intro = self.tr("Vul alleen in wat de cliënt wil delen. Velden met een * zijn nodig.")
        if referral.version > 1:
            title = self.tr("Verbetering – versie {n}").format(n=referral.version)
            if referral.client == Client():
                intro = self.tr("De gegevens zijn hier al gewist. Neem ze over uit het dossier van Kind en Gezin.")
        self.set_title(title, intro)

    def go_on(self, reference: str) -> None:
        """What kept the colleague from going on was answered, and this form is still the one it was about."""
        if reference == self._reference:
            self.question.take_back()
            self._next()

    def forget(self) -> None:
        """Nothing of this client stays on the page."""
        self.autosave.stop()
        self._reference, self._handed = "", None
        self._failing = self._all_shown = False
        self._visited.clear()
        self._go_on(False)
        self.problems.show_problems(())
        self.question.take_back()
        self.form.clear()

    def release(self, concepts: Collection[str]) -> None:
        """The overview came, with these concepts: forget the form, unless its text still waits to be saved."""
        if self._reference not in concepts or self._on_screen() == self._handed:
            self.forget()

    def flush(self) -> None:
        """Hand what stands on screen to the lane, when it is not there already."""
        self.autosave.stop()
        if self._reference and not self._going_on and self._on_screen() != self._handed:
            self._hand_over(self._was_saved)

    def is_saved(self) -> bool:
        """False while the last try to save failed: neither lock nor closing may drop that text."""
        return not self._failing

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page comes: after unlocking, that one counts."""
        super().hideEvent(event)
        self.flush()

    def _on_screen(self) -> OnScreen:
        cursor = "" if self.isHidden() else self.form.focused()
        return self.form.raw(), self.form.is_single_name(), cursor

    def _typed(self, field: str, text: str, grown: int) -> None:
        if field == "street" and grown > PASTED:
            self._lane.run(
                self._verbs.split_pasted, self._reference, text, done=self.form.fill_address, failed=self.fail
            )
        self.question.take_back()  # what was asked about may have changed
        self.autosave.typed()

    def _left(self, field: str) -> None:
        if self.form.text_of(field):
            self._visited.add(field)
        self.flush()

    def _hand_over(self, done: Callable[[Edited], object]) -> None:
        handed = self._handed = self._on_screen()

        def answered(edited: Edited) -> None:
            if edited.referral.reference == self._reference:
                self._clean(edited, handed)
                done(edited)

        self._lane.run(self._verbs.edit, self._reference, *handed, done=answered, failed=self._not_saved)

    def _clean(self, edited: Edited, handed: OnScreen) -> None:
        """Show what the model's border made of the text, where nobody is typing."""
        is_same = self._on_screen() == handed
        if edited.referral.client is not None:
            self.form.take_cleaned(edited.referral.client, handed[0])
        self.form.show_notes({note.field for note in edited.notes})
        if is_same and self._handed == handed:
            self._handed = self._on_screen()

    def _was_saved(self, edited: Edited) -> None:
        if self._failing:
            self._failing = False
            self.say("success", self.tr("Je tekst is nu bewaard."))
        self._show_problems(edited.problems)
        self.saved.emit(texts.saved_at(edited.saved_at))

    def _not_saved(self, error: Exception) -> None:
        """The text stays on screen; saving is tried again every 2 s and on each change (P4). Said once."""
        self._go_on(False)
        self.saved.emit(self.tr("Nog niet opgeslagen"))
        if isinstance(error, FINAL):  # trying again cannot help, and must not keep the program from locking
            self.fail(error)
            return
        self._handed = None
        if not self._failing:
            self.fail(error)
        self._failing = True
        self.autosave.failed()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        shown = tuple(p for p in problems if self._all_shown or p.field in self._visited)
        self.form.show_problems(shown)
        self.problems.show_problems(shown if self._all_shown else ())

    def _make_room(self) -> None:
        self.set_width("whole" if self._beside.is_needed() else "form")

    def _next(self) -> None:
        """Save once more, and only then go on: what was typed last must be what is looked at."""
        if not self._reference or self._going_on:
            return  # a double click goes on once
        self.autosave.stop()
        self._all_shown = True
        self._go_on(True)
        self._hand_over(self._saved_last)

    def _saved_last(self, edited: Edited) -> None:
        self._was_saved(edited)
        self._lane.run(self._verbs.finish, self._reference, done=self._finished, failed=self._not_finished)

    def _go_on(self, going: bool) -> None:
        self._going_on = going
        self.next.setEnabled(not going)

    def _ask_again(self) -> None:
        self.consent_requested.emit(self._reference, "")

    def _finished(self, referral: Referral) -> None:
        self.forget()
        self.finished.emit(referral.reference)

    def _not_finished(self, error: Exception) -> None:
        self._go_on(False)
        if isinstance(error, ConsentOutdated | ConsentTooOld):
            again = Action(self.tr("Vraag opnieuw toestemming"), "renew_consent", self._ask_again)
            self.say("error", texts.sentence(error), again, sticky=True)
            return
        facts = getattr(error, "facts", {})
        found = facts.get("problems")
        if isinstance(error, ChannelNeedsYes):
            self.question.ask(facts["channels"])
        elif found:
            self._show_problems(found)
            self.problems.focus_first()
        else:
            self.fail(error)
            return
        self.area.verticalScrollBar().setValue(0)
