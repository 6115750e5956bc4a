# SPDX-License-Identifier: EUPL-1.2
"""Doubles for pages: a lane that answers at once, and verbs of the vault and the settings with fictional data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QObject

from app.domain.phrase import judge_passphrase
from app.domain.policy import Policy
from app.domain.profile import Text
from app.domain.sender import Sender
from app.domain.validation import Problem, checked_sender
from app.ui.background import Lane
from app.workflow.settings import Choice, ContactFacts, ProtocolFacts

STATEMENT = Text("verklaring.nl@1.0.0", "Ik ben lid van het lokaal team en gebonden door het beroepsgeheim.")
CODE = "4T8R-0QVM-K7ZD-29XA-B3HC-WJ5E-6NPG"
SENDER = Sender(
    "Annelies Vercammen", "Lokaal team Voorbeeld", "014 12 34 56", "team.voorbeeld@example.org", STATEMENT.id
)

PROTOCOL = ProtocolFacts(
    "Protocol Voorbeeld – OCMW Kasterlee",
    "Sociaal Huis",
    "",
    False,
    ContactFacts("dpo@example.org", date(2026, 2, 25), is_stale=False),
    ContactFacts("dpo.ocmw@example.org", date(2025, 2, 25), is_stale=True),
)


class InstantLane(Lane):
    """Does the work at once on the thread of the test, so that a test reads from top to bottom."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("instant", parent)

    def run(
        self,
        fn: Callable[..., Any],
        *args: object,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        try:
            answer = fn(*args)
        except Exception as error:  # noqa: BLE001 - as the real lane does
            (failed or self.failed.emit)(error)
            return
        if done is not None:
            done(answer)


class LateLane(InstantLane):
    """A busy computer: answers wait until the test lets them come."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def run(
        self,
        fn: Callable[..., Any],
        *args: object,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        work = super().run
        self.waiting.append(lambda: work(fn, *args, done=done, failed=failed))

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@dataclass
class FakeVault:
    """Remembers what it was asked; ``raises`` is raised by the next verb that opens something."""

    passphrase: str = "anker-fiets-molen-appel-wolk"
    code: str = CODE
    raises: Exception | None = None
    backup: datetime | None = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def _ask(self, *what: Any) -> None:
        self.asked.append(what)
        if self.raises is not None:
            raise self.raises

    def propose_passphrase(self) -> str:
        return "anker-fiets-molen-appel-wolk"

    def judge_passphrase(self, text: str, sender: Sender) -> str:
        return str(judge_passphrase(text, frozenset({"welkom*"}), (sender.name, sender.team)) or "")

    def new_recovery_code(self) -> str:
        return self.code

    def create(self, sender: Sender, passphrase: str, recovery_code: str) -> None:
        self._ask("create", sender, passphrase, recovery_code)

    def unlock(self, passphrase: str) -> None:
        self._ask("unlock", passphrase)

    def recover(self, code: str, new_passphrase: str) -> str:
        self._ask("recover", code, new_passphrase)
        return self.code

    def latest_backup(self) -> datetime | None:
        return self.backup

    def restore_backup(self) -> None:
        self._ask("restore_backup")

    def start_over(self) -> None:
        self._ask("start_over")

    def change_passphrase(self, old: str, new: str) -> None:
        self._ask("change_passphrase", old, new)


@dataclass
class FakeSettings:
    """Keeps one sender and the minutes."""

    stored: Sender = SENDER
    minutes: int = 10
    text: Text = STATEMENT
    choice: Choice = Choice.AUTOMATIC
    facts: Sequence[ProtocolFacts] = (PROTOCOL,)
    policy: Policy = field(default_factory=Policy)

    def sender(self) -> Sender:
        return self.stored

    def statement(self) -> Text:
        return self.text

    def check_sender(self, raw: Mapping[str, str]) -> tuple[Sender, tuple[Problem, ...]]:
        return checked_sender({**raw, "email": self.policy.team_mailbox or raw["email"]})

    def save_sender(self, sender: Sender) -> None:
        self.stored = sender

    def auto_lock_minutes(self) -> int:
        return self.minutes

    def set_auto_lock_minutes(self, minutes: int) -> None:
        self.minutes = minutes

    def mail_choice(self) -> Choice:
        allowed = self.mail_choices()
        return self.choice if self.choice in allowed else allowed[0]

    def mail_choices(self) -> Sequence[Choice]:
        return tuple(map(Choice, self.policy.mail_programs))

    def set_mail_choice(self, choice: Choice) -> None:
        self.choice = choice

    def protocols(self) -> Sequence[ProtocolFacts]:
        return self.facts
