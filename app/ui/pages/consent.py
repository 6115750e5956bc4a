# SPDX-License-Identifier: EUPL-1.2
"""The consent step: a checklist built from the profile; no field for client data exists yet (R18–R22)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QWidget

from app.domain.consent import ConsentTalk, Route
from app.domain.referral import Referral
from app.ui import accessibility, texts, tokens, wording
from app.ui.background import Lane
from app.ui.widgets.buttons import Button
from app.ui.widgets.checklist import ChecklistItem, Choices
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel

ROUTES = {
    "consent_route_conversation": Route.CONVERSATION,
    "consent_route_phone": Route.PHONE,
    "consent_route_paper": Route.PAPER,
}


class Verbs(Protocol):
    """What this page asks of the workflow."""

    def agree(self, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        """The client said yes."""
        ...


class ConsentPage(Page):
    """Ticks live in the talk, in memory; nothing is stored before *De cliënt zegt ja*."""

    agreed = Signal(object)
    ended = Signal(str)
    sheet_requested = Signal()
    print_requested = Signal()

    def __init__(self, verbs: Verbs, lane: Lane) -> None:
        super().__init__("consent_page", "", width=1000)
        self.set_title(
            self.tr("Informeer de cliënt en vraag toestemming"),
            self.tr("Je vult hier nog geen gegevens in. Dat kan pas als de cliënt ja zegt."),
        )
        self.set_step(1)
        self._verbs, self._lane = verbs, lane
        self._talk: ConsentTalk | None = None
        self._items: list[ChecklistItem] = []
        self.open_items = PlainLabel(role="muted")
        self.open_items.setObjectName("consent_open_items")
        self.yes = Button(self.tr("De cliënt zegt ja – ga verder"), "consent_yes", kind="primary", clicked=self._agree)
        self.set_footer(
            left=(
                Button(self.tr("De cliënt zegt nee"), "consent_no", kind="quiet", clicked=lambda: self._end("no")),
                Button(self.tr("De cliënt wil nadenken"), "consent_think", clicked=lambda: self._end("think")),
            ),
            right=(self.open_items, self.yes),
        )

    def show_talk(self, talk: ConsentTalk) -> None:
        """Start a fresh talk: everything empty (R04)."""
        self._talk = talk
        self._items = []
        clear(self.body)
        self.body.addWidget(self._sheet_buttons())
        for kind, heading in (("info", self.tr("Dit heb ik verteld")), ("consent", self.tr("Dit heb ik gevraagd"))):
            self.body.addWidget(PlainLabel(heading, role="heading"))
            for item in talk.profile.checklist:
                if item.kind == kind:
                    self._add_item(item.id, item.text, item.say, item.source)
        self.body.addWidget(self._how())
        self.first_focus = self._items[0].box
        self._refresh()

    def idle_warning(self) -> str:
        """Ticks are lost at the lock; say so."""
        return texts.IDLE_WARNING_CONSENT

    def forget(self) -> None:
        """Drop the talk and every tick."""
        self._talk = None
        self._items = []
        clear(self.body)

    def _sheet_buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE["s"])
        show = Button(self.tr("Toon het infoblad"), "show_info_sheet", clicked=self.sheet_requested.emit)
        paper = Button(self.tr("Druk het infoblad af"), "print_info_sheet", clicked=self.print_requested.emit)
        row.addWidget(show)
        row.addWidget(paper)
        row.addStretch(1)
        return holder

    def _add_item(self, item_id: str, text: str, say: str, source: str) -> None:
        item = ChecklistItem(f"consent_{item_id.lower()}", text, say=f"“{say}”" if say else "", source=source)
        item.toggled.connect(lambda on: self._tick(item_id, on))
        self._items.append(item)
        self.body.addWidget(item)

    def _how(self) -> Card:
        self._route = Choices(
            self.tr("Hoe zei de cliënt ja?"),
            (
                ("consent_route_conversation", self.tr("In een gesprek")),
                ("consent_route_phone", self.tr("Via de telefoon")),
                ("consent_route_paper", self.tr("Op papier")),
            ),
        )
        self._route.chosen.connect(self._chose_route)
        self._interpreter = Choices(
            self.tr("Was er een tolk?"),
            (("interpreter_no", self.tr("Nee")), ("interpreter_yes", self.tr("Ja"))),
        )
        self._interpreter.chosen.connect(self._chose_interpreter)
        card = Card(look="quiet")
        card.add_row(self._route, self._interpreter, stretch=(3, 2))
        card.add(self._moment())
        return card

    def _moment(self) -> QWidget:
        """When the client said yes: now, unless the colleague changes it."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE["m"])
        label = PlainLabel(self.tr("Wanneer?"), role="label", wrap=False)
        self._now = PlainLabel(self.tr("Vandaag, nu"), wrap=False)
        self._when = QDateTimeEdit(QDateTime.currentDateTime())
        self._when.setDisplayFormat("dd/MM/yyyy HH:mm")
        self._when.setCalendarPopup(True)
        self._when.hide()
        accessibility.name(self._when, "consent_when", self.tr("Wanneer zei de cliënt ja?"))
        self._change = Button(self.tr("Wijzig"), "consent_when_change", kind="link", clicked=self._change_moment)
        for widget in (label, self._now, self._when, self._change):
            row.addWidget(widget)
        row.addStretch(1)
        return holder

    def _change_moment(self) -> None:
        self._when.setDateTime(QDateTime.currentDateTime())
        self._now.hide()
        self._change.hide()
        self._when.show()
        self._when.setFocus()

    def _given_at(self) -> datetime | None:
        if self._when.isHidden():
            return None
        return datetime.fromtimestamp(self._when.dateTime().toSecsSinceEpoch(), UTC)

    def _tick(self, item_id: str, on: bool) -> None:
        if self._talk is not None:
            self._talk.tick(item_id, on)
        self._refresh()

    def _chose_route(self, name: str) -> None:
        if self._talk is not None:
            self._talk.route = ROUTES[name]
        self._refresh()

    def _chose_interpreter(self, name: str) -> None:
        if self._talk is not None:
            self._talk.interpreter = name == "interpreter_yes"

    def _refresh(self) -> None:
        left = self._talk.open_items if self._talk is not None else 1
        self.yes.setEnabled(left == 0)
        self.open_items.setText(wording.open_items(left))
        self.open_items.setVisible(left > 0)

    def _agree(self) -> None:
        talk = self._talk
        if talk is None or talk.open_items:
            return
        self.yes.setEnabled(False)  # a double click makes one referral
        self._lane.run(self._verbs.agree, talk, self._given_at(), done=self._agreed, failed=self._refused)

    def _agreed(self, referral: Referral) -> None:
        self.forget()
        self.agreed.emit(referral)

    def _refused(self, error: Exception) -> None:
        self._refresh()
        self.fail(error)

    def _end(self, how: str) -> None:
        self.forget()
        self.ended.emit(how)
