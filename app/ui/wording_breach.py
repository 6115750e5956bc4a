# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences about a breach: the clock of 72 hours and contacts that nobody checked lately (R54, R55)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from app.domain.incident import NOTIFY_WITHIN
from app.domain.profile import Contact
from app.ui import texts
from app.ui.widgets.countdown import spoken_span


def clock(discovered: datetime) -> Callable[[timedelta], str]:
    """*Ontdekt: 11:05. Verlopen: 1 u 20 min.* and what is left, for the span since then."""

    def phrase(span: timedelta) -> str:
        if span < timedelta(0):
            return "Dit moment ligt in de toekomst. Kijk de datum en het uur na."
        found = f"Ontdekt: {texts.moment_of(discovered, discovered + span)}. Verlopen: {spoken_span(span)}."
        if span >= NOTIFY_WITHIN:
            return f"{found} De 72 uur zijn voorbij. Meld het toch, meteen."
        left = NOTIFY_WITHIN - span
        if left < timedelta(minutes=1):
            return f"{found} Van de 72 uur is er nog geen minuut over."
        return f"{found} Van de 72 uur is er nog {spoken_span(left)}."

    return phrase


def stale(contacts: Iterable[Contact], today: date) -> str:
    """Which addresses were last checked more than twelve months ago, or nothing; it holds up no mail."""
    found = [f"{one.email} ({one.checked_on:%d/%m/%Y})" for one in contacts if one.is_stale(today)]
    if not found:
        return ""
    which = "Dit adres is" if len(found) == 1 else "Deze adressen zijn"
    return f"{which} meer dan 12 maanden niet nagekeken: {' en '.join(found)}. Meld toch. Geen antwoord? Bel dan."
