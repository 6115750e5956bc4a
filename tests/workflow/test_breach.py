# SPDX-License-Identifier: EUPL-1.2
"""A possible breach: to the right officers without client data, open or locked."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from app.domain.errors import AppError, ReferenceUnknown, VaultLocked
from app.domain.reference import new_reference
from app.domain.refusals import BeforeProtocol, DayInFuture, HappenedLater, RecipientUnclear, TooManyReferences
from app.workflow.breach import MOST_REFERENCES, BreachVerbs
from tests.factory import a_client, the_profile
from tests.fakes import START
from tests.workflow.breaches import OTHER, OWN, answers, rows, second_profile
from tests.workflow.desk import Desk


@pytest.mark.parametrize(("answer", "recipients"), [("ja", (OWN, OTHER)), ("nee", (OWN,)), ("weet ik niet", (OWN,))])
@pytest.mark.parametrize("locked", [False, True])
def test_R53_the_other_officer_is_added_on_yes_alone(
    light_desk: Desk, answer: str, recipients: tuple[str, ...], locked: bool
) -> None:
    # GIVEN a program that is open or locked
    if locked:
        light_desk.flow.vault.lock()
    # WHEN a breach is reported
    made = light_desk.flow.breach.report(answers(other_party=answer))
    # THEN the mail in the outbox goes to the right officers, in one To
    assert (made.draft.recipients, made.is_noted, made.is_written) == (recipients, True, True)
    written = message_from_bytes(made.draft.draft_path.read_bytes(), policy=default)
    assert written["To"] == ", ".join(recipients)
    assert (written["Cc"], written["Bcc"], written["From"]) == (None, None, None)
    assert made.number in str(written["Subject"])
    # AND it can be shown by the mail program
    assert light_desk.flow.breach.open_mail(made.draft).kind == "opened"
    assert light_desk.mailer.seen == [made.draft.draft_path.read_bytes()]


SIGNED = """
Met vriendelijke groeten

Annelies Vercammen
Lokaal team Voorbeeld
"""


@pytest.mark.parametrize("locked", [False, True])
def test_R53_the_mail_says_what_was_answered_and_who_reports_when_that_is_known(light_desk: Desk, locked: bool) -> None:
    # GIVEN an open or a locked program
    if locked:
        light_desk.flow.vault.lock()
    # WHEN everything is answered
    made = light_desk.flow.breach.report(
        answers(
            discovered_at=START - timedelta(hours=1),
            happened_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
            references=("k7m4 29qk", "9QK2-7M4R-2", "K7M4-29QK"),
            clients=2,
            measures=("bericht teruggeroepen", "ICT gebeld"),
        )
    )
    # THEN the mail says just that
    asked = made.draft.body.partition("Melding:")[2].partition("\n\n")[0]
    assert asked == (
        f" {made.number}\nOntdekt op: 23/11/2026 om 09:00\nGebeurd op: 02/07/2026 om 00:30\n"
        "Wat gebeurde er: verkeerde ontvanger\nReferenties: K7M4-29QK, 9QK2-7M4R-2\nAantal cliënten: 2\n"
        "Soort gegevens: naam en contactgegevens\nWas het bestand versleuteld: ja\n"
        "Kan iemand anders de wachtzin kennen: weet ik niet\nWat deed ik al: bericht teruggeroepen, ICT gebeld\n"
        "Gaat het ook het OCMW aan: weet ik niet"
    )
    # AND who reports, unless nobody knows that yet
    assert (SIGNED in made.draft.body) is not locked
    assert ("Annelies" in made.draft.body) is not locked


def test_R53_no_client_data_leaves_or_stays_outside_the_vault(light_desk: Desk) -> None:
    # GIVEN a sent referral
    desk, client = light_desk, a_client()
    reference = desk.sent(client)
    # WHEN a breach about it is reported, open and then locked
    made = [desk.flow.breach.report(answers(references=(reference,)))]
    desk.flow.vault.lock()
    made.append(desk.flow.breach.report(answers(references=(reference,))))
    # THEN no mail and no file holds a word of the client
    canaries = {text.encode() for text in astuple(client) if isinstance(text, str) and len(text) > 3}
    readable = [content for name, content in desk.everything().items() if not name.startswith(("vault", "backup"))]
    readable += [f"{one.draft.subject}{one.draft.body}".encode() for one in made]
    assert len(readable) >= 5
    assert not [canary for canary in canaries for content in readable if canary in content]


def test_R53_references_are_offered_only_while_open_and_without_names(light_desk: Desk) -> None:
    # GIVEN two referrals, one after the other
    desk = light_desk
    first = desk.concept()
    desk.clock.forward(minutes=1)
    second = desk.concept(a_client(first_name="Marie-José"))
    # THEN the latest stands first, and nothing but references is offered
    form = desk.flow.breach.form()
    assert form.references == (second, first)
    assert (form.profiles, form.today) == (desk.profiles, date(2026, 11, 23))
    assert form.choices["other_party"] == ("ja", "nee", "weet ik niet")
    assert "Marie" not in repr(form)
    # AND none while locked
    desk.flow.vault.lock()
    assert desk.flow.breach.form().references == ()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"discovered_at": START + timedelta(minutes=1)}, DayInFuture),
        ({"discovered_at": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)}, DayInFuture),
        ({"discovered_at": datetime(1970, 1, 1, tzinfo=UTC)}, BeforeProtocol),
        ({"happened_at": START + timedelta(minutes=1)}, HappenedLater),
        ({"references": ("K7M4-29QX",)}, ReferenceUnknown),
        ({"references": ("Zoë D'Hondt-Çelik",)}, ReferenceUnknown),
        ({"references": ("K7M4-29QK", "")}, ReferenceUnknown),
    ],
)
def test_R53_what_cannot_be_is_refused_and_leaves_nothing(
    light_desk: Desk, changes: dict[str, object], error: type[AppError]
) -> None:
    with pytest.raises(error) as raised:
        light_desk.flow.breach.report(answers(**changes))
    assert "Hondt" not in str(raised.value)
    assert (rows(light_desk), light_desk.outbox()) == ([], [])


def test_R53_fifty_references_fit_and_five_hundred_do_not(light_desk: Desk) -> None:
    many = tuple(new_reference(light_desk.session.random) for _ in range(500))
    made = light_desk.flow.breach.report(answers(references=many[:MOST_REFERENCES] * 2))
    assert made.draft.body.count(many[0]) == 1
    with pytest.raises(TooManyReferences) as raised:
        light_desk.flow.breach.report(answers(references=many))
    assert raised.value.facts == {"most": MOST_REFERENCES}


@pytest.mark.parametrize("days", [-10_000, 200])
def test_R53_P10_a_clock_that_jumped_stops_no_report(light_desk: Desk, days: int) -> None:
    # GIVEN a clock far from what was seen before
    light_desk.flow.upkeep.hourly()
    now = light_desk.clock.jump(days=days)
    # THEN what was found at that moment can be reported
    assert light_desk.flow.breach.report(answers(discovered_at=now)).is_noted


def test_R53_with_several_protocols_the_reference_or_the_user_tells_which_officer(light_desk: Desk) -> None:
    # GIVEN two protocols, and a referral under the first
    desk = light_desk
    reference = desk.concept()
    desk.session.profiles = desk.profiles = (second_profile(), the_profile())
    breach: BreachVerbs = desk.flow.breach
    # THEN the reference tells
    yes = answers(other_party="ja")
    assert breach.report(replace(yes, references=(reference,))).draft.recipients == (OWN, OTHER)
    # AND so does the user
    assert breach.report(yes, profile_id="voorbeeld").draft.recipients == (OWN, "dpo@voorbeeld.example.org")
    # AND without either, only what does not depend on it goes on
    with pytest.raises(RecipientUnclear):
        breach.report(yes)
    assert breach.report(answers()).draft.recipients == (OWN,)
    desk.flow.vault.lock()
    with pytest.raises(RecipientUnclear):
        breach.report(replace(yes, references=(reference,)))


def test_R09_R53_a_protocol_that_stopped_stops_no_report(light_desk: Desk) -> None:
    light_desk.under(valid_until=date(2026, 1, 1))
    assert light_desk.flow.breach.report(answers(other_party="ja")).draft.recipients == (OWN, OTHER)


def test_what_the_vault_knows_of_a_breach_needs_the_vault(light_desk: Desk) -> None:
    light_desk.flow.vault.lock()
    with pytest.raises(VaultLocked):
        light_desk.flow.breach.incident("INC-4T8R")
