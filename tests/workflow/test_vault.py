# SPDX-License-Identifier: EUPL-1.2
"""The door: create, unlock with waiting time, change, recover, start again, put a copy back."""

from __future__ import annotations

import pytest

from app.domain.errors import (
    DiskFull,
    FolderReadOnly,
    ResourceDamaged,
    VaultExists,
    VaultLocked,
    WaitFirst,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.phrase import PhraseProblem
from app.storage.outside import Outside
from app.storage.vault import Presence
from app.workflow.assembly import Parts, assemble
from app.workflow.vault import VaultVerbs
from tests.factory import a_client, a_sender
from tests.small_vault import PASSPHRASE
from tests.workflow.desk import RECOVERY, Desk

NEW = "een heel andere zin voor de kluis"
WRONG = "niet de goede zin"


def try_wrong(desk: Desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            desk.flow.vault.unlock(WRONG)


def full_disk(*_: object, **__: object) -> None:
    raise DiskFull()


def test_nothing_works_before_the_vault_is_open(light_desk: Desk) -> None:
    # GIVEN a vault that was locked
    light_desk.flow.vault.lock()
    # THEN it says so, and every verb that needs it does too
    assert not light_desk.flow.vault.is_open()
    for verb in (light_desk.flow.overview.show, light_desk.flow.consent.begin, light_desk.flow.settings.sender):
        with pytest.raises(VaultLocked):
            verb()
    # AND locking again is harmless
    light_desk.flow.vault.lock()


def test_a_first_start_stores_who_refers_and_is_not_repeated(light_desk: Desk) -> None:
    # GIVEN a vault that was just made
    verbs = light_desk.flow.vault
    assert verbs.presence() is Presence.COMPLETE
    assert verbs.is_open()
    assert light_desk.flow.settings.sender() == a_sender()
    # THEN a second creation is refused
    with pytest.raises(VaultExists):
        verbs.create(a_sender(), PASSPHRASE, RECOVERY)


def test_a_first_start_that_fails_half_way_can_be_tried_again(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that is full when the sender is stored
    desk = light_desk
    desk.flow.vault.start_over()
    with monkeypatch.context() as patched:
        patched.setattr("app.storage.settings.Settings.set_sender", full_disk)
        with pytest.raises(DiskFull):
            desk.flow.vault.create(a_sender(), PASSPHRASE, RECOVERY)
    # THEN there is no vault without a sender, and the next try works
    assert not desk.flow.vault.is_open()
    assert desk.flow.vault.presence() is Presence.NONE
    desk.flow.vault.create(a_sender(), NEW, RECOVERY)
    assert desk.flow.settings.sender() == a_sender()


def test_P5_the_place_is_checked_before_anything_is_typed(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    light_desk.flow.vault.check_place()

    def refuse(_: object) -> None:
        raise FolderReadOnly()

    monkeypatch.setattr("app.workflow.vault.check_folder", refuse)
    with pytest.raises(FolderReadOnly):
        light_desk.flow.vault.check_place()


def test_a_proposal_is_five_words_and_passes_its_own_judgement(light_desk: Desk) -> None:
    verbs = light_desk.flow.vault
    proposal = verbs.propose_passphrase()
    assert len(proposal.split("-")) == 5
    assert verbs.judge_passphrase(proposal, a_sender()) == ""
    assert verbs.judge_passphrase("kort", a_sender()) == PhraseProblem.TOO_SHORT
    assert verbs.judge_passphrase("annelies zingt graag liedjes", a_sender()) == PhraseProblem.NAME
    assert verbs.new_recovery_code() != verbs.new_recovery_code()


def test_assembling_without_any_protocol_is_refused(light_desk: Desk) -> None:
    session, verbs = light_desk.session, light_desk.flow
    parts = Parts(
        session.paths, session.clock, (), verbs.vault.words, {}, (), verbs.manual.read, session.random,
        verbs.paper.draw, verbs.handover.chain, verbs.vault.vault,
    )  # fmt: skip
    with pytest.raises(ResourceDamaged):
        assemble(parts)


# --- changing, recovering, starting again ---


def test_a_changed_passphrase_opens_the_old_one_does_not_and_the_register_says_so(light_desk: Desk) -> None:
    desk = light_desk
    desk.flow.vault.change_passphrase(PASSPHRASE, NEW)
    assert desk.events() == ["eigen_wachtzin_gewijzigd"]
    desk.flow.vault.lock()
    with pytest.raises(WrongPassphrase):
        desk.flow.vault.unlock(PASSPHRASE)
    desk.flow.vault.unlock(NEW)


def test_a_wrong_old_passphrase_changes_and_notes_nothing(light_desk: Desk) -> None:
    with pytest.raises(WrongPassphrase):
        light_desk.flow.vault.change_passphrase(WRONG, NEW)
    assert light_desk.events() == []


def test_a_change_that_is_on_disk_is_never_told_as_failed(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a disk that is full once the passphrase was changed
    desk = light_desk
    monkeypatch.setattr(VaultVerbs, "_note", full_disk)
    # WHEN it is changed, no error comes
    desk.flow.vault.change_passphrase(PASSPHRASE, NEW)
    # THEN the new one opens, as was told
    desk.flow.vault.lock()
    desk.flow.vault.unlock(NEW)


def test_R43_the_recovery_code_sets_a_new_passphrase_with_drafts_and_register_intact(light_desk: Desk) -> None:
    # GIVEN a concept, and a passphrase that nobody remembers
    desk = light_desk
    reference = desk.concept()
    rows = desk.events()
    desk.flow.vault.lock()
    # WHEN the code is typed carelessly, with a new passphrase
    fresh = desk.flow.vault.recover(RECOVERY.lower().replace("-", " "), NEW)
    # THEN everything is there, and the register says how
    assert desk.referral(reference).client == a_client()
    assert desk.events() == [*rows, "herstelcode_gebruikt"]
    # AND only the new passphrase and the new code open
    desk.flow.vault.lock()
    with pytest.raises(WrongPassphrase):
        desk.flow.vault.unlock(PASSPHRASE)
    with pytest.raises(WrongRecoveryCode):
        desk.flow.vault.recover(RECOVERY, NEW)
    desk.flow.vault.unlock(NEW)
    desk.flow.vault.lock()
    desk.flow.vault.recover(fresh, PASSPHRASE)


def test_R43_the_new_code_is_shown_whatever_goes_wrong_after_the_old_one_became_void(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that is full at the worst moment
    desk = light_desk
    desk.flow.vault.lock()
    with monkeypatch.context() as patched:
        patched.setattr(VaultVerbs, "_note", full_disk)
        patched.setattr(Outside, "set_attempts", full_disk)
        # WHEN the code is used
        fresh = desk.flow.vault.recover(RECOVERY, NEW)
    # THEN the vault is open and the new code works
    assert desk.flow.vault.is_open()
    desk.flow.vault.lock()
    desk.flow.vault.recover(fresh, NEW)


def test_R43_a_misspelt_code_is_refused_without_counting(light_desk: Desk) -> None:
    desk = light_desk
    desk.flow.vault.lock()
    for _ in range(5):
        with pytest.raises(WrongRecoveryCode):
            desk.flow.vault.recover(RECOVERY[:-1] + "0", NEW)
    desk.flow.vault.unlock(PASSPHRASE)


def test_R43_a_code_of_another_vault_is_refused_and_counted(light_desk: Desk) -> None:
    desk = light_desk
    other = desk.flow.vault.new_recovery_code()
    desk.flow.vault.lock()
    for _ in range(3):
        with pytest.raises(WrongRecoveryCode):
            desk.flow.vault.recover(other, NEW)
    with pytest.raises(WaitFirst):
        desk.flow.vault.unlock(PASSPHRASE)


def test_R43_without_the_code_a_new_vault_begins_and_the_old_one_is_kept_as_it_was(light_desk: Desk) -> None:
    # GIVEN a vault with a concept that nobody can open any more, and impatience
    desk = light_desk
    desk.concept()
    desk.flow.vault.lock()
    try_wrong(desk, 3)
    old = {path.name: path.read_bytes() for path in (desk.paths.database, desk.paths.keyfile)}
    # WHEN the user begins again
    desk.flow.vault.start_over()
    # THEN there is no vault, nobody waits, and a new one can be made
    assert desk.flow.vault.presence() is Presence.NONE
    desk.flow.vault.create(a_sender(name="Zoë"), NEW, RECOVERY)
    assert desk.flow.overview.show().lines == ()
    assert desk.flow.settings.sender().name == "Zoë"
    # AND the old one lies aside, byte for byte
    [aside] = desk.paths.data.glob("set-aside-*")
    assert aside.name == "set-aside-20261123-090000"
    assert {name: (aside / name).read_bytes() for name in old} == old


def test_R43_damaged_files_of_the_old_vault_outlive_the_first_erasure_in_the_new_one(light_desk: Desk) -> None:
    # GIVEN a vault that was put back from a copy, with the damaged files beside it, and that nobody can open any more
    desk = light_desk
    desk.restart()
    desk.leave()
    desk.flow.vault.restore_backup()
    [damaged] = desk.paths.data.glob("set-aside-damaged*")
    names = {path.name for path in damaged.iterdir()}
    # WHEN the user begins again and erases a referral of the new vault
    desk.flow.vault.start_over()
    desk.settle_in()
    desk.flow.referral.erase(desk.concept())
    # THEN everything of the old one is still there
    [aside] = desk.paths.data.glob("set-aside-*")
    assert {path.name for path in (aside / damaged.name).iterdir()} == names


def test_R43_beginning_again_works_when_the_file_beside_the_vault_cannot_be_written(
    light_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outside, "set_attempts", full_disk)
    monkeypatch.setattr(Outside, "set_restored", full_disk)
    light_desk.flow.vault.start_over()
    assert light_desk.flow.vault.presence() is Presence.NONE


def test_P7_P19_a_copy_that_is_put_back_opens_and_the_register_says_so_once(light_desk: Desk) -> None:
    # GIVEN a copy with a concept in it, and a database that is damaged since
    desk = light_desk
    reference = desk.concept()
    desk.restart()
    assert desk.flow.vault.latest_backup() is not None
    desk.leave()
    desk.paths.database.write_bytes(b"\0" * 4096)
    # WHEN the copy is put back
    desk.flow.vault.restore_backup()
    desk.restart()
    # THEN the concept is there, and one row tells what happened, also after the next start
    assert desk.referral(reference).client == a_client()
    desk.restart()
    assert desk.events().count("hersteld_uit_kopie") == 1
