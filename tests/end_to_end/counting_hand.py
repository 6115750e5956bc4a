# SPDX-License-Identifier: EUPL-1.2
"""A hand that counts: each click, key and decision it makes on the running program, by the row of the step table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.end_to_end.desktop import press_until, wait
from tests.end_to_end.story import Colleague


@dataclass(frozen=True)
class Effort:
    """Clicks or key actions, and decisions."""

    actions: int
    decisions: int

    def __add__(self, other: Effort) -> Effort:
        return Effort(self.actions + other.actions, self.decisions + other.decisions)


@dataclass(frozen=True)
class Row:
    """One row of the step table of product.md 8.3: with the program as promised, and the same work by hand."""

    number: int
    text: str
    promised: Effort
    by_hand: Effort


ROWS = (
    Row(1, "Openen en van het slot halen", Effort(2, 0), Effort(5, 1)),
    Row(2, "Nieuwe doorverwijzing", Effort(1, 0), Effort(0, 0)),
    Row(3, "Toestemming: 10 vinkjes, hoe, ‘zegt ja’", Effort(12, 1), Effort(0, 6)),
    Row(4, "Velden invullen, plaats kiezen", Effort(1, 1), Effort(5, 2)),
    Row(5, "Nakijken", Effort(1, 1), Effort(0, 0)),
    Row(6, "Bestand maken en e-mail openen", Effort(1, 0), Effort(34, 14)),
    Row(7, "Mailprogramma: ‘Aan’ nakijken, verzenden", Effort(1, 1), Effort(1, 1)),
    Row(8, "Zeggen dat de e-mail verzonden is", Effort(1, 0), Effort(0, 0)),
    Row(9, "Bellen, woorden voorlezen, ‘Doorgegeven’", Effort(2, 1), Effort(4, 3)),
    Row(10, "Het OCMW kon openen: alles wissen", Effort(1, 0), Effort(8, 1)),
    Row(11, "Notitie in het dossier", Effort(2, 0), Effort(3, 1)),
)
"""The rows by hand: 1 | – | 2 | 3 | – | 4 to 18 | 19 | – | 20 and 21 | 22 | 23 of that table."""
MOST = Effort(25, 5)
_FIELDS_FURTHER = 6


def total(efforts: Sequence[Effort]) -> Effort:
    """All of them together."""
    return sum(efforts, Effort(0, 0))


@dataclass
class CountingHand:
    """Works as a person does: it types where the Tab key leads, and only what is on screen can be decided."""

    colleague: Colleague
    actions: Counter[int] = field(default_factory=Counter)
    decisions: Counter[int] = field(default_factory=Counter)
    typed: list[str] = field(default_factory=list)

    def started(self, row: int) -> None:
        """The program was opened with one action, on its icon."""
        self.actions[row] += 1

    def type(self, row: int, name: str, text: str) -> None:
        """Type in the field where the cursor is, or a few fields further; typing itself is not counted."""
        widget = self.colleague.screen.usable(name)
        self.colleague.in_front()
        for _ in range(_FIELDS_FURTHER):
            if widget.has_focus:
                break
            self.colleague.key("Tab")
        wait(lambda: widget.has_focus, 5, f"row {row}: the Tab key leads to {name}")
        self.colleague.type(name, text)
        self.typed.append(name)

    def press(self, row: int, name: str, *, instead: Sequence[str] = ()) -> None:
        """One click; a decision when the page offers something else ``instead``, which must be usable just then."""
        self._weigh(row, instead)
        self.colleague.press(name)
        self.actions[row] += 1

    def tick(self, row: int, name: str, *, instead: Sequence[str] = ()) -> None:
        """The same on a tick or an answer, and see that it is on."""
        self._weigh(row, instead)
        self.colleague.tick(name)
        self.actions[row] += 1

    def key(self, row: int, window: str, key: str, done: object, *, decides: bool = False) -> None:
        """One key in another program's window; repeated only while that window has lost it."""
        assert callable(done)
        press_until(self.colleague.env, window, key, done)
        self.actions[row] += 1
        self.decisions[row] += decides

    def effort(self, row: int) -> Effort:
        """What this row took."""
        return Effort(self.actions[row], self.decisions[row])

    def measured(self) -> tuple[Effort, ...]:
        """What each row took; work that belongs to no row is an error."""
        known = {row.number for row in ROWS}
        assert {*self.actions, *self.decisions} <= known, "work outside the table"
        return tuple(self.effort(row.number) for row in ROWS)

    def _weigh(self, row: int, instead: Sequence[str]) -> None:
        for other in instead:
            self.colleague.screen.usable(other)
        self.decisions[row] += bool(instead)


def printed(measured: Sequence[Effort]) -> str:
    """The table, for people: each row today, measured and promised, and the totals."""
    lines = ["|  | Stap | Vandaag | Gemeten | Beloofd |", "|---|---|---|---|---|"]
    for row, found in zip(ROWS, measured, strict=True):
        lines.append(f"| {row.number} | {row.text} | {_pair(row.by_hand)} | {_pair(found)} | {_pair(row.promised)} |")
    sums = (total([row.by_hand for row in ROWS]), total(measured), total([row.promised for row in ROWS]))
    lines.append(f"|  | **Samen** | {' | '.join(f'**{_pair(effort)}**' for effort in sums)} |")
    return "\n".join(lines) + "\n"


def _pair(effort: Effort) -> str:
    return f"{effort.actions} / {effort.decisions}"
