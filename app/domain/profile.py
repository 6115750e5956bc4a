# SPDX-License-Identifier: EUPL-1.2
"""Profile: parties, recipient, places, terms and texts of one protocol; who is competent and whether it is in force."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Standing of the protocol (art. 8, 11)."""

    ACTIVE = "actief"
    SUSPENDED = "geschorst"
    ENDED = "beeindigd"


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two parties: ``enterprise_number`` is the KBO number, 10 digits with dots."""

    name: str
    short_name: str
    enterprise_number: str
    address: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where the archive goes (art. 6). ``phone`` is empty until an administrator fills it in (decision 12)."""

    name: str
    desk: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place (deelgemeente) whose OCMW this protocol serves, with its postcode."""

    name: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact for breach notices (art. 9) with the date on which it was last checked ("nagekeken op").

    ``advised_on`` is the day of this officer's advice on the protocol (recitals E, F), None when there is none.
    """

    email: str
    checked_on: date
    advised_on: date | None = None

    def is_stale(self, today: date) -> bool:
        """Was this address last checked more than twelve months ago (R55)?"""
        year_ago = (today.year - 1, today.month, today.day)
        return year_ago > (self.checked_on.year, self.checked_on.month, self.checked_on.day)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One tick of the consent step: ``kind`` is ``info`` (I1–I6) or ``consent`` (T1–T4)."""

    id: str
    kind: str
    text: str
    say: str
    source: str


@dataclass(frozen=True, slots=True)
class Text:
    """A published text with its version, e.g. id ``toestemming.nl@1.0.0``; its hash pins the wording (R25)."""

    id: str
    body: str

    @property
    def sha256(self) -> str:
        """SHA-256 over UTF-8, NFC, LF (product.md 7.15), 64 lower-case hex signs."""
        plain = unicodedata.normalize("NFC", self.body).replace("\r\n", "\n")
        return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Heading and paragraph of the client's information sheet; ``{…}`` is filled from profile and sender only."""

    heading: str
    body: str


SHEET_SLOTS = ("telefoon_team", "versie_protocol", "contact_dpo_ocmw", "toezichthouder", "datum")
"""The only placeholders of a sheet; none of them can hold anything about a client (R26)."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands around a translation, in its own language; ``{bron}`` and ``{wie}`` are filled by ``Sheet``."""

    translation_of: str
    dutch_counts: str
    not_checked: str
    checked_by: str
    nurse: str
    """Stands for the team's telephone number while that is not known."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The client information sheet (infoblad) in one language.

    ``source`` is the Dutch version a translation is based on (R27), empty for the Dutch sheet itself; ``validated_by``
    stays empty until somebody who knows the language has read it.
    """

    language: str
    version: str
    title: str
    sections: tuple[SheetSection, ...]
    footer: str
    source: str = ""
    validated_by: str = ""
    words: SheetWords | None = None

    def follows(self, dutch: Sheet) -> bool:
        """Is this a translation of these very words? A later patch of the Dutch sheet mends a typing error (R27)."""
        return self.source.rpartition(".")[0] == dutch.version.rpartition(".")[0]


TERM_BOUNDS = {
    "concept_dagen": (1, 30),
    "klaar_dagen": (1, 30),
    "bestand_klaar_dagen": (1, 30),
    "verzonden_dagen": (1, 30),
    "verlengen_dagen": (0, 14),
    "verwittigen_dagen": (1, 7),
    "hard_na_toestemming_dagen": (1, 60),
    "hard_na_verzenden_dagen": (1, 30),
    "herinneren_na_verzenden_dagen": (1, 30),
    "toestemming_geldig_dagen": (1, 60),
    "melding_werkdagen": (1, 20),
    "intrekking_dagen": (1, 60),
    "stopgezet_dagen": (1, 14),
    "register_jaren": (1, 30),
}
"""Keys of [termijnen] in the order of Terms, with the bounds outside which a value must be a typing error."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms in days (product.md 5.2), except ``register_years``."""

    concept_days: int
    ready_days: int
    exported_days: int
    sent_days: int
    extend_days: int
    warn_days: int
    hard_consent_days: int
    hard_sent_days: int
    remind_sent_days: int
    consent_max_days: int
    report_working_days: int
    withdrawal_days: int
    stop_days: int
    register_years: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything legal or municipal of one protocol (decision 10); read from one TOML file, never typed on screen."""

    id: str
    version: str
    title: str
    heading: str
    signed_on: date
    in_force_from: date
    valid_until: date | None
    status: Status
    notice_ends_on: date | None
    sender_party: Party
    recipient_party: Party
    recipient: Recipient
    places: tuple[Place, ...]
    stays_elsewhere_allowed: bool
    zip_fallback_allowed: bool
    purpose: str
    shared_fields: tuple[str, ...]
    own_dpo: Contact
    other_dpo: Contact
    supervisory_authority: str
    law_and_court: str
    terms: Terms
    checklist: tuple[ChecklistItem, ...]
    consent_text: Text
    statement: Text
    sheets: tuple[Sheet, ...]
    practice: bool = False
    """Made for practice mode: recipient and contacts lie in ``.invalid``, nothing in it is real (R66)."""

    def in_force(self, on: date) -> bool:
        """May new data leave on this day (R09)? Dates are whole Belgian days, both ends included."""
        ends = [day for day in (self.valid_until, self.notice_ends_on) if day is not None]
        return self.status is Status.ACTIVE and self.in_force_from <= on and all(on <= day for day in ends)

    def days_of_notice_left(self, on: date) -> int | None:
        """Days until a notice (opzegging) ends the protocol (R10), never negative; None without notice."""
        return None if self.notice_ends_on is None else max(0, (self.notice_ends_on - on).days)

    @property
    def dutch_sheet(self) -> Sheet:
        """The sheet that comes first, always (Bestuurstaalwet)."""
        return next(sheet for sheet in self.sheets if sheet.language == "nl")

    def sheet(self, language: str) -> Sheet | None:
        """The sheet in this language, or None when absent or based on an older Dutch major or minor (R27)."""
        for sheet in self.sheets:
            if sheet.language == language and (language == "nl" or sheet.follows(self.dutch_sheet)):
                return sheet
        return None

    def place_named(self, name: str) -> Place | None:
        """The place of this protocol with this name; case, blanks and a name in brackets behind do not matter."""
        wanted = normal_place(name)
        return next((place for place in self.places if normal_place(place.name) == wanted), None)


def normal_place(name: str) -> str:
    """Place name for comparing: without (B-)postcode in front, without "(…)" behind, no case, single blanks."""
    text = name.partition("(")[0].casefold().split()
    return " ".join(text[1:] if text and text[0].removeprefix("b-").isdigit() else text)


def for_place(profiles: Iterable[Profile], name: str) -> Profile | None:
    """The protocol whose OCMW is competent for this place (R07), or None."""
    return next((profile for profile in profiles if profile.place_named(name)), None)
