# SPDX-License-Identifier: EUPL-1.2
"""A breach is noted once, whatever is locked, full or crashes; its mail stays until it was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.incident import Incident
from app.storage.outside import Outside, WaitingIncident
from tests.factory import the_profile
from tests.fakes import START
from tests.small_vault import PASSPHRASE
from tests.workflow.breaches import OTHER, OWN, answers, refuse, rows, unlocked
from tests.workflow.desk import Desk


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


def test_R53_the_mail_stays_also_when_the_vault_cannot_take_the_breach_over_yet(light_desk: Desk) -> None:
    # GIVEN two breaches reported while locked, of one of which the officer was told
    desk = light_desk
    desk.flow.vault.lock()
    made, told = desk.flow.breach.report(answers()), desk.flow.breach.report(answers())
    desk.flow.breach.told(told.number)
    # WHEN the vault is opened on a full disk, looked after and cleaned up
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.storage.incidents.Incidents.put", refuse)
        unlocked(desk)
        desk.store.erase_remains()
    # THEN the mail to the officer is still there, and the breach is taken over later, once
    assert desk.outbox() == [f"KG-OCMW_{made.number}.eml"]
    desk.flow.upkeep.hourly()
    assert sorted(rows(desk)) == sorted([made.number, told.number])
    assert desk.flow.breach.mail(made.number) == made.draft


def test_R53_what_the_table_has_already_is_not_opened_again_by_what_waits(light_desk: Desk) -> None:
    # GIVEN a breach that was told of, and that still waits outside
    desk = light_desk
    made = desk.flow.breach.report(answers())
    desk.flow.breach.told(made.number)
    Outside(desk.paths).add_incident(WaitingIncident(made.number, START))
    desk.restart()
    assert desk.flow.breach.incident(made.number).mailed_at == START
    assert rows(desk) == [made.number]


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
