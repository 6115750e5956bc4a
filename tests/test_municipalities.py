# SPDX-License-Identifier: EUPL-1.2
"""A municipality is data alone: nothing that belongs to one stands in the code, whatever protocol is shipped."""

from __future__ import annotations

import re

import pytest

from app.domain.profile import Profile
from tests.factory import the_practice_profile, the_profile, the_second_profile
from tests.source_tree import sources


def words_of(profile: Profile) -> set[str]:
    """Names, places, addresses, numbers and mailboxes of one protocol."""
    party, recipient = profile.recipient_party, profile.recipient
    places = {place.name for place in profile.places} | {place.postcode for place in profile.places}
    contacts = {recipient.email, profile.own_dpo.email, profile.other_dpo.email}
    return places | contacts | {party.name, party.short_name, party.enterprise_number, party.address, profile.title}


@pytest.mark.parametrize("profile", [the_profile(), the_practice_profile(), the_second_profile()], ids=lambda p: p.id)
def test_R01_R07_no_municipality_stands_in_the_code(profile: Profile) -> None:
    # GIVEN everything that makes a protocol that of one OCMW
    words = words_of(profile)
    assert len(words) > 8
    # THEN no source file holds any of it
    for source in sources("app"):
        found = [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source.text, re.I)]
        assert found == [], source.name


def test_R15_the_shipped_profiles_and_the_invented_one_share_no_recipient_and_no_place() -> None:
    profiles = (the_profile(), the_second_profile())
    places = [place.name.casefold() for profile in profiles for place in profile.places]
    assert len(set(places)) == len(places)
    assert len({profile.recipient.email for profile in profiles}) == 2
