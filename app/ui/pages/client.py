# SPDX-License-Identifier: EUPL-1.2
"""The five kinds of data: fields with inline problems, saved while typing (R11–R14, decision 18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QTimer, Signal

from app.domain.address import AddressParts
from app.domain.profile import Profile
from app.domain.referral import Referral
from app.domain.validation import Problem
from app.ui import texts
from app.ui.background import Lane
from app.ui.widgets.buttons import Button
from app.ui.widgets.client_form import ClientForm
from app.ui.widgets.page import Page
from app.ui.widgets.problem_list import ProblemList
from app.workflow.referral import Edited

AFTER_LAST_KEY_MS, AT_MOST_MS, RETRY_MS = 400, 2000, 2000
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
    """Saves 400 ms after the last key, at most every 2 s, and at once on leaving a field."""

    saved = Signal(str)
    finished = Signal(str)
    discard_requested = Signal(str)

    def __init__(self, verbs: Verbs, lane: Lane) -> None:
        super().__init__("client_page", "", width=1000)
        self.set_title(
            self.tr("Gegevens van de cliënt"),
            self.tr("Vul alleen in wat de cliënt wil delen. Velden met een * zijn nodig."),
        )
        self.set_step(2)
        self._verbs, self._lane = verbs, lane
        self._reference = ""
        self._focus = ""
        self._unsaved = False
        self._all_shown = False
        self._visited: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=AFTER_LAST_KEY_MS)
        self._timer.timeout.connect(self.flush)
        self._since_save = QElapsedTimer()
        self.problems = ProblemList("client_problems")
        self.form = ClientForm()
        self.body.addWidget(self.problems)
        self.body.addWidget(self.form)
        self.problems.chosen.connect(self.form.focus_on)
        self.form.edited.connect(self._typed)
        self.form.left.connect(self._left)
        self.form.entered.connect(self._next)
        self.set_footer(
            left=(
                Button(self.tr("Wis deze doorverwijzing"), "discard_referral", kind="quiet",
                       clicked=lambda: self.discard_requested.emit(self._reference)),
                Button(self.tr("Later verder"), "client_later", clicked=self.back_requested.emit),
            ),
            right=(Button(self.tr("Kijk na"), "client_next", kind="primary", clicked=self._next),),
        )

    def show_referral(self, referral: Referral, profile: Profile) -> None:
        """Show a concept as it was left, in the field where the colleague was."""
        self._reference = referral.reference
        self._focus = referral.focus
        self._unsaved = False
        self._all_shown = False
        self._visited.clear()
        self._timer.stop()
        self.problems.show_problems(())
        self.form.load(referral.client, profile)
        self.first_focus = self.form.input_named(referral.focus)

    def flush(self) -> None:
        """Hand what stands on screen to the lane, when it is not there already."""
        self._timer.stop()
        if self._reference and (self._unsaved or self.form.focused() != self._focus):
            self._unsaved = False
            self._save()

    def _typed(self, field: str, text: str, grown: int) -> None:
        self._unsaved = True
        if field == "street" and grown > PASTED:
            self._lane.run(self._verbs.split_pasted, self._reference, text, done=self.form.fill_address, failed=self.fail)
        if self._since_save.isValid() and self._since_save.elapsed() >= AT_MOST_MS:
            self.flush()
        else:
            self._timer.start()
        if not self._since_save.isValid():
            self._since_save.start()

    def _left(self, field: str) -> None:
        if self.form.text_of(field):
            self._visited.add(field)
        self._unsaved = True
        self.flush()

    def _save(self) -> None:
        self._since_save.invalidate()
        self._focus = self.form.focused()
        raw = self.form.raw()
        self._lane.run(
            self._verbs.edit, self._reference, raw, self.form.is_single_name(), self._focus,
            done=lambda edited: self._was_saved(edited, raw),
            failed=self._not_saved,
        )

    def _was_saved(self, edited: Edited, raw: Mapping[str, str]) -> None:
        if edited.referral.reference != self._reference:
            return
        client = edited.referral.client
        if client is not None:
            self.form.take_cleaned(client, raw)
        self.form.show_notes({note.field for note in edited.notes})
        self._show_problems(edited.problems)
        self.saved.emit(self.tr("Opgeslagen om {time}").format(time=texts.clock_time(edited.saved_at)))

    def _not_saved(self, error: Exception) -> None:
        """The text stays on screen; saving is tried again every 2 s and on each change (P4)."""
        self._unsaved = True
        self.saved.emit(self.tr("Nog niet opgeslagen"))
        self.fail(error)
        self._timer.start(RETRY_MS)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        shown = tuple(p for p in problems if self._all_shown or p.field in self._visited)
        self.form.show_problems(shown)
        self.problems.show_problems(shown if self._all_shown else ())

    def _next(self) -> None:
        self._all_shown = True
        self._unsaved = True
        self.flush()
        self._lane.run(self._verbs.finish, self._reference, done=self._finished, failed=self._not_finished)

    def _finished(self, referral: Referral) -> None:
        self.finished.emit(referral.reference)

    def _not_finished(self, error: Exception) -> None:
        found = getattr(error, "facts", {}).get("problems")
        if not found:
            self.fail(error)
            return
        self._show_problems(found)
        self.problems.focus_first()
