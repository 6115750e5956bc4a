# SPDX-License-Identifier: EUPL-1.2
"""What an administrator reads in the editor of group policy, per language: a title and help for each setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One language. ``general`` holds labels, ``settings`` a title and a help text by the place of each setting."""

    general: Mapping[str, str]
    settings: Mapping[str, tuple[str, str]]


_KORTER = "Alleen korter dan in het protocol; een langere termijn heeft geen gevolg."
_GEWIST = "Een kortere termijn telt pas twee dagen nadat het programma ze ziet."
_SHORTER = "Only shorter than in the protocol; a longer term has no effect."
_ERASED = "A shorter term counts two days after the program first sees it."

DUTCH = Words(
    {
        "category": "Doorverwijzing",
        "description": "Instellingen van Doorverwijzing. Alles kan alleen strenger dan het protocol en het programma.",
        "supported": "Windows 10 en 11, 64 bits",
        "days": "Dagen:",
        "minutes": "Minuten:",
        "value": "Waarde:",
        "automatisch": "Automatisch: het programma van deze computer",
        "klassieke_outlook": "Klassieke Outlook",
        "nieuwe_outlook": "Nieuwe Outlook",
        "thunderbird": "Thunderbird",
        "geen": "Geen: de gebruiker maakt de e-mail altijd zelf",
    },
    {
        "extra_profielen": (
            "Extra protocollen toelaten",
            "Mogen er naast policy.toml protocollen van andere gemeenten staan? Schakel dit uit om ze te verbieden. "
            "Dan gebruikt het programma alleen de protocollen die het zelf meebrengt.",
        ),
        "op_slot.hoogstens_minuten": (
            "Op slot: langste tijd die de gebruiker kan kiezen",
            "Na zoveel minuten zonder gebruik gaat het programma zeker op slot. Wie langer koos, krijgt deze tijd.",
        ),
        "op_slot.standaard_minuten": (
            "Op slot: tijd zolang de gebruiker niets koos",
            "Geldt tot de gebruiker zelf een tijd kiest. Niet meer dan de langste tijd.",
        ),
        "mail.programmas": (
            "Toegelaten mailprogramma's",
            "Alleen deze kan de gebruiker kiezen. Vink er minstens één aan; het eerste aangevinkte geldt zolang de "
            "gebruiker niets koos.",
        ),
        "mail.team_mailbox": (
            "Mailbox van het team",
            "Hier komen antwoorden van het OCMW. De gebruiker kan dit adres dan niet wijzigen. "
            "Het is nooit het adres van het OCMW zelf.",
        ),
        "termijnen.concept_dagen": (
            "Termijn: begonnen",
            f"Dagen zonder wijziging in een begonnen doorverwijzing. {_KORTER}",
        ),
        "termijnen.klaar_dagen": ("Termijn: nagekeken", f"Dagen dat nagekeken gegevens blijven staan. {_KORTER}"),
        "termijnen.bestand_klaar_dagen": (
            "Termijn: bestand klaar",
            f"Dagen dat een beveiligd bestand mag wachten. {_KORTER}",
        ),
        "termijnen.verzonden_dagen": ("Termijn: verzonden", f"Dagen tussen verzenden en ontvangst. {_KORTER}"),
        "termijnen.verlengen_dagen": (
            "Verlengen",
            f"Dagen die de gebruiker er één keer bij krijgt. 0 is: niet verlengen. {_KORTER}",
        ),
        "termijnen.hard_na_toestemming_dagen": (
            "Wissen na de toestemming",
            f"Dagen na de toestemming; dan wist het programma. {_KORTER} {_GEWIST}",
        ),
        "termijnen.hard_na_verzenden_dagen": (
            "Wissen na verzenden",
            f"Dagen na verzenden; dan wist het programma. {_KORTER} {_GEWIST}",
        ),
        "termijnen.toestemming_geldig_dagen": (
            "Toestemming geldig",
            f"Dagen dat een toestemming geldt om te verzenden. {_KORTER}",
        ),
        "termijnen.stopgezet_dagen": (
            "Na het einde van het protocol",
            f"Dagen om nog te wissen als het protocol stopt. {_KORTER}",
        ),
        "protocollen.*.telefoon": (
            "Telefoonnummer van het OCMW",
            "Op dit nummer geeft de gebruiker de wachtzin van het bestand door. Kijk het na bij het OCMW zelf. "
            "Alleen voor een protocol dat zelf geen nummer heeft.",
        ),
    },
)

ENGLISH = Words(
    {
        "category": "Doorverwijzing",
        "description": "Settings of Doorverwijzing. A value can only be stricter than the protocol and the program.",
        "supported": "Windows 10 and 11, 64 bits",
        "days": "Days:",
        "minutes": "Minutes:",
        "value": "Value:",
        "automatisch": "Automatic: the program of this computer",
        "klassieke_outlook": "Classic Outlook",
        "nieuwe_outlook": "New Outlook",
        "thunderbird": "Thunderbird",
        "geen": "None: the user always makes the mail by hand",
    },
    {
        "extra_profielen": (
            "Allow further protocols",
            "May protocols of other municipalities stand beside policy.toml? Disable this to forbid them: then the "
            "program uses only the protocols it comes with.",
        ),
        "op_slot.hoogstens_minuten": (
            "Lock: longest time that the user may choose",
            "After so many minutes without use the program locks. Whoever chose a longer time gets this one.",
        ),
        "op_slot.standaard_minuten": (
            "Lock: time until the user chooses one",
            "Holds until the user chooses a time. Not more than the longest time.",
        ),
        "mail.programmas": (
            "Allowed mail programs",
            "The user can choose these alone. Tick at least one; the first that is ticked holds until the user "
            "chooses one.",
        ),
        "mail.team_mailbox": (
            "Mailbox of the team",
            "Answers of the OCMW arrive here. The user cannot change it. It is never the address of the OCMW itself.",
        ),
        "termijnen.concept_dagen": ("Term: begun", f"Days without a change in a referral that was begun. {_SHORTER}"),
        "termijnen.klaar_dagen": ("Term: checked", f"Days that checked data stay. {_SHORTER}"),
        "termijnen.bestand_klaar_dagen": ("Term: file ready", f"Days that an encrypted file may wait. {_SHORTER}"),
        "termijnen.verzonden_dagen": ("Term: sent", f"Days between sending and receipt. {_SHORTER}"),
        "termijnen.verlengen_dagen": (
            "Extension",
            f"Days that the user gets once. 0 means: no extension. {_SHORTER}",
        ),
        "termijnen.hard_na_toestemming_dagen": (
            "Erase after consent",
            f"Days after consent; then the program erases. {_SHORTER} {_ERASED}",
        ),
        "termijnen.hard_na_verzenden_dagen": (
            "Erase after sending",
            f"Days after sending; then the program erases. {_SHORTER} {_ERASED}",
        ),
        "termijnen.toestemming_geldig_dagen": (
            "Consent holds",
            f"Days in which a consent allows sending. {_SHORTER}",
        ),
        "termijnen.stopgezet_dagen": (
            "After the end of the protocol",
            f"Days left to erase when the protocol stops. {_SHORTER}",
        ),
        "protocollen.*.telefoon": (
            "Telephone number of the OCMW",
            "The user tells the phrase of the file on this number. Check it with the OCMW itself. Only for a protocol "
            "that has no number of its own.",
        ),
    },
)
