# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences of the hand-over: the mail, whom to call, what to say and how to spell (product.md 7.3, 7.4)."""

from __future__ import annotations

from app.domain.referral import State
from app.ui import texts
from app.workflow.handover import HandoverView, Word

AGREED_NUMBER = "Gebruik het nummer dat je team heeft afgesproken, nooit een nummer uit een e-mail."
NO_NUMBER = "Bel het {desk}. " + AGREED_NUMBER
CALL = "Bel het {desk} op {phone}. Geef de wachtzin van het bestand door."

PRACTICE_CALL = "Bij een echte doorverwijzing bel je nu het Sociaal Huis. Bel nu niemand: lees het gesprek hardop."


def intro(view: HandoverView, *, just_made: bool) -> str:
    """Where the hand-over stands: what is ready, what holds it up, or how long it waits."""
    if view.blocked:
        return (
            "De termijn is voorbij. We hebben niets gewist. Zeg wat al gebeurd is, of kies in het "
            "overzicht: wissen of verlengen."
        )
    if view.asks_consent:
        return "De tekst voor de cliënt is veranderd. Vraag opnieuw toestemming voor je verdergaat."
    if view.stopped:
        return "Het protocol loopt niet meer. Je kan deze gegevens niet meer doorgeven."
    if view.state is not State.EXPORTED:
        until = f" De termijn loopt tot {texts.day(view.keep_until)}." if view.keep_until is not None else ""
        return f"De gegevens blijven hier tot het OCMW het bestand kon openen.{until}"
    if not view.archive_there:
        return "Er is nog niets verzonden."
    tested = " We hebben het getest: het gaat open en de inhoud klopt." if just_made else ""
    return f"Het beveiligde bestand is klaar.{tested} Er is nog niets verzonden."


def call(desk: str, phone: str) -> str:
    """Whom to call; without a number in the profile, which number not to use (decision 12)."""
    return CALL.format(desk=desk, phone=phone) if phone else NO_NUMBER.format(desk=desk)


def letters(word: Word) -> tuple[str, ...]:
    """A word letter by letter, as people spell on the telephone: ``A van Anna``, ``N van Nico``."""
    return tuple(f"{letter.upper()} van {name}" for letter, name in zip(word.text, word.spelling, strict=True))


def spelled(word: Word) -> str:
    """The word and its letters in one sentence, to be heard."""
    return f"{word.text}: {', '.join(letters(word))}"


def check_mail(recipient: str) -> str:
    """What to look at in the draft before sending it."""
    return (
        f"Kijk in je mailprogramma of bij ‘Aan’ alleen {recipient} staat en of de bijlage erbij zit. "
        "Klik dan op Verzenden. Zie je geen e-mail? Kijk ook in de taakbalk."
    )


READ_BACK = (
    "“De wachtzin heeft zes woorden, in kleine letters, met een streepje ertussen. Ik lees ze traag voor. "
    "Wil je ze herhalen?”"
)
"""Said before the first word."""


def _heard(full_reference: str) -> str:
    """A reference as the subject of its mail has it: a correction names its version apart."""
    first, second, *version = full_reference.split("-")
    return f"{first}-{second}, versie {version[0]}" if version else full_reference


def script(user: str, full_reference: str) -> tuple[tuple[str, str], ...]:
    """The telephone script: who speaks or what to do, and the words (product.md 7.4)."""
    return (
        (
            "",
            f"“Dag, met {user} van Kind en Gezin. Ik heb een beveiligd bestand gemaild. "
            "Ben je maatschappelijk werker bij het OCMW?”",
        ),
        ("Nee", "“Dan mag ik de wachtzin niet geven. Wanneer kan ik een maatschappelijk werker bereiken?”"),
        ("Ja", "“Welke referentie zie je in het onderwerp van de e-mail?”"),
        ("Controleer", f"Hoor je {_heard(full_reference)}? Ga verder. Klopt ze niet? Geef niets door."),
        ("", READ_BACK),
        ("", "“Over de cliënt praat ik niet aan de telefoon. Alles staat in het bestand.”"),
    )
