# SPDX-License-Identifier: EUPL-1.2
"""The consent step: a checklist built from the profile; no field for client data exists yet (R18–R22)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import Clock
from app.domain.consent import ConsentTalk, Route
from app.domain.errors import ConsentInFuture, ConsentTooOld
from app.domain.profile import Profile
from app.domain.referral import Referral
from app.ui import texts, tokens
from app.ui.background import Lane
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.checklist import ChecklistItem, Choices
from app.ui.widgets.consent_moment import ConsentMoment
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.protocol_choice import ProtocolChoice

ROUTES = {
    "consent_route_conversation": Route.CONVERSATION,
    "consent_route_phone": Route.PHONE,
    "consent_route_paper": Route.PAPER,
}
NARROW_COLUMN = 480
"""Width below which the two columns of the checklist come below each other."""

HEADING_HEIGHT = 28
"""Both columns begin at the same height, whether or not links stand beside the heading."""


class Verbs(Protocol):
    """What this page asks of the workflow."""

    def agree(self, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        """The client said yes."""
        ...

    def renew(self, reference: str, talk: ConsentTalk, given_at: datetime | None = None) -> Referral:
        """The client said yes again, for this referral."""
        ...


class ConsentPage(Page):
    """Ticks live in the talk, in memory; nothing is stored before *De cliënt zegt ja*.

    The texts name the OCMW: with several protocols the page begins with the question which one it is.
    """

    protocol_chosen = Signal(str)
    agreed = Signal(object)
    ended = Signal(str)
    sheet_requested = Signal()
    print_requested = Signal()
    card_requested = Signal()

    def __init__(self, verbs: Verbs, lane: Lane, clock: Clock) -> None:
        super().__init__("consent_page", "", width="whole", dense=True)
        self.set_steps(texts.JOURNEY, 1)
        self._verbs, self._lane, self._clock = verbs, lane, clock
        self._talk: ConsentTalk | None = None
        self._reference = ""
        self.items: dict[str, ChecklistItem] = {}
        self.which = ProtocolChoice()
        self.which.chosen.connect(self.protocol_chosen)
        self._told = QVBoxLayout()
        told = _holder(self._told)
        self._told.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.which)
        self.body.addWidget(told)
        self._entitle()
        self.open_items = PlainLabel(role="small", wrap=False)
        self.open_items.setObjectName("consent_open_items")
        self.yes = Button(self.tr("De cliënt zegt ja – ga verder"), "consent_yes", kind="primary", clicked=self._agree)
        self.set_footer(
            left=(
                Button(self.tr("De cliënt zegt nee"), "consent_no", kind="quiet", clicked=lambda: self._end("no")),
                Button(
                    self.tr("De cliënt wil nadenken"), "consent_think", kind="quiet", clicked=lambda: self._end("think")
                ),
            ),
            right=(self.open_items, self.yes),
        )

    @property
    def has_ticks(self) -> bool:
        """Was something told or asked already?"""
        return self._talk is not None and bool(self._talk.ticked)

    def show_choice(self, offered: Sequence[Profile]) -> None:
        """First: which OCMW is it about? Nothing is told before that, and nothing is chosen beforehand."""
        self.forget()
        self.which.offer(offered)
        self.first_focus = self.which.first_input()
        first = self.tr("Kies eerst het OCMW. Dan zie je wat je vertelt en vraagt.")
        self._told.addWidget(PlainLabel(first, role="muted"))

    def show_talk(self, talk: ConsentTalk, offered: Sequence[Profile] = (), reference: str = "") -> None:
        """Start a fresh talk: everything empty (R04). With a ``reference`` it is asked again, for that referral."""
        self.forget()
        self._talk, self._reference = talk, reference
        self._entitle()
        self.which.offer(offered, talk.profile.id)
        self.route, self.interpreter = self._make_choices()
        self.moment = ConsentMoment(self._clock)
        told, asked = self._list("info"), self._list("consent")
        asked.addWidget(self._how())
        asked.addWidget(self._for_whom())
        for column in (told, asked):
            column.addStretch(1)
        self._told.addWidget(Row((_holder(told), _holder(asked)), (7, 6), narrow=NARROW_COLUMN))
        self.first_focus = next(iter(self.items.values())).box
        self._refresh()

    def idle_warning(self) -> str:
        """Ticks are lost at the lock; say so."""
        return texts.IDLE_WARNING_CONSENT if self._talk is not None else super().idle_warning()

    def forget(self) -> None:
        """Drop the talk and every tick."""
        self._talk, self._reference = None, ""
        self.items = {}
        self.first_focus = None
        clear(self._told)
        self.which.offer(())
        self.yes.setEnabled(False)
        self.open_items.show_text("")

    def _entitle(self) -> None:
        if self._reference:
            self.set_title(
                self.tr("Vraag opnieuw toestemming voor {ref}").format(ref=self._reference),
                self.tr("Wat je typte, blijft staan. De cliënt zegt opnieuw ja voor je verdergaat."),
            )
            return
        self.set_title(
            self.tr("Informeer de cliënt en vraag toestemming"),
            self.tr("Je vult hier nog geen gegevens in. Dat kan pas als de cliënt ja zegt."),
        )

    def _list(self, kind: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["xs"])
        if kind == "info":
            show = Button(
                self.tr("Toon het infoblad"), "show_info_sheet", kind="link", clicked=self.sheet_requested.emit
            )
            paper = Button(
                self.tr("Druk het infoblad af"), "print_info_sheet", kind="link", clicked=self.print_requested.emit
            )
            heading = ButtonRow((PlainLabel(self.tr("Dit heb ik verteld"), role="heading", wrap=False),), (show, paper))
        else:
            card = Button(
                self.tr("Afvinkkaart voor een huisbezoek"),
                "show_tick_card",
                kind="link",
                clicked=self.card_requested.emit,
            )
            heading = ButtonRow((PlainLabel(self.tr("Dit heb ik gevraagd"), role="heading", wrap=False),), (card,))
        heading.setMinimumHeight(HEADING_HEIGHT)
        column.addWidget(heading)
        talk = self._talk
        for item in talk.profile.checklist if talk is not None else ():
            if item.kind == kind:
                column.addWidget(self._make_item(item.id, item.text, item.say, item.source))
        return column

    def _make_item(self, item_id: str, text: str, say: str, source: str) -> ChecklistItem:
        name = f"consent_{item_id.lower()}"
        item = ChecklistItem(name, text, say=f"“{say}”" if say else "", source=source, dense=True)
        item.toggled.connect(lambda on: self._tick(item_id, on))
        self.items[name] = item
        return item

    def _make_choices(self) -> tuple[Choices, Choices]:
        route = Choices(
            self.tr("Hoe zei de cliënt ja?"),
            (
                ("consent_route_conversation", self.tr("In een gesprek")),
                ("consent_route_phone", self.tr("Via de telefoon")),
                ("consent_route_paper", self.tr("Op papier")),
            ),
            columns=False,
        )
        route.chosen.connect(self._chose_route)
        interpreter = Choices(
            self.tr("Was er een tolk?"),
            (("interpreter_no", self.tr("Nee")), ("interpreter_yes", self.tr("Ja"))),
        )
        interpreter.chosen.connect(self._chose_interpreter)
        return route, interpreter

    def _how(self) -> Card:
        card = Card(look="quiet", spacing="s")
        card.body.setContentsMargins(tokens.SPACE["m"], tokens.SPACE["s"], tokens.SPACE["m"], tokens.SPACE["s"])
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.interpreter)
        beside.addWidget(self.moment)
        beside.addStretch(1)
        card.add(Row((self.route, _holder(beside)), narrow=200))
        return card

    def _for_whom(self) -> PlainLabel:
        return PlainLabel(
            self.tr(
                "Elke volwassene zegt ja voor zijn eigen gegevens. Zijn er twee ouders? "
                "Maak dan twee doorverwijzingen. Twijfel je of de cliënt goed begrijpt wat je vraagt? "
                "Bespreek het met je teamverantwoordelijke of de DPO. Verstuur nog niets."
            ),
            role="small",
        )

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
        self.open_items.show_text(texts.open_items(left) if left else "")

    def _agree(self) -> None:
        talk = self._talk
        if talk is None or talk.open_items:
            return
        self.yes.setEnabled(False)  # a double click makes one referral
        self.moment.set_problem("")
        moment, reference = self.moment.moment(), self._reference
        if reference:
            self._lane.run(self._verbs.renew, reference, talk, moment, done=self._agreed, failed=self._refused)
        else:
            self._lane.run(self._verbs.agree, talk, moment, done=self._agreed, failed=self._refused)

    def _agreed(self, referral: Referral) -> None:
        self.forget()
        self.agreed.emit(referral)

    def _refused(self, error: Exception) -> None:
        self._refresh()
        if isinstance(error, ConsentInFuture | ConsentTooOld):
            self.moment.set_problem(texts.sentence(error))
        self.fail(error)

    def _end(self, how: str) -> None:
        if not (self._reference and how == "no"):  # then the next page asks first whether all is to be wiped
            self.forget()
        self.ended.emit(how)


def _holder(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder
