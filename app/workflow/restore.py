# SPDX-License-Identifier: EUPL-1.2
"""Restore: which copies there are, and putting one back while the vault is open (security.md 8, P19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import DatabaseDamaged, RegisterBroken, RowDamaged
from app.domain.incident import Incident
from app.storage.outside import Outside, WaitingIncident
from app.storage.vault import Vault
from app.workflow.breach_notes import ask
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """One copy: its number, when it was made, and how many changes were made since (None: nobody can tell)."""

    number: int
    made_at: datetime
    changes: int | None


@dataclass(frozen=True, slots=True)
class RestoreVerbs:
    """*Zet een kopie terug*; afterwards the vault is closed, and a fresh process opens the copy."""

    session: Session
    vault: Vault
    outside: Outside

    def copies(self) -> tuple[CopyFacts, ...]:
        """Every copy that may be put back, newest first; never one from before the latest erasure."""
        store = self.session.store
        present: int | None
        try:
            erased, present = store.erased_count(), store.present_count()
        except DatabaseDamaged:
            erased, present = 0, None
        return tuple(
            CopyFacts(copy.generation, copy.made_at(), None if present is None else present - copy.count)
            for copy in self.vault.copies()
            if copy.count >= erased
        )

    def restore(self, number: int) -> None:
        """Keep the present state as a copy of its own, or set it aside when it is damaged, and put this copy back.

        An error while the vault is still open means that nothing changed.
        """
        is_kept = self._keep_present(number)
        self._keep_breaches()
        self.session.closed()
        self.vault.restore_backup(number, present_is_kept=is_kept)

    def _keep_breaches(self) -> None:
        """A breach that the copy does not know yet waits beside the vault, as if it was reported while locked."""
        known: list[Incident] = ask(self.session.store.incidents.all, [])
        for one in known:
            self.outside.add_incident(WaitingIncident(one.number, one.discovered_at, one.mailed_at))

    def _keep_present(self, number: int) -> bool:
        store = self.session.store
        try:
            store.verify()
            store.back_up(keep=number)
        except (DatabaseDamaged, RowDamaged, RegisterBroken):
            return False
        return True
