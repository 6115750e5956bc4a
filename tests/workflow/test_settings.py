# SPDX-License-Identifier: EUPL-1.2
"""What the user may change, and what nobody may: recipient, statement, the lock itself."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date

import pytest

from app import workflow
from app.domain.errors import StatementMissing
from app.domain.profile import Contact, Text
from app.domain.validation import ProblemCode
from app.workflow.settings import Choice
from tests.factory import a_sender, the_profile
from tests.workflow.desk import Desk, Program


def test_R02_nothing_begins_without_the_statement(light_desk: Desk) -> None:
    # GIVEN a user who did not confirm it
    desk = light_desk
    desk.flow.settings.save_sender(a_sender(statement_id=""))
    # THEN no referral begins, and a talk that was open already comes to nothing
    assert not desk.flow.settings.may_refer()
    with pytest.raises(StatementMissing):
        desk.flow.consent.begin()
    desk.flow.settings.save_sender(a_sender())
    talk = desk.talk()
    desk.flow.settings.save_sender(a_sender(statement_id=""))
    before = desk.everything()
    with pytest.raises(StatementMissing):
        desk.flow.consent.agree(talk)
    assert desk.everything() == before


def test_R02_a_changed_statement_is_asked_again_also_before_a_first_export(light_desk: Desk) -> None:
    # GIVEN a referral that is ready
    desk = light_desk
    reference = desk.ready()
    # WHEN the wording changes
    statement = Text("verklaring.nl@2.0.0", "Andere woorden.")
    desk.under(statement=statement)
    # THEN nothing new begins and nothing leaves
    assert not desk.flow.settings.may_refer()
    for verb in (desk.flow.consent.begin, lambda: desk.flow.export.export(reference)):
        with pytest.raises(StatementMissing):
            verb()
    # AND after confirming the new words both go on
    desk.flow.settings.save_sender(replace(desk.flow.settings.sender(), statement_id=statement.id))
    desk.flow.consent.begin()
    desk.flow.export.export(reference)


def test_the_sender_is_checked_before_it_is_stored(light_desk: Desk) -> None:
    settings = light_desk.flow.settings
    typed = {"name": " Zoë\u202e D'Hondt ", "team": "", "phone": "12", "email": "x", "statement_id": ""}
    sender, problems = settings.check_sender(typed)
    assert sender.name == "Zoë D'Hondt"
    assert [problem.code for problem in problems] == [
        ProblemCode.TEAM_MISSING, ProblemCode.PHONE_WRONG, ProblemCode.EMAIL_WRONG, ProblemCode.STATEMENT_MISSING,
    ]  # fmt: skip
    assert settings.sender() == a_sender()


def test_R35_the_lock_takes_one_to_fifteen_minutes_and_cannot_be_switched_off(light_desk: Desk) -> None:
    settings = light_desk.flow.settings
    assert settings.auto_lock_minutes() == 10
    for minutes in (1, 15):
        settings.set_auto_lock_minutes(minutes)
        light_desk.restart()
        settings = light_desk.flow.settings
        assert settings.auto_lock_minutes() == minutes
    for minutes in (0, -1, 16, 10_000):
        with pytest.raises(ValueError, match=str(minutes)):
            settings.set_auto_lock_minutes(minutes)


def test_R01_no_verb_takes_a_recipient() -> None:
    # GIVEN the public verbs of every group
    groups = list(inspect.get_annotations(workflow.Workflow, eval_str=True).values())
    verbs = [
        verb
        for group in groups
        for name, verb in inspect.getmembers(group, inspect.isfunction)
        if not name.startswith("_")
    ]
    words = [word for verb in verbs for word in inspect.signature(verb).parameters]
    # THEN none of them has a parameter for an address to send to
    assert len(verbs) > 40
    assert not [word for word in words if word in {"recipient", "to", "address", "email", "cc", "bcc"}]


def test_R01_R41_every_mail_goes_to_the_address_of_the_protocol_alone(desk: Desk) -> None:
    # GIVEN a referral that is ready to be mailed, and one that was sent and withdrawn
    first, second = desk.exported(), desk.sent()
    drafts = [
        desk.flow.handover.prepare_mail(first),
        desk.flow.handover.mail_by_hand(first),
        desk.flow.withdrawal.stop(second, mail_may_have_left=True),
    ]
    # THEN there is one recipient, from the profile
    for draft in drafts:
        assert draft is not None
        assert draft.recipients == (the_profile().recipient.email,)


def test_R64_the_chosen_mail_program_holds_in_every_run(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a desk where nothing was chosen
    desk = light_desk
    assert desk.flow.settings.mail_choice() is Choice.AUTOMATIC
    assert desk.flow.settings.mail_choices()[-1] is Choice.NONE
    # WHEN the user always makes the mail by hand
    desk.flow.settings.set_mail_choice(Choice.NONE)
    desk.restart()
    # THEN the hand-over and the withdrawal of the next run follow it
    assert desk.flow.settings.mail_choice() is Choice.NONE
    asked: list[Choice] = []

    def fits(program: Program, system: object, choice: Choice) -> bool:
        asked.append(choice)
        return False

    monkeypatch.setattr(Program, "fits", fits)
    draft = desk.flow.handover.prepare_mail(desk.exported())
    assert desk.flow.handover.open_mail(draft).kind == "failed"
    mail = desk.flow.withdrawal.stop(desk.sent(), mail_may_have_left=True)
    assert mail is not None
    assert desk.flow.withdrawal.open_mail(mail).kind == "failed"
    assert asked == [Choice.NONE, Choice.NONE]
    # AND what a newer version stored counts as automatic
    desk.store.settings.set_mail_program("duivenpost")
    desk.restart()
    assert desk.flow.settings.mail_choice() is Choice.AUTOMATIC


def test_R55_the_contacts_of_each_protocol_tell_how_old_their_check_is(light_desk: Desk) -> None:
    # GIVEN a profile whose contacts were checked on two days
    desk = light_desk
    today = desk.session.today()
    fresh, stale = date(today.year - 1, today.month, today.day), date(today.year - 1, today.month, today.day - 1)
    desk.under(own_dpo=Contact("dpo@example.org", fresh), other_dpo=Contact("ocmw@example.org", stale))
    # THEN only the one of more than twelve months ago is stale
    [facts] = desk.flow.settings.protocols()
    assert (facts.own_dpo.checked_on, facts.own_dpo.is_stale) == (fresh, False)
    assert (facts.other_dpo.checked_on, facts.other_dpo.is_stale) == (stale, True)
    assert facts.phone == the_profile().recipient.phone
