# SPDX-License-Identifier: EUPL-1.2
"""Erase, VACUUM, renew backups, retry files that another program holds."""

from __future__ import annotations

from datetime import datetime

from app import files
from app.domain.referral import State
from app.paths import Paths
from app.storage.backup import Backups
from app.storage.database import Database
from app.storage.exports import Exports
from app.storage.incidents import Incidents
from app.storage.outside import Outside
from app.storage.referrals import Referrals

_ARCHIVE_NEEDED = (State.READY, State.EXPORTED)


def erase_remains(database: Database, backups: Backups, key: bytes) -> None:
    """After a wipe: rebuild the file without free pages, and renew the copies, which would undo the wipe.

    Both are tried whatever happens to the other; the first error is raised at the end.
    """
    try:
        compact(database)
    finally:
        backups.renew(database, key)


def compact(database: Database) -> None:
    """VACUUM: ``secure_delete`` has emptied the old places, now they go."""
    database.execute("VACUUM")


def clear_outbox(
    paths: Paths, referrals: Referrals, exports: Exports, incidents: Incidents, since: datetime | None = None
) -> int:
    """Remove every file that no export and no open breach needs; how many could not be removed because they are held.

    The mail of a breach recorded after ``since``, or that still waits beside the vault, stays until the user said that
    it was sent. No list of held files is
    kept: what may stay follows from the records, so a file that was held today, or that a crash left behind, goes the
    next time.
    """
    states = {referral.full_reference: referral.state for referral in referrals.all()}
    needed = {
        record.full_reference
        for record in exports.all()
        if states.get(record.full_reference, State.EXPORTED) in _ARCHIVE_NEEDED
    }
    waiting = (one for one in incidents.all() if one.is_open and (since is None or one.recorded_at > since))
    needed.update(one.number for one in waiting)
    needed.update(one.number for one in Outside(paths).incidents() if one.told_at is None)
    try:
        found = [path for path in paths.outbox.iterdir() if path.is_file()]
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise files.as_app_error(error) from error
    unneeded = [path for path in found if path.stem.rpartition("_")[2] not in needed]
    return sum(not files.remove(path) for path in unneeded)
