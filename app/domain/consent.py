# SPDX-License-Identifier: EUPL-1.2
"""ConsentTalk (ticks, memory only) and Consent (the record of toestemming); withdrawn differs from invalid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.errors import ConsentIncomplete, ConsentInFuture, ConsentTooOld, ConsentWithdrawn

if TYPE_CHECKING:
    from app.domain.profile import Profile


class Route(StrEnum):
    """How the client said yes (product.md 7.1)."""

    CONVERSATION = "gesprek"
    PHONE = "telefoon"
    PAPER = "papier"


@dataclass(frozen=True, slots=True)
class Consent:
    """The consent record of product.md 2.2: proof of consent (GDPR 7(1)) without a reason, need or language.

    ``given_at``, ``withdrawn_at`` and ``invalid_at`` are aware UTC moments. ``interpreter`` is None after wiping,
    because it hints at language. ``scope_recipient`` and ``scope_fields`` name who gets which kinds of data.
    """

    given_at: datetime
    route: Route
    interpreter: bool | None
    sheet_used: bool
    text_id: str
    text_sha256: str
    items: tuple[str, ...]
    scope_recipient: str
    scope_fields: tuple[str, ...]
    recorded_by: str
    withdrawn_at: datetime | None = None
    invalid_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Withdrawn by the client (ingetrokken), or found never to have been valid (ongeldig)."""
        return self.withdrawn_at is not None or self.invalid_at is not None

    def ended(self, now: datetime, *, invalid: bool) -> Consent:
        """What is kept of it once the client stops, or once it turns out never to have been valid."""
        kept = self.reduced()
        return replace(kept, invalid_at=now) if invalid else replace(kept, withdrawn_at=now)

    def check(self, now: datetime, max_days: int, confirmed_at: datetime | None = None) -> None:
        """Raise unless a first export is allowed now (R05); a correction counts from its own confirmation."""
        if self.has_ended:
            raise ConsentWithdrawn()
        start = confirmed_at or self.given_at
        if start > now:
            raise ConsentInFuture()
        if now - start > timedelta(days=max_days):
            raise ConsentTooOld(days=max_days)

    def reduced(self) -> Consent:
        """What stays after wiping: text version, hash, dates, way of consent."""
        return replace(self, interpreter=None, recorded_by="", items=(), scope_fields=())


def needs_new_consent(consent: Consent, profile: Profile) -> bool:
    """Did the text change in substance since this consent (product.md 7.15), or is it another OCMW that gets the data?

    A new minor version (clearer wording) or patch (a typing error) leaves the consent as it is.
    """
    is_older = _major(consent.text_id) < _major(profile.consent_text.id)
    return is_older or consent.scope_recipient != profile.recipient.name


def _major(text_id: str) -> int:
    """``toestemming.nl@2.1.0`` → 2."""
    return int(text_id.rpartition("@")[2].partition(".")[0])


@dataclass(slots=True)
class ConsentTalk:
    """The ticks of one conversation; lives in memory only and is never stored (R20–R22, decision 2)."""

    profile: Profile
    ticked: set[str] = field(default_factory=set)
    route: Route | None = None
    interpreter: bool = False

    def tick(self, item_id: str, on: bool) -> None:
        """Tick or untick one item of the profile's checklist; an unknown id is a programming error."""
        if item_id not in {item.id for item in self.profile.checklist}:
            raise KeyError(item_id)
        (self.ticked.add if on else self.ticked.discard)(item_id)

    @property
    def open_items(self) -> int:
        """Items still to answer: unticked information and consent items, plus the route when not chosen."""
        return len(self.profile.checklist) - len(self.ticked) + (self.route is None)

    def record(self, given_at: datetime, now: datetime, recorded_by: str) -> Consent:
        """The consent record when the client says yes; raises while an item is open or the moment cannot be right."""
        if self.open_items or self.route is None:
            raise ConsentIncomplete(open_items=self.open_items)
        text = self.profile.consent_text
        consent = Consent(
            given_at=given_at,
            route=self.route,
            interpreter=self.interpreter,
            sheet_used=True,  # item I6 says so: given, shown or read aloud
            text_id=text.id,
            text_sha256=text.sha256,
            items=tuple(item.id for item in self.profile.checklist),
            scope_recipient=self.profile.recipient.name,
            scope_fields=self.profile.shared_fields,
            recorded_by=recorded_by,
        )
        consent.check(now, self.profile.terms.consent_max_days)
        return consent
