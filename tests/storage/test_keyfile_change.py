# SPDX-License-Identifier: EUPL-1.2
"""Changing a way in: what the user hears is what is on disk, also after an error (security.md 4.2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import (
    KeyFileDamaged,
    WriteFailed,
    WrongPassphrase,
)
from app.storage import keyfile as module
from app.storage.keyfile import KdfCost, KeyFile, Slot
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS

KEY = bytes(range(32))
TINY = KdfCost(memory_kib=8, passes=1, lanes=1)
"""So cheap that every bit can be tried."""


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    keyfile = KeyFile(tmp_path / "vault.key", SMALL_BOUNDS)
    keyfile.create(KEY, {Slot.PASSPHRASE: PASSPHRASE, Slot.RECOVERY: RECOVERY}, TINY)
    return keyfile


def test_after_a_change_the_old_way_opens_nothing_and_is_not_in_the_file(file: KeyFile, tmp_path: Path) -> None:
    # GIVEN the old wrap as it stands on disk
    old = file._read()[Slot.PASSPHRASE].ct.hex().encode()
    assert old in (tmp_path / "vault.key").read_bytes()
    # WHEN the passphrase changes
    file.rewrap(KEY, {Slot.PASSPHRASE: "een heel andere wachtzin"})
    # THEN the new one opens, the old one does not, and its wrap is in no file any more
    assert file.unwrap(Slot.PASSPHRASE, "een heel andere wachtzin") == KEY
    with pytest.raises(WrongPassphrase):
        file.unwrap(Slot.PASSPHRASE, PASSPHRASE)
    assert all(old not in path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert file.unwrap(Slot.RECOVERY, RECOVERY) == KEY


def test_a_new_wrap_is_read_back_and_opened_before_it_is_acknowledged(
    file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that says yes and writes nothing
    monkeypatch.setattr(file, "_write", lambda wraps: None)
    # WHEN the passphrase changes THEN the user is not told that it did, and the old one is still in force
    with pytest.raises(WriteFailed) as caught:
        file.rewrap(KEY, {Slot.PASSPHRASE: "nieuw"})
    assert caught.value.facts == {"changed": False}
    assert file.unwrap(Slot.PASSPHRASE, PASSPHRASE) == KEY


def test_a_change_reported_as_failed_but_on_disk_is_never_called_unchanged(
    file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that writes and then reports an error, each time
    write = file._write

    def write_and_fail(wraps: list[module._Wrap]) -> None:
        write(wraps)
        raise WriteFailed()

    monkeypatch.setattr(file, "_write", write_and_fail)
    # WHEN the passphrase changes THEN the message leaves it open
    with pytest.raises(WriteFailed) as caught:
        file.rewrap(KEY, {Slot.PASSPHRASE: "nieuw"})
    assert caught.value.facts == {"uncertain": True}


def test_a_file_that_cannot_be_read_after_an_error_leaves_the_outcome_open(
    file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(wraps: list[module._Wrap]) -> None:
        monkeypatch.setattr(file, "_read", fail_reading)
        raise WriteFailed()

    def fail_reading() -> None:
        raise KeyFileDamaged()

    monkeypatch.setattr(file, "_write", fail)
    with pytest.raises(WriteFailed) as caught:
        file.rewrap(KEY, {Slot.PASSPHRASE: "nieuw"})
    assert caught.value.facts == {"uncertain": True}


def test_a_passing_fault_is_healed_by_writing_once_more(file: KeyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    write, faults = file._write, [WriteFailed()]

    def fail_once(wraps: list[module._Wrap]) -> None:
        if faults:
            raise faults.pop()
        write(wraps)

    monkeypatch.setattr(file, "_write", fail_once)
    file.rewrap(KEY, {Slot.PASSPHRASE: "nieuw"})
    assert file.unwrap(Slot.PASSPHRASE, "nieuw") == KEY
