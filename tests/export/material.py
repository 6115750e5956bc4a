# SPDX-License-Identifier: EUPL-1.2
"""A disclosure as it leaves through the gate, one that is as long as the form allows, and readers from outside."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.disclosure import Disclosure, disclose
from app.domain.reference import new_trial
from tests.factory import a_referral, a_sender, the_profile

_ROOT = Path(__file__).parents[2]

PHRASE = "lantaarn-molen-kersen-fietspad-winter-bezem"


def a_disclosure(**changes: Any) -> Disclosure:
    """Made by disclose() from the referral of factory.py, then changed."""
    made = disclose(
        a_referral(),
        the_profile(),
        a_sender(),
        register_row=12,
        register_head="3f9a51c07be2" + "0" * 52,
        consent_day=date(2026, 11, 20),
    )
    return replace(made, **changes)


def the_longest_disclosure() -> Disclosure:
    """Every field at the limit of its form, with words that hardly wrap."""
    email = "m" * 64 + "@" + "w" * 60 + "." + "x" * 60 + "." + "y" * 62 + ".be"
    return a_disclosure(
        reference=new_trial(bytes),
        first_name=("Wilhelmina-Désirée " * 6)[:100].strip(),
        last_name="W" * 100,
        street=("Burgemeester-Vandenbroucke " * 5)[:120].strip(),
        house_number="1234-12345",
        box="WWWWWWWWWW",
        phone="+32 470 12 34 56 78 90 12 3",
        email=email,
        team=("Lokaal team van Middenkempen en omstreken " * 3)[:100].strip(),
        team_phone="+32 14 12 34 56 78 90 12 34 5",
        team_email=email,
        trial=True,
    )


linux_programs = pytest.mark.posix
"""What we made is judged by programs that are not ours (7zz, pdftotext, pdfinfo, qpdf): Linux has them, Windows not."""


def ask(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program that reads our files from outside; its exit code is for the caller to judge."""
    command = [program, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False, cwd=_ROOT
    )


def text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF as a reader extracts them, blanks made single."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    return " ".join(ask("pdftotext", "-raw", file, "-").stdout.split())
