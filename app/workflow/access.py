# SPDX-License-Identifier: EUPL-1.2
"""Access request (GDPR 15): what this vault still holds about one client, to show on screen; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.clock import belgian_day
from app.domain.client import Client
from app.domain.referral import LIVE, State
from app.workflow.session import Session


@dataclass(frozen=True, slots=True)
class AccessView:
    """``client`` is None once the data are wiped: then the reference and the reduced consent are all that is left.

    Days are Belgian days. ``recipient`` got the data when ``sent_on`` is known, by the user's own word.
    ``ended_on`` is when consent was withdrawn or, with ``is_invalid``, found never to have been valid.
    """

    reference: str
    state: State
    version: int
    client: Client | None
    recipient: str
    sent_on: date | None
    consent_on: date
    consent_text: str
    route: str
    interpreter: bool | None
    ended_on: date | None
    is_invalid: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A referral of which fields are still here; ``name`` is on screen only, empty when nothing was typed yet."""

    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class AccessVerbs:
    """*De cliënt vraagt welke gegevens je hebt*: reads, never writes, not even that somebody asked."""

    session: Session

    def held(self) -> tuple[Held, ...]:
        """Every referral with client fields, the one worked on last in front."""
        found = (one for one in self.session.store.referrals.all()[::-1] if one.state in LIVE)
        return tuple(Held(one.reference, one.client.display_name if one.client else "") for one in found)

    def show(self, reference: str) -> AccessView:
        """Everything about the client of this reference, typed or chosen; raises ReferenceUnknown."""
        referral = self.session.typed(reference)
        consent = referral.consent
        return AccessView(
            reference=referral.reference,
            state=referral.state,
            version=referral.version,
            client=referral.client,
            recipient=consent.scope_recipient,
            sent_on=_day(referral.sent_at),
            consent_on=belgian_day(consent.given_at),
            consent_text=consent.text_id,
            route=consent.route.value,
            interpreter=consent.interpreter,
            ended_on=_day(consent.withdrawn_at or consent.invalid_at),
            is_invalid=consent.invalid_at is not None,
        )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else belgian_day(moment)
