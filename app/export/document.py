# SPDX-License-Identifier: EUPL-1.2
"""Disclosure → doorverwijzing.json by the published schema."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.disclosure import Disclosure


def to_json(disclosure: Disclosure) -> bytes:
    """UTF-8, NFC, keys in the order of the PDF; a key is always there, ``null`` means *Niet meegedeeld* (R15)."""
    text = json.dumps(_content(disclosure), ensure_ascii=False, indent=2) + "\n"
    return unicodedata.normalize("NFC", text).encode()


def _content(disclosure: Disclosure) -> dict[str, object]:
    return {
        "referentie": disclosure.reference,
        "versie": disclosure.version,
        "voornaam": disclosure.first_name,
        "naam": disclosure.last_name,
        "adres": {
            "straat": disclosure.street,
            "nummer": disclosure.house_number,
            "bus": disclosure.box,
            "postcode": disclosure.postcode,
            "gemeente": disclosure.place,
        },
        "telefoon": disclosure.phone,
        "email": disclosure.email,
        "toestemming": {
            "gegeven_op": disclosure.consent_given_on.isoformat(),
            "tekst": disclosure.consent_text,
        },
        "protocol": {
            "titel": disclosure.protocol_title,
            "in_werking": disclosure.protocol_in_force.isoformat(),
            "versie": disclosure.protocol_version,
        },
        "afzender": {
            "team": disclosure.team,
            "telefoon": disclosure.team_phone,
            "email": disclosure.team_email,
        },
        "register": {
            "rij": disclosure.register_row,
            "kop": disclosure.register_head,
        },
    }
