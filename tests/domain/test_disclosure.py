# SPDX-License-Identifier: EUPL-1.2
"""The one gate through which client data leave lets through what R15 lists, and nothing else."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from app.domain.disclosure import Disclosure, disclose
from app.domain.errors import FieldsIncomplete
from app.domain.referral import Referral
from tests.factory import NOW, a_client, a_consent, a_referral, a_sender, the_profile


def disclosed(referral: Referral, *, trial: bool = False) -> Disclosure:
    return disclose(
        referral,
        the_profile(),
        a_sender(),
        register_row=7,
        register_head="ab" * 32,
        consent_day=date(2026, 11, 23),
        trial=trial,
    )


def test_R15_a_disclosure_has_these_fields_and_no_other() -> None:
    assert {field.name for field in fields(Disclosure)} == {
        "heading", "reference", "version", "first_name", "last_name", "street", "house_number", "box", "postcode",
        "place", "phone", "email", "consent_given_on", "consent_text", "protocol_title", "protocol_in_force",
        "protocol_version", "team", "team_phone", "team_email", "register_row", "register_head", "trial",
    }  # fmt: skip


def test_R08_R15_it_names_protocol_consent_team_and_register() -> None:
    found = disclosed(a_referral())
    assert (found.protocol_title, found.protocol_in_force, found.protocol_version) == (
        the_profile().title, date(2025, 3, 24), the_profile().version,
    )  # fmt: skip
    assert (found.consent_given_on, found.consent_text) == (date(2026, 11, 23), "toestemming.nl@1.0.0")
    assert (found.team, found.team_phone, found.team_email) == (a_sender().team, a_sender().phone, a_sender().email)
    assert (found.register_row, found.register_head, found.trial) == (7, "abababababab", False)


def test_R15_user_interpreter_and_time_of_consent_stay_behind() -> None:
    # GIVEN a referral with an interpreter, recorded by a user at a moment
    referral = a_referral(consent=a_consent(interpreter=True, recorded_by="Annelies Vercammen"))
    # THEN none of that is in what leaves
    text = repr(disclosed(referral))
    assert "Vercammen" not in text
    assert "interpreter" not in text
    assert NOW.isoformat() not in text


def test_what_the_client_does_not_share_is_none() -> None:
    found = disclosed(
        a_referral(client=a_client(first_name=None, street="", house_number="", box="", phone="", email=""))
    )
    assert (found.first_name, found.street, found.house_number, found.box, found.phone, found.email) == (None,) * 6


def test_a_wiped_referral_discloses_nothing() -> None:
    with pytest.raises(FieldsIncomplete):
        disclosed(a_referral().erased(NOW))


def test_R65_a_trial_is_marked() -> None:
    assert disclosed(a_referral(), trial=True).trial
