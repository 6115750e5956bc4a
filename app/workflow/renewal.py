# SPDX-License-Identifier: EUPL-1.2
"""Renewal: which unsent referrals need a new consent, and for which OCMWs one can be asked (R05, R07)."""

from __future__ import annotations

from datetime import timedelta

from app.domain.consent import needs_new_consent
from app.domain.errors import ConsentOutdated
from app.domain.profile import Profile
from app.domain.referral import Referral, State
from app.workflow.session import Session

_UNSENT = (State.CONCEPT, State.READY, State.EXPORTED)


def is_first(referral: Referral) -> bool:
    """Nothing of it left and nothing of it is corrected: a new consent may still be asked for it."""
    return referral.state in _UNSENT and referral.version == 1 and not referral.was_sent


def require_present_text(referral: Referral, profile: Profile) -> None:
    """Raise ConsentOutdated when the client agreed to something else than what the texts say now.

    What was sent stays as it was agreed; so does a correction of it, whose consent the user confirmed.
    """
    if is_first(referral) and needs_new_consent(referral.consent, profile):
        raise ConsentOutdated()


def is_due(session: Session, referral: Referral) -> bool:
    """Can this referral only go on with a new consent? Not once its protocol stopped: then nothing new leaves."""
    if not is_first(referral):
        return False
    profile = session.profile_or_first(referral.profile_id)
    if profile.id != referral.profile_id or not profile.in_force(session.today()):
        return False
    if needs_new_consent(referral.consent, profile):
        return True
    age = session.now() - referral.consent.given_at
    return referral.state is not State.EXPORTED and age > timedelta(days=profile.terms.consent_max_days)


def protocols_for(session: Session, referral: Referral) -> tuple[Profile, ...]:
    """The protocol of this referral, and behind it the others that a new consent could be asked for."""
    own = session.profile(referral.profile_id)
    if not is_first(referral):
        return (own,)
    today = session.today()
    return (own, *(other for other in session.profiles if other.id != own.id and other.in_force(today)))
