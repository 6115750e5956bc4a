# SPDX-License-Identifier: EUPL-1.2
"""Practice in the real program: from one verb to an empty disk, with nobody's passphrase and no mail program."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.desktop import wait
from tests.end_to_end.running import Desk, desk
from tests.end_to_end.story import Colleague

pytestmark = [pytest.mark.posix, pytest.mark.real_program]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "home") as made:
        yield made


def beside(here: Desk) -> Path:
    """The practice folder, beside the real one."""
    return here.data.with_name(f"{here.data.name}-oefening")


def begin(colleague: Colleague) -> None:
    colleague.arrives("practice_start_page")
    colleague.press("practice_begin")
    colleague.arrives("overview_page")


def to_the_phrase(colleague: Colleague) -> None:
    """Consent, the invented client, the mail that goes nowhere."""
    colleague.consent()
    colleague.press("practice_fill")
    colleague.is_saved()
    colleague.to_review()
    colleague.export()
    colleague.arrives("mail_by_hand_page")
    colleague.declare_sent()


def test_R66_practice_from_one_verb_to_an_empty_disk(here: Desk) -> None:
    # GIVEN a fresh computer, on which somebody practises before anything real exists
    process, screen = here.start("--practice")
    colleague = Colleague(here.env, screen)
    begin(colleague)

    # WHEN every step is done with the invented client
    to_the_phrase(colleague)
    colleague.read_phrase()
    assert screen.shows("practice_banner").is_visible
    colleague.press("confirm_spoken")
    colleague.arrives("handover_page")
    colleague.press("confirm_received")

    # THEN it can be done again, or stopped
    colleague.arrives("practice_end_page")
    colleague.press("practice_again")
    colleague.arrives("consent_page")

    # AND stopping, here by closing the window, leaves nothing on the disk, and no real folder was ever made
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert not beside(here).exists()
    assert not here.data.exists()


def test_R66_practice_that_was_killed_begins_anew_and_its_own_end_wipes_it(here: Desk) -> None:
    # GIVEN practice that a kill cut short, with data on the disk
    process, screen = here.start("--practice")
    colleague = Colleague(here.env, screen)
    begin(colleague)
    to_the_phrase(colleague)
    process.kill()
    process.wait()
    assert (beside(here) / "vault.db").exists()

    # WHEN it is started again, THEN it begins anew
    process, screen = here.start("--practice")
    colleague = Colleague(here.env, screen)
    begin(colleague)
    assert screen.find("continue_referral") is None

    # AND its own end wipes everything
    to_the_phrase(colleague)
    colleague.read_phrase()
    colleague.press("confirm_spoken")
    colleague.arrives("handover_page")
    colleague.press("confirm_received")
    colleague.arrives("practice_end_page")
    colleague.press("practice_stop")
    assert process.wait(20) == 0
    wait(lambda: not beside(here).exists(), 5, "the practice folder gone")
