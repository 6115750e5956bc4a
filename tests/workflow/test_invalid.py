# SPDX-License-Identifier: EUPL-1.2
"""Consent that never was valid (ongeldig verklaren): the wrong person, a misunderstanding; not a withdrawal."""

from __future__ import annotations

import pytest

from app.domain.errors import DiskFull, NotNow, ReferenceUnknown
from app.domain.incident import Incident
from app.domain.referral import State
from app.workflow.withdrawal import Ending, Left
from tests.workflow.desk import Desk


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED])
def test_R46_R52_before_sending_everything_goes_without_a_mail(light_desk: Desk, state: State) -> None:
    # GIVEN data of the wrong person, of which nothing left
    desk = light_desk
    reference = desk.in_state(state)
    # WHEN the consent is declared invalid
    assert desk.flow.withdrawal.declare_invalid(reference, mail_may_have_left=False) is None
    # THEN everything is wiped, and the consent was never withdrawn
    referral = desk.referral(reference)
    assert (referral.state, referral.client, desk.record(reference)) == (State.ERASED, None, None)
    assert (referral.consent.withdrawn_at, referral.consent.invalid_at) == (None, desk.clock.now())
    assert desk.events(reference)[-2:] == ["ongeldig_verklaard", "gewist"]
    assert (desk.outbox(), desk.flow.overview.show().lines) == ([], ())


@pytest.mark.parametrize("way", ["exported", "sent", "received"])
def test_R46_R52_after_sending_our_copy_goes_and_the_mail_says_that_it_was_our_fault(
    light_desk: Desk, way: str
) -> None:
    # GIVEN a file that left, or may have left
    desk = light_desk
    reference = {"exported": desk.exported, "sent": desk.sent, "received": desk.erased}[way]()
    typed = f" {reference.lower().replace('-', ' ')} "
    # WHEN the consent is declared invalid, by the reference as people type it
    draft = desk.flow.withdrawal.declare_invalid(typed, mail_may_have_left=True)
    # THEN the data are gone, mail C2 is ready, and a task waits
    assert draft is not None
    referral = desk.referral(reference)
    assert (referral.state, referral.client, desk.record(reference)) == (State.WITHDRAWN, None, None)
    assert (referral.consent.withdrawn_at, referral.consent.invalid_at) == (None, desk.clock.now())
    assert desk.events(reference)[-1] == "ongeldig_verklaard"
    assert draft.subject == f"Vraag om te wissen - referentie {reference}"
    assert "Dat is onze fout." in draft.body
    assert desk.outbox() == [f"KG-OCMW_{reference}.eml"]
    [line] = desk.flow.overview.show().lines
    assert (line.step, line.is_invalid) == ("await_erasure", True)


def test_R52_mail_and_note_stay_those_of_the_act(light_desk: Desk) -> None:
    # GIVEN one invalid consent and one withdrawal of yesterday
    desk = light_desk
    invalid, withdrawn = desk.sent(), desk.withdrawn()
    first = desk.flow.withdrawal.declare_invalid(invalid, mail_may_have_left=True)
    desk.clock.forward(days=1)
    desk.restart()
    # THEN each keeps its own mail and its own line for the file
    assert desk.flow.withdrawal.mail(invalid) == first
    assert desk.flow.withdrawal.mail(withdrawn).subject.startswith("Toestemming ingetrokken")
    note = desk.flow.withdrawal.note(invalid)
    assert (note.is_invalid, desk.flow.withdrawal.note(withdrawn).is_invalid) == (True, False)
    assert note.text == f"Toestemming doorverwijzing OCMW ongeldig verklaard op 23/11/2026. Referentie {invalid}."
    # AND the task ends as with a withdrawal
    desk.flow.withdrawal.erasure_confirmed(invalid)
    assert desk.events(invalid)[-2:] == ["wissing_bevestigd_ocmw", "gewist"]


@pytest.mark.parametrize("first", ["stop", "declare_invalid"])
@pytest.mark.parametrize("second", ["stop", "declare_invalid"])
@pytest.mark.parametrize("sent", [False, True])
def test_R24_consent_ends_once(light_desk: Desk, first: str, second: str, sent: bool) -> None:
    # GIVEN a consent that ended in one way
    desk = light_desk
    reference = desk.sent() if sent else desk.exported()
    getattr(desk.flow.withdrawal, first)(reference, mail_may_have_left=sent)
    before, rows = desk.referral(reference), desk.events()
    # WHEN it is to end again, in the same way or the other
    with pytest.raises(NotNow):
        getattr(desk.flow.withdrawal, second)(reference, mail_may_have_left=True)
    with pytest.raises(NotNow):
        desk.flow.withdrawal.find(reference)
    # THEN what was said first stands
    assert (desk.referral(reference), desk.events()) == (before, rows)


@pytest.mark.parametrize("reference", ["", "AAAA-AAAB", "zomaar", "K7M4-29QX", "K7M4-29QK", "INC-4T8R", "x" * 10_000])
def test_R24_a_reference_that_cannot_be_or_is_of_another_vault_is_called_unknown(
    light_desk: Desk, reference: str
) -> None:
    for verb in (light_desk.flow.withdrawal.find, light_desk.flow.access.show):
        with pytest.raises(ReferenceUnknown):
            verb(reference)
    with pytest.raises(ReferenceUnknown):
        light_desk.flow.withdrawal.declare_invalid(reference, mail_may_have_left=True)


def test_R46_a_mail_that_cannot_be_made_never_keeps_the_data(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a full disk
    desk = light_desk
    reference = desk.sent()
    with monkeypatch.context() as patch:
        patch.setattr("app.workflow.withdrawal.write_draft", lambda *_: (_ for _ in ()).throw(DiskFull()))
        draft = desk.flow.withdrawal.declare_invalid(reference, mail_may_have_left=True)
    assert draft is not None
    # THEN our copy is gone, and the mail can still be made
    assert (desk.referral(reference).client, desk.record(reference)) == (None, None)
    assert reference in desk.flow.withdrawal.mail(reference).subject


def test_R52_what_left_is_known_before_anything_is_asked(light_desk: Desk) -> None:
    # GIVEN referrals on every way
    desk = light_desk
    reopened = desk.exported()
    desk.flow.referral.reopen(reopened)
    correcting = desk.sent()
    desk.corrected(correcting)
    known = {
        desk.concept(): Left.NO,
        desk.ready(): Left.NO,
        desk.exported(): Left.ASK,
        reopened: Left.ASK,
        desk.sent(): Left.YES,
        correcting: Left.YES,
        desk.erased(): Left.YES,
    }
    # THEN the page asks only what only the user can know
    found = {reference: desk.flow.withdrawal.find(reference).left for reference in known}
    assert found == known


def test_R53_a_leak_that_was_reported_for_this_reference_is_known(light_desk: Desk) -> None:
    # GIVEN a breach about one of two referrals, in its second version
    desk = light_desk
    reported, other = desk.sent(), desk.sent()
    now = desk.clock.now()
    desk.store.incidents.put(Incident("INC-4T8R", now, now, (f"{reported}-2",)))
    # THEN only that one is not reported twice
    assert desk.flow.withdrawal.find(reported) == Ending(reported, Left.YES, is_reported=True)
    assert desk.flow.withdrawal.find(other) == Ending(other, Left.YES, is_reported=False)
