#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measure the running program and write packaging/figures/stappen.md: clicks and decisions of a referral, and its time.

python packaging/figures.py     needs what the tests need; some minutes. A time alone says something about one computer,
so it is written as a ratio to another time of the same round.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.end_to_end.counting_hand import ROWS, Effort, printed  # noqa: E402 - the folder above is put in reach first
from tests.end_to_end.running import desk  # noqa: E402
from tests.end_to_end.steps import Walk, prepare, walk  # noqa: E402

PAGE = ROOT / "packaging" / "figures" / "stappen.md"
ROUNDS = 3
_ROW = re.compile(r"^\| (\d+) \|[^|]*\|[^|]*\| (\d+) / (\d+) \|", re.MULTILINE)

HEAD = """# Stappen van één doorverwijzing

Gemaakt door `python packaging/figures.py`; niet met de hand wijzigen. Per stap: handelingen / beslissingen. Klikken en
toetsen tellen, typen niet.

- *Vandaag*: met Word, 7-Zip en Outlook; eigen telling, niet met gebruikers getest.
- *Gemeten*: een hand die telt doet alles in het echte programma, van het pictogram tot de notitie in het dossier. In de
  velden komt ze met de Tab-toets. Een beslissing telt als het scherm op dat moment ook een ander antwoord toelaat. Het
  mailprogramma en het dossier zijn kleine vensters van de test.
- *Beloofd*: hoogstens zoveel. Een nieuw scherm mag geen klik toevoegen.

"""
TIMES = """
## Tijd

Van het starten tot de e-mail klaarstaat, met getypte invoer zonder denktijd en zonder gesprek: **{middle}** keer zo
lang als van het starten tot het eerste venster, in dezelfde ronde gemeten ({rounds} ronden, middelste; kleinste
{least}, grootste {most}). De test kijkt tien keer per seconde en leest het scherm zoals een schermlezer;
ook dat zit in de tijd.
"""


def page(measured: Sequence[Effort], times: Sequence[tuple[float, float]]) -> str:
    """The page; of each round the time until the window and until the draft."""
    ratios = [draft / window for window, draft in times]
    middle, least, most = (_number(value) for value in (statistics.median(ratios), min(ratios), max(ratios)))
    return HEAD + printed(measured) + TIMES.format(middle=middle, least=least, most=most, rounds=len(times))


def counted(text: str) -> tuple[Effort, ...]:
    """What a page says was measured, row by row."""
    found = {int(row): Effort(int(actions), int(decisions)) for row, actions, decisions in _ROW.findall(text)}
    if sorted(found) != [row.number for row in ROWS]:
        raise ValueError(f"the page has not {len(ROWS)} rows")
    return tuple(found[row.number] for row in ROWS)


def measure(folder: Path) -> Walk:
    """One round, on a desk of its own."""
    with desk(folder / "home") as here:
        prepare(here)
        return walk(here)


def main() -> int:
    """Some rounds, and the page; rounds that count differently are an error."""
    walks = []
    for number in range(1, ROUNDS + 1):
        with tempfile.TemporaryDirectory() as folder:
            walks.append(measure(Path(folder)))
        print(f"ronde {number}: {walks[-1].until_window:.1f} s, {walks[-1].until_draft:.1f} s", flush=True)
    if len({walk.measured for walk in walks}) != 1:
        raise SystemExit("figures.py: the rounds differ in what they counted")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(walks[0].measured, [(w.until_window, w.until_draft) for w in walks]), "utf-8", newline="\n")
    print(printed(walks[0].measured))
    return 0


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
