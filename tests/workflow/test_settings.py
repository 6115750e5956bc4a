# SPDX-License-Identifier: EUPL-1.2
"""What the user may change, and what nobody may: recipient, statement, the lock itself."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from app import workflow
from app.domain.errors import StatementMissing
from app.domain.profile import Text
from app.domain.validation import ProblemCode
from tests.factory import a_sender, the_profile
from tests.workflow.desk import Desk


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
