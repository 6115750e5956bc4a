# SPDX-License-Identifier: EUPL-1.2
"""Forgotten passphrase, damaged files, restore a copy, start again."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.domain.errors import AppError, WaitFirst, WrongRecoveryCode
from app.domain.sender import Sender
from app.ui import texts
from app.ui.background import Lane
from app.ui.widgets import confirm
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.containers import Card
from app.ui.widgets.field import Field
from app.ui.widgets.page import Page
from app.ui.widgets.phrase_field import NewPassphrase, PassphraseVerbs
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.recovery_code import RecoveryCode


class RecoveryVerbs(PassphraseVerbs, Protocol):
    """What this page asks of the vault."""

    def recover(self, code: str, new_passphrase: str) -> str: ...
    def latest_backup(self) -> datetime | None: ...
    def restore_backup(self) -> None: ...
    def start_over(self) -> None: ...


class RecoveryPage(Page):
    """Three faces: a forgotten passphrase, damaged files, and the new recovery code that follows a recovery."""

    recovered = Signal()
    restored = Signal()
    started_over = Signal()
    print_card_requested = Signal()

    def __init__(self, verbs: RecoveryVerbs, lane: Lane, clock: Clock) -> None:
        super().__init__("recovery_page", self.tr("Eigen wachtzin vergeten"))
        self._verbs, self._lane, self._clock = verbs, lane, clock
        self.code = Field("recovery_code_input", self.tr("&Herstelcode"))
        self.code_card = Card()
        self.code_card.add(self.code)
        self.passphrase = NewPassphrase()
        self.new_code = RecoveryCode()
        self.lost = self._lost_card()
        self.damage = Card(look="warning")
        self.damage_text = PlainLabel()
        self.damage.add(self.damage_text)
        for part in (self.damage, self.code_card, self.passphrase, self.new_code, self.lost):
            self.body.addWidget(part)
        self._make_buttons()
        self.code.entered.connect(self.passphrase.take.setFocus)
        self.passphrase.entered.connect(self.recover.click)
        self.passphrase.proposal_wanted.connect(self._propose)
        self.new_code.entered.connect(self.finish.click)
        self.new_code.print_wanted.connect(self.print_card_requested)
        self.show_forgotten()

    # --- faces ---

    def show_forgotten(self) -> None:
        """The passphrase is forgotten; the recovery code opens."""
        self.set_title(
            self.tr("Eigen wachtzin vergeten"),
            self.tr("Vraag de omslag met je herstelcode aan je teamverantwoordelijke. Typ de code."),
        )
        self.code.set_text("")
        self.code.set_problem("")
        self.passphrase.clear()
        self._show((self.code_card, self.passphrase), self.code.input, self.no_code, self.back, self.recover)
        self._propose()

    def show_damage(self, error: AppError) -> None:
        """Files are damaged, missing or of a newer version; a passphrase would not help."""
        self.set_title(self.tr("De app kan niet openen"))
        self.damage_text.setText(texts.sentence(error))
        self._show((self.damage,), self.back, self.back)
        if error.code in texts.RESTORABLE:
            self._lane.run(self._verbs.latest_backup, done=self._offer_copy, failed=self.fail)

    def _offer_copy(self, made_at: datetime | None) -> None:
        said = self.damage_text.text()
        if made_at is None:
            self.damage_text.setText(said + " " + self.tr("Er is geen kopie. Vraag hulp aan je ICT-dienst."))
            self._show((self.damage,), self.back, self.no_code, self.back)
            return
        when = texts.moment_of(made_at, self._clock.now())
        self.damage_text.setText(said + " " + self.tr("Er is een kopie van {when}.").format(when=when))
        self._show((self.damage,), self.restore, self.back, self.restore)

    def _show_new_code(self, code: str) -> None:
        self.passphrase.clear()
        self.code.set_text("")
        self.set_title(
            self.tr("Bewaar je nieuwe herstelcode"),
            self.tr("Gewijzigd. Vanaf nu open je de app met je nieuwe wachtzin. De oude code werkt niet meer."),
        )
        self.new_code.show_code(code)
        self._show((self.new_code,), self.new_code.code, self.finish)

    def _show_lost(self) -> None:
        self.set_title(self.tr("Ook geen herstelcode?"))
        self._show((self.lost,), self.search_on, self.back)

    # --- verbs ---

    def _propose(self) -> None:
        self._lane.run(self._verbs.propose_passphrase, done=self.passphrase.propose, failed=self.fail)

    def _judge(self) -> None:
        self._lane.run(
            self._verbs.judge_passphrase, self.passphrase.value(), Sender(), done=self._judged, failed=self.fail
        )

    def _judged(self, problem: str) -> None:
        if problem:
            self.passphrase.say_problem(texts.passphrase_problem(problem, len(self.passphrase.value())))
        elif not self.passphrase.matches():
            self.passphrase.say_unequal()
        else:
            self.recover.setEnabled(False)
            self._lane.run(
                self._verbs.recover,
                self.code.text(),
                self.passphrase.value(),
                done=self._show_new_code,
                failed=self._not_recovered,
            )

    def _not_recovered(self, error: Exception) -> None:
        self.recover.setEnabled(True)
        if isinstance(error, WrongRecoveryCode | WaitFirst):
            self.code.set_problem(texts.sentence(error))
            self.code.focus()
        elif isinstance(error, AppError) and error.code in texts.RESTORABLE:
            self.show_damage(error)
        else:
            self.fail(error)

    def _confirmed(self) -> None:
        if self.new_code.is_right():
            self.new_code.clear()
            self.recovered.emit()

    def _restore(self) -> None:
        self.restore.setEnabled(False)
        self._lane.run(self._verbs.restore_backup, done=self._restored, failed=self.fail)

    def _ask_start_over(self) -> None:
        confirm.ask(
            self,
            self.tr("Opnieuw beginnen? De oude, versleutelde gegevens gaan opzij. Niemand kan ze openen zonder code."),
            do=self.tr("Begin opnieuw"),
            keep=self.tr("Ik zoek de code nog"),
            on_yes=self._start_over,
        )

    def _start_over(self) -> None:
        self._lane.run(self._verbs.start_over, done=self._started_over, failed=self.fail)

    def _restored(self, _nothing: None) -> None:
        self.restored.emit()

    def _started_over(self, _nothing: None) -> None:
        self.started_over.emit()

    # --- parts ---

    def _lost_card(self) -> Card:
        self.start_over = Button(self.tr("&Begin opnieuw"), "start_over", clicked=self._ask_start_over)
        self.search_on = Button(
            self.tr("Ik &zoek de code nog"), "search_code", kind="primary", clicked=self.show_forgotten
        )
        card = Card(look="warning")
        card.add(
            PlainLabel(
                self.tr(
                    "Dan kan niemand deze gegevens nog openen, wij ook niet. Het dossier van Kind en Gezin blijft "
                    "bestaan. Je kan opnieuw beginnen. We zetten de oude, versleutelde gegevens opzij."
                )
            ),
            ButtonRow((self.start_over,), (self.search_on,)),
        )
        return card

    def _make_buttons(self) -> None:
        self.back = self.back_button("recovery_back")
        self.no_code = Button(
            self.tr("Ook &geen herstelcode?"), "no_recovery_code", kind="quiet", clicked=self._show_lost
        )
        self.recover = Button(self.tr("&Open de app"), "recover_button", kind="primary", clicked=self._judge)
        self.restore = Button(self.tr("&Zet de kopie terug"), "restore_backup", kind="primary", clicked=self._restore)
        self.finish = Button(self.tr("&Klaar"), "recovery_done", kind="primary", clicked=self._confirmed)
        self._buttons = (self.back, self.no_code, self.recover, self.restore, self.finish)
        self.set_footer((self.back, self.no_code), (self.recover, self.restore, self.finish))

    def _show(self, parts: tuple[QWidget, ...], focus: QWidget, *buttons: Button) -> None:
        for part in (self.damage, self.code_card, self.passphrase, self.new_code, self.lost):
            part.setVisible(part in parts)
        for button in self._buttons:
            button.setVisible(button in buttons)
            button.setEnabled(True)
        self.first_focus = focus
        if self.isVisible():
            self.begin()
