# SPDX-License-Identifier: EUPL-1.2
"""More than one protocol, consent asked again, and a protocol that stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.client import Client
from app.domain.consent import ConsentTalk
from app.domain.errors import PlacesOverlap
from app.domain.profile import Status
from app.domain.referral import State
from app.domain.terms import standing
from app.ui.pages.client import ClientPage
from app.ui.pages.consent import ConsentPage
from app.ui.pages.fault import FaultPage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.sheet import SheetPage
from app.workflow.overview import Line, Overview, Step
from tests.factory import NOW, a_client, a_consent, a_referral, the_profile, the_second_profile
from tests.fakes import FixedClock
from tests.ui.doubles import InstantLane
from tests.ui.gallery_pages.handover import handover
from tests.ui.gallery_pages.journey import line
from tests.ui.journey_doubles import FakeConsent, FakeReferral

BOTH = (the_profile(), the_second_profile())
MANY = tuple(
    replace(the_profile(), id=f"dorp-{nr}", recipient=replace(the_profile().recipient, name=f"OCMW Dorp {nr}"))
    for nr in range(7)
)


def page() -> ConsentPage:
    """The consent step, empty."""
    return ConsentPage(FakeConsent(), InstantLane(), FixedClock())


def consent_which() -> ConsentPage:
    """Which OCMW is it about?"""
    made = page()
    made.show_choice(BOTH)
    return made


def consent_which_of_many() -> ConsentPage:
    """Of seven, one chosen."""
    made = page()
    made.show_talk(ConsentTalk(MANY[4]), MANY)
    return made


def consent_chosen() -> ConsentPage:
    """The second of two was chosen."""
    made = page()
    made.show_talk(ConsentTalk(BOTH[1]), BOTH)
    return made


def consent_again() -> ConsentPage:
    """Asked again for a referral, with one protocol."""
    made = page()
    made.show_talk(ConsentTalk(BOTH[0]), BOTH[:1], "K7M4-29QK")
    return made


def client_of(mine: int, place: str, postcode: str) -> ClientPage:
    """The form under one of two protocols, with a place chosen."""
    made = ClientPage(FakeReferral(a_referral(client=Client())), InstantLane())
    client = a_client(place=place, postcode=postcode)
    made.show_referral(a_referral(client=client), BOTH[mine], (BOTH[1 - mine],))
    return made


def client_two_small() -> ClientPage:
    """Few places in all: buttons, of which one belongs to another OCMW."""
    other = replace(BOTH[1], places=BOTH[1].places[:2])
    made = ClientPage(FakeReferral(), InstantLane())
    place = other.places[1]
    client = a_client(place=place.name, postcode=place.postcode)
    made.show_referral(a_referral(client=client), BOTH[0], (other,))
    return made


def sheet_of_two() -> SheetPage:
    """The sheet of the second protocol."""
    made = SheetPage()
    names = {profile.id: profile.recipient.name for profile in BOTH}
    made.show_sheet(BOTH[1].dutch_sheet, None, ("nl",), names, BOTH[1].id)
    return made


def overview_asks_again() -> OverviewPage:
    """Three referrals whose words changed."""
    made = OverviewPage()
    states = {"K7M4-29QK": State.CONCEPT, "3R8T-W0PX": State.READY, "9QKD-2MV5": State.EXPORTED}
    lines = (line(a_referral(reference=ref, state=state), Step.RENEW) for ref, state in states.items())
    made.show_overview(Overview(tuple(lines), (), (), may_begin=True))
    return made


def overview_stopped() -> OverviewPage:
    """A concept and a file under a protocol that stopped."""
    made = OverviewPage()
    stopped = replace(the_profile(), status=Status.ENDED)

    def stopped_line(reference: str, state: State) -> Line:
        referral = a_referral(reference=reference, state=state, consent=a_consent())
        found = standing(referral, stopped.terms, NOW, in_force=False)
        return replace(line(referral, Step.SEND), standing=found)

    lines = (stopped_line("K7M4-29QK", State.CONCEPT), stopped_line("9QKD-2MV5", State.EXPORTED))
    made.show_overview(Overview(lines, (), (), may_begin=False))
    return made


def fault_places() -> FaultPage:
    """Two profiles claim one place."""
    folder = Path("C:/ProgramData/Doorverwijzing")
    return FaultPage(
        PlacesOverlap(
            place="Tielen",
            profiles=("ander", "kasterlee"),
            first=f"ander ({folder / 'ander.toml'})",
            second=f"kasterlee ({Path('C:/Program Files/Doorverwijzing/resources/protocols/kasterlee.toml')})",
        )
    )


PAGES = {
    "consent_which": consent_which,
    "consent_which_of_many": consent_which_of_many,
    "consent_chosen": consent_chosen,
    "consent_again": consent_again,
    "client_place_of_another": lambda: client_of(0, "Bëverdroomde", "9998"),
    "client_two_small": client_two_small,
    "sheet_of_two": sheet_of_two,
    "overview_asks_again": overview_asks_again,
    "overview_stopped": overview_stopped,
    "handover_asks_again": lambda: handover(asks_consent=True),
    "handover_stopped": lambda: handover(stopped=True),
    "fault_places": fault_places,
}
