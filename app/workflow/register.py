# SPDX-License-Identifier: EUPL-1.2
"""Register: rows to read, whether the chain holds, counts per month for the team, the CSV and the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app.clock import belgian_day, belgian_time
from app.content import documents
from app.domain.errors import RegisterBroken
from app.domain.events import Event, Row
from app.domain.profile import Profile
from app.export.layout import Layout
from app.export.report_layout import document_layout
from app.files import write_whole
from app.storage.register_file import to_csv
from app.workflow.session import Session

MONTHS = 12


@dataclass(frozen=True, slots=True)
class RowView:
    """One row to read. ``moment`` is Belgian time, None when what stands in the row is no moment (then see ``time``).

    ``event`` is the code of the closed vocabulary; ``reference`` has a version, or is that of an incident or a test.
    """

    number: int
    moment: datetime | None
    time: str
    event: str
    reference: str
    protocol: str
    texts: str
    user: str


@dataclass(frozen=True, slots=True)
class Month:
    """Counts of the team in one Belgian month; each referral counts once, whatever was made again or corrected."""

    year: int
    month: int
    exported: int = 0
    sent: int = 0
    received: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class RegisterView:
    """Rows, newest first. ``broken`` is the number of the first row that does not fit, None when the chain holds."""

    rows: tuple[RowView, ...]
    broken: int | None
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class RegisterVerbs:
    """Reads only: nothing here can change or remove a row. There is no count per user (R57)."""

    session: Session
    draw: Callable[[Layout], bytes]

    def show(self) -> RegisterView:
        """All rows, also when the chain is broken: then it says where."""
        register = self.session.store.register
        rows, broken = register.rows(), None
        try:
            register.verify()
        except RegisterBroken as fault:
            broken = int(str(fault.facts["row"]))
        return RegisterView(
            tuple(map(row_view, reversed(rows))), broken, counted(rows, last_months(self.session.today(), MONTHS))
        )

    def file_name(self) -> str:
        """A neutral name for the CSV."""
        return f"register-doorverwijzing-{belgian_day(self.session.clock.now()).isoformat()}.csv"

    def export_csv(self, target: str) -> None:
        """The whole register where the user chose, whole or not at all; the mark in front tells Excel: UTF-8."""
        write_whole(Path(target), ("\ufeff" + to_csv(self.session.store.register.rows())).encode())

    def document(self, kind: str, profile: Profile) -> Layout:
        """A document for the officers or the OCMW (``KINDS``), from the profile alone (R58, R59)."""
        return document_layout(documents()[kind], profile, belgian_day(self.session.clock.now()))

    def document_name(self, kind: str) -> str:
        """A neutral name for its PDF."""
        return f"{documents()[kind].file_name}.pdf"

    def save_document(self, kind: str, profile: Profile, target: str) -> None:
        """The same as PDF where the user chose."""
        write_whole(Path(target), self.draw(self.document(kind, profile)))


def last_months(today: date, count: int) -> tuple[tuple[int, int], ...]:
    """Year and month of the last ``count`` months, this one at the end."""
    last = today.year * 12 + today.month - 1
    return tuple((number // 12, number % 12 + 1) for number in range(last - count + 1, last + 1))


def counted(rows: Sequence[Row], months: Sequence[tuple[int, int]]) -> tuple[Month, ...]:
    """Counts per month: a referral counts in the month in which it was first exported, sent or received.

    A file made again counts nothing; a later version (``-2``) counts as a correction, not as a referral.
    """
    found: dict[tuple[str, tuple[int, int]], int] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        moment = _moment(row.tijd_utc)
        for kind, reference in _counts_as(row):
            if moment is not None and (kind, reference) not in seen:
                seen.add((kind, reference))
                place = (kind, (moment.year, moment.month))
                found[place] = found.get(place, 0) + 1
    kinds = ("exported", "sent", "received", "corrected")
    return tuple(Month(*month, *(found.get((kind, month), 0) for kind in kinds)) for month in months)


def _counts_as(row: Row) -> Iterable[tuple[str, str]]:
    """As what a row counts, and for which reference; test sendings and breaches count nothing (R65)."""
    if row.ref.startswith(("TEST-", "INC-")):
        return
    base, is_first = row.ref[:9], len(row.ref) == 9
    if row.gebeurtenis == Event.EXPORTED:
        yield ("exported", base) if is_first else ("corrected", row.ref)
    elif row.gebeurtenis == Event.DECLARED_SENT and is_first:
        yield ("sent", base)
    elif row.gebeurtenis == Event.RECEIPT_CONFIRMED:
        yield ("received", base)


def row_view(row: Row) -> RowView:
    """A row to read, in Belgian time."""
    moment = _moment(row.tijd_utc)
    return RowView(
        row.nr, moment, row.tijd_utc, row.gebeurtenis, row.ref, row.protocol, row.tekst_versie, row.gebruiker
    )


def _moment(text: str) -> datetime | None:
    try:
        return belgian_time(datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
