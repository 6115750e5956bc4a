# SPDX-License-Identifier: EUPL-1.2
"""Policy: what the administrator of this computer set, in one table of settings; it can only tighten (decision 29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.profile import TERM_BOUNDS, Profile, Terms

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

    ``low`` and ``high`` bound a number.
    """

    table: str
    key: str
    kind: Kind
    low: int = 0
    high: int = 0

    @property
    def place(self) -> str:
        """Its name with the table in front."""
        return f"{self.table}.{self.key}" if self.table else self.key


SETTINGS = (
    Setting("", "extra_profielen", Kind.SWITCH),
    Setting("op_slot", "hoogstens_minuten", Kind.NUMBER, SHORTEST_LOCK, LONGEST_LOCK),
    Setting("op_slot", "standaard_minuten", Kind.NUMBER, SHORTEST_LOCK, USUAL_LOCK),
    Setting("mail", "programmas", Kind.CHOICES),
    Setting("mail", "team_mailbox", Kind.EMAIL),
    *(Setting("termijnen", key, Kind.NUMBER, *TERM_BOUNDS[key]) for key in TERMS),
    Setting(ANY_PROTOCOL, "telefoon", Kind.PHONE),
)
"""Everything an administrator may set: reader, example, manual and ADMX all follow this table. There is no lower bound
of the lock: it would make somebody lock later than he chose."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds on this computer. Without an administrator's values: what the program does by itself.

    ``terms`` (by their name in Terms) and ``phones`` (by protocol) hold what was set and has effect; ``sets_lock`` and
    ``sets_mail`` tell what the user must hear. ``without_effect`` says where something was set in vain, and why: it
    loosens nothing, so it stops nobody, and whoever checks the policy hears it.
    """

    longest_lock: int = LONGEST_LOCK
    usual_lock: int = USUAL_LOCK
    mail_programs: tuple[str, ...] = MAIL_PROGRAMS
    team_mailbox: str = ""
    terms: Mapping[str, int] = field(default_factory=dict)
    phones: Mapping[str, str] = field(default_factory=dict)
    without_effect: tuple[tuple[str, str], ...] = ()

    @property
    def sets_lock(self) -> bool:
        """Must it lock sooner than the program lets users choose?"""
        return self.longest_lock != LONGEST_LOCK

    @property
    def sets_mail(self) -> bool:
        """May some mail programs not be used?"""
        return set(self.mail_programs) != set(MAIL_PROGRAMS)

    def lock_minutes(self, chosen: int) -> int:
        """What was chosen, or sooner."""
        return min(chosen, self.longest_lock)

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
