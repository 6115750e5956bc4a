# SPDX-License-Identifier: EUPL-1.2
"""Incident: the facts of a breach (gegevenslek, art. 9), without client data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

NOTIFY_WITHIN = timedelta(hours=72)
"""GDPR 33(1): counted from discovery; the officer (DPO) reports, never the user."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user answered: each text comes from the closed list of mail D, references are references only.

    ``discovered_at`` and ``happened_at`` are aware UTC moments, the second None when unknown. ``clients`` is how
    many people it concerns, None when unknown. ``other_party``: does it concern the OCMW too?
    """

    kind: str
    discovered_at: datetime
    happened_at: datetime | None = None
    references: tuple[str, ...] = ()
    clients: int | None = None
    encrypted: str = ""
    phrase_known: str = ""
    measures: tuple[str, ...] = ()
    other_party: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """What the vault keeps of a breach: number ``INC-XXXX``, moments, references; the rest stands in the mail.

    Open until ``mailed_at``: the user said that the mail to the officer was sent.
    """

    number: str
    discovered_at: datetime
    recorded_at: datetime
    references: tuple[str, ...] = ()
    mailed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """The officer was not told yet, as far as the user said."""
        return self.mailed_at is None

    def limit(self) -> datetime:
        """When the 72 hours are over."""
        return self.discovered_at + NOTIFY_WITHIN
