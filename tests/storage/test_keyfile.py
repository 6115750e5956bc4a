# SPDX-License-Identifier: EUPL-1.2
"""The key file: what security.md 4.2 wants shown, but for changes and faults."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from argon2.exceptions import HashingError

from app.domain.errors import (
    AppError,
    KeyFileDamaged,
    NewerVersion,
    NotEnoughMemory,
    VaultInUse,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.storage import keyfile as module
from app.storage.keyfile import COSTS, KdfBounds, KdfCost, KeyFile, Slot, affordable_cost
from tests.small_vault import PASSPHRASE, RECOVERY, SMALL_BOUNDS

KEY = bytes(range(32))
TINY = KdfCost(memory_kib=8, passes=1, lanes=1)
"""So cheap that every bit can be tried."""


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    keyfile = KeyFile(tmp_path / "vault.key", SMALL_BOUNDS)
    keyfile.create(KEY, {Slot.PASSPHRASE: PASSPHRASE, Slot.RECOVERY: RECOVERY}, TINY)
    return keyfile


def rewritten(path: Path, **changes: object) -> None:
    """Somebody changes the wrap of the passphrase and puts the checksum right."""
    with closing(sqlite3.connect(path)) as connection:
        (body,) = connection.execute("SELECT body FROM sleuf WHERE soort = 'wachtzin'").fetchone()
        body = json.dumps(json.loads(body) | changes, sort_keys=True, separators=(",", ":")).encode()
        connection.execute("UPDATE sleuf SET body = ?, som = ?", (body, hashlib.sha256(body).digest()))
        connection.execute("DELETE FROM sleuf WHERE soort <> 'wachtzin'")
        other = json.dumps(json.loads(body) | {"soort": "herstel"}, sort_keys=True, separators=(",", ":")).encode()
        connection.execute("INSERT INTO sleuf VALUES ('herstel', ?, ?)", (other, hashlib.sha256(other).digest()))
        connection.commit()


def test_both_ways_open_the_same_key(file: KeyFile) -> None:
    assert file.unwrap(Slot.PASSPHRASE, PASSPHRASE) == KEY
    assert file.unwrap(Slot.RECOVERY, RECOVERY) == KEY


def test_a_wrong_text_is_told_by_the_way_it_was_tried(file: KeyFile) -> None:
    with pytest.raises(WrongPassphrase):
        file.unwrap(Slot.PASSPHRASE, RECOVERY)
    with pytest.raises(WrongRecoveryCode):
        file.unwrap(Slot.RECOVERY, PASSPHRASE)


def test_a_passphrase_typed_on_another_keyboard_opens_too(file: KeyFile) -> None:
    # GIVEN a passphrase with diacritics in one form of Unicode
    file.rewrap(KEY, {Slot.PASSPHRASE: "Zo\u00eb eet crème brûlée"})
    # WHEN it is typed in the other form THEN it opens
    assert file.unwrap(Slot.PASSPHRASE, "Zoe\u0308 eet cre\u0300me bru\u0302le\u0301e") == KEY


def verdict(path: Path, data: bytes) -> str:
    """What the program says of these bytes as a key file."""
    path.write_bytes(data)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    try:
        opened = KeyFile(path, SMALL_BOUNDS).unwrap(Slot.PASSPHRASE, PASSPHRASE) == KEY
    except AppError as error:
        return type(error).__name__
    return "same key" if opened else "WRONG KEY"


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def judge_bits(tmp_path: Path, bits: range) -> Counter[str]:
    data = (tmp_path / "vault.key").read_bytes()
    verdicts = Counter(verdict(tmp_path / "damaged.key", flipped(data, bit)) for bit in bits)
    print(f"P8: {sum(verdicts.values())} single bits of {8 * len(data)} flipped: {dict(verdicts)}")
    return verdicts


@pytest.mark.usefixtures("file")
def test_P8_no_flipped_bit_is_a_wrong_passphrase_or_another_key(tmp_path: Path) -> None:
    # GIVEN a whole key file WHEN one bit in every other byte is flipped, each place in turn
    verdicts = judge_bits(tmp_path, range(0, 8 * (tmp_path / "vault.key").stat().st_size, 17))
    # THEN it still opens, or it is damage
    assert set(verdicts) == {"same key", "KeyFileDamaged"}


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.usefixtures("file")
def test_P8_release_every_single_bit(tmp_path: Path) -> None:
    verdicts = judge_bits(tmp_path, range(8 * (tmp_path / "vault.key").stat().st_size))
    assert set(verdicts) == {"same key", "KeyFileDamaged"}


@pytest.mark.usefixtures("file")
def test_P8_a_key_file_cut_short_is_damage(tmp_path: Path) -> None:
    data = (tmp_path / "vault.key").read_bytes()
    lengths = [*range(0, len(data), 37), len(data) - 1]
    verdicts = Counter(verdict(tmp_path / "damaged.key", data[:length]) for length in lengths)
    print(f"P8: cut at {len(lengths)} lengths: {dict(verdicts)}")
    assert set(verdicts) == {"KeyFileDamaged"}


def test_P8_control_without_checksums_damage_is_taken_for_a_wrong_passphrase(
    file: KeyFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a reader that believes every checksum
    body = file._read()[Slot.PASSPHRASE].body()
    data = (tmp_path / "vault.key").read_bytes()
    start = data.index(body) + body.index(b'"ct":"') + 6

    class Believing:
        def __init__(self, data: bytes) -> None:
            self.data = data

        def digest(self) -> object:
            return AnyChecksum()

    class AnyChecksum:
        def __ne__(self, other: object) -> bool:
            return False

        __hash__ = None  # type: ignore[assignment]

    monkeypatch.setattr(hashlib, "sha256", Believing)
    # WHEN bits of the wrapped key are flipped
    verdicts = {verdict(tmp_path / "damaged.key", flipped(data, 8 * start + bit)) for bit in range(64)}
    # THEN the test above would have seen it
    assert "WrongPassphrase" in verdicts


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"m": 63 * 1024}, KeyFileDamaged),
        ({"m": 1024 * 1024 + 1}, KeyFileDamaged),
        ({"t": 0}, KeyFileDamaged),
        ({"t": 11}, KeyFileDamaged),
        ({"p": 0}, KeyFileDamaged),
        ({"p": 9}, KeyFileDamaged),
        ({"m": True}, KeyFileDamaged),
        ({"m": 65536.0}, KeyFileDamaged),
        ({"m": "65536"}, KeyFileDamaged),
        ({"kdf": "argon2i"}, KeyFileDamaged),
        ({"kdf": "pbkdf2"}, KeyFileDamaged),
        ({"soort": "dpapi"}, KeyFileDamaged),
        ({"salt": "00" * 15}, KeyFileDamaged),
        ({"nonce": "00" * 13}, KeyFileDamaged),
        ({"ct": "zz"}, KeyFileDamaged),
        ({"kluis": 7}, KeyFileDamaged),
        ({"formaat": "1"}, KeyFileDamaged),
        ({"extra": 1}, KeyFileDamaged),
        ({"formaat": 2}, NewerVersion),
    ],
)
def test_P8_parameters_out_of_bounds_are_refused_before_any_derivation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], error: type[AppError]
) -> None:
    # GIVEN a file as the real program makes it, changed by somebody who can compute a checksum
    file = KeyFile(tmp_path / "vault.key")
    file.create(KEY, {Slot.PASSPHRASE: PASSPHRASE, Slot.RECOVERY: RECOVERY}, KdfCost(64 * 1024, 1, 1))
    rewritten(tmp_path / "vault.key", **changes)

    def derived(*_: object) -> bytes:
        raise AssertionError("a derivation was begun")

    monkeypatch.setattr(module, "hash_secret_raw", derived)
    # WHEN it is opened THEN nothing is derived
    with pytest.raises(error):
        file.unwrap(Slot.PASSPHRASE, PASSPHRASE)


def test_P8_costs_at_the_bounds_are_allowed_and_the_small_cost_of_tests_is_not() -> None:
    bounds = KdfBounds()
    assert bounds.allow(KdfCost(64 * 1024, 1, 1))
    assert bounds.allow(KdfCost(1024 * 1024, 10, 8))
    assert all(bounds.allow(cost) and cost.passes == 3 for cost in COSTS)
    assert not bounds.allow(TINY)


def test_P8_a_small_cost_is_refused_by_the_program_itself(file: KeyFile, tmp_path: Path) -> None:
    with pytest.raises(KeyFileDamaged):
        KeyFile(tmp_path / "vault.key").check()
    file.check()


def test_P8_an_exchanged_parameter_opens_nothing(file: KeyFile, tmp_path: Path) -> None:
    # GIVEN a forged file whose wrap claims another vault, checksum and all WHEN it is opened THEN the key stays shut
    rewritten(tmp_path / "vault.key", kluis="00" * 16)
    with pytest.raises(WrongPassphrase):
        file.unwrap(Slot.PASSPHRASE, PASSPHRASE)


@pytest.mark.parametrize("failure", [MemoryError(), HashingError("Memory allocation error")])
def test_too_little_memory_is_a_message_of_its_own(
    file: KeyFile, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def refuse(*_: object) -> bytes:
        raise failure

    monkeypatch.setattr(module, "hash_secret_raw", refuse)
    with pytest.raises(NotEnoughMemory):
        file.unwrap(Slot.PASSPHRASE, PASSPHRASE)


def test_a_key_file_in_use_is_neither_damage_nor_a_wrong_passphrase(file: KeyFile, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "vault.key", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(VaultInUse):
            file.check()


def test_a_copy_opens_and_wraps_of_two_vaults_do_not_mix(file: KeyFile, tmp_path: Path) -> None:
    file.copy_to(tmp_path / "copy.key")
    copy = KeyFile(tmp_path / "copy.key", SMALL_BOUNDS)
    assert copy.unwrap(Slot.RECOVERY, RECOVERY) == KEY
    # GIVEN the recovery wrap of another vault WHEN it is put in this file
    other = KeyFile(tmp_path / "other.key", SMALL_BOUNDS)
    other.create(KEY, {Slot.PASSPHRASE: PASSPHRASE, Slot.RECOVERY: RECOVERY}, TINY)
    with closing(sqlite3.connect(tmp_path / "copy.key")) as connection:
        connection.execute("ATTACH ? AS other", (str(tmp_path / "other.key"),))
        connection.execute("REPLACE INTO main.sleuf SELECT * FROM other.sleuf WHERE soort = 'herstel'")
        connection.commit()
    # THEN that is damage
    with pytest.raises(KeyFileDamaged):
        copy.check()


@pytest.mark.parametrize(
    ("seconds", "chosen"), [((0.9,), 256), ((1.1, 0.9), 128), ((1.1, 1.1), 64), ((9.0, 9.0), 64), ((1.0,), 256)]
)
def test_the_dearest_derivation_of_at_most_one_second_is_chosen(
    monkeypatch: pytest.MonkeyPatch, seconds: tuple[float, ...], chosen: int
) -> None:
    # GIVEN a computer on which the derivations take this long
    durations, now = iter(seconds), [0.0]

    def slow(*_: object) -> bytes:
        now[0] += next(durations)
        return bytes(32)

    monkeypatch.setattr(module, "hash_secret_raw", slow)
    # WHEN a vault is made THEN the dearest affordable cost is taken, and never less than 64 MiB
    assert affordable_cost(lambda: now[0]) == KdfCost(chosen * 1024, 3, 4)


def test_a_derivation_without_enough_memory_is_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    def small_computer(_plain: bytes, _salt: bytes, _passes: int, memory_kib: int, *_: object) -> bytes:
        if memory_kib > 128 * 1024:
            raise MemoryError
        return bytes(32)

    monkeypatch.setattr(module, "hash_secret_raw", small_computer)
    assert affordable_cost(lambda: 0.0) == KdfCost(128 * 1024)


def test_a_database_key_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        KeyFile(tmp_path / "vault.key", SMALL_BOUNDS).create(b"kort", dict.fromkeys(Slot, "x"), TINY)
