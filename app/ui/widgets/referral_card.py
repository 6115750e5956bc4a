# SPDX-License-Identifier: EUPL-1.2
"""ReferralCard: one open referral in the overview: who, where it stands, what is next, and its term."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.referral import State
from app.domain.terms import Reason
from app.ui import accessibility, texts, tokens, wording
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.field import restyle
from app.ui.widgets.mark import Mark
from app.ui.widgets.plain_label import PlainLabel
from app.workflow.overview import Line, Step

VERB_WIDTH = 210
"""All verbs of the list stand below each other."""


_STATES = {
    State.CONCEPT: Icon.EDIT,
    State.READY: Icon.EDIT,
    State.EXPORTED: Icon.LOCK,
    State.SENT: Icon.MAIL,
    State.WITHDRAWN: Icon.CLOSE,
    State.ERASED: Icon.SUCCESS,
}
"""A drawing beside the word of each state."""
_STEPS = {Step.SEND: Icon.MAIL, Step.CALL: Icon.PHONE}
"""A drawing on the verb, where one helps to find it."""


class ReferralCard(Card):
    """A row of the list: a screen reader says it as a whole, Enter or a double click goes on with it."""

    continued = Signal()
    stopped = Signal()
    corrected = Signal()
    erased = Signal()
    extended = Signal()

    def __init__(self, line: Line) -> None:
        held = _is_held(line)
        super().__init__(look="warning" if held else "card", spacing="xs")
        self.body.setContentsMargins(tokens.SPACE["l"], tokens.SPACE["m"], tokens.SPACE["l"], tokens.SPACE["m"])
        state = wording.state(line.state, line.version, line.is_invalid)
        name = line.name or self._nameless(line)
        title = f"{name} – {line.place}" if line.place else name
        term = wording.term(line.standing, line.state)
        step = "" if held else wording.step(line)
        spoken = f"{title}, {line.full_reference}, {state}".replace("&", "&&")
        accessibility.name(self, f"referral_{line.full_reference}", spoken, f"{step} {term}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._may_go_on = not held or line.state in (State.EXPORTED, State.SENT)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(texts.breakable(title), role="heading"))
        words.addWidget(_with_mark(_STATES[line.state], PlainLabel(f"{state}  ·  {line.full_reference}", role="small")))
        for text, role in ((step, "body"), (term, "note")):
            if text and role == "note":
                words.addWidget(_with_mark(Icon.CLOCK, PlainLabel(text, role=role)))
            elif text:
                words.addWidget(PlainLabel(text, role=role))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE["l"])
        row.addLayout(words, 1)
        row.addLayout(self._beside(line))
        self.body.addLayout(row)
        self.first = self._verbs[0] if self._verbs else self

    def _nameless(self, line: Line) -> str:
        return self.tr("Gegevens gewist") if line.state is State.WITHDRAWN else self.tr("Nog geen naam")

    def _beside(self, line: Line) -> QVBoxLayout:
        """The verbs that fit this state, the first one in front."""
        described = f"{line.name or self._nameless(line)}, {line.full_reference}"
        self._verbs = self._blocked_verbs(line) if _is_held(line) else self._open_verbs(line)
        if line.state is State.SENT and not line.standing.is_blocked:
            self._verbs.append(
                Button(self.tr("Verbeter de gegevens"), "correct_referral", kind="link", clicked=self.corrected.emit)
            )
        if line.state is not State.WITHDRAWN:
            self._verbs.append(
                Button(self.tr("De cliënt wil stoppen"), "withdraw_referral", kind="link", clicked=self.stopped.emit)
            )
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE["xs"])
        for verb in self._verbs:
            if verb.property("kind") != "link":
                verb.setMinimumWidth(VERB_WIDTH)
            verb.setAccessibleDescription(described)
            is_link = verb.property("kind") == "link"
            column.addWidget(verb, 0, Qt.AlignmentFlag.AlignRight if is_link else Qt.AlignmentFlag(0))
        column.addStretch(1)
        return column

    def _open_verbs(self, line: Line) -> list[Button]:
        verb, drawing = wording.STEP_VERBS[line.step], _STEPS.get(line.step)
        return [Button(verb, "continue_referral", icon=drawing, clicked=self.continued.emit)]

    def _blocked_verbs(self, line: Line) -> list[Button]:
        verbs = []
        if line.standing.may_extend:
            longer_by = self.tr("Verlengen met {n} dagen").format(n=line.standing.extend_days)
            longer = Button(texts.counted(longer_by), "extend_referral")
            longer.clicked.connect(lambda _checked=False: self._extend(longer))
            verbs.append(longer)
        if self._may_go_on:
            verbs.append(Button(self.tr("Zeg wat al gebeurd is"), "continue_referral", clicked=self.continued.emit))
        verbs.append(Button(self.tr("Wissen"), "erase_referral", kind="danger", clicked=self.erased.emit))
        return verbs

    def _extend(self, button: Button) -> None:
        button.setEnabled(False)  # a double click extends once
        self.extended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, the arrows go to the row before or behind."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._may_go_on:
            self.continued.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step_to(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As in any list."""
        if event.button() == Qt.MouseButton.LeftButton and self._may_go_on:
            self.continued.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        self._show_focus(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went on."""
        self._show_focus(event)

    def _show_focus(self, event: QFocusEvent) -> None:
        self.setProperty("focused", "true" if event.type() == QEvent.Type.FocusIn else "false")
        restyle(self)

    def _step_to(self, by: int) -> None:
        rows = [card for card in self.window().findChildren(ReferralCard) if card.isVisible()]
        place = rows.index(self) + by
        if 0 <= place < len(rows):
            rows[place].setFocus()


def _with_mark(which: Icon, words: PlainLabel) -> QWidget:
    """The same in a drawing and in words."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SPACE["s"])
    row.addWidget(Mark(which, tokens.ICON["state"]), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return holder


def _is_held(line: Line) -> bool:
    """Its term passed, or its protocol stopped before it was sent: what is left is saying what happened, and wiping."""
    return line.standing.is_blocked or line.standing.reason is Reason.STOPPED
