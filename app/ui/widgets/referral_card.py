# SPDX-License-Identifier: EUPL-1.2
"""ReferralCard: one open referral in the overview: who, where it stands, what is next, and its term."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.referral import State
from app.domain.terms import Reason
from app.ui import accessibility, tokens, wording
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.overview import Line


class ReferralCard(Card):
    """Says name, reference, state, next step and term; its verbs fit the state."""

    continued = Signal()
    stopped = Signal()
    erased = Signal()
    extended = Signal()

    def __init__(self, line: Line) -> None:
        super().__init__(look="warning" if line.standing.is_blocked else "card", spacing="s")
        name = line.name or self.tr("Nog geen naam")
        where = f" – {line.place}" if line.place else ""
        state = wording.state(line.state, line.version)
        accessibility.name(self, f"referral_{line.full_reference}", f"{name}{where}, {line.full_reference}, {state}")
        self.go_on = Button(wording.STEP_VERBS[line.step], "continue_referral", clicked=self.continued.emit)
        self.go_on.setAccessibleDescription(f"{name}, {line.full_reference}")
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE["l"])
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE["xs"])
        words.addWidget(PlainLabel(f"{name}{where}", role="heading"))
        words.addWidget(PlainLabel(f"{line.full_reference} · {state}", role="small"))
        words.addWidget(PlainLabel(wording.STEPS[line.step]))
        term = wording.term(line.standing, line.state)
        if term and term != wording.STEPS[line.step]:
            words.addWidget(PlainLabel(term, role="note"))
        head.addLayout(words, 1)
        if not line.standing.is_blocked:
            head.addWidget(self.go_on)
        self.body.addLayout(head)
        self.add(ButtonRow(left=self._verbs(line)))

    def _verbs(self, line: Line) -> tuple[Button, ...]:
        if line.state is State.WITHDRAWN:
            return ()
        verbs = []
        if line.standing.may_extend and line.standing.reason is Reason.IDLE:
            verbs.append(Button(self.tr("Verlengen met 7 dagen"), "extend_referral", clicked=self.extended.emit))
        if line.standing.is_blocked:
            verbs.append(Button(self.tr("Wissen"), "erase_referral", kind="danger", clicked=self.erased.emit))
            if line.state in (State.EXPORTED, State.SENT):
                verbs.append(Button(self.tr("Zeg wat al gebeurd is"), "continue_referral", kind="quiet",
                                    clicked=self.continued.emit))
        verbs.append(Button(self.tr("De cliënt wil stoppen"), "withdraw_referral", kind="link",
                            clicked=self.stopped.emit))
        return tuple(verbs)
