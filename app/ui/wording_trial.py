# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences about a test sending: whom to call and what to say (product.md 7.13)."""

from __future__ import annotations

from app.ui.wording_handover import AGREED_NUMBER, READ_BACK


def trial_call(desk: str, phone: str) -> str:
    """Whom to call; without a number in the profile, which number not to use (decision 12)."""
    told = "Bel het OCMW en geef de wachtzin van het testbestand door."
    if phone:
        return f"{told} Het nummer van het {desk} is {phone}."
    return f"{told} {AGREED_NUMBER}"


def trial_script(user: str, reference: str) -> tuple[tuple[str, str], ...]:
    """The telephone script: who speaks or what to do, and the words."""
    return (
        ("", f"“Dag, met {user} van Kind en Gezin. Ik heb een testbestand gemaild. Alles erin is verzonnen.”"),
        ("", "“Welke referentie zie je in de e-mail?”"),
        ("Controleer", f"Hoor je {reference}? Ga verder. Is er geen e-mail? Zeg dat straks bij ‘Hoe liep het?’."),
        ("", READ_BACK),
        ("", "“Open het bestand met het programma 7-Zip. Zie je een blad met bovenaan TEST?”"),
    )
