# SPDX-License-Identifier: EUPL-1.2
"""Store: the open vault; its tables, one transaction over all of them, and closing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

from app.paths import Paths
from app.storage import counter, purge
from app.storage.backup import Backups
from app.storage.database import Database
from app.storage.exports import Exports
from app.storage.incidents import Incidents
from app.storage.referrals import Referrals
from app.storage.register import Register
from app.storage.reports import Reports
from app.storage.settings import Settings


class Store:
    """Everything inside the vault, used on the one thread that opened it."""

    def __init__(self, database: Database, key: bytes, backups: Backups, paths: Paths) -> None:
        self._database = database
        self._key = key
        self._backups = backups
        self._paths = paths
        self.referrals = Referrals(database)
        self.exports = Exports(database)
        self.reports = Reports(database)
        self.incidents = Incidents(database)
        self.register = Register(database)
        self.settings = Settings(database)

    @property
    def closed(self) -> bool:
        """Was the vault closed?"""
        return self._database.closed

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, on disk when the block is left; a block inside another one joins it."""
        return self._database.transaction()

    def verify(self) -> None:
        """Every row against its own SHA-256, and the chain of the register."""
        self.referrals.verify()
        self.exports.verify()
        self.reports.verify()
        self.incidents.verify()
        self.register.verify()

    def back_up(self, keep: int = 0) -> None:
        """Make a copy unless the newest one holds the last change; the copy of generation ``keep`` stays beside it."""
        self._backups.make_if_changed(self._database, self._key, keep)

    def present_count(self) -> int:
        """The number of the last change; that of a copy tells how many were made since."""
        return counter.present_count(self._database)

    def count_beyond_copies(self) -> None:
        """After a copy was put back: a newer copy may lie here, and its age must not be mistaken."""
        counter.raise_count(self._database, max((copy.count for copy in self._backups.all()), default=0))

    def compact(self) -> None:
        """Rebuild the file without free pages."""
        purge.compact(self._database)

    def erase_remains(self) -> int:
        """After a wipe: VACUUM, fresh copy and no older one, outbox cleared; how many outbox files are still held."""
        try:
            purge.erase_remains(self._database, self._backups, self._key)
        finally:
            held = self.clear_outbox()
        return held

    def owe_erasure(self) -> None:
        """What is dropped in this transaction may not come back from an older copy; a wipe says so itself."""
        counter.mark_erased(self._database)

    def erased_count(self) -> int:
        """The number of the latest change that erased something: an older copy would bring it back."""
        return counter.erased_count(self._database)

    def has_remains(self) -> bool:
        """Does a copy from before the latest erasure still lie here? Putting it back would undo that erasure."""
        erased = self.erased_count()
        return any(copy.count < erased for copy in self._backups.all())

    def clear_outbox(self, breaches_since: datetime | None = None) -> int:
        """Remove every outbox file that nothing needs any more; how many are held by another program."""
        return purge.clear_outbox(self._paths, self.referrals, self.exports, self.incidents, breaches_since)

    def close(self) -> None:
        """Let go of the files; calling it again does nothing."""
        self._database.close()
        self._key = b""
