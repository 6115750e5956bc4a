# SPDX-License-Identifier: EUPL-1.2
"""Closed vocabulary of register events, the row and its chain hash (product.md 5.4, security.md 7)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum

GENESIS = "0" * 64
"""``previous`` of the first row."""


class Event(StrEnum):
    """What a register row may say; nothing else fits (R56)."""

    CONSENT = "toestemming"
    CONCEPT = "concept"
    READY = "klaar"
    EXPORTED = "geexporteerd"
    DECLARED_SENT = "verzonden_verklaard"
    PHRASE_PASSED_ON = "wachtzin_doorgegeven"
    RECEIPT_CONFIRMED = "ontvangst_bevestigd"
    CORRECTED = "gecorrigeerd"
    REPORT_WRONG = "melding_ocmw_foutief"
    REPORT_INACCURATE = "melding_ocmw_onnauwkeurig"
    REPORT_INCOMPLETE = "melding_ocmw_onvolledig"
    REPORT_MISSING = "melding_ocmw_ontbrekend"
    REPORT_OUTDATED = "melding_ocmw_verouderd"
    REPORT_EXCESSIVE = "melding_ocmw_overtollig"
    REPORT_ANSWERED = "melding_beantwoord"
    WITHDRAWN_BEFORE = "ingetrokken_voor_verzending"
    WITHDRAWN_AFTER = "ingetrokken_na_verzending"
    ERASURE_CONFIRMED = "wissing_bevestigd_ocmw"
    DECLARED_INVALID = "ongeldig_verklaard"
    INCIDENT = "incident_gemeld"
    EXTENDED = "verlengd"
    EXPIRED = "verlopen"
    ERASED = "gewist"
    TRIAL = "proefzending"
    RECOVERY_USED = "herstelcode_gebruikt"
    RESTORED = "hersteld_uit_kopie"
    PASSPHRASE_CHANGED = "eigen_wachtzin_gewijzigd"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a verb wants written; the storage adds number, previous hash and hash.

    ``reference`` is a referral (with version), an incident, a test or empty. ``archive_sha256`` and ``size`` (bytes)
    belong to exports only. ``text_versions`` names the texts used, blank-separated.
    """

    event: Event
    reference: str = ""
    protocol: str = ""
    recipient: str = ""
    archive_sha256: str = ""
    size: int = 0
    text_versions: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One register row without client data: columns as in security.md 7, ``time`` in UTC to the minute."""

    nr: int
    tijd_utc: str
    gebeurtenis: str
    ref: str
    protocol: str
    ontvanger: str
    archief_sha256: str
    bytes: int
    app_versie: str
    tekst_versie: str
    gebruiker: str
    vorige: str
    hash: str

    def computed_hash(self) -> str:
        """SHA-256 over the previous hash and the canonical JSON of the row, 64 hex signs."""
        values = {key: value for key, value in asdict(self).items() if key not in ("vorige", "hash")}
        canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256((self.vorige + canonical).encode()).hexdigest()
