# SPDX-License-Identifier: EUPL-1.2
"""Accountability: documents for the officers and the OCMW, filled from the profile alone (R58, R59)."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass
from datetime import date

from app.domain.profile import Contact, Profile

KINDS = ("verwerkingsregister", "dpia", "bewijzen", "ontvanger")
"""Art. 30 text, DPIA input, what may be asked of the OCMW, how the OCMW opens an archive."""

_PARTIES = (
    "afzender", "afzender_kort", "afzender_kbo", "afzender_adres", "ontvanger", "ontvanger_kort", "ontvanger_voluit",
    "ontvanger_adres", "ontvanger_dienst", "ontvanger_email", "ontvanger_telefoon",
)  # fmt: skip
_PROTOCOL = (
    "protocol", "versie_protocol", "opgemaakt_op", "in_werking", "geldig_tot", "doel", "gegevens", "plaatsen",
)  # fmt: skip
_CONTACTS = (
    "eigen_dpo", "andere_dpo", "andere_dpo_nagekeken", "advies_eigen_dpo", "advies_andere_dpo", "toezichthouder",
)  # fmt: skip
_TERMS = (
    "concept_dagen", "klaar_dagen", "bestand_klaar_dagen", "verzonden_dagen", "verlengen_dagen",
    "hard_toestemming_dagen", "hard_verzonden_dagen", "register_jaren",
)  # fmt: skip

SLOTS = frozenset((*_PARTIES, *_PROTOCOL, *_CONTACTS, *_TERMS))
"""Everything a text may ask for: values of the profile. Nothing here can hold anything about a client."""

_KEYS = {"sleutel", "versie", "bestand", "bron", "titel", "inleiding", "delen"}
_PART_KEYS = {"kop", "bron", "feiten", "tekst"}
POINT = "• "
"""Begins a line that is one of a list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its source, a table of facts and lines of text."""

    heading: str
    source: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document with a version and its sources; ``file_name`` is neutral and has no ending."""

    id: str
    file_name: str
    source: str
    title: str
    intro: str
    parts: tuple[Part, ...]

    def filled(self, profile: Profile) -> Document:
        """The same with the values of this profile."""
        known = values(profile)

        def fill(text: str) -> str:
            return text.format_map(known)

        parts = tuple(
            Part(
                fill(part.heading),
                fill(part.source),
                tuple((fill(name), fill(value)) for name, value in part.facts),
                tuple(map(fill, part.lines)),
            )
            for part in self.parts
        )
        return Document(self.id, self.file_name, fill(self.source), fill(self.title), fill(self.intro), parts)


def values(profile: Profile) -> dict[str, str]:
    """What each slot stands for."""
    sender, recipient, terms = profile.sender_party, profile.recipient_party, profile.terms
    return {
        "afzender": sender.name,
        "afzender_kort": sender.short_name,
        "afzender_kbo": sender.enterprise_number,
        "afzender_adres": sender.address,
        "ontvanger": profile.recipient.name,
        "ontvanger_kort": recipient.short_name,
        "ontvanger_voluit": recipient.name,
        "ontvanger_adres": recipient.address,
        "ontvanger_dienst": profile.recipient.desk,
        "ontvanger_email": profile.recipient.email,
        "ontvanger_telefoon": profile.recipient.phone or "nog in te vullen, het protocol noemt geen nummer",
        "protocol": profile.title,
        "versie_protocol": profile.version,
        "opgemaakt_op": _day(profile.signed_on),
        "in_werking": _day(profile.in_force_from),
        "geldig_tot": _end(profile),
        "doel": profile.purpose,
        "gegevens": listed(profile.shared_fields),
        "plaatsen": listed([f"{place.name} ({place.postcode})" for place in profile.places]),
        "eigen_dpo": profile.own_dpo.email,
        "andere_dpo": profile.other_dpo.email,
        "andere_dpo_nagekeken": _day(profile.other_dpo.checked_on),
        "advies_eigen_dpo": _advice(profile.own_dpo),
        "advies_andere_dpo": _advice(profile.other_dpo),
        "toezichthouder": profile.supervisory_authority,
        "concept_dagen": str(terms.concept_days),
        "klaar_dagen": str(terms.ready_days),
        "bestand_klaar_dagen": str(terms.exported_days),
        "verzonden_dagen": str(terms.sent_days),
        "verlengen_dagen": str(terms.extend_days),
        "hard_toestemming_dagen": str(terms.hard_consent_days),
        "hard_verzonden_dagen": str(terms.hard_sent_days),
        "register_jaren": str(terms.register_years),
    }


def read_documents(text: str) -> dict[str, Document]:
    """All documents of a documenten.toml; ValueError for a missing one, another key or a slot outside the list."""
    try:
        raw = tomllib.loads(text)
        if set(raw) != set(KINDS):
            raise ValueError("tables")
        return {kind: _document(raw[kind]) for kind in KINDS}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not as expected") from error


def _document(table: dict[str, object]) -> Document:
    parts = table["delen"]
    if set(table) != _KEYS or not isinstance(parts, list):
        raise ValueError("keys")
    return Document(
        f"{_text(table['sleutel'])}@{_text(table['versie'])}",
        _text(table["bestand"]),
        _text(table["bron"]),
        _text(table["titel"]),
        _text(table["inleiding"]),
        tuple(_part(part) for part in parts),
    )


def _part(table: dict[str, object]) -> Part:
    facts = table.get("feiten", [])
    if not set(table) <= _PART_KEYS or not isinstance(facts, list):
        raise ValueError("keys of a part")
    lines = tuple(line.strip() for line in _text(table.get("tekst", "")).split("\n") if line.strip())
    rows = tuple((_text(name), _text(value)) for name, value in facts)
    return Part(_text(table["kop"]), _text(table["bron"]), rows, lines)


def _text(value: object) -> str:
    """A text whose slots all stand in the list, with no way to reach into a value (``{a.b}``, ``{a!r}``)."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    for _, slot, form, conversion in string.Formatter().parse(value):
        if slot is not None and (slot not in SLOTS or form or conversion):
            raise ValueError(slot)
    return value


def listed(words: tuple[str, ...] | list[str]) -> str:
    """``a``, ``a en b``, ``a, b en c``."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _end(profile: Profile) -> str:
    ends = [day for day in (profile.valid_until, profile.notice_ends_on) if day is not None]
    return _day(min(ends)) if ends else "geen, het protocol loopt zolang de samenwerkingsovereenkomst loopt"


def _advice(contact: Contact) -> str:
    return "nog geen datum bekend" if contact.advised_on is None else f"advies van {_day(contact.advised_on)}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
