# SPDX-License-Identifier: EUPL-1.2
"""Referrals, search and "Nog te doen"; withdraw within two actions (R24), terms said before they pass (R48)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.referral import State
from app.ui import accessibility, tokens
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty_overview import EmptyOverview
from app.ui.widgets.field import PrivateLineEdit
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.referral_card import ReferralCard
from app.ui.widgets.task_card import TaskCard
from app.workflow.overview import Line, Overview, Step
from app.workflow.tasks import Task

SEARCH_FROM = 5
"""With fewer referrals than this there is nothing to search."""
WAITING = frozenset({Step.CONFIRM, Step.AWAIT_ERASURE})
"""What the OCMW does next, not the colleague."""


class OverviewPage(Page):
    """What is to be done next stands first; each signal carries the reference."""

    new_requested = Signal()
    continue_requested = Signal(str)
    consent_requested = Signal(str)
    stop_requested = Signal(str)
    correct_requested = Signal(str)
    erase_requested = Signal(str)
    extend_requested = Signal(str)
    task_chosen = Signal(object)
    practice_requested = Signal()

    def __init__(self) -> None:
        super().__init__("overview_page", "", width="tasks", dense=True)
        self._rows: list[tuple[Line, ReferralCard]] = []
        self._has_tasks = False
        self.new = Button(
            self.tr("Nieuwe doorverwijzing"),
            "new_referral",
            icon=Icon.NEW,
            kind="primary",
            clicked=self.new_requested.emit,
        )
        self.practise = Button(
            self.tr("Oefen eerst met een verzonnen cliënt"),
            "offer_practice",
            kind="link",
            clicked=self.practice_requested.emit,
        )
        self.search = PrivateLineEdit()
        self.search.setPlaceholderText(self.tr("Zoek op naam of referentie"))
        accessibility.name(self.search, "search", self.tr("Zoek op naam of referentie"))
        self.search.textChanged.connect(self._filter)
        self._nothing = PlainLabel(self.tr("Geen doorverwijzing gevonden. Kijk na wat je typte."), role="muted")
        self._todo, self._todo_rows = self._group("todo_list", self.tr("Nog te doen"))
        self._waiting, self._waiting_rows = self._group("waiting_list", self.tr("Je wacht op het OCMW"))
        self._heading = PlainLabel(self.tr("Je wacht op het OCMW"), role="heading")
        self._list, rows = self._group("referral_list", self.tr("Open doorverwijzingen"))
        for widget in (self._todo, self._heading, self._waiting):
            rows.addWidget(widget)
        for part in (self.search, self._nothing, self._list):
            self.body.addWidget(part)
        self._empty = EmptyOverview(self.practise)
        self.body.addWidget(self._empty)
        self.set_footer(right=(self.new,))

    def show_overview(self, overview: Overview) -> None:
        """Fill the page anew; what the colleague can do comes before what only the OCMW can do."""
        self.new.setEnabled(overview.may_begin)
        clear(self._todo_rows)
        clear(self._waiting_rows)
        self._rows = []
        tasks = [self._task_card(task) for task in overview.tasks]
        for shown in tasks:
            self._todo_rows.addWidget(shown)
        for line in overview.lines:
            card = self._card(line)
            (self._waiting_rows if line.step in WAITING else self._todo_rows).addWidget(card)
            self._rows.append((line, card))
        has_todo = bool(tasks) or any(line.step not in WAITING for line in overview.lines)
        if has_todo:
            self.set_title(self.tr("Nog te doen"))
        else:
            self.set_title(self._heading.text() if overview.lines else self.tr("Niets te doen"))
        self._has_tasks = bool(tasks)
        self._list.setVisible(bool(overview.lines) or has_todo)
        self._empty.setVisible(not overview.lines and not has_todo)
        self.search.setVisible(len(overview.lines) >= SEARCH_FROM)
        if self.search.isHidden():
            self.search.clear()
        todo = [card for line, card in self._rows if line.step not in WAITING]
        first = next(iter(todo or [card for _line, card in self._rows]), None)
        self.first_focus = tasks[0].verb if tasks else first.first if first is not None else self.new
        self._filter(self.search.text())

    def _group(self, object_name: str, label: str) -> tuple[QWidget, QVBoxLayout]:
        group = QWidget()
        accessibility.name(group, object_name, label)
        rows = QVBoxLayout(group)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(tokens.SPACE["s"])
        return group, rows

    def _card(self, line: Line) -> ReferralCard:
        card = ReferralCard(line)
        reference = line.reference
        # a file that was made may have been sent meanwhile: its own page asks that first
        asks = line.step is Step.RENEW and line.state is not State.EXPORTED
        card.continued.connect(lambda: (self.consent_requested if asks else self.continue_requested).emit(reference))
        card.corrected.connect(lambda: self.correct_requested.emit(reference))
        card.stopped.connect(lambda: self.stop_requested.emit(reference))
        card.erased.connect(lambda: self.erase_requested.emit(reference))
        card.extended.connect(lambda: self.extend_requested.emit(reference))
        return card

    def _task_card(self, task: Task) -> TaskCard:
        card = TaskCard(task)
        card.continued.connect(lambda: self.task_chosen.emit(task))
        return card

    def _filter(self, wanted: str) -> None:
        words = wanted.casefold().split()
        found = {line.step in WAITING: False for line, _card in self._rows}
        for line, card in self._rows:
            held = f"{line.name} {line.full_reference} {line.place}".casefold()
            fits = all(word in held for word in words)
            card.setVisible(fits)
            found[line.step in WAITING] = found[line.step in WAITING] or fits
        has_todo = self._has_tasks or any(line.step not in WAITING for line, _ in self._rows)
        self._todo.setVisible(found.get(False, False) or self._has_tasks)
        self._waiting.setVisible(found.get(True, False))
        self._heading.setVisible(found.get(True, False) and has_todo)
        self._nothing.setVisible(bool(self._rows) and not any(found.values()))
