# SPDX-License-Identifier: EUPL-1.2
"""Dutch words of the register page: what a row says, the months, and why saving a file did not work."""

from __future__ import annotations

from app.domain.accountability import KINDS
from app.domain.errors import DiskFull
from app.domain.events import Event
from app.workflow.register import Month, RegisterView

EVENTS: dict[str, str] = {
    Event.CONSENT: "Toestemming gegeven",
    Event.CONCEPT: "Concept begonnen",
    Event.READY: "Nagekeken",
    Event.EXPORTED: "Bestand gemaakt",
    Event.DECLARED_SENT: "Verzonden volgens de medewerker",
    Event.PHRASE_PASSED_ON: "Wachtzin van het bestand doorgegeven",
    Event.RECEIPT_CONFIRMED: "Het OCMW kon openen",
    Event.CORRECTED: "Verbetering begonnen",
    Event.REPORT_WRONG: "Melding van het OCMW: foutief",
    Event.REPORT_INACCURATE: "Melding van het OCMW: onnauwkeurig",
    Event.REPORT_INCOMPLETE: "Melding van het OCMW: onvolledig",
    Event.REPORT_MISSING: "Melding van het OCMW: ontbrekend",
    Event.REPORT_OUTDATED: "Melding van het OCMW: verouderd",
    Event.REPORT_EXCESSIVE: "Melding van het OCMW: overtollig",
    Event.REPORT_ANSWERED: "Melding beantwoord",
    Event.WITHDRAWN_BEFORE: "Ingetrokken voor het verzenden",
    Event.WITHDRAWN_AFTER: "Ingetrokken na het verzenden",
    Event.ERASURE_CONFIRMED: "Het OCMW bevestigt: gewist",
    Event.DECLARED_INVALID: "Toestemming ongeldig verklaard",
    Event.INCIDENT: "Mogelijk lek gemeld",
    Event.EXTENDED: "Termijn verlengd",
    Event.EXPIRED: "Gewist door de uiterste termijn",
    Event.ERASED: "Gewist",
    Event.TRIAL: "Proefzending",
    Event.RECOVERY_USED: "Herstelcode gebruikt",
    Event.RESTORED: "Kopie teruggezet",
    Event.PASSPHRASE_CHANGED: "Eigen wachtzin gewijzigd",
}

SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip

COUNTS = ("Bestand gemaakt", "Verzonden", "Kon openen", "Verbeterd")
"""What is counted, in the order of ``counts``."""

DOCUMENTS = dict(
    zip(
        KINDS,
        (
            "Tekst voor het &verwerkingsregister",
            "Bouw&stenen voor een DPIA",
            "&Wat mag je vragen aan het OCMW?",
            "&Uitleg voor het OCMW",
        ),
        strict=True,
    )
)


def event(code: str) -> str:
    """What a row says; a code of a newer version as it stands."""
    return EVENTS.get(code, code)


def counts(month: Month) -> tuple[int, int, int, int]:
    """The four numbers of a month."""
    return month.exported, month.sent, month.received, month.corrected


def month_name(month: Month) -> str:
    """``november 2026``."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def span(months: tuple[Month, ...]) -> str:
    """From the first month to the last."""
    return f"{month_name(months[0])} tot {month_name(months[-1])}" if months else ""


def month_said(month: Month) -> str:
    """All numbers of a month, for who hears the chart."""
    found = ", ".join(f"{name.lower()} {number}" for name, number in zip(COUNTS, counts(month), strict=True))
    return f"{month_name(month)}: {found}."


def chain(view: RegisterView) -> str:
    """Whether the rows hold together."""
    if view.broken is not None:
        return (
            f"Het register klopt niet meer vanaf rij {view.broken}. "
            "Bewaar het als CSV en verwittig je DPO. Alle rijen blijven hier staan."
        )
    if not view.rows:
        return "Het register is nog leeg."
    count = len(view.rows)
    return f"Het register klopt: {count} {'rij' if count == 1 else 'rijen'}, en elke rij sluit aan op de vorige."


def not_saved(error: Exception) -> str:
    """Why a file was not saved where the user chose."""
    if isinstance(error, DiskFull):
        return "De schijf is vol. Het bestand is niet bewaard. Kies een andere plaats."
    return "Hier bewaren lukt niet. Kies een andere map. Het register in de app is niet veranderd."
