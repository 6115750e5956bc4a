# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences for the terms that an administrator made shorter, by their name in Terms."""

from __future__ import annotations

from collections.abc import Mapping

from app.ui.texts import counted

TERMS = {
    "concept_days": "Begonnen: na {days} dagen kies je wat ermee gebeurt.",
    "ready_days": "Nagekeken: na {days} dagen kies je wat ermee gebeurt.",
    "exported_days": "Bestand klaar: na {days} dagen kies je wat ermee gebeurt.",
    "sent_days": "Verzonden: na {days} dagen kies je wat ermee gebeurt.",
    "extend_days": "Verlengen: je krijgt er {days} dagen bij.",
    "hard_consent_days": "De app wist de gegevens {days} dagen na de toestemming.",
    "hard_sent_days": "De app wist de gegevens {days} dagen na het verzenden.",
    "consent_max_days": "Met een toestemming kan je {days} dagen verzenden.",
    "stop_days": "Stopt het protocol, dan heb je {days} dagen om te wissen.",
}
NO_EXTENSION = "Verlengen kan niet."


def lines(terms: Mapping[str, int]) -> tuple[str, ...]:
    """One sentence for each term that was set, in a fixed order."""
    return tuple(
        NO_EXTENSION if name == "extend_days" and not terms[name] else counted(text.format(days=terms[name]))
        for name, text in TERMS.items()
        if name in terms
    )
