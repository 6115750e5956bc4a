# SPDX-License-Identifier: EUPL-1.2
"""Overview, consent, information sheet, client and review."""

from __future__ import annotations

from datetime import timedelta

from app.domain.client import Client
from app.domain.consent import ConsentTalk
from app.domain.languages import LANGUAGES
from app.domain.referral import Referral, State
from app.domain.terms import standing
from app.ui.pages.client import ClientPage
from app.ui.pages.consent import ConsentPage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.review import ReviewPage
from app.ui.pages.sheet import SheetPage
from app.workflow.overview import Line, Overview, Step
from tests.factory import NOW, a_client, a_referral, the_profile
from tests.fakes import FixedClock
from tests.ui.doubles import InstantLane
from tests.ui.journey_doubles import FakeConsent, FakeReferral, a_disclosure

LONG_NAME = "Maria-Magdalena Josephina Vandenbroucke-Van Overstraeten de Meester de Ravestein"


def line(referral: Referral, step: Step) -> Line:
    """One referral as the overview shows it, with its real standing against the terms."""
    client = referral.client or Client(first_name=None)
    found = standing(referral, the_profile().terms, NOW)
    return Line(
        referral.reference,
        referral.full_reference,
        client.display_name,
        client.place,
        referral.state,
        referral.version,
        step,
        found,
        days_since_sent=(NOW - referral.sent_at).days if referral.sent_at is not None else 0,
    )


def overview(*lines: Line) -> OverviewPage:
    """The overview with these referrals."""
    page = OverviewPage()
    page.show_overview(Overview(lines, (), (), may_begin=True))
    return page


def overview_four() -> OverviewPage:
    """Four referrals: one blocked, one with a warning, one that calls for a telephone call, one waiting."""
    return overview(
        line(a_referral(since=NOW - timedelta(days=8)), Step.CHOOSE),
        line(
            a_referral(
                reference="3R8T-W0PX",
                state=State.EXPORTED,
                since=NOW - timedelta(days=4),
                extended=True,
                client=a_client(first_name="Łucja", last_name="Wiśniewska-De Smedt", place="Kasterlee"),
            ),
            Step.SEND,
        ),
        line(
            a_referral(
                reference="9QKD-2MV5",
                state=State.SENT,
                sent_at=NOW,
                sent_version=1,
                client=a_client(first_name=None, last_name="Ngawang", place="Lichtaart"),
            ),
            Step.CALL,
        ),
        line(
            a_referral(reference="5HJ2-C7YB", state=State.WITHDRAWN, client=None, withdrawn_at=NOW), Step.AWAIT_ERASURE
        ),
    )


def overview_many() -> OverviewPage:
    """So many that they can be searched; the longest name, a correction and one that waits for the OCMW."""
    return overview(
        line(a_referral(client=Client()), Step.FILL_IN),
        line(a_referral(reference="3R8T-W0PX", state=State.READY, client=a_client(last_name=LONG_NAME)), Step.REVIEW),
        line(a_referral(reference="9QKD-2MV5", version=2, confirmed_at=NOW, state=State.EXPORTED), Step.SEND),
        line(
            a_referral(
                reference="7T9X-1ABC", state=State.SENT, sent_at=NOW - timedelta(days=4), sent_version=1, spoken_at=NOW
            ),
            Step.ASK_AFTER,
        ),
        line(
            a_referral(
                reference="5HJ2-C7YB",
                state=State.SENT,
                sent_at=NOW - timedelta(days=13),
                sent_version=1,
                since=NOW - timedelta(days=13),
                extended=True,
            ),
            Step.CHOOSE,
        ),
    )


def consent(*ticked: str) -> ConsentPage:
    """The consent step with these items ticked."""
    page = ConsentPage(FakeConsent(), InstantLane(), FixedClock())
    page.show_talk(ConsentTalk(the_profile()))
    for item_id in ticked:
        page.items[f"consent_{item_id.lower()}"].set_ticked(True)
    return page


def consent_complete() -> ConsentPage:
    """Everything ticked and answered, with the moment changed."""
    page = consent(*(item.id for item in the_profile().checklist))
    page.route.buttons["consent_route_conversation"].click()
    page.moment.change.click()
    return page


def sheet() -> SheetPage:
    """The Dutch information sheet."""
    page = SheetPage()
    page.show_sheet(the_profile().dutch_sheet, None, tuple(LANGUAGES))
    return page


def client(**values: str | None) -> ClientPage:
    """The form with these values."""
    page = ClientPage(FakeReferral(), InstantLane())
    page.show_referral(a_referral(client=Client(**values)), the_profile())  # type: ignore[arg-type]
    return page


def client_filled() -> ClientPage:
    """Every field filled."""
    page = ClientPage(FakeReferral(), InstantLane())
    page.show_referral(a_referral(), the_profile())
    return page


def client_problems() -> ClientPage:
    """Gone on with an empty form."""
    page = client()
    page.next.click()
    return page


def client_wrong() -> ClientPage:
    """Everything that can be wrong at once."""
    page = client(
        first_name="Zoë",
        last_name="D'Hondt-Çelik 12/03/1994",
        street="Lichtaartsesteenweg",
        house_number="",
        place="Poederlee",
        postcode="2275",
        phone="0470 12",
        email="zoe.celik@",
    )
    page.next.click()
    return page


def review() -> ReviewPage:
    """A complete client."""
    page = ReviewPage()
    page.show_disclosure(a_disclosure(), the_profile().recipient)
    return page


def review_least() -> ReviewPage:
    """One name, and only an e-mail address; the longest values."""
    page = ReviewPage()
    referral = a_referral(
        client=a_client(
            first_name=None,
            last_name=LONG_NAME,
            street="",
            house_number="",
            box="",
            phone="",
            email="maria.magdalena.josephina.vandenbroucke-van.overstraeten@zeer-lange-naam.example.org",
        ),
    )
    page.show_disclosure(a_disclosure(referral), the_profile().recipient)
    return page


PAGES = {
    "overview_empty": overview,
    "overview_four": overview_four,
    "overview_many": overview_many,
    "consent_fresh": consent,
    "consent_half": lambda: consent("I1", "I2", "I3", "I4"),
    "consent_complete": consent_complete,
    "sheet": sheet,
    "client_empty": client,
    "client_filled": client_filled,
    "client_problems": client_problems,
    "client_wrong": client_wrong,
    "review": review,
    "review_least": review_least,
}
