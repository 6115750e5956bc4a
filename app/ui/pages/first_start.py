# SPDX-License-Identifier: EUPL-1.2
"""Make the vault in three steps: who you are, your own passphrase, and a recovery code shown once and typed back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.policy import Policy
from app.domain.profile import Text
from app.domain.sender import Sender
from app.domain.validation import Problem
from app.ui import texts
from app.ui.background import Lane
from app.ui.icons import Icon
from app.ui.widgets.buttons import Button
from app.ui.widgets.containers import Card
from app.ui.widgets.page import Page
from app.ui.widgets.phrase_field import NewPassphrase, PassphraseVerbs
from app.ui.widgets.plain_label import PlainLabel
from app.ui.widgets.recovery_code import RecoveryCode
from app.ui.widgets.sender_form import SenderForm


class SenderVerbs(Protocol):
    """What the first step asks of the settings."""

    @property
    def policy(self) -> Policy: ...
    def statement(self) -> Text: ...
    def check_sender(self, raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]: ...


class VaultVerbs(PassphraseVerbs, Protocol):
    """What the other steps ask of the vault."""

    def new_recovery_code(self) -> str: ...
    def create(self, sender: Sender, passphrase: str, recovery_code: str) -> None: ...


class FirstStartPage(Page):
    """``created``: the vault is there. Afterwards ``overview_requested`` or ``practice_requested``."""

    created = Signal()
    print_card_requested = Signal()
    overview_requested = Signal()
    practice_requested = Signal()

    def __init__(self, vault: VaultVerbs, settings: SenderVerbs, lane: Lane) -> None:
        super().__init__("first_start_page", self.tr("Wie ben je?"), dense=True)
        self._vault, self._settings, self._lane = vault, settings, lane
        self._sender = Sender()
        self._code = ""
        self.form = SenderForm()
        self.passphrase = NewPassphrase()
        self.recovery = RecoveryCode()
        self._make_buttons()
        self.welcome, self.ready = self._welcome_card(), self._ready_card()
        for part in (self.welcome, self.form, self.passphrase, self.recovery, self.ready):
            self.body.addWidget(part)
        self.form.entered.connect(self.to_passphrase.click)
        self.passphrase.entered.connect(self.to_code.click)
        self.passphrase.proposal_wanted.connect(self._propose)
        self.recovery.entered.connect(self.finish.click)
        self.recovery.print_wanted.connect(self.print_card_requested)
        self._show_sender()

    def load(self) -> None:
        """Begin at the first step."""
        self._lane.run(self._settings.statement, done=self._fill)

    def _make_buttons(self) -> None:
        go_on = self.tr("&Ga verder")
        self.to_passphrase = Button(go_on, "setup_next", kind="primary", clicked=self._check_sender)
        self.to_code = Button(go_on, "passphrase_next", kind="primary", clicked=self._check_passphrase)
        self.to_sender = Button(
            self.tr("&Terug"), "setup_back", icon=Icon.BACK, kind="quiet", clicked=self._show_sender
        )
        self.finish = Button(self.tr("&Klaar"), "recovery_done", kind="primary", clicked=self._create)
        self.practise = Button(
            self.tr("&Oefen met een verzonnen cliënt"),
            "start_practice",
            kind="primary",
            clicked=self.practice_requested.emit,
        )
        self.go = Button(self.tr("&Ga naar het overzicht"), "to_overview", clicked=self.overview_requested.emit)
        forward = (self.to_passphrase, self.to_code, self.finish, self.go, self.practise)
        self._buttons = (self.to_sender, *forward)
        self.set_footer((self.to_sender,), forward)

    def _welcome_card(self) -> Card:
        """What the program does, and what lies ready before you begin."""
        card = Card(self.tr("Welkom"), look="accent", spacing="s")
        card.add(
            PlainLabel(
                self.tr(
                    "Met deze app geef je gegevens van een cliënt veilig door aan het OCMW. "
                    "Je begint altijd met de toestemming. De app maakt het beveiligde bestand en zet de e-mail klaar. "
                    "Bij elke stap lees je wat je doet. Wat niet meer nodig is, wist de app."
                )
            ),
            PlainLabel(
                self.tr("Dit heb je nodig: drie minuten, een pen en een omslag voor je herstelcode."), role="strong"
            ),
        )
        return card

    def _ready_card(self) -> Card:
        """Practice first: the three minutes in which nothing can go wrong."""
        card = Card(self.tr("Oefen eerst: drie minuten, met een verzonnen cliënt"), look="accent")
        card.add(
            PlainLabel(self.tr("Je doet alle stappen één keer. Bovenaan lees je telkens wat je doet en waarom.")),
            PlainLabel(self.tr("Er telt niets mee en er gaat niets naar het OCMW. Daarna is alles weer weg.")),
            PlainLabel(self.tr("Later oefenen kan ook: kies het in het menu ‘Hulp’."), role="muted"),
        )
        return card

    def _show(self, part: QWidget, focus: QWidget, *buttons: Button) -> None:
        for other in (self.form, self.passphrase, self.recovery, self.ready):
            other.setVisible(other is part)
        self.welcome.setVisible(part is self.form)
        for button in self._buttons:
            button.setVisible(button in buttons)
            button.setEnabled(True)
        self.first_focus = focus
        if self.isVisible():
            self.begin()

    def _fill(self, statement: Text) -> None:
        """The answer may come after the first letters were typed."""
        self.form.show_statement(statement)
        self.form.fix_mailbox(self._settings.policy.team_mailbox)

    def _show_sender(self) -> None:
        self.set_steps(texts.FIRST_START, 1)
        self.set_title(
            self.tr("Wie ben je?"),
            self.tr(
                "Deze gegevens komen onder je e-mails en op het infoblad. Je kan ze later wijzigen bij Instellingen."
            ),
        )
        self._show(self.form, self.form.fields["name"].input, self.to_passphrase)

    def _check_sender(self) -> None:
        self._lane.run(self._settings.check_sender, self.form.raw(), done=self._sender_checked, failed=self.fail)

    def _sender_checked(self, answer: tuple[Sender, tuple[Problem, ...]]) -> None:
        self._sender, problems = answer
        self.form.show_problems(problems)
        self.welcome.setVisible(not problems)  # what is to be mended comes first
        if not problems:
            self._show_passphrase()

    def _show_passphrase(self) -> None:
        self.set_steps(texts.FIRST_START, 2)
        self.set_title(
            self.tr("Kies je eigen wachtzin"),
            self.tr(
                "Met deze zin open je de app. Ze beschermt de gegevens van cliënten. "
                "Je zegt ze aan niemand, ook niet aan het OCMW of aan ICT."
            ),
        )
        self._show(self.passphrase, self.passphrase.take, self.to_sender, self.to_code)
        self._propose()

    def _propose(self) -> None:
        self._lane.run(self._vault.propose_passphrase, done=self.passphrase.propose, failed=self.fail)

    def _check_passphrase(self) -> None:
        typed = self.passphrase.value()
        self._lane.run(self._vault.judge_passphrase, typed, self._sender, done=self._judged, failed=self.fail)

    def _judged(self, code: str) -> None:
        if code:
            self.passphrase.say_problem(texts.passphrase_problem(code, len(self.passphrase.value())))
        elif not self.passphrase.matches():
            self.passphrase.say_unequal()
        else:
            self._lane.run(self._vault.new_recovery_code, done=self._show_code, failed=self.fail)

    def _show_code(self, code: str) -> None:
        self._code = code
        self.set_steps(texts.FIRST_START, 3)
        self.set_title(
            self.tr("Bewaar je herstelcode"),
            self.tr("Vergeet je je eigen wachtzin? Dan open je de app met deze code. We tonen ze maar één keer."),
        )
        self.recovery.show_code(code)
        self._show(self.recovery, self.recovery.code, self.finish)

    def _create(self) -> None:
        if not self.recovery.is_right():
            return
        self.finish.setEnabled(False)  # one vault, also after a double click
        self._lane.run(
            self._vault.create,
            self._sender,
            self.passphrase.value(),
            self._code,
            done=self._created,
            failed=self._not_created,
        )

    def _created(self, _nothing: None) -> None:
        self._code = ""
        self.passphrase.clear()
        self.recovery.clear()
        self.set_steps((), 0)
        self.set_title(self.tr("Alles staat klaar"), self.tr("Wil je eerst oefenen?"))
        self._show(self.ready, self.practise, self.go, self.practise)
        self.created.emit()

    def _not_created(self, error: Exception) -> None:
        self.finish.setEnabled(True)
        self.fail(error)
