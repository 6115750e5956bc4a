# SPDX-License-Identifier: EUPL-1.2
"""Policy: what the administrator of this computer set, in one table of settings; it can only tighten (decision 29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.profile import Profile, Terms

FORMAT = 1
SHORTEST_LOCK, USUAL_LOCK, LONGEST_LOCK = 1, 10, 15
MAIL_PROGRAMS = ("automatisch", "klassieke_outlook", "nieuwe_outlook", "thunderbird", "geen")
"""The closed list of mail routes, by the names of ``Choice`` in app/mail/route.py."""

ANY_PROTOCOL = "protocollen.*"
"""The table of settings that each protocol has of its own; ``*`` stands for its id."""

TERMS = {
    "concept_dagen": "concept_days",
    "klaar_dagen": "ready_days",
    "bestand_klaar_dagen": "exported_days",
    "verzonden_dagen": "sent_days",
    "verlengen_dagen": "extend_days",
    "hard_na_toestemming_dagen": "hard_consent_days",
    "hard_na_verzenden_dagen": "hard_sent_days",
    "toestemming_geldig_dagen": "consent_max_days",
    "stopgezet_dagen": "stop_days",
}
"""Terms of which shorter is stricter, by their name in a profile. The others are none of the administrator's: a shorter
warning warns less, the terms of the OCMW stand in the protocol, and the register is proof that must stay."""


class Kind(StrEnum):
    """What a value of a setting looks like."""

    NUMBER = "number"
    SWITCH = "switch"
    CHOICES = "choices"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that an administrator may set, in ``policy.toml`` or in the registry under the same name.

    ``low`` and ``high`` bound a number; ``title`` and ``help`` are what administrators read in their editor.
    """

    table: str
    key: str
    kind: Kind
    title: str
    help: str
    low: int = 0
    high: int = 0

    @property
    def place(self) -> str:
        """Its name with the table in front."""
        return f"{self.table}.{self.key}" if self.table else self.key


def _term(key: str, low: int, high: int, title: str, what: str) -> Setting:
    explained = f"{what} Alleen korter dan in het protocol: een langere termijn wordt geweigerd."
    return Setting("termijnen", key, Kind.NUMBER, title, explained, low, high)


SETTINGS = (
    Setting(
        "",
        "extra_profielen",
        Kind.SWITCH,
        "Extra protocollen toelaten",
        "Mogen er naast policy.toml protocollen van andere gemeenten staan? Zet dit uit (false) om ze te verbieden. "
        "Dan gebruikt de app alleen de protocollen die ze zelf meebrengt.",
    ),
    Setting(
        "op_slot",
        "minstens_minuten",
        Kind.NUMBER,
        "Op slot: kortste tijd die de gebruiker kan kiezen",
        "Korter dan dit aantal minuten kan de gebruiker niet kiezen. Hoogstens 10: "
        "de app mag niet later op slot gaan dan ze zelf doet.",
        SHORTEST_LOCK,
        USUAL_LOCK,
    ),
    Setting(
        "op_slot",
        "hoogstens_minuten",
        Kind.NUMBER,
        "Op slot: langste tijd die de gebruiker kan kiezen",
        "Na zoveel minuten zonder gebruik gaat de app zeker op slot. Wie langer koos, krijgt deze tijd.",
        SHORTEST_LOCK,
        LONGEST_LOCK,
    ),
    Setting(
        "op_slot",
        "standaard_minuten",
        Kind.NUMBER,
        "Op slot: tijd zolang de gebruiker niets koos",
        "Geldt tot de gebruiker zelf een tijd kiest. Ligt tussen de kortste en de langste tijd.",
        SHORTEST_LOCK,
        USUAL_LOCK,
    ),
    Setting(
        "mail",
        "programmas",
        Kind.CHOICES,
        "Toegelaten mailprogramma's",
        "Alleen deze kan de gebruiker kiezen. In policy.toml geldt het eerste zolang de gebruiker niets koos. "
        "'geen' betekent: de gebruiker maakt de e-mail altijd zelf.",
    ),
    Setting(
        "mail",
        "team_mailbox",
        Kind.EMAIL,
        "Mailbox van het team",
        "Hier komen antwoorden van het OCMW. De gebruiker kan dit adres dan niet wijzigen. "
        "Het is nooit het adres van het OCMW zelf.",
    ),
    _term("concept_dagen", 1, 30, "Termijn: begonnen", "Dagen zonder wijziging in een begonnen doorverwijzing."),
    _term("klaar_dagen", 1, 30, "Termijn: nagekeken", "Dagen dat nagekeken gegevens blijven staan."),
    _term("bestand_klaar_dagen", 1, 30, "Termijn: bestand klaar", "Dagen dat een beveiligd bestand mag wachten."),
    _term("verzonden_dagen", 1, 30, "Termijn: verzonden", "Dagen tussen verzenden en ontvangst."),
    _term(
        "verlengen_dagen", 0, 14, "Verlengen", "Dagen die de gebruiker er één keer bij krijgt. 0 is: niet verlengen."
    ),
    _term("hard_na_toestemming_dagen", 1, 60, "Wissen na de toestemming", "Dagen na de toestemming; dan wist de app."),
    _term("hard_na_verzenden_dagen", 1, 30, "Wissen na verzenden", "Dagen na verzenden; dan wist de app."),
    _term("toestemming_geldig_dagen", 1, 60, "Toestemming geldig", "Dagen dat een toestemming geldt om te verzenden."),
    _term("stopgezet_dagen", 1, 14, "Na het einde van het protocol", "Dagen om nog te wissen als het protocol stopt."),
    Setting(
        ANY_PROTOCOL,
        "telefoon",
        Kind.PHONE,
        "Telefoonnummer van het OCMW",
        "Op dit nummer geeft de gebruiker de wachtzin van het bestand door. Kijk het na bij het OCMW zelf. "
        "Alleen voor een protocol dat zelf geen nummer heeft.",
    ),
)
"""Everything an administrator may set: reader, example and ADMX all follow this table."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds on this computer. Without an administrator's values: what the program does by itself.

    ``terms`` (by their name in Terms) and ``phones`` (by protocol) hold what was set alone; ``sets_lock`` and
    ``sets_mail`` tell what the user must hear.
    """

    shortest_lock: int = SHORTEST_LOCK
    longest_lock: int = LONGEST_LOCK
    usual_lock: int = USUAL_LOCK
    mail_programs: tuple[str, ...] = MAIL_PROGRAMS
    team_mailbox: str = ""
    terms: Mapping[str, int] = field(default_factory=dict)
    phones: Mapping[str, str] = field(default_factory=dict)

    @property
    def sets_lock(self) -> bool:
        """Are there other bounds than those of the program?"""
        return (self.shortest_lock, self.longest_lock) != (SHORTEST_LOCK, LONGEST_LOCK)

    @property
    def sets_mail(self) -> bool:
        """May some mail programs not be used?"""
        return set(self.mail_programs) != set(MAIL_PROGRAMS)

    def lock_minutes(self, chosen: int) -> int:
        """What was chosen, within the bounds."""
        return max(self.shortest_lock, min(chosen, self.longest_lock))

    def over(self, profile: Profile) -> Profile:
        """The profile with the administrator's values laid over it: a telephone number it lacks, shorter terms.

        Recipient, address, places and texts stay what they are (decision 10).
        """
        phone = profile.recipient.phone or self.phones.get(profile.id, "")
        return replace(profile, recipient=replace(profile.recipient, phone=phone), terms=self._shorter(profile.terms))

    def _shorter(self, terms: Terms) -> Terms:
        """Never longer than they were; what must fit within another term shrinks with it."""
        new = replace(terms, **{name: min(getattr(terms, name), most) for name, most in self.terms.items()})
        sent = min(new.sent_days, new.hard_sent_days)
        return replace(
            new,
            sent_days=sent,
            remind_sent_days=min(new.remind_sent_days, sent),
            consent_max_days=min(new.consent_max_days, new.hard_consent_days),
        )
