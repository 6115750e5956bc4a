# SPDX-License-Identifier: EUPL-1.2
"""Putting a copy back: two copies, after damage, and without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.ui.pages.restore import RestorePage
from app.workflow.restore import CopyFacts
from tests.fakes import FixedClock
from tests.ui.doubles import InstantLane

TODAY = CopyFacts(7, datetime(2026, 11, 23, 8, 15, tzinfo=UTC), 12)
EARLIER = CopyFacts(6, datetime(2026, 11, 19, 14, 40, tzinfo=UTC), 31)


@dataclass
class FakeCopies:
    """Copies that are told, or an error."""

    found: Sequence[CopyFacts] = (TODAY, EARLIER)
    raises: Exception | None = None

    def copies(self) -> Sequence[CopyFacts]:
        if self.raises is not None:
            raise self.raises
        return self.found


def page(copies: FakeCopies | None = None, *, damaged: bool = False) -> RestorePage:
    """The page with these copies."""
    made = RestorePage(copies or FakeCopies(), InstantLane(), FixedClock())
    made.load(damaged=damaged)
    return made


def after_damage() -> RestorePage:
    """Nobody can tell how much newer the damaged state is."""
    return page(FakeCopies((CopyFacts(7, TODAY.made_at, None),)), damaged=True)


def without_copies() -> RestorePage:
    """There is nothing to put back."""
    return page(FakeCopies(()))


PAGES = {"restore": page, "restore_damaged": after_damage, "restore_none": without_copies}
