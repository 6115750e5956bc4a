# SPDX-License-Identifier: EUPL-1.2
"""A possible breach: to the right officers without client data, open or locked, noted once whatever crashes."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from app.domain.errors import (
    AppError,
    BeforeProtocol,
    DayInFuture,
    HappenedLater,
    RecipientUnclear,
    ReferenceUnknown,
    TooManyReferences,
    VaultLocked,
)
from app.domain.incident import Answers, Incident
from app.domain.profile import Profile
from app.domain.reference import new_reference
from app.storage.outside import Outside, WaitingIncident
from app.workflow.breach import MOST_REFERENCES, BreachVerbs
from tests.factory import a_client, a_profile, the_profile
from tests.fakes import START
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import Desk

OWN, OTHER = "dpo@opgroeien.be", "Kris.Proost@iok.be"


def answers(**changes: object) -> Answers:
    """A mail to the wrong address, found now."""
    given = Answers(
        kind="verkeerde ontvanger",
        discovered_at=START,
        encrypted="ja",
        phrase_known="weet ik niet",
        measures=("ICT gebeld",),
        other_party="weet ik niet",
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def unlocked(desk: Desk) -> None:
    """Open again, in the same run of the program."""
    desk.flow.vault.unlock(PASSPHRASE)
    desk.flow.upkeep.after_unlock()


def rows(desk: Desk) -> list[str]:
    """Numbers of the breaches that the register knows."""
    return [row.ref for row in desk.store.register.rows() if row.gebeurtenis == "incident_gemeld"]


def second_profile() -> Profile:
    """Another OCMW under a protocol of its own."""
    other = replace(the_profile().other_dpo, email="dpo@voorbeeld.example.org")
    return a_profile(id="voorbeeld", other_dpo=other, places=())


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


def test_R53_a_breach_is_noted_in_table_register_and_tasks(light_desk: Desk) -> None:
    desk = light_desk
    made = desk.flow.breach.report(answers(references=("K7M4-29QK",)))
    assert desk.store.incidents.all() == [Incident(made.number, START, START, ("K7M4-29QK",))]
    assert desk.flow.breach.incident(made.number).references == ("K7M4-29QK",)
    [row] = [row for row in desk.store.register.rows() if row.gebeurtenis == "incident_gemeld"]
    assert (row.ref, row.protocol, row.ontvanger, row.gebruiker) == (
        made.number, the_profile().id, "", "Annelies Vercammen"
    )  # fmt: skip
    assert row.tekst_versie.startswith("mail_gegevenslek.nl@")
    assert [task.reference for task in desk.flow.overview.show().tasks] == [made.number]
    # WHEN the user says that the mail was sent, twice
    desk.flow.breach.told(made.number)
    desk.clock.forward(hours=1)
    desk.flow.breach.told(made.number)
    # THEN the first time counts, the task ends, and the draft is gone
    assert desk.flow.breach.incident(made.number).mailed_at == START
    assert desk.flow.overview.show().tasks == ()
    assert desk.outbox() == []


@pytest.mark.parametrize("told", [False, True])
def test_R53_reported_while_locked_the_register_knows_it_once_after_the_next_unlock(
    light_desk: Desk, told: bool
) -> None:
    # GIVEN a breach reported while locked, of which the officer was told or not
    desk = light_desk
    desk.flow.vault.lock()
    made = desk.flow.breach.report(answers(references=("K7M4-29QK",)))
    if told:
        desk.flow.breach.told(made.number)
    desk.clock.forward(hours=2)
    # WHEN the next runs unlock, again and again
    for _ in range(3):
        desk.restart()
    # THEN one row tells of it, and the task stands there unless it is done
    assert rows(desk) == [made.number]
    stored = desk.flow.breach.incident(made.number)
    assert (stored.discovered_at, stored.recorded_at) == (START, START + timedelta(hours=2))
    assert stored.mailed_at == (START if told else None)
    assert Outside(desk.paths).incidents() == ()
    assert [task.reference for task in desk.flow.overview.show().tasks] == ([] if told else [made.number])
    assert desk.outbox() == ([] if told else [f"KG-OCMW_{made.number}.eml"])


@pytest.mark.parametrize("where", ["clear_incidents", "register"])
def test_R53_a_crash_while_taking_over_neither_loses_nor_doubles_a_breach(light_desk: Desk, where: str) -> None:
    # GIVEN a breach that waits
    desk = light_desk
    desk.flow.vault.lock()
    made = desk.flow.breach.report(answers())
    # WHEN the program dies half-way through taking it over
    target = {
        "clear_incidents": "app.storage.outside.Outside.clear_incidents",
        "register": "app.workflow.breach_notes.BreachNotes._register",
    }[where]

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(target, die)
        with pytest.raises(KeyboardInterrupt):
            desk.restart()
    # AND the user then says that the mail was sent, before it goes on
    desk.leave()
    desk.flow.breach.told(made.number)
    desk.restart()
    # THEN it is there once, with what the user said
    assert rows(desk) == [made.number]
    assert desk.flow.breach.incident(made.number).mailed_at == START
    assert Outside(desk.paths).incidents() == ()


def test_R53_what_the_table_has_already_is_not_opened_again_by_what_waits(light_desk: Desk) -> None:
    # GIVEN a breach that was told of, and that still waits outside
    desk = light_desk
    made = desk.flow.breach.report(answers())
    desk.flow.breach.told(made.number)
    Outside(desk.paths).add_incident(WaitingIncident(made.number, START))
    desk.restart()
    assert desk.flow.breach.incident(made.number).mailed_at == START
    assert rows(desk) == [made.number]


class Full(AppError):
    """Nothing can be written."""

    code = "S01"


def refuse(*_: object, **__: object) -> None:
    raise Full()


@pytest.mark.parametrize("locked", [False, True])
def test_R53_reporting_goes_on_when_nothing_can_be_written(light_desk: Desk, locked: bool) -> None:
    # GIVEN a disk that takes nothing
    desk = light_desk
    if locked:
        desk.flow.vault.lock()
    with pytest.MonkeyPatch.context() as patch:
        for target in ("app.files.write_whole", "app.storage.incidents.Incidents.put"):
            patch.setattr(target, refuse)
        # WHEN a breach is reported
        made = desk.flow.breach.report(answers(other_party="ja"))
        # THEN there is a mail to make by hand, and a number
        assert (made.is_noted, made.is_written) == (False, False)
        assert made.draft.recipients == (OWN, OTHER)
        desk.flow.breach.told(made.number)
    # AND as soon as it can be written, it is
    if locked:
        desk.flow.vault.unlock(PASSPHRASE)
    desk.flow.upkeep.hourly()
    assert rows(desk) == [made.number]
    assert desk.flow.breach.incident(made.number).mailed_at == START


def test_R53_a_vault_that_refuses_leaves_the_breach_beside_it(light_desk: Desk) -> None:
    # GIVEN an open vault that cannot be written or read
    desk = light_desk
    with pytest.MonkeyPatch.context() as patch:
        for verb in ("put", "all"):
            patch.setattr(f"app.storage.incidents.Incidents.{verb}", refuse)
        patch.setattr("app.storage.referrals.Referrals.all", refuse)
        patch.setattr("app.storage.settings.Settings.sender", refuse)
        made = desk.flow.breach.report(answers())
        desk.flow.breach.take_over_waiting()
    # THEN it waits, and is taken over later
    assert (made.is_noted, made.is_written, desk.flow.breach.form().references) == (True, True, ())
    assert [one.number for one in Outside(desk.paths).incidents()] == [made.number]
    desk.flow.upkeep.hourly()
    assert rows(desk) == [made.number]


def test_R53_a_breach_can_be_reported_before_there_is_any_vault(light_desk: Desk) -> None:
    # GIVEN a computer on which nothing was set up
    light_desk.leave()
    fresh = Desk(light_desk.paths.beside("nieuw"), light_desk.clock, light_desk.downloads, is_light=True)
    made = fresh.flow.breach.report(answers())
    assert (made.is_noted, made.is_written) == (True, True)
    # WHEN the first start follows
    fresh.settle_in()
    # THEN the new register knows of it
    assert rows(fresh) == [made.number]
    fresh.leave()


def test_R53_a_number_that_is_in_use_is_not_given_again(light_desk: Desk) -> None:
    # GIVEN chance that says the same again and again, and breaches in the vault, beside it, and in memory
    desk = light_desk
    said = iter([b"\1\1", b"\1\1", b"\2\2", b"\1\1", b"\2\2", b"\3\3", b"\3\3", b"\4\4"])
    desk.session.random = lambda count: next(said)
    numbers = [desk.flow.breach.report(answers()).number for _ in range(2)]
    desk.flow.vault.lock()
    Outside(desk.paths).add_incident(WaitingIncident(numbers[0], START))
    Outside(desk.paths).add_incident(WaitingIncident(numbers[1], START))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.files.write_whole", refuse)
        numbers += [desk.flow.breach.report(answers()).number for _ in range(2)]
    # THEN each number is given once
    assert len(set(numbers)) == 4
    unlocked(desk)
    assert sorted(rows(desk)) == sorted(numbers)


def test_R53_the_mail_can_be_shown_again_until_it_was_sent(light_desk: Desk) -> None:
    # GIVEN a breach of yesterday whose mail was not sent
    desk = light_desk
    made = desk.flow.breach.report(answers(other_party="ja"))
    desk.sent()
    desk.clock.forward(days=1)
    desk.restart()
    desk.store.clear_outbox()
    # THEN the mail is the same
    assert desk.flow.breach.mail(made.number) == made.draft
    # AND a mail to somebody else than an officer is not shown
    made.draft.draft_path.write_bytes(made.draft.draft_path.read_bytes().replace(OTHER.encode(), b"x@example.org"))
    assert desk.flow.breach.mail(made.number) is None
    made.draft.draft_path.write_bytes(b"\xff not a mail")
    assert desk.flow.breach.mail(made.number) is None


def test_R53_after_thirty_days_the_mail_goes_and_can_be_made_again_under_its_number(light_desk: Desk) -> None:
    # GIVEN a breach whose mail was never said to be sent
    desk = light_desk
    made = desk.flow.breach.report(answers())
    desk.clock.forward(days=30)
    desk.restart()
    # THEN the file is gone, the task is not
    assert (desk.outbox(), desk.flow.breach.mail(made.number)) == ([], None)
    # WHEN the questions are answered once more
    again = desk.flow.breach.report(answers(references=("K7M4-29QK",)), number=made.number)
    # THEN it is the same breach, noted once
    assert (again.number, rows(desk)) == (made.number, [made.number])
    stored = desk.flow.breach.incident(made.number)
    assert (stored.recorded_at, stored.references) == (START, ("K7M4-29QK",))
    assert desk.outbox() == [f"KG-OCMW_{made.number}.eml"]


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
