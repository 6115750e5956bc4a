# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentence for every error and problem code, with what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from app.clock import belgian_time
from app.domain.errors import AppError, FileInvalid
from app.domain.phrase import SHORTEST, PhraseProblem
from app.domain.validation import Note, NoteCode, Problem, ProblemCode

JOURNEY = ("Toestemming", "Gegevens", "Nakijken en verzenden")
"""The steps of a referral, as the head of their pages names them."""
FIRST_START = ("Wie ben je?", "Je eigen wachtzin", "Je herstelcode")
"""The steps of the first start."""
IDLE_WARNING = "De app gaat over 1 minuut op slot. Je tekst is bewaard."
IDLE_WARNING_CONSENT = "De app gaat over 1 minuut op slot. Je vinkjes gaan dan verloren. Ben je nog in gesprek?"
ALREADY_OPEN = "De app is al open, hier of bij een andere aanmelding op deze computer."
UNEXPECTED = "Er ging iets mis. Wat je typte, is bewaard of staat nog op het scherm. Probeer opnieuw. (code {code})"
RESTORABLE = frozenset({"V02", "V03", "V07", "S07", "S08"})
"""Errors after which *Zet de kopie terug* may be offered."""

ERRORS: dict[str, str] = {
    "G00": "Er ging iets mis. Probeer opnieuw.",
    "V01": "Deze wachtzin klopt niet. Probeer opnieuw.",
    "V02": "Het sleutelbestand is beschadigd. Het ligt niet aan je wachtzin.",
    "V03": "De gegevens op deze computer zijn beschadigd. Het ligt niet aan je wachtzin.",
    "V04": "Deze gegevens zijn gemaakt met een nieuwere versie. Installeer eerst de update.",
    "V05": "Er is te weinig geheugen vrij. Het ligt niet aan je wachtzin. Sluit andere programma's en probeer opnieuw.",
    "V06": "Deze code klopt niet. Kijk of je elke groep juist typte.",
    "V07": "Er ontbreekt een bestand van de app. Het ligt niet aan je wachtzin. Er is nog niets gewist.",
    "V08": "Wacht {seconds} seconden en probeer dan opnieuw.",
    "V09": ALREADY_OPEN,
    "V10": "Op deze computer staan al gegevens van de app. Sluit de app en open ze opnieuw.",
    "V11": "De app is op slot. Open ze met je eigen wachtzin.",
    "S01": "De schijf is vol. Je laatste wijziging is nog niet bewaard. Maak ruimte vrij. Je tekst blijft hier staan.",
    "S02": "De app kan hier niet bewaren. Vraag hulp aan je ICT-dienst. Typ nog niets.",
    "S03": "De map van de app gaat ook naar de cloud. Dat mag niet. Vraag hulp aan je ICT-dienst. Typ nog niets.",
    "S04": "De map van de app staat op het netwerk. Dat mag niet. Vraag hulp aan je ICT-dienst. Typ nog niets.",
    "S05": "Een ander programma houdt een bestand van de app vast. Wacht even en probeer opnieuw.",
    "S06": "Bewaren lukte niet. Je tekst blijft hier staan. Probeer opnieuw.",
    "S07": "Een deel van de gegevens is beschadigd. Zet de kopie terug, of vraag hulp aan je ICT-dienst.",
    "S08": "Het register klopt niet meer vanaf rij {row}. Meld dit aan je DPO.",
    "S09": "Oefenen en echt werk staan nooit in dezelfde map. Start de app met een andere map.",
    "E12": (
        "Het bestand maken lukte niet. Er is niets verzonden. Je gegevens staan nog veilig in de app. "
        "Probeer opnieuw. (code E12)"
    ),
    "E13": "Het bestand is weg of veranderd. We maken een nieuw bestand met een nieuwe wachtzin van het bestand.",
    "M01": "De e-mail klaarzetten lukte niet. Je beveiligde bestand blijft klaarstaan. Maak zelf een e-mail.",
    "P01": "Het protocolbestand klopt niet. Geef dit door aan je ICT-dienst.",
    "P02": (
        "Het protocol met het OCMW loopt niet of niet meer. Je kan geen nieuwe gegevens doorgeven. "
        "Verbeteren, intrekken en een lek melden kan nog wel."
    ),
    "P03": "Twee protocollen gelden voor {place}: {first} en {second}. Geef dit door aan je ICT-dienst.",
    "P04": "Een bestand van de app is beschadigd ({name}). Laat de app opnieuw installeren.",
    "P05": (
        "Het protocol van deze doorverwijzing staat niet meer in de app. Daarom kan er geen e-mail klaarstaan. "
        "Vraag je ICT-dienst om het terug te zetten."
    ),
    "P06": "De instellingen van je ICT-dienst kloppen niet. Geef dit door aan je ICT-dienst.",
    "U01": "Zonder deze verklaring kan je geen doorverwijzing maken. Bevestig ze bij Instellingen.",
    "C01": "Nog {open_items} vinkjes. Vink alleen aan wat je echt gedaan hebt.",
    "C02": "Deze datum ligt in de toekomst.",
    "C03": "De toestemming is ouder dan {days} dagen. Vraag opnieuw toestemming.",
    "C04": "De toestemming geldt niet meer. Je kan deze gegevens niet doorgeven.",
    "C05": "De tekst voor de cliënt is veranderd. Vraag opnieuw toestemming voor je verdergaat.",
    "C06": "Er komt een nieuwe manier bij om de cliënt te bereiken. Vraag de cliënt of dat mag.",
    "F01": "Nog niet alles is ingevuld. Kijk de rode zinnen na.",
    "T01": "Dat kan nu niet meer. Ga terug naar het overzicht en kies opnieuw.",
    "T02": "De termijn is voorbij. We hebben niets gewist. Kies zelf: wissen of verlengen.",
    "T03": "Je hebt al één keer verlengd. Rond af wat al gebeurd is, of wis de gegevens.",
    "T04": "Deze referentie klopt niet. Ze heeft acht tekens, zonder I, L, O of U.",
    "T05": "Klopt de datum op je computer? Antwoord eerst op die vraag, of laat je ICT-dienst de datum goed zetten.",
    "T06": "Deze melding staat er al. Je vindt ze bij ‘Nog te doen’.",
    "T07": "Verzend eerst de verbeterde versie. Antwoord het OCMW daarna.",
    "T08": "De gegevens staan hier nog. Wis ze eerst, of kies een ander antwoord.",
    "T09": "Dit moment ligt in de toekomst. Kijk de datum en het uur na.",
    "T10": "Deze proefzending is al afgesloten. Begin een nieuwe.",
    "T11": "Van deze referentie is hier niets verzonden. Kijk de referentie na.",
    "T12": "Toen bestond deze doorverwijzing nog niet. Kijk de datum na.",
    "B01": "Dit kan niet na het moment zijn waarop je het lek ontdekte. Kijk de datum en het uur na.",
    "B02": "Toen bestond dit protocol nog niet. Kijk de datum en het uur na.",
    "B03": "Zet hier hoogstens {most} referenties. Vul bij ‘Hoeveel cliënten’ in om hoeveel mensen het gaat.",
    "B04": "Kies om welk OCMW het gaat. Dan staat de juiste functionaris erbij.",
}

PASSPHRASE_PROBLEMS: dict[str, str] = {
    PhraseProblem.TOO_SHORT: "Deze zin is te kort ({n} van {shortest} tekens).",
    PhraseProblem.TOO_LONG: "Deze zin is te lang. Neem er een van hoogstens 256 tekens.",
    PhraseProblem.COMMON: (
        "Deze zin is te makkelijk te raden. Kies er een zonder je naam, je dienst of bekende woorden."
    ),
    PhraseProblem.NAME: "Deze zin is te makkelijk te raden. Kies er een zonder je naam, je dienst of bekende woorden.",
    PhraseProblem.KEYBOARD: "Deze zin is te makkelijk te raden. Kies er een zonder rijtjes van het toetsenbord.",
    PhraseProblem.REPEATED: "Deze zin is te makkelijk te raden. Kies er een zonder herhaling.",
}

PROBLEMS: dict[ProblemCode, str] = {
    ProblemCode.FIRST_NAME_MISSING: "Vul de voornaam in.",
    ProblemCode.LAST_NAME_MISSING: "Vul de familienaam in. Heeft de cliënt maar één naam? Vink dat dan aan.",
    ProblemCode.STREET_MISSING: "Vul de straat in, of laat het hele adres weg.",
    ProblemCode.STREET_ONLY: "Zet hier alleen de straat. Schrijf geen uitleg over het gezin.",
    ProblemCode.HOUSE_NUMBER_MISSING: "Vul een huisnummer in, of laat het hele adres weg.",
    ProblemCode.PLACE_MISSING: "Kies de plaats waar de cliënt woont.",
    ProblemCode.PLACE_ELSEWHERE: (
        "Deze plaats hoort niet bij {recipient}. Dit protocol geldt alleen voor {places}. "
        "Je kan deze gegevens hier niet doorgeven."
    ),
    ProblemCode.PLACE_OF_ANOTHER: (
        "{place} hoort bij {recipient}. De cliënt gaf toestemming voor {agreed}. Vraag de toestemming opnieuw."
    ),
    ProblemCode.PHONE_WRONG: (
        "Dit nummer klopt niet. Een gsm-nummer heeft 10 cijfers, bijvoorbeeld 0470 00 00 00. "
        "Een buitenlands nummer begint met + en de landcode."
    ),
    ProblemCode.EMAIL_WRONG: (
        "Dit e-mailadres klopt niet. Het heeft een @ en een punt, bijvoorbeeld naam@voorbeeld.be."
    ),
    ProblemCode.EMAIL_OF_RECIPIENT: "Dit is het e-mailadres van het OCMW zelf. Vul het adres van de cliënt in.",
    ProblemCode.CHANNEL_MISSING: (
        "Het OCMW moet de cliënt kunnen bereiken. Vul minstens één van deze drie in: adres, telefoon of e-mailadres."
    ),
    ProblemCode.NATIONAL_NUMBER: "Dit lijkt op een rijksregisternummer. Dat mag je niet doorgeven. Haal het weg.",
    ProblemCode.ACCOUNT_NUMBER: "Dit lijkt op een rekeningnummer. Dat mag je niet doorgeven. Haal het weg.",
    ProblemCode.DATE: "Dit lijkt op een geboortedatum. Dat mag je niet doorgeven. Haal het weg.",
    ProblemCode.TOO_LONG: "Er staan te veel tekens in dit veld ({n} van {max}). Maak het korter.",
    ProblemCode.NAME_MISSING: "Vul je naam in.",
    ProblemCode.TEAM_MISSING: "Vul de naam van je team in.",
    ProblemCode.STATEMENT_MISSING: "Zonder deze verklaring kan je geen doorverwijzing maken.",
}

NOTES: dict[NoteCode, str] = {NoteCode.REMOVED: "We hebben onzichtbare tekens weggehaald. Kijk het veld even na."}


def sentence(error: BaseException) -> str:
    """What the user reads; facts of the error fill the placeholders, never its message."""
    if isinstance(error, AppError):
        facts = {name: value for name, value in error.facts.items() if isinstance(value, int | str)}
        return _filled(ERRORS[error.code], facts)
    return UNEXPECTED.format(code=type(error).__name__)


def problems_of(error: AppError) -> tuple[str, ...]:
    """The problems of a profile or policy, one per line, for the administrator."""
    return error.lines() if isinstance(error, FileInvalid) else ()


def uncaught(code: str) -> str:
    """The sentence for an error that nobody expected; ``code`` comes from the log."""
    return _filled(ERRORS[code], {}) if code in ERRORS else UNEXPECTED.format(code=code)


def problem(found: Problem) -> str:
    """What is wrong with a field, and how it should be."""
    return _filled(PROBLEMS[found.code], found.facts)


def note(found: Note) -> str:
    """What cleaning did to a field."""
    return NOTES[found.code]


def passphrase_problem(code: str, length: int) -> str:
    """Why an own passphrase is refused."""
    return PASSPHRASE_PROBLEMS[code].format(n=length, shortest=SHORTEST)


def open_items(left: int) -> str:
    """How many ticks are missing (R18, R19)."""
    ticks = "vinkje" if left == 1 else "vinkjes"
    return f"Nog {left} {ticks}. Vink alleen aan wat je echt gedaan hebt."


def saved_at(moment: datetime) -> str:
    """Only after the vault said so (decision 18)."""
    return f"Opgeslagen om {clock_time(moment)}"


def folder_left_out(folder: Path) -> str:
    """The administrator's profiles and values are not used: others could have put them there (decision 29)."""
    return (
        f"De protocollen en instellingen in de map {folder} gebruiken we niet: ook gewone gebruikers kunnen daar "
        "schrijven. "
        "Geef dit door aan je ICT-dienst."
    )


def clock_time(moment: datetime) -> str:
    """Time of day in Belgium as people write it: ``14:05``."""
    return belgian_time(moment).strftime("%H:%M")


def day(moment: datetime) -> str:
    """A date in Belgium as people write it: ``23/11/2026``."""
    return belgian_time(moment).strftime("%d/%m/%Y")


def moment_of(moment: datetime, now: datetime) -> str:
    """``14:05`` for today, else ``23/11/2026 om 14:05``."""
    same_day = day(moment) == day(now)
    return clock_time(moment) if same_day else f"{day(moment)} om {clock_time(moment)}"


_ONE = re.compile(r"\b1 (seconde|vinkje|dag|werkdag)(?:n|s|en)\b")
"""Plurals that a number can make singular."""


def changes_since(changes: int) -> str:
    """How much newer the present state is than a copy."""
    if changes == 0:
        return "daarna veranderde er niets"
    return f"daarna nog {changes} " + ("wijziging" if changes == 1 else "wijzigingen")


def is_damage(error: BaseException) -> bool:
    """May putting a copy back be the way out?"""
    return isinstance(error, AppError) and error.code in RESTORABLE


def counted(text: str) -> str:
    """The same sentence with "1 dag" where a number made it "1 dagen"."""
    return _ONE.sub(r"1 \1", text)


def breakable(text: str, after: int = 32) -> str:
    """The same text to the eye; a word that is too long for its column may go on in the next line."""

    def cut(word: str) -> str:
        return "\u200b".join(word[start : start + after] for start in range(0, len(word), after))

    return " ".join(cut(word) if len(word) > after else word for word in text.split(" "))


class _Blank(dict[str, object]):
    """A fact that was not given is left out of the sentence rather than breaking it."""

    def __missing__(self, key: str) -> str:
        return "?"


def _filled(text: str, facts: Mapping[str, object]) -> str:
    return counted(text.format_map(_Blank(facts)))
