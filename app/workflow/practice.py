# SPDX-License-Identifier: EUPL-1.2
"""Practice: a fresh vault that nobody can open again, an invented sender and client, and nothing left at the end."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.client import Client
from app.domain.sender import Sender
from app.domain.trial import practice_client
from app.log import close_log
from app.storage import practice_folder
from app.workflow.session import Session
from app.workflow.vault import VaultVerbs


@dataclass(frozen=True, slots=True)
class PracticeVerbs:
    """Every step refuses to touch a folder that is not one of practice (R66)."""

    session: Session
    vault: VaultVerbs

    def begin(self) -> None:
        """Empty the practice folder and make a vault whose passphrase and recovery code are thrown away."""
        self.vault.check_place()
        self.end()
        vault, statement = self.vault, self.session.present_profile().statement
        sender = Sender("Anke Verzonnen", "Oefenteam", "014 00 00 00", "team@oefenteam.example.invalid", statement.id)
        vault.create(sender, vault.propose_passphrase(), vault.new_recovery_code())

    def client(self) -> Client:
        """The invented client that fills the form; may be asked from any thread, because no vault is read."""
        return practice_client(self.session.profiles[0].places[0])

    def end(self) -> None:
        """Close and wipe the practice vault, with everything that was exported."""
        self.session.closed()
        practice_folder.empty(self.session.paths)

    def leave(self) -> None:
        """After the program let go of its lock: log and folder go too."""
        close_log()
        practice_folder.remove(self.session.paths)
