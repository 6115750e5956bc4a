# SPDX-License-Identifier: EUPL-1.2
"""Builders: a complete referral, its consent, sender and profile; awkward Flemish names and addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from app.content import read_profile_file
from app.domain.client import Client
from app.domain.consent import Consent, Route
from app.domain.profile import Profile
from app.domain.referral import Referral
from app.domain.sender import Sender
from app.paths import resource

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning (ten in Belgium) on which most stories begin; the same as the fixed clock of fakes.py."""

AWKWARD_NAMES = (
    ("Zoë", "D'Hondt-Çelik"),
    ("Marie-José", "van den Broeck"),
    ("Łucja", "Wiśniewska-De Smedt"),
    ("Şeyma", "Öztürk"),
    ("Ольга", "Шевченко"),
    ("فاطمة", "الزهراء"),
    ("Ngọc", "Nguyễn"),
    ("Jean-François", "'t Kint de Roodenbeke"),
    ("Ë", "Ÿ"),
    (None, "Ngawang"),
)

AWKWARD_ADDRESSES = (
    ("Pastoor Theo Verbeelenstraat", "5A", "2"),
    ("Sint-Jansstraat", "12-14", ""),
    ("Onze-Lieve-Vrouweplein", "1", "0302"),
    ("'t Heike", "7", "bis"),
)


@cache
def the_profile() -> Profile:
    """The real profile of Kasterlee as shipped."""
    return read_profile_file(resource("protocols", "kasterlee.toml"))


@cache
def the_practice_profile() -> Profile:
    """The profile of practice mode as shipped."""
    return read_profile_file(resource("protocols", "oefening.toml"))


@cache
def the_second_profile() -> Profile:
    """A wholly invented protocol with OCMW Verzonnendorp: other places, terms and texts."""
    return read_profile_file(Path(__file__).parent / "data" / "protocols" / "verzonnendorp.toml")


def a_profile(**changes: Any) -> Profile:
    """The profile of Kasterlee with other values."""
    return replace(the_profile(), **changes)


def a_client(**changes: Any) -> Client:
    """A complete client of Tielen, with every channel."""
    client = Client(
        first_name="Zoë",
        last_name="D'Hondt-Çelik",
        street="Pastoor Theo Verbeelenstraat",
        house_number="5A",
        box="2",
        postcode="2460",
        place="Tielen",
        phone="0470 12 34 56",
        email="zoe.celik@example.org",
    )
    return replace(client, **changes)


def a_sender(**changes: Any) -> Sender:
    """A team member who confirmed the statement of the profile."""
    sender = Sender(
        name="Annelies Vercammen",
        team="Lokaal team Voorbeeld",
        phone="014 12 34 56",
        email="team.voorbeeld@example.org",
        statement_id=the_profile().statement.id,
    )
    return replace(sender, **changes)


def a_consent(**changes: Any) -> Consent:
    """Consent given in conversation one hour ago, with all ten items."""
    profile = the_profile()
    consent = Consent(
        given_at=NOW - timedelta(hours=1),
        route=Route.CONVERSATION,
        interpreter=False,
        sheet_used=True,
        text_id=profile.consent_text.id,
        text_sha256=profile.consent_text.sha256,
        items=tuple(item.id for item in profile.checklist),
        scope_recipient=profile.recipient.name,
        scope_fields=profile.shared_fields,
        recorded_by="Annelies Vercammen",
    )
    return replace(consent, **changes)


def a_referral(**changes: Any) -> Referral:
    """A complete concept for Kasterlee, begun just now."""
    referral = Referral(
        reference="K7M4-29QK",
        consent=a_consent(),
        profile_id=the_profile().id,
        created_at=NOW,
        edited_at=NOW,
        since=NOW,
        client=a_client(),
    )
    return replace(referral, **changes)
