# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences about reaching the OCMW and the data protection officers (decision 12, R55)."""

from __future__ import annotations

from app.workflow.settings import ContactFacts, ProtocolFacts

STALE = "De contactgegevens zijn langer dan een jaar niet nagekeken. Vraag na of ze nog kloppen."


def number(facts: ProtocolFacts) -> str:
    """The number on which the file's phrase is passed on, or which number not to use."""
    if facts.phone:
        return f"Nummer van het {facts.desk}: {facts.phone}."
    return (
        f"Het nummer van het {facts.desk} is nog niet ingevuld. Alleen je ICT-dienst kan dat doen. "
        "Gebruik het nummer dat je team heeft afgesproken, nooit een nummer uit een e-mail."
    )


def contact(facts: ContactFacts) -> str:
    """Address and day of the last check."""
    return f"{facts.email}, nagekeken op {facts.checked_on:%d/%m/%Y}"


def is_stale(facts: ProtocolFacts) -> bool:
    """Should somebody check a contact of this protocol again?"""
    return facts.own_dpo.is_stale or facts.other_dpo.is_stale
