# SPDX-License-Identifier: EUPL-1.2
"""Report: the OCMW's art. 7 message about data of ours, one of six kinds, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.events import Event


class Kind(StrEnum):
    """What can be wrong with data, in the words of art. 7."""

    WRONG = "foutief"
    INACCURATE = "onnauwkeurig"
    INCOMPLETE = "onvolledig"
    MISSING = "ontbrekend"
    OUTDATED = "verouderd"
    EXCESSIVE = "overtollig"


EVENTS = {kind: Event(f"melding_ocmw_{kind.value}") for kind in Kind}
"""What the register calls a report of each kind."""


class Outcome(StrEnum):
    """What the inquiry (onderzoek, art. 7) found."""

    CORRECTED = "verbeterd"
    RIGHT = "juist"
    ERASED = "gewist"


@dataclass(frozen=True, slots=True)
class Report:
    """A report (melding van het OCMW): date and kind, no explanation and no client data (R49).

    ``reference`` has no version. ``reported_on`` is the Belgian day on which the OCMW's mail came, ``recorded_at``
    an aware UTC moment. ``outcome`` is None during the inquiry; ``version`` is the referral's version it speaks of,
    or, once corrected, the version that corrects it. Open until ``answered_at``: the OCMW knows (R50).
    """

    reference: str
    kind: Kind
    reported_on: date
    recorded_at: datetime
    version: int = 1
    outcome: Outcome | None = None
    answered_at: datetime | None = None

    def answered(self, outcome: Outcome, version: int, now: datetime) -> Report:
        """The OCMW knows what came of it; ``version`` is the one that corrects it, or the one it spoke of."""
        return replace(self, outcome=outcome, version=version, answered_at=now)

    @property
    def is_open(self) -> bool:
        """The OCMW still waits for an answer."""
        return self.answered_at is None
