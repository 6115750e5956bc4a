# SPDX-License-Identifier: EUPL-1.2
"""The register as a CSV file for the DPO: written, read back exactly, and examined row by row without the program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from enum import StrEnum

from app.domain.errors import RegisterBroken
from app.domain.events import GENESIS, Row

COLUMNS = tuple(field.name for field in fields(Row))
NUMBERS = ("nr", "bytes")

_FORMULA = "=+@\t\r\n＝＋－＠-"  # the wide forms too: a Japanese Excel reads them as the narrow ones
_RISKY = re.compile(rf"'*[{_FORMULA}]")
_GUARDED = re.compile(rf"'+[{_FORMULA}]")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")


class Fault(StrEnum):
    """What is wrong at the first row that does not fit."""

    SHAPE = "shape"
    """The line is no row: too few or too many columns, a number that is none."""
    EDITED = "edited"
    """The row does not match its own hash."""
    REPLACED = "replaced"
    """The row matches its own hash, but does not follow from the row before it: one of the two was written anew."""
    LOST = "lost"
    DOUBLED = "doubled"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Finding:
    """What an exported register says of itself; ``line`` counts lines of the table, the header being line 1.

    Rows can be missing in front (old rows expire) and, which no file can tell of itself, at the end: whoever compares
    ``last`` and ``head`` with an archive that was made later, knows.
    """

    rows: int
    first: int = 0
    last: int = 0
    head: str = ""
    fault: Fault | None = None
    line: int = 0
    number: int = 0


def to_csv(rows: Iterable[Row]) -> str:
    """The rows for the DPO: semicolons and quotes, as a Belgian spreadsheet reads them.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front; ``examine`` takes it away again.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(str(value)) for value in astuple(row)] for row in rows)
    return text.getvalue()


def examine(text: str) -> Finding:
    """Check an exported file; raises RegisterBroken (row 0) when it is no export of a register at all."""
    found = list(_parsed(text))
    for place, row in enumerate(found):
        before = found[place - 1] if place else None
        fault = Fault.SHAPE if row is None else _fault(row, before, found, place)
        if fault is not None:
            number = row.nr if row is not None else (before.nr + 1 if before is not None else 1)
            return Finding(len(found), fault=fault, line=place + 2, number=number)
    rows = [row for row in found if row is not None]
    if not rows:
        return Finding(0)
    return Finding(len(rows), rows[0].nr, rows[-1].nr, rows[-1].hash)


def _fault(row: Row, before: Row | None, found: Sequence[Row | None], place: int) -> Fault | None:
    if row.computed_hash() != row.hash or (row.nr == 1) != (row.vorige == GENESIS):
        return Fault.EDITED
    if before is None or (row.nr == before.nr + 1 and row.vorige == before.hash):
        return None
    if row.nr == before.nr + 1:
        return Fault.REPLACED
    if row.nr > before.nr:
        later = {other.nr for other in found[place + 1 :] if other is not None}
        return Fault.ORDER if before.nr + 1 in later else Fault.LOST
    return Fault.DOUBLED if row in found[:place] else Fault.ORDER


def _parsed(text: str) -> Iterator[Row | None]:
    """Each row below the header, None for a line that is none; nothing can be read after that.

    Empty lines, as an editor leaves them at the end, say nothing and are passed over.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True)
    try:
        if next(reader, None) != list(COLUMNS):
            raise RegisterBroken(row=0)
    except csv.Error as error:
        raise RegisterBroken(row=0) from error
    while True:
        try:
            values = next(reader, None)
            if values is None:
                return
            if values:
                yield _row(values)
        except (csv.Error, ValueError):
            yield None
            return


def _row(values: list[str]) -> Row:
    """ValueError when these are not the cells of a row exactly as they are written: ``01`` is not 1."""
    named = dict(zip(COLUMNS, map(_bare, values), strict=True))
    if not all(_NUMBER.fullmatch(named[name]) for name in NUMBERS):
        raise ValueError("not a number as written")
    numbers = {name: int(named[name]) for name in NUMBERS}
    return Row(**{**named, **numbers})  # type: ignore[arg-type]


def _guarded(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def _bare(cell: str) -> str:
    """The value of a cell; ValueError for a formula without its apostrophe, which is never written."""
    if _GUARDED.match(cell):
        return cell[1:]
    if _RISKY.match(cell):
        raise ValueError("a formula")
    return cell
