# SPDX-License-Identifier: EUPL-1.2
"""A desk under two protocols, Kasterlee and Verzonnendorp, whose statements the colleague confirmed."""

from __future__ import annotations

from dataclasses import replace

from app.domain.client import Client
from app.domain.consent import ConsentTalk, Route
from app.domain.profile import Profile
from tests.factory import a_client, the_profile, the_second_profile
from tests.workflow.desk import Desk

BOTH = (the_profile(), the_second_profile())


def under(desk: Desk, *profiles: Profile) -> None:
    """These protocols are there from now on, also after a restart."""
    desk.profiles = desk.session.profiles = profiles


def serves_two_towns(desk: Desk) -> Desk:
    """Both protocols are there, and the colleague may refer under both."""
    under(desk, *BOTH)
    settings = desk.flow.settings
    while (statement := settings.statement()).id not in settings.sender().statement_id.split():
        settings.save_sender(replace(settings.sender(), statement_id=statement.id))
    return desk


def answered(talk: ConsentTalk) -> ConsentTalk:
    """Everything was said and answered."""
    for item in talk.profile.checklist:
        talk.tick(item.id, True)
    talk.route = Route.CONVERSATION
    return talk


def concept_for(desk: Desk, profile: Profile, client: Client) -> str:
    """A concept under this protocol in which everything is typed."""
    reference = desk.flow.consent.agree(answered(desk.flow.consent.begin(profile.id))).reference
    desk.type(reference, client)
    return reference


def a_dreamer() -> Client:
    """A client of the invented town."""
    return a_client(street="Denkbeeldlaan", house_number="9", box="", postcode="9998", place="Sint-Éloois-Droom")
