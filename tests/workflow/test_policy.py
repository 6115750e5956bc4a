# SPDX-License-Identifier: EUPL-1.2
"""What the administrator set, at the desk: when it locks, who answers, which mail program, how long data stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.policy import Policy
from app.domain.referral import State
from app.domain.terms import Level
from app.domain.validation import ProblemCode
from app.workflow.settings import Choice
from tests.factory import a_sender, the_profile, the_second_profile
from tests.workflow.desk import Desk

MAILBOX = "vast.team@example.org"


def managed(desk: Desk, policy: Policy) -> Desk:
    """The next morning, on a computer on which this was set."""
    desk.policy = policy
    desk.profiles = tuple(map(policy.over, desk.profiles))
    desk.restart()
    return desk


def test_R35_the_lock_follows_the_administrator_also_for_who_chose_a_longer_time(light_desk: Desk) -> None:
    # GIVEN a user who chose nothing, and an administrator's usual time
    desk = managed(light_desk, Policy(longest_lock=6, usual_lock=4))
    settings = desk.flow.settings
    assert settings.auto_lock_minutes() == 4
    # WHEN the user chooses THEN only what is not longer is taken
    settings.set_auto_lock_minutes(6)
    for minutes in (7, 15):
        with pytest.raises(ValueError, match=str(minutes)):
            settings.set_auto_lock_minutes(minutes)
    # AND a choice of before does not outlive a shorter bound
    managed(desk, Policy(longest_lock=3, usual_lock=3))
    assert desk.flow.settings.auto_lock_minutes() == 3
    managed(desk, Policy())
    assert desk.flow.settings.auto_lock_minutes() == 6


def test_R15_the_mailbox_of_the_administrator_is_the_senders_wherever_a_mail_or_file_names_it(desk: Desk) -> None:
    # GIVEN a user who typed another mailbox before
    assert desk.flow.settings.sender().email == a_sender().email
    managed(desk, Policy(team_mailbox=MAILBOX))
    # THEN the set one counts at once, in the mail as well
    settings = desk.flow.settings
    assert settings.sender() == a_sender(email=MAILBOX)
    desk.flow.handover.open_mail(desk.flow.handover.prepare_mail(desk.exported()))
    mail = desk.mailer.seen[-1].decode()
    assert MAILBOX in mail
    assert a_sender().email not in mail
    # AND it is what is stored, whatever was typed
    sender, problems = settings.check_sender({"name": "Zoë", "team": "T", "phone": "014 12 34 56", "email": "x"})
    assert (sender.email, [one.code for one in problems]) == (MAILBOX, [ProblemCode.STATEMENT_MISSING])
    settings.save_sender(replace(settings.sender(), email="ander@example.org"))
    assert desk.store.settings.sender().email == MAILBOX


def test_R64_a_mail_program_that_is_not_allowed_is_neither_offered_nor_stored_nor_used(light_desk: Desk) -> None:
    # GIVEN a user who once chose Thunderbird
    light_desk.flow.settings.set_mail_choice(Choice.THUNDERBIRD)
    desk = managed(light_desk, Policy(mail_programs=("geen",)))
    settings = desk.flow.settings
    # THEN the mail is made by hand
    assert settings.mail_choices() == (Choice.NONE,)
    assert settings.mail_choice() is Choice.NONE
    with pytest.raises(ValueError, match="thunderbird"):
        settings.set_mail_choice(Choice.THUNDERBIRD)
    # AND the wish holds again when it is allowed again
    managed(desk, Policy())
    assert desk.flow.settings.mail_choice() is Choice.THUNDERBIRD


def test_R64_as_long_as_nothing_was_chosen_the_first_allowed_mail_program_counts(light_desk: Desk) -> None:
    # GIVEN a user who never chose, and an administrator who prefers one program and allows the usual choice too
    desk = managed(light_desk, Policy(mail_programs=("thunderbird", "automatisch")))
    assert desk.flow.settings.mail_choice() is Choice.THUNDERBIRD
    # WHEN the user chooses THEN that counts
    desk.flow.settings.set_mail_choice(Choice.AUTOMATIC)
    desk.restart()
    assert desk.flow.settings.mail_choice() is Choice.AUTOMATIC


def test_R32_the_number_of_the_administrator_is_the_one_to_call(light_desk: Desk) -> None:
    desk = light_desk
    assert desk.flow.handover.view(desk.exported()).phone == ""
    managed(desk, Policy(phones={"kasterlee": "014 00 00 00"}))
    assert desk.flow.handover.view(desk.exported()).phone == "014 00 00 00"
    [facts] = desk.flow.settings.protocols()
    assert (facts.phone, facts.phone_by_ict) == ("014 00 00 00", True)
    managed(desk, Policy())
    assert not desk.flow.settings.protocols()[0].phone_by_ict


def test_R45_a_shorter_hard_limit_erases_sooner_and_never_unannounced(light_desk: Desk) -> None:
    # GIVEN a concept of six days, and from today a policy under which data go after five
    reference = light_desk.concept()
    light_desk.clock.forward(days=6)
    light_desk.restart()
    desk = managed(light_desk, Policy(terms={"hard_consent_days": 5}))
    # THEN it is still there, and the overview says when it goes
    standing = desk.flow.vault.session.standing(desk.referral(reference))
    assert (standing.level, standing.erases_soon) == (Level.WARN, True)
    desk.clock.forward(days=1)
    desk.restart()
    assert desk.referral(reference).client is not None
    # WHEN the two days of warning are over
    desk.clock.forward(days=1)
    desk.restart()
    # THEN they are gone
    assert desk.referral(reference).state is State.ERASED


def test_R45_a_protocol_that_disappears_takes_no_data_along(light_desk: Desk) -> None:
    # GIVEN a referral under a protocol with a long limit, which stood in the administrator's folder
    longer = replace(light_desk.profiles[0].terms, hard_consent_days=60, concept_days=30)
    light_desk.profiles = (replace(light_desk.profiles[0], terms=longer),)
    light_desk.restart()
    reference = light_desk.concept()
    # WHEN that folder cannot be used any more for a while, and the usual limit of the others passes
    other = replace(the_second_profile(), terms=the_profile().terms)
    light_desk.profiles = (other,)
    light_desk.clock.forward(days=31)
    light_desk.restart()
    # THEN the data are there, until the limit that they were promised
    assert light_desk.referral(reference).client is not None
    light_desk.clock.forward(days=29)
    light_desk.restart()
    assert light_desk.referral(reference).state is State.ERASED
