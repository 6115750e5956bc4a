# SPDX-License-Identifier: EUPL-1.2
"""Practice: a vault beside the real one, a protocol that exists nowhere, a mail program that never opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import PracticeMixed
from app.main import protocols, wire
from app.paths import Paths
from app.practice import practice_paths, practice_profiles
from tests.small_vault import PASSPHRASE, RECOVERY, small_vault


def test_R66_the_practice_vault_lies_beside_the_real_one_and_never_inside(tmp_path: Path) -> None:
    folder = tmp_path / "Zoë Jansens"
    practice = practice_paths(folder)
    assert practice.data == tmp_path / "Zoë Jansens-oefening"
    assert practice_paths(None) == Paths.practice() != Paths.default()
    assert not practice.data.is_relative_to(folder)


def test_R66_the_practice_protocol_is_not_real() -> None:
    [profile] = practice_profiles()
    assert profile.practice
    for address in (profile.recipient.email, profile.own_dpo.email, profile.other_dpo.email):
        assert address.endswith(".invalid")


def test_R66_practice_has_that_protocol_alone_and_opens_no_mail_program(tmp_path: Path) -> None:
    # GIVEN the program wired for practice, and for real work
    practice = wire(practice_paths(tmp_path), protocols(practice=True).profiles, practice=True)
    real = wire(Paths(tmp_path), protocols(practice=False, administrators=tmp_path).profiles, practice=False)
    # THEN neither knows the other's protocol, and practice has no route to a mail program
    assert practice.consent.session.profiles == practice_profiles()
    assert not [profile for profile in real.consent.session.profiles if profile.practice]
    assert not practice.handover.chain.available()
    assert practice.consent.session.paths != real.consent.session.paths


@pytest.mark.parametrize("made_in_practice", [True, False], ids=["real program, practice folder", "practice, real one"])
def test_R66_the_wired_program_refuses_the_folder_of_the_other_kind(tmp_path: Path, made_in_practice: bool) -> None:
    # GIVEN a folder that one kind of run has used
    paths = Paths(tmp_path / "map")
    paths.data.mkdir()
    runs = {
        practice: wire(paths, protocols(practice=practice, administrators=tmp_path).profiles, practice=practice).vault
        for practice in (True, False)
    }
    runs[made_in_practice].check_place()
    if not made_in_practice:
        small_vault(paths).create(PASSPHRASE, RECOVERY).close()
    # THEN the other kind does not start there, and this one does
    with pytest.raises(PracticeMixed):
        runs[not made_in_practice].check_place()
    runs[made_in_practice].check_place()
