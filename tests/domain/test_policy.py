# SPDX-License-Identifier: EUPL-1.2
"""What the administrator's values do to a profile: never more than a telephone number and shorter terms."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from app.domain.policy import TERMS, Policy
from app.domain.profile import Profile, Terms
from tests.factory import the_profile, the_second_profile


def test_R01_only_the_number_and_the_terms_of_a_profile_can_differ() -> None:
    # GIVEN a policy that sets all it can
    policy = Policy(terms=dict.fromkeys(TERMS.values(), 1), phones={"kasterlee": "014 00 00 00"}, team_mailbox="t@x.be")
    old, new = the_profile(), policy.over(the_profile())
    # THEN these two differ, and within the recipient the number alone
    assert [one.name for one in fields(Profile) if getattr(old, one.name) != getattr(new, one.name)] == [
        "recipient",
        "terms",
    ]
    assert new.recipient == replace(old.recipient, phone="014 00 00 00")
    # AND a policy without values leaves everything
    assert Policy().over(old) == old


def test_R01_the_number_goes_to_its_own_protocol_and_never_over_one_that_is_there() -> None:
    policy = Policy(phones={"kasterlee": "014 00 00 00"})
    assert policy.over(the_second_profile()) == the_second_profile()
    known = replace(the_profile(), recipient=replace(the_profile().recipient, phone="014 11 11 11"))
    assert policy.over(known) == known


@pytest.mark.parametrize("name", [one.name for one in fields(Terms)])
def test_R45_no_term_grows_whatever_is_set(name: str) -> None:
    before = the_profile().terms
    for days in (0, 1, 4, 1000):
        after = Policy(terms=dict.fromkeys(TERMS.values(), days)).over(the_profile()).terms
        assert getattr(after, name) <= getattr(before, name)


def test_R45_what_must_fit_within_a_shorter_term_shrinks_with_it() -> None:
    # GIVEN hard limits below the terms that must lie within them
    terms = Policy(terms={"hard_sent_days": 2, "hard_consent_days": 10}).over(the_profile()).terms
    # THEN sending, its reminder and the consent end in time, and the rest stays
    assert (terms.sent_days, terms.remind_sent_days, terms.consent_max_days) == (2, 2, 10)
    assert (terms.concept_days, terms.register_years) == (
        the_profile().terms.concept_days,
        the_profile().terms.register_years,
    )


def test_R35_the_lock_stays_within_its_bounds() -> None:
    policy = Policy(longest_lock=5)
    assert [policy.lock_minutes(minutes) for minutes in (1, 2, 5, 15)] == [1, 2, 5, 5]
    assert (policy.sets_lock, Policy().sets_lock) == (True, False)
