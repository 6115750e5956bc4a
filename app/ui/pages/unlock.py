# SPDX-License-Identifier: EUPL-1.2
"""The locked program: own passphrase, waiting time, forgotten, "Meld een lek"."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent

from app.domain.errors import AppError, NotEnoughMemory, VaultInUse, WaitFirst, WrongPassphrase
from app.ui import icons, texts, tokens
from app.ui.background import Lane
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page
from app.ui.widgets.phrase_field import PhraseField, reveal_tick
from app.ui.widgets.plain_label import PlainLabel

LOW = 480


class UnlockVerbs(Protocol):
    """What this page asks of the vault."""

    def unlock(self, passphrase: str) -> None: ...


class UnlockPage(Page):
    """``trouble`` carries an error that no passphrase can solve: damaged files, a newer version."""

    unlocked = Signal()
    forgotten = Signal()
    trouble = Signal(object)
    breach_requested = Signal()

    def __init__(self, verbs: UnlockVerbs, lane: Lane) -> None:
        super().__init__("unlock_page", self.tr("De app is op slot"), width="narrow", centred=True)
        self._verbs, self._lane = verbs, lane
        self._wait = 0
        self.phrase = PhraseField("unlock_passphrase", self.tr("Typ je eigen &wachtzin."))
        self.open = Button(self.tr("&Open"), "unlock_button", kind="primary", clicked=self._open)
        self.forgot = Button(
            self.tr("Wachtzin &vergeten?"), "forgot_passphrase", kind="quiet", clicked=self.forgotten.emit
        )
        breach = Button(self.tr("Meld een &lek"), "report_breach", kind="quiet", clicked=self.breach_requested.emit)
        self._mark = mark = PlainLabel(wrap=False)
        mark.setPixmap(icons.app_icon().pixmap(56, 56))
        self.top.addWidget(mark)
        self.top.addSpacing(tokens.SPACE["s"])
        card = Card(spacing="m")
        card.add(self.phrase, reveal_tick("reveal_passphrase", self.tr("&Toon wat ik typ"), self.phrase))
        card.add(ButtonRow((self.forgot,), (self.open,)))
        self.body.addWidget(card)
        self.set_footer((breach,))
        self.first_focus = self.phrase.input
        self.phrase.entered.connect(self.open.click)
        self.phrase.edited.connect(lambda _text: self._say(""))
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.count_down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without the mark where the window is low, so that everything stays in sight at 200 %."""
        self._mark.setVisible(event.size().height() >= LOW)
        super().resizeEvent(event)

    def _open(self) -> None:
        if not self.open.isEnabled():
            return
        self.open.setEnabled(False)
        self._lane.run(self._verbs.unlock, self.phrase.text(), done=self._opened, failed=self._refused)

    def _opened(self, _nothing: None) -> None:
        self.phrase.clear()
        self.open.setEnabled(True)
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        self.open.setEnabled(True)
        if isinstance(error, WaitFirst):
            seconds = error.facts.get("seconds", 1)
            self._wait = seconds if isinstance(seconds, int) else 1
            self.open.setEnabled(False)
            self._timer.start()
            self._say(texts.sentence(error))
        elif isinstance(error, WrongPassphrase):
            self._say(texts.sentence(error))
            self.phrase.input.selectAll()
            self.phrase.focus()
        elif isinstance(error, AppError) and not isinstance(error, NotEnoughMemory | VaultInUse):
            self.trouble.emit(error)
        else:
            self.fail(error)

    def count_down(self) -> None:
        """One second less to wait."""
        self._wait -= 1
        if self._wait > 0:
            self._say(texts.sentence(WaitFirst(seconds=self._wait)))
            return
        self._timer.stop()
        self.open.setEnabled(True)
        self._say("")
        self.phrase.focus()

    def _say(self, sentence: str) -> None:
        if not sentence and self._timer.isActive():
            return
        self.phrase.set_problem(sentence)
