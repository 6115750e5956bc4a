# SPDX-License-Identifier: EUPL-1.2
"""Test sending (proefzending): how it can end, and the invented client and consent of its file (R65, R66)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from app.domain.client import Client
from app.domain.consent import Consent, Route
from app.domain.profile import Place, Profile
from app.domain.referral import Referral

INVENTED = "verzonnen"
"""Stands where a real consent names who recorded it."""


class TrialOutcome(StrEnum):
    """How a test sending went, as the OCMW told it; a closed list, and nothing of it is stored."""

    OPENED = "opened"
    NOT_ARRIVED = "not_arrived"
    HELD_BACK = "held_back"
    NOT_OPENED = "not_opened"

    @property
    def is_good(self) -> bool:
        """Real referrals may be sent."""
        return self is TrialOutcome.OPENED


def trial_client(place: Place) -> Client:
    """Nobody, and clearly so; in the place of the protocol, because a file always names one."""
    return Client(
        first_name="Test",
        last_name="Testpersoon",
        street="Teststraat",
        house_number="1",
        postcode=place.postcode,
        place=place.name,
        phone="0470 00 00 00",
        email="test.testpersoon@example.org",
    )


def practice_client(place: Place) -> Client:
    """Nobody either, with a name such as clients have: for practice, where it may be changed."""
    return replace(
        trial_client(place),
        first_name="Zoë",
        last_name="Verzonnen-D'Hondt",
        street="Oefenstraat",
        house_number="12",
        box="3",
        email="zoe.verzonnen@example.org",
    )


def trial_referral(reference: str, profile: Profile, now: datetime) -> Referral:
    """What a test file is made of; lives in memory only and is never stored."""
    text = profile.consent_text
    consent = Consent(
        given_at=now,
        route=Route.PAPER,
        interpreter=None,
        sheet_used=False,
        text_id=text.id,
        text_sha256=text.sha256,
        items=(),
        scope_recipient=profile.recipient.name,
        scope_fields=(),
        recorded_by=INVENTED,
    )
    return Referral(
        reference=reference,
        consent=consent,
        profile_id=profile.id,
        created_at=now,
        edited_at=now,
        since=now,
        client=trial_client(profile.places[0]),
    )
