# SPDX-License-Identifier: EUPL-1.2
"""Create, unlock with waiting time, lock, change passphrase, recover, start again (security.md 4.3)."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import AppError, WaitFirst, WrongPassphrase, WrongRecoveryCode
from app.domain.events import Entry, Event
from app.domain.phrase import judge_passphrase, propose_passphrase
from app.domain.reference import new_recovery_code, normal_recovery_code
from app.domain.sender import Sender
from app.log import error_code, event
from app.storage.folder import check_folder
from app.storage.outside import Attempts, Outside
from app.storage.practice_folder import keep_apart
from app.storage.store import Store
from app.storage.vault import Presence, Vault
from app.workflow.session import Session

FREE_ATTEMPTS, LONGEST_WAIT = 3, 30


@dataclass(frozen=True, slots=True)
class VaultVerbs:
    """The door: nothing else in the workflow can work before ``create``, ``unlock`` or ``recover``."""

    session: Session
    vault: Vault
    outside: Outside
    words: Sequence[str]
    refused: Collection[str]

    def check_place(self) -> None:
        """Raise unless the data folder is local, private and writable, before anything is typed (P5)."""
        self._keep_apart()
        check_folder(self.session.paths)

    def presence(self) -> Presence:
        """Is there a vault, none yet, or half of one?"""
        return self.vault.presence()

    def is_open(self) -> bool:
        """Is the vault open now? May be asked from any thread."""
        return self.session.is_open

    def propose_passphrase(self) -> str:
        """Five Dutch words, for the user to take or leave."""
        return propose_passphrase(self.words, self.session.random)

    def judge_passphrase(self, text: str, sender: Sender) -> str:
        """Why this own passphrase is refused (a code for the interface), or the empty string."""
        problem = judge_passphrase(text, self.refused, (sender.name, sender.team))
        return "" if problem is None else str(problem)

    def new_recovery_code(self) -> str:
        """A recovery code (herstelcode), to be shown once and written down by hand."""
        return new_recovery_code(self.session.random)

    def create(self, sender: Sender, passphrase: str, recovery_code: str) -> None:
        """Make the vault and store who refers; raises VaultExists when there is one. On any error there is none."""
        self._keep_apart()
        self.session.opened(self.vault.create(passphrase, normal_recovery_code(recovery_code)))
        store = self.session.store
        try:
            with store.transaction():
                store.settings.set_sender(sender)
        except AppError:
            self.start_over()  # an empty vault would refuse the next try
            raise

    def unlock(self, passphrase: str) -> None:
        """Open with the own passphrase; after three wrong attempts one waits 1, 2, 4 … 30 seconds."""
        self._keep_apart()
        self._refuse_while_waiting()
        try:
            store = self.vault.unlock(passphrase)
        except WrongPassphrase:
            self._count_wrong()
            raise
        self._enter(store)

    def recover(self, code: str, new_passphrase: str) -> str:
        """Open with the recovery code and set a new passphrase; returns the new code, the old one is void."""
        self._keep_apart()
        self._refuse_while_waiting()
        try:
            used = normal_recovery_code(code)
        except ValueError:
            raise WrongRecoveryCode() from None
        fresh = new_recovery_code(self.session.random)
        try:
            store = self.vault.recover(used, new_passphrase, normal_recovery_code(fresh))
        except WrongRecoveryCode:
            self._count_wrong()
            raise
        self._enter(store)
        self._try(lambda: self._note(Event.RECOVERY_USED))
        return fresh

    def change_passphrase(self, old: str, new: str) -> None:
        """Re-wrap the database key; returning means that the new passphrase was tried on what is on disk."""
        self.vault.change_passphrase(old, new)
        self._try(lambda: self._note(Event.PASSPHRASE_CHANGED))

    def start_over(self) -> None:
        """*Begin opnieuw*: the old, encrypted vault is set aside under another name, never destroyed (R43)."""
        self.session.closed()
        self.vault.set_aside(self.session.clock.now().strftime("%Y%m%d-%H%M%S"))
        self._try(lambda: self.outside.set_attempts(Attempts()))
        self._try(lambda: self.outside.set_restored(None))

    def latest_backup(self) -> datetime | None:
        """When the newest usable copy was made, or None."""
        return self.vault.latest_backup()

    def restored_copy(self) -> datetime | None:
        """The moment of the copy that was just put back, until the vault is opened; may be asked from any thread."""
        return self.outside.restored()

    def restore_backup(self) -> None:
        """Set the damaged files aside and put the newest good copy in their place; unlock afterwards."""
        self.session.closed()
        self.vault.restore_backup()

    def lock(self) -> None:
        """Close the database; the caller starts a fresh, locked process (decision 19)."""
        self.session.closed()

    def _keep_apart(self) -> None:
        """Practice and real work never open each other's folder (R66)."""
        keep_apart(self.session.paths, practice=self.session.profiles[0].practice)

    def _refuse_while_waiting(self) -> None:
        attempts = self.outside.attempts()
        if attempts.last is None:
            return
        wait = attempts.last + timedelta(seconds=waiting_seconds(attempts.count)) - self.session.clock.now()
        # a clock set back must not lock anybody out for longer than the longest wait
        if timedelta(0) < wait <= timedelta(seconds=LONGEST_WAIT):
            raise WaitFirst(seconds=math.ceil(wait.total_seconds()))

    def _count_wrong(self) -> None:
        wrong = Attempts(self.outside.attempts().count + 1, self.session.clock.now())
        self._try(lambda: self.outside.set_attempts(wrong))

    def _enter(self, store: Store) -> None:
        """The vault is open, whatever goes wrong with what is written beside it."""
        self.session.opened(store)
        self._try(lambda: self.outside.set_attempts(Attempts()))
        self._try(self._tell_of_restored_copy)

    def _tell_of_restored_copy(self) -> None:
        """Once, also when a crash comes right behind the row: then it stands behind the row that was last before."""
        copy_made_at, behind = self.outside.restored(), self.outside.restored_behind()
        if copy_made_at is None:
            return
        register = self.session.store.register
        if not any(row.nr - 1 == behind and row.gebeurtenis == Event.RESTORED for row in register.rows()):
            self.session.store.count_beyond_copies()
            self.outside.set_restored(copy_made_at, behind=register.head()[0])
            self._note(Event.RESTORED)
        self.outside.set_restored(None)

    def _note(self, what: Event) -> None:
        store = self.session.store
        with store.transaction():
            store.register.append(Entry(what, user=store.settings.sender().name), self.session.now())

    def _try(self, aftermath: Callable[[], None]) -> None:
        """What follows a change that is on disk already: its failure must not tell the user that nothing changed."""
        try:
            aftermath()
        except AppError as error:
            event(f"aftermath:{error_code(error)}")


def waiting_seconds(wrong: int) -> int:
    """Seconds to wait after so many wrong attempts: none up to three, then 1, 2, 4 … 30."""
    return 0 if wrong < FREE_ATTEMPTS else min(LONGEST_WAIT, 2 ** (wrong - FREE_ATTEMPTS))
