# SPDX-License-Identifier: EUPL-1.2
"""Settings: sender, lock time, mail program, own passphrase; nothing that names or changes a recipient (R01)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import WrongPassphrase
from app.domain.policy import Policy
from app.domain.profile import Text
from app.domain.sender import Sender
from app.domain.validation import Problem
from app.ui import texts, tokens
from app.ui.background import Lane
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button, ButtonRow
from app.ui.widgets.contact_card import ContactCard
from app.ui.widgets.containers import Card, Row
from app.ui.widgets.lock_card import LockCard
from app.ui.widgets.mail_card import MailCard
from app.ui.widgets.page import Page, clear
from app.ui.widgets.phrase_field import NewPassphrase, PassphraseVerbs, PhraseField
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.sender_form import SenderForm
from app.ui.widgets.terms_card import TermsCard
from app.workflow.settings import Choice, ProtocolFacts

NARROW_COLUMN = 480
"""Width below which the two columns stand below each other."""


class SettingsVerbs(Protocol):
    """What this page asks of the settings."""

    @property
    def policy(self) -> Policy: ...
    def sender(self) -> Sender: ...
    def statement(self) -> Text: ...
    def check_sender(self, raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]: ...
    def save_sender(self, sender: Sender) -> None: ...
    def auto_lock_minutes(self) -> int: ...
    def set_auto_lock_minutes(self, minutes: int) -> None: ...
    def mail_choice(self) -> Choice: ...
    def mail_choices(self) -> Sequence[Choice]: ...
    def set_mail_choice(self, choice: Choice) -> None: ...
    def protocols(self) -> Sequence[ProtocolFacts]: ...


class ChangeVerbs(PassphraseVerbs, Protocol):
    """What this page asks of the vault."""

    def change_passphrase(self, old: str, new: str) -> None: ...


class SettingsPage(Page):
    """``auto_lock_changed`` carries the minutes; ``screen_share_requested`` asks to allow it until the next start.

    ``mail_lane`` asks the computer for its mail programs, which may take a moment.
    """

    auto_lock_changed = Signal(int)
    screen_share_requested = Signal()
    sender_saved = Signal()

    def __init__(
        self,
        settings: SettingsVerbs,
        vault: ChangeVerbs,
        lane: Lane,
        mail_lane: Lane,
        *,
        screen_protected: bool = False,
    ) -> None:
        super().__init__("settings_page", self.tr("Instellingen"), width="whole", dense=True)
        self._settings, self._vault, self._lane, self._mail_lane = settings, vault, lane, mail_lane
        self._sender = Sender()
        self.form = SenderForm()
        self.who = PlainLabel(self.tr("Wie ben je?"), role="heading")
        self.save = Button(self.tr("&Bewaar deze gegevens"), "save_sender", clicked=self._check_sender)
        self.locking, self.mail = LockCard(), MailCard()
        self.locking.changed.connect(self._set_minutes)
        self.mail.chosen.connect(self._set_mail)
        self._make_passphrase_parts()
        self.save_row = ButtonRow((self.change,), (self.save,))
        self.sharing = self._screen_card()
        self._screen_protected, self._disk_is_open = screen_protected, False
        self.contacts, self._contact_cards = self._stack()
        self.disk = self._disk_card()
        mine = self._stack(self.who, self.form, self.save_row, self.contacts)[0]
        self.terms = TermsCard()
        theirs = self._stack(self.disk, self.locking, self.mail, self.sharing, self.terms)[0]
        self.usual = Row((mine, theirs), (7, 6), narrow=NARROW_COLUMN)
        for part in (self.usual, self.old_card, self.new):
            self.body.addWidget(part)
        self.back = Button(
            self.tr("&Terug naar het overzicht"), "settings_back", icon=Icon.BACK, clicked=self.back_requested.emit
        )
        self.set_footer((self.cancel,), (self.back, self.store))
        self.form.entered.connect(self.save.click)
        self._show_change(False)

    def load(self) -> None:
        """Show what is stored."""
        self._close_change()
        self._lane.run(self._read, done=self._fill, failed=self.fail)
        self._lane.run(self._settings.protocols, done=self._show_contacts, failed=self.fail)
        self._mail_lane.run(self._settings.mail_choices, done=self._show_mail, failed=self.fail)

    # --- sender ---

    def _read(self) -> tuple[Sender, Text, int]:
        return self._settings.sender(), self._settings.statement(), self._settings.auto_lock_minutes()

    def _fill(self, known: tuple[Sender, Text, int]) -> None:
        self._sender, statement, minutes = known
        policy = self._settings.policy
        self.form.fill(self._sender, statement)
        self.form.fix_mailbox(policy.team_mailbox)
        self.locking.show_bounds(policy)
        self.terms.show_terms(policy)
        self.locking.show_minutes(minutes)

    def _check_sender(self) -> None:
        self._lane.run(self._settings.check_sender, self.form.raw(), done=self._sender_checked, failed=self.fail)

    def _sender_checked(self, answer: tuple[Sender, tuple[Problem, ...]]) -> None:
        sender, problems = answer
        self.form.show_problems(problems)
        if not problems:
            self._sender = sender
            self._lane.run(self._settings.save_sender, sender, done=self._sender_saved, failed=self.fail)

    def _sender_saved(self, _nothing: None) -> None:
        self.say("success", self.tr("Je gegevens zijn bewaard."))
        self.sender_saved.emit()

    # --- lock, mail, contacts ---

    def _set_minutes(self, minutes: int) -> None:
        self._lane.run(self._settings.set_auto_lock_minutes, minutes, failed=self.fail)
        self.auto_lock_changed.emit(minutes)

    def _show_mail(self, offered: Sequence[Choice]) -> None:
        self.mail.show_choices(offered, self._settings.mail_choice(), by_ict=self._settings.policy.sets_mail)
        before: QWidget = self.locking.minutes  # what came late is not reached last
        for button in self.mail.buttons:
            QWidget.setTabOrder(before, button)
            before = button

    def _set_mail(self, choice: Choice) -> None:
        self._lane.run(self._settings.set_mail_choice, choice, failed=self.fail)

    def _show_contacts(self, protocols: Sequence[ProtocolFacts]) -> None:
        clear(self._contact_cards)
        for facts in protocols:
            self._contact_cards.addWidget(ContactCard(facts))

    def _stack(self, *parts: QWidget) -> tuple[QWidget, QVBoxLayout]:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE["s"])
        for part in parts:
            column.addWidget(part)
        if parts:
            column.addStretch(1)
        return holder, column

    def _disk_card(self) -> Card:
        card = Card(self.tr("Schijfversleuteling"), look="warning")
        card.add(PlainLabel(self.tr("BitLocker staat uit op deze computer. Vraag je ICT-dienst om het aan te zetten.")))
        return card

    def show_disk_open(self) -> None:
        """The system says that the disk is not encrypted: information only (security.md 9)."""
        self._disk_is_open = True
        self.disk.show()

    # --- own passphrase ---

    def _make_passphrase_parts(self) -> None:
        self.change = Button(self.tr("&Wijzig je eigen wachtzin"), "change_passphrase", clicked=self._open_change)
        self.old = PhraseField("old_passphrase", self.tr("Je eigen wachtzin van &nu"))
        self.new = NewPassphrase()
        self.new.entered.connect(self._judge)
        self.store = Button(
            self.tr("Bewaar je &nieuwe wachtzin"), "save_passphrase", kind="primary", clicked=self._judge
        )
        self.cancel = Button(self.tr("Wijzig &niets"), "cancel_passphrase", kind="quiet", clicked=self._close_change)
        self.new.proposal_wanted.connect(self._propose)
        self.old.edited.connect(lambda _text: self.old.set_problem(""))
        self.old_card = Card()
        self.old_card.add(self.old)

    def _open_change(self) -> None:
        self._show_change(True)
        self._propose()
        self.old.focus()

    def _close_change(self) -> None:
        self.old.clear()
        self.old.set_problem("")
        self.new.clear()
        self._show_change(False)

    def _show_change(self, on: bool) -> None:
        """Changing the passphrase is a face of its own: one thing at a time."""
        self.set_title(self.tr("Wijzig je eigen wachtzin") if on else self.tr("Instellingen"))
        changing: tuple[QWidget, ...] = (self.old_card, self.new, self.cancel, self.store)
        self.usual.setVisible(not on)
        self.back.setVisible(not on)
        for part in changing:
            part.setVisible(on)
        self.sharing.setVisible(self._screen_protected)
        self.disk.setVisible(self._disk_is_open)
        self.store.setEnabled(True)
        self.first_focus = self.old.input if on else self.form.fields["name"].input

    def _propose(self) -> None:
        self._lane.run(self._vault.propose_passphrase, done=self.new.propose, failed=self.fail)

    def _judge(self) -> None:
        self._lane.run(
            self._vault.judge_passphrase, self.new.value(), self._sender, done=self._judged, failed=self.fail
        )

    def _judged(self, problem: str) -> None:
        if problem:
            self.new.say_problem(texts.passphrase_problem(problem, len(self.new.value())))
        elif not self.new.matches():
            self.new.say_unequal()
        else:
            self.store.setEnabled(False)
            self._lane.run(
                self._vault.change_passphrase,
                self.old.text(),
                self.new.value(),
                done=self._changed,
                failed=self._not_changed,
            )

    def _changed(self, _nothing: None) -> None:
        self._close_change()
        self.say("success", self.tr("Gewijzigd. Vanaf nu open je de app met je nieuwe wachtzin."))

    def _not_changed(self, error: Exception) -> None:
        self.store.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.old.set_problem(texts.sentence(error))
            self.old.focus()
        else:
            self.fail(error)

    # --- screen ---

    def _screen_card(self) -> Card:
        self.share = Button(
            self.tr("&Laat scherm delen toe tot de app opnieuw start"),
            "allow_screen_share",
            clicked=self.screen_share_requested.emit,
        )
        self.screen_text = PlainLabel(self.tr("Schermafdruk en scherm delen zijn geblokkeerd."))
        card = Card(self.tr("Scherm delen"), edge="m", spacing="s")
        card.add(self.screen_text, ButtonRow((self.share,)))
        return card

    def show_screen_shared(self) -> None:
        """Screen sharing is allowed until the next start."""
        self.screen_text.setText(self.tr("Schermafdruk en scherm delen kunnen nu, tot de app opnieuw start."))
        self.share.setEnabled(False)
