# SPDX-License-Identifier: EUPL-1.2
"""Policy: what an administrator set for this computer; it lies over profile and settings, and can only tighten them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.profile import Profile

MOST_LOCK_MINUTES = 15
MAIL_PROGRAMS = ("klassieke_outlook", "nieuwe_outlook", "thunderbird", "geen")
"""What may be chosen for everybody; ``geen`` means that mails are always made by hand."""

TERM_KEYS = {
    "concept_dagen": "concept_days",
    "klaar_dagen": "ready_days",
    "bestand_klaar_dagen": "exported_days",
    "verzonden_dagen": "sent_days",
    "verlengen_dagen": "extend_days",
    "hard_na_toestemming_dagen": "hard_consent_days",
    "hard_na_verzenden_dagen": "hard_sent_days",
    "toestemming_geldig_dagen": "consent_max_days",
}
"""Retention that may be shortened: key in the file → field of Terms, both in days."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything an administrator may set (decision 29); without a file nothing is set.

    It has no recipient, address, place or text: those come with the signed program or with a whole profile.
    """

    lock_most: int = MOST_LOCK_MINUTES
    """The longest time without use that a user may choose before the program locks, in minutes."""
    mail_program: str = ""
    """One of MAIL_PROGRAMS for everybody; empty leaves the choice to the user."""
    phones: tuple[tuple[str, str], ...] = ()
    """Telephone numbers of an OCMW, by the id of the protocol: only where the profile has none (decision 12)."""
    terms: tuple[tuple[str, int], ...] = ()
    """Field of Terms → days, never more than the profile gives."""
    more_profiles: bool = True
    """False: the profiles that stand beside this file are not used either."""

    def over(self, profile: Profile) -> Profile:
        """The profile as it counts on this computer."""
        phone = profile.recipient.phone or dict(self.phones).get(profile.id, "")
        shorter = {name: min(days, getattr(profile.terms, name)) for name, days in self.terms}
        terms = replace(profile.terms, **shorter)
        terms = replace(terms, remind_sent_days=min(terms.remind_sent_days, terms.sent_days))
        return replace(profile, recipient=replace(profile.recipient, phone=phone), terms=terms)
