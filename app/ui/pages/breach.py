# SPDX-License-Identifier: EUPL-1.2
"""Breach (gegevenslek): the questions of mail D as choices, with the 72-hour clock; also while locked (R53, R54)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.clock import Clock
from app.domain.errors import ReferenceUnknown
from app.domain.incident import Answers
from app.domain.profile import Contact, Profile
from app.domain.refusals import BeforeProtocol, DayInFuture, HappenedLater, RecipientUnclear, TooManyReferences
from app.ui import accessibility, texts, wording_breach
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.checklist import Choices
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.countdown import Countdown
from app.ui.widgets.field import roomy
from app.ui.widgets.moment_field import MomentField
from app.ui.widgets.page import Page, clear
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.questions import Question, Several
from app.ui.widgets.reference_list import ReferenceList
from app.workflow.breach import NOTHING_YET, UNKNOWN, YES, Form

MOST_CLIENTS = 999


class BreachPage(Page):
    """``report_requested`` carries the answers and which protocol was chosen; nothing here can hold free text."""

    report_requested = Signal(object, str)

    def __init__(self, clock: Clock) -> None:
        super().__init__("breach_page", self.tr("Denk je aan een lek?"), width="whole", dense=True)
        self.set_title(self.tr("Denk je aan een lek? Meld het meteen, ook als je twijfelt."))
        self._moment = clock
        self._form: Form | None = None
        self.countdown = Countdown("breach_clock", clock)
        self.discovered = MomentField("breach_discovered", self.tr("Wanneer &ontdekte je het?"))
        self.happened = MomentField("breach_happened", self.tr("Wanneer &gebeurde het?"), may_be_unknown=True)
        self.references = ReferenceList("breach_references", self.tr("Om welke &referenties gaat het?"))
        self.clients, self._clients = self._make_clients()
        self.mail = Button(
            self.tr("Open e-mail aan de DPO"), "breach_mail", icon=Icon.MAIL, kind="primary", clicked=self._report
        )
        self.discovered.changed.connect(self._count)
        self.set_footer(
            left=(self.back_button("breach_back"),),
            right=(self.mail,),
        )

    def show_form(self, form: Form, references: Sequence[str] = ()) -> None:
        """Ask anew: everything that may be unknown is unknown, discovered is now."""
        self._form = form
        self._make_questions(form)
        for part in (self.discovered, self.happened, self.references, self._clients):
            part.setParent(None)  # they outlive the cards they stand in
        clear(self.body)
        self.body.addWidget(self._top())
        self.body.addWidget(Row((self._what(), self._which(form)), (5, 6), narrow=420))
        now = self._moment.now()
        self.discovered.show_moment(now)
        self.happened.show_moment(now)
        self.references.offer(form.references, references)
        self.clients.setValue(0)
        self.mail.setEnabled(True)
        self.first_focus = next(iter(self.kind.buttons.values()))
        self._count()
        self._tell_recipients()

    def idle_warning(self) -> str:
        """What is answered here is kept nowhere until the mail is made."""
        return self.tr("De app gaat over 1 minuut op slot. Wat je hier aanduidde, gaat dan verloren.")

    def refused(self, error: Exception) -> None:
        """Said beside the question it is about; it can be tried again."""
        self.mail.setEnabled(True)
        said = texts.sentence(error)
        if isinstance(error, DayInFuture | BeforeProtocol):
            self.discovered.set_problem(said)
        elif isinstance(error, HappenedLater):
            self.happened.set_problem(said)
        elif isinstance(error, ReferenceUnknown | TooManyReferences):
            self.references.set_problem(said)
        elif isinstance(error, RecipientUnclear):
            self.protocol.set_problem(said)
        else:
            self.fail(error)

    # --- questions ---

    def _make_questions(self, form: Form) -> None:
        choices = form.choices
        self.kind = Question("breach_kind", self.tr("Wat gebeurde er? *"), choices["kind"], columns=False)
        self.measures = Several("breach_measures", self.tr("Wat deed je al?"), choices["measures"], NOTHING_YET)
        self.encrypted = Question("breach_encrypted", self.tr("Was het bestand versleuteld?"), choices["encrypted"])
        self.phrase_known = Question(
            "breach_passphrase_known",
            self.tr("Kan iemand anders de wachtzin van het bestand kennen?"),
            choices["phrase_known"],
        )
        self.other_party = Question("breach_other_party", self.tr("Gaat het ook het OCMW aan?"), choices["other_party"])
        for question in (self.encrypted, self.phrase_known, self.other_party):
            question.set_answer(UNKNOWN)
        self.protocol = Choices(
            self.tr("Om welk OCMW gaat het?"),
            [(f"breach_protocol_{one.id}", one.recipient_party.short_name) for one in form.profiles],
        )
        self.protocol.setVisible(False)
        self.recipients, self.stale = PlainLabel(role="small"), PlainLabel(role="small")
        self.recipients.setObjectName("breach_recipients")
        self.stale.setObjectName("breach_contacts_stale")
        self.other_party.chosen.connect(lambda _name: self._tell_recipients())
        self.protocol.chosen.connect(lambda _name: self._tell_recipients())

    def _top(self) -> Card:
        card = Card(look="accent", spacing="xs", edge="s")
        rule = self.tr(
            "Jij beslist niet of het een lek is. Dat doet de DPO. De DPO meldt het zo nodig binnen 72 uur aan de "
            "toezichthouder: je DPO meldt dit, jij niet."
        )
        self.countdown.setParent(None)
        card.add(PlainLabel(rule), self.countdown)
        return card

    def _what(self) -> Card:
        card = Card(look="item", edge="s")
        card.add(self.kind, self.measures)
        card.body.addStretch(1)
        return card

    def _which(self, form: Form) -> Card:
        card = Card(look="item", edge="s")
        card.add_row(self.discovered, self.happened)
        card.add_row(self.references, self._clients, stretch=(3, 2))
        card.add_row(self.encrypted, self.other_party)
        card.add(self.phrase_known)
        if len(form.profiles) > 1:
            card.add(self.protocol)
            self.protocol.setVisible(True)
        card.add(self.recipients, self.stale)
        card.body.addStretch(1)
        return card

    def _make_clients(self) -> tuple[QSpinBox, QWidget]:
        box, holder = QSpinBox(), QWidget()
        box.setRange(0, MOST_CLIENTS)
        box.setSpecialValueText(self.tr("Weet ik niet"))
        box.setMinimumWidth(150)
        roomy(box)
        label = PlainLabel(self.tr("Hoeveel &cliënten?"), role="label")
        label.setBuddy(box)
        accessibility.name(box, "breach_clients", self.tr("Hoeveel cliënten?"))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label)
        column.addWidget(box)
        column.addStretch(1)
        return box, holder

    # --- what follows from the answers ---

    def _count(self) -> None:
        moment = self.discovered.moment()
        if moment is not None:
            self.happened.suggest(moment)
            self.countdown.start(moment, wording_breach.clock(moment))

    def _tell_recipients(self) -> None:
        """Who gets the mail; contacts that nobody checked lately are named (R55)."""
        if self._form is None:
            return
        officers = self._officers(self._form.profiles)
        said = self.tr("De e-mail gaat naar {addresses}.").format(addresses=" en ".join(one.email for one in officers))
        if self.other_party.answer() == YES:
            said = self.tr("Dan staat de functionaris van het OCMW er ook bij. ") + said
        self.recipients.show_text(said)
        self.stale.show_text(wording_breach.stale(officers, self._form.today))

    def _officers(self, profiles: Sequence[Profile]) -> list[Contact]:
        chosen = [one for one in profiles if one.id == self._protocol()] or list(profiles[:1])
        profile = chosen[0]
        sure = len(profiles) == 1 or self._protocol()
        with_other = self.other_party.answer() == YES and sure
        return [profile.own_dpo, profile.other_dpo] if with_other else [profile.own_dpo]

    def _protocol(self) -> str:
        return self.protocol.choice().removeprefix("breach_protocol_")

    def _report(self) -> None:
        discovered = self.discovered.moment()
        if not self.kind.answer() or discovered is None:
            self.kind.set_problem(self.tr("Kies wat er gebeurde. Past er niets? Kies ‘Iets anders’."))
            next(iter(self.kind.buttons.values())).setFocus()
            return
        self.mail.setEnabled(False)  # a double click reports once
        answers = Answers(
            kind=self.kind.answer(),
            discovered_at=discovered,
            happened_at=self.happened.moment(),
            references=self.references.references(),
            clients=self.clients.value() or None,
            encrypted=self.encrypted.answer(),
            phrase_known=self.phrase_known.answer(),
            measures=self.measures.answers(),
            other_party=self.other_party.answer(),
        )
        self.report_requested.emit(answers, self._protocol())
