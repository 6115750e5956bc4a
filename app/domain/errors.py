# SPDX-License-Identifier: EUPL-1.2
"""AppError and its kinds: each has a stable code; the Dutch sentence for it stands in app/ui/texts.py."""

from __future__ import annotations


class AppError(Exception):
    """Something the user must hear about: a stable code and facts without client data.

    ``facts`` fill the placeholders of the Dutch sentence (numbers, dates, a reference), never a client field.
    """

    code = "G00"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts: dict[str, object] = facts


class WrongPassphrase(AppError):
    """The key file is whole, the passphrase (eigen wachtzin) does not open it."""

    code = "V01"


class KeyFileDamaged(AppError):
    """The key file is damaged; this is never reported as a wrong passphrase."""

    code = "V02"


class DatabaseDamaged(AppError):
    """The database fails one of its self-checks; it is set aside, never overwritten."""

    code = "V03"


class NewerVersion(AppError):
    """Key file or database was made by a newer version of this program; nothing was read."""

    code = "V04"


class NotEnoughMemory(AppError):
    """Argon2id could not get its memory; the passphrase was not judged."""

    code = "V05"


class WrongRecoveryCode(AppError):
    """The key file is whole, the recovery code (herstelcode) does not open it."""

    code = "V06"


class VaultIncomplete(AppError):
    """Key file without database, or database without key file. Facts: ``missing`` = ``key`` or ``database``."""

    code = "V07"


class WaitFirst(AppError):
    """Too many wrong attempts. Facts: ``seconds`` to wait (int)."""

    code = "V08"


class VaultInUse(AppError):
    """Another process holds the database open."""

    code = "V09"


class VaultExists(AppError):
    """There is a vault already; creating one would hide it."""

    code = "V10"


class VaultLocked(AppError):
    """A verb needs the open vault, and it is locked."""

    code = "V11"


class DiskFull(AppError):
    """The disk is full; the last change was not saved."""

    code = "S01"


class FolderReadOnly(AppError):
    """The data folder cannot be written."""

    code = "S02"


class FolderSynced(AppError):
    """The data folder lies in a synchronised folder (OneDrive and the like)."""

    code = "S03"


class FolderRemote(AppError):
    """The data folder lies on a network drive."""

    code = "S04"


class FileHeld(AppError):
    """Another program holds a file of ours, also after all retries."""

    code = "S05"


class WriteFailed(AppError):
    """A write failed for a reason that is none of the above."""

    code = "S06"


class RowDamaged(AppError):
    """A stored row does not match its own SHA-256. Facts: ``table``."""

    code = "S07"


class RegisterBroken(AppError):
    """The hash chain of the register does not hold. Facts: ``row`` (int), the first broken row."""

    code = "S08"


class PracticeMixed(AppError):
    """The folder holds a real vault and this is practice, or the other way round (R66)."""

    code = "S09"


class ExportFailed(AppError):
    """The archive could not be made or did not verify; nothing was sent, nothing is lost."""

    code = "E12"


class ArchiveChanged(AppError):
    """The archive is gone or changed since export; a new one with a new phrase is needed. Facts: ``reference``."""

    code = "E13"


class DraftFailed(AppError):
    """The mail draft could not be written or did not read back the same."""

    code = "M01"


class FileInvalid:
    """What errors about something that an administrator wrote have in common: every problem, with its place."""

    facts: dict[str, object]

    def lines(self) -> tuple[str, ...]:
        """One line for each problem; no word about a client stands in such a file."""
        problems = self.facts["problems"]
        assert isinstance(problems, tuple)
        return tuple(f"{where}: {what}" for where, what in problems)


class ProfileInvalid(FileInvalid, AppError):
    """A protocol profile is wrong. Facts: ``problems`` = tuple of (where, what), Dutch."""

    code = "P01"


class ProtocolStopped(AppError):
    """The protocol is suspended, ended, or not yet in force: no new referral, no first export (art. 8, 11)."""

    code = "P02"


class PlacesOverlap(AppError):
    """Two profiles claim one place. Facts: ``place``, ``profiles`` (ids), ``first`` and ``second`` (id and file)."""

    code = "P03"


class ResourceDamaged(AppError):
    """A resource of the program itself is missing or does not match its pinned hash. Facts: ``name``."""

    code = "P04"


class ProfileGone(ProtocolStopped):
    """The profile of this referral is not here any more: nobody knows to whom a mail of it goes."""

    code = "P05"


class PolicyInvalid(FileInvalid, AppError):
    """An administrator's values are wrong or too loose. Facts: ``problems`` = tuple of (where, what), Dutch."""

    code = "P06"


class StatementMissing(AppError):
    """The user has not confirmed being bound by professional secrecy (R02)."""

    code = "U01"


class ConsentIncomplete(AppError):
    """Not every item of the consent step was answered (R18, R19). Facts: ``open_items`` (int)."""

    code = "C01"


class ConsentInFuture(AppError):
    """The consent lies in the future (R05)."""

    code = "C02"


class ConsentTooOld(AppError):
    """The consent is older than the ``days`` that the profile allows (R05)."""

    code = "C03"


class ConsentWithdrawn(AppError):
    """The consent was withdrawn or declared invalid."""

    code = "C04"


class ConsentOutdated(AppError):
    """The text changed in substance since this consent (major version), or another OCMW is competent."""

    code = "C05"


class ChannelNeedsYes(AppError):
    """A correction holds a way of contact that was withheld before. Facts: ``channels`` (tuple of names)."""

    code = "C06"


class FieldsIncomplete(AppError):
    """The client form still has problems. Facts: ``problems`` (tuple of Problem)."""

    code = "F01"


class NotNow(AppError):
    """The referral is not in a state in which this can be done. Facts: ``verb``, ``state``."""

    code = "T01"


class TermPassed(AppError):
    """The term of this state has passed: the referral is blocked until the user chooses (R45)."""

    code = "T02"


class AlreadyExtended(AppError):
    """The term of this state was extended once already."""

    code = "T03"


class ReferenceUnknown(AppError):
    """No referral with this reference, or its check sign is wrong."""

    code = "T04"


class ClockInDoubt(AppError):
    """The computer's clock jumped and nobody said that it is right: the day of a consent would be a guess (P10)."""

    code = "T05"
