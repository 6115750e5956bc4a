# SPDX-License-Identifier: EUPL-1.2
"""The words for the client changed: list, form, review and hand-over lead back to the consent step."""

from __future__ import annotations

import pytest

from app.domain.profile import Text
from app.domain.referral import State
from tests.factory import a_profile
from tests.ui.room import TICKS, Room
from tests.workflow.two_towns import under


def tick_all(room: Room) -> None:
    """Everything was said and asked."""
    for name in (*TICKS, "consent_route_conversation"):
        room.press(name)


def outdated(room: Room, state: State) -> str:
    """A referral in this state, whose words changed since."""
    reference = room.desk.in_state(state)
    under(room.desk, a_profile(consent_text=Text("toestemming.nl@2.0.0", "Andere woorden.")))
    room.journey.show_overview()
    return reference


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY])
def test_R05_changed_words_lead_from_the_list_to_the_consent_step(room: Room, state: State) -> None:
    reference = outdated(room, state)
    assert "De tekst voor de cliënt is veranderd, of de toestemming is te oud." in room.texts()
    room.press("continue_referral")
    assert f"Vraag opnieuw toestemming voor {reference}" in room.texts()
    tick_all(room)
    room.press("consent_yes")
    assert room.page == "client_page"
    assert room.desk.referral(reference).consent.text_id == "toestemming.nl@2.0.0"


def test_R05_wanting_to_think_changes_nothing_and_a_no_wipes_after_a_sentence(room: Room) -> None:
    reference = outdated(room, State.CONCEPT)
    before = room.desk.referral(reference)
    # WHEN the client wants to think
    room.press("continue_referral")
    room.press("consent_think")
    # THEN the referral waits
    assert room.said == "Goed. Er verandert niets. Vraag het later opnieuw."
    assert room.desk.referral(reference) == before
    # WHEN the client says no
    room.press("continue_referral")
    room.press("consent_no")
    assert "We wissen alles meteen. Er gaat geen e-mail naar het OCMW." in room.texts()
    assert room.desk.referral(reference) == before
    room.press("withdraw_confirm")
    # THEN all of it is gone
    assert room.desk.referral(reference).client is None
    assert room.desk.events(reference)[-2:] == ["ingetrokken_voor_verzending", "gewist"]


def test_R05_a_file_made_under_other_words_is_held(room: Room) -> None:
    # GIVEN a file that was made before the words changed
    reference = outdated(room, State.EXPORTED)
    room.press("continue_referral")
    # THEN it is not to be sent, and two things can be done
    assert room.page == "handover_page"
    assert "Verzend dit bestand niet meer." in room.texts()
    assert room.all("handover_mail") == room.all("handover_erase") == []
    room.press("renew_consent")
    assert f"Vraag opnieuw toestemming voor {reference}" in room.texts()
    room.press("consent_no")
    assert "Is de e-mail al verzonden?" in room.texts()
    room.press("withdraw_back")
    room.press("continue_referral")
    room.press("confirm_sent")
    assert room.desk.referral(reference).state is State.SENT


def test_R05_words_that_change_while_a_page_is_open_are_told_where_it_matters(room: Room) -> None:
    # GIVEN a form, and a review, that were open when another version came
    desk = room.desk
    reference = desk.concept()
    room.journey.show_overview()
    room.press("continue_referral")
    usual = desk.session.profiles
    changed = (a_profile(consent_text=Text("toestemming.nl@2.0.0", "Andere woorden.")),)
    under(desk, *changed)
    room.press("client_next")
    # THEN the form says so, with the way out
    assert room.said == "De tekst voor de cliënt is veranderd. Vraag opnieuw toestemming voor je verdergaat."
    room.press("renew_consent")
    assert room.page == "consent_page"
    # AND the review too
    under(desk, *usual)
    desk.flow.referral.finish(reference)
    room.journey.show_overview()
    room.press("continue_referral")
    assert room.page == "review_page"
    under(desk, *changed)
    room.press("export")
    assert room.page == "overview_page"
    room.press("renew_consent")
    assert f"Vraag opnieuw toestemming voor {reference}" in room.texts()
