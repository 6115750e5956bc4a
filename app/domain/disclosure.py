# SPDX-License-Identifier: EUPL-1.2
"""Disclosure and disclose(): the one gate through which client data leave; exactly the content of R15."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.errors import FieldsIncomplete

if TYPE_CHECKING:
    from app.domain.profile import Profile
    from app.domain.referral import Referral
    from app.domain.sender import Sender


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What the OCMW gets to see (product.md 7.11), for PDF and JSON alike.

    None means: one name only (``first_name``) or *Niet meegedeeld*. ``reference`` has no version suffix.
    ``register_row`` and ``register_head`` (12 hex signs) let a rolled-back register show at the OCMW.
    ``trial`` marks a test file (proefzending): *TEST – verzonnen gegevens*.
    """

    heading: str
    reference: str
    version: int
    first_name: str | None
    last_name: str
    street: str | None
    house_number: str | None
    box: str | None
    postcode: str
    place: str
    phone: str | None
    email: str | None
    consent_given_on: date
    consent_text: str
    protocol_title: str
    protocol_in_force: date
    protocol_version: str
    team: str
    team_phone: str
    team_email: str
    register_row: int
    register_head: str
    trial: bool = False


def disclose(
    referral: Referral,
    profile: Profile,
    sender: Sender,
    *,
    register_row: int,
    register_head: str,
    consent_day: date,
    trial: bool = False,
) -> Disclosure:
    """The disclosure of a referral; ``consent_day`` is the Belgian day on which consent was given."""
    client = referral.client
    if client is None:
        raise FieldsIncomplete(problems=())
    return Disclosure(
        heading=profile.heading,
        reference=referral.reference,
        version=referral.version,
        first_name=client.first_name,
        last_name=client.last_name,
        street=client.street or None,
        house_number=client.house_number or None,
        box=client.box or None,
        postcode=client.postcode,
        place=client.place,
        phone=client.phone or None,
        email=client.email or None,
        consent_given_on=consent_day,
        consent_text=referral.consent.text_id,
        protocol_title=profile.title,
        protocol_in_force=profile.in_force_from,
        protocol_version=profile.version,
        team=sender.team,
        team_phone=sender.phone,
        team_email=sender.email,
        register_row=register_row,
        register_head=register_head[:12],
        trial=trial,
    )
