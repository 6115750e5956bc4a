# SPDX-License-Identifier: EUPL-1.2
"""Hard limits that became shorter count after the days of warning: nobody loses work unwarned (decision 8, R45)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.profile import Terms


@dataclass(frozen=True, slots=True)
class Limits:
    """What a vault knows of the hard limits of one protocol, in days.

    ``consent_days`` and ``sent_days`` count now; until ``until`` (None: nothing was shortened) a referral keeps what it
    had under the ``earlier`` ones.
    """

    consent_days: int
    sent_days: int
    earlier_consent_days: int
    earlier_sent_days: int
    until: datetime | None = None

    def over(self, terms: Terms) -> Terms:
        """The terms of a protocol whose profile is gone: others may not shorten what was promised under its own."""
        return replace(terms, hard_consent_days=self.consent_days, hard_sent_days=self.sent_days)

    def earlier_days(self, *, was_sent: bool) -> int:
        """How long it was before."""
        return self.earlier_sent_days if was_sent else self.earlier_consent_days


def known(before: Limits | None, terms: Terms, now: datetime) -> Limits:
    """What is known when these terms are read at ``now``; ``before`` is what the vault remembers."""
    consent, sent = terms.hard_consent_days, terms.hard_sent_days
    if before is None:
        return Limits(consent, sent, consent, sent)
    if (consent, sent) == (before.consent_days, before.sent_days):
        return before
    is_running = before.until is not None and now < before.until
    is_shorter = consent < before.consent_days or sent < before.sent_days
    return Limits(
        consent,
        sent,
        max(consent, before.earlier_consent_days if is_running else before.consent_days),
        max(sent, before.earlier_sent_days if is_running else before.sent_days),
        now + timedelta(days=terms.warn_days) if is_shorter else before.until,
    )
