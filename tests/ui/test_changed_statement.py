# SPDX-License-Identifier: EUPL-1.2
"""A statement that changed, or was never confirmed, stands between the colleague and a new referral (R02)."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.room import Room


def test_R02_a_statement_that_is_not_confirmed_is_asked_before_the_consent_step(room: Room) -> None:
    # GIVEN a colleague who confirmed an older wording
    settings = room.desk.flow.settings
    settings.save_sender(replace(settings.sender(), statement_id="verklaring.nl@0.9.0"))
    # WHEN a new referral begins, THEN the present wording stands there, not ticked
    room.press("new_referral")
    assert room.page == "sender_page"
    assert not settings.may_refer()
    # AND once it is confirmed, the consent step follows by itself
    room.press("secrecy_statement")
    room.press("setup_next")
    assert settings.may_refer()
    assert room.page == "consent_page"
