# SPDX-License-Identifier: EUPL-1.2
"""An exported register reads back exactly, is harmless in a spreadsheet, and shows every change made to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RegisterBroken
from app.domain.events import GENESIS, Event, Row
from app.storage.register import check_chain
from app.storage.register_file import COLUMNS, Fault, Finding, examine, to_csv
from tests.golden import golden

FORMULAS = (
    "=1+1", "+32 470", "-Zoë", "@SOM(A1)", "\t=1", "＝cmd|' /C calc'!A0", "'=1", "''@x", "'t Kint", "'", "", "–Zoë",
)  # fmt: skip
SOME = 12


def chain(count: int = SOME, user: str = 'Zoë D\'Hondt; "team"', start: int = 1, before: str = GENESIS) -> list[Row]:
    """Rows that hold together, as the register makes them."""
    events, rows = list(Event), []
    for nr in range(start, start + count):
        time = datetime(2026, 11, 23, 9, nr % 60, tzinfo=UTC).strftime("%Y-%m-%dT%H:%MZ")
        event = events[nr % len(events)].value
        row = Row(nr, time, event, "K7M4-29QK", "kasterlee", "OCMW", "", 40 * nr, "0.1.0", "a@1.0.0", user, before, "")
        rows.append(replace(row, hash=row.computed_hash()))
        before = rows[-1].hash
    return rows


def table(rows: Sequence[Sequence[str]]) -> str:
    """Cells as a file, quoted only where it must, as a spreadsheet saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_R57_an_exported_register_reads_back_and_is_checked_without_the_program() -> None:
    rows = chain(40)
    text = to_csv(rows)
    assert text.startswith('"nr";"tijd_utc";"gebeurtenis"')
    # each hash is counted anew over what was read, so it holds only when every value came back exactly
    for read in (text, "\ufeff" + text):
        assert examine(read) == Finding(40, 1, 40, rows[-1].hash)


def test_R57_the_export_is_the_golden_file() -> None:
    # the version of the program stands in each row, so these rows are not those of a running program
    assert to_csv(chain(3)).replace("\r\n", "\n").encode() == golden("register.csv")


def test_R57_older_rows_may_have_expired() -> None:
    rows = chain(40)
    assert examine(to_csv(rows[7:])) == Finding(33, 8, 40, rows[-1].hash)


def test_R57_a_register_without_rows_is_one() -> None:
    assert examine(to_csv([])) == Finding(0)


def test_R57_what_a_spreadsheet_leaves_out_changes_nothing() -> None:
    # GIVEN a file that was opened and saved: no quotes, no BOM, other line ends, empty lines at the end
    rows = chain(user="Zoë Çelik")
    plain = to_csv(rows).replace('"', "")
    for text in (plain, plain.replace("\r\n", "\n"), plain + "\r\n\r\n"):
        assert examine(text) == Finding(SOME, 1, SOME, rows[-1].hash)


@pytest.mark.parametrize("user", FORMULAS)
def test_R57_no_cell_is_a_formula_and_every_value_comes_back_exactly(user: str) -> None:
    # GIVEN a user whose name a spreadsheet would work out
    rows = chain(3, user=user)
    text = to_csv(rows)
    # THEN no cell begins like a formula, and the value is the same again
    assert [cell for line in cells(text) for cell in line if cell[:1] and cell[0] in "=+-@\t\r\n＝＋－＠"] == []
    assert examine(text) == Finding(3, 1, 3, rows[-1].hash)


@given(user=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
def test_R57_any_value_comes_back_exactly(user: str) -> None:
    rows = chain(2, user=user)
    assert examine(to_csv(rows)) == Finding(2, 1, 2, rows[-1].hash)


def test_R57_a_formula_put_in_by_hand_is_no_row() -> None:
    # GIVEN the apostrophe taken away, so that the spreadsheet works it out
    text = to_csv(chain(3, user="=1+1")).replace("'=1+1", "=1+1", 1)
    assert examine(text) == Finding(1, fault=Fault.SHAPE, line=2, number=1)


@pytest.mark.parametrize("text", ["", "nr;hash\r\n", '"unclosed', "\0\0", "a" * 200_000, '"a"b;'])
def test_R57_a_file_that_is_no_register_is_refused(text: str) -> None:
    with pytest.raises(RegisterBroken) as caught:
        examine(text)
    assert caught.value.facts == {"row": 0}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2"', '"twee"'), ('"2"', '"02"'), ('"2"', '" 2"'), ('"2"', '"+2"'), ('"2"', '"٢"'),
        ('"2"', f'"{"9" * 9000}"'),
        ('"2";', ""), ('"2";', '"2";"2";'), ('"2"', '"2"x'), ('"2"', '"2'), ("80", "8_0"), ("kasterlee", "x" * 200_000),
    ],
)  # fmt: skip
def test_R57_a_line_that_is_no_row_is_named(old: str, new: str) -> None:
    lines = to_csv(chain(3)).splitlines(keepends=True)
    text = "".join([*lines[:2], lines[2].replace(old, new, 1), lines[3]])
    found = examine(text)
    assert (found.fault, found.line, found.number) == (Fault.SHAPE, 3, 2)


def rehashed(row: Row, **changes: str) -> Row:
    changed = replace(row, **changes)  # type: ignore[arg-type]
    return replace(changed, hash=changed.computed_hash())


ROWS = chain()
TAMPERED = {
    "edited": ([*ROWS[:3], replace(ROWS[3], gebruiker="een ander"), *ROWS[4:]], Fault.EDITED, 5, 4),
    "another hash": ([*ROWS[:3], replace(ROWS[3], hash="a" * 64), *ROWS[4:]], Fault.EDITED, 5, 4),
    "replaced": ([*ROWS[:3], rehashed(ROWS[3], ref="AAAA-AAAA"), *ROWS[4:]], Fault.REPLACED, 6, 5),
    "lost": ([*ROWS[:3], *ROWS[4:]], Fault.LOST, 5, 5),
    "two lost": ([*ROWS[:3], *ROWS[5:]], Fault.LOST, 5, 6),
    "doubled": ([*ROWS[:4], *ROWS[3:]], Fault.DOUBLED, 6, 4),
    "doubled at the end": ([*ROWS, ROWS[2]], Fault.DOUBLED, 14, 3),
    "swapped": ([*ROWS[:3], ROWS[4], ROWS[3], *ROWS[5:]], Fault.ORDER, 5, 5),
    "swapped in front": ([ROWS[1], ROWS[0], *ROWS[2:]], Fault.ORDER, 3, 1),
    "a row of another register": ([*ROWS[:5], *chain(7, user="x", start=3, before="b" * 64)], Fault.ORDER, 7, 3),
    "begins elsewhere": ([rehashed(ROWS[0], vorige="b" * 64)], Fault.EDITED, 2, 1),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_R57_the_first_broken_row_is_named_with_what_it_means(name: str) -> None:
    rows, fault, line, number = TAMPERED[name]
    found = examine(to_csv(rows))
    assert (found.fault, found.line, found.number) == (fault, line, number)
    with pytest.raises(RegisterBroken):
        check_chain(rows)


@st.composite
def one_cell_changed(draw: st.DrawFn) -> str:
    """The file with one cell that reads otherwise."""
    found = cells(to_csv(ROWS))
    line, column = draw(st.integers(1, SOME)), draw(st.integers(0, len(COLUMNS) - 1))
    old = found[line][column]
    spoilt = st.sampled_from([old + " ", " " + old, "0" + old, old[:-1], old.upper(), "'" + old, "=" + old, old + "\0"])
    new = draw(st.one_of(spoilt, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=70)))
    found[line][column] = new if new != old else old + "x"
    return table(found)


@st.composite
def rows_moved(draw: st.DrawFn) -> str:
    """The file with a row taken out of the middle, put in twice, or moved."""
    found = cells(to_csv(ROWS))
    kind, at = draw(st.sampled_from(["lost", "doubled", "moved"])), draw(st.integers(2, SOME - 1))
    if kind == "doubled":
        found.insert(draw(st.integers(1, len(found))), found[at])
        return table(found)
    row = found.pop(at)
    if kind == "moved":
        places = [place for place in range(1, len(found) + 1) if place != at]
        found.insert(draw(st.sampled_from(places)), row)
    return table(found)


def is_noticed(text: str) -> bool:
    try:
        return examine(text).fault is not None
    except RegisterBroken:
        return True


@given(text=st.one_of(one_cell_changed(), rows_moved()))
def test_R57_every_change_of_one_cell_or_one_row_is_noticed(text: str) -> None:
    assert is_noticed(text)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that believes whatever hash stands in a row."""
    monkeypatch.setattr(Row, "computed_hash", lambda row: row.hash)


def test_a_check_that_believes_the_hashes_would_not_notice(blind: None) -> None:
    """The control: the test above can fail."""
    found = cells(to_csv(ROWS))
    found[4][COLUMNS.index("gebruiker")] = "een ander"
    assert not is_noticed(table(found))


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])), kept=st.integers(0, SOME + 1))
def test_R57_anything_behind_the_header_gives_an_answer(text: str, kept: int) -> None:
    lines = to_csv(ROWS).splitlines(keepends=True)
    assert examine("".join(lines[: max(kept, 1)]) + text) is not None
