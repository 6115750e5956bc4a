# SPDX-License-Identifier: EUPL-1.2
"""The fast key derivation is the library's own function, and is done once."""

from __future__ import annotations

import pytest
from py7zr.helpers import calculate_key

from app.export.archive_key import CYCLES, SALT, ArchiveKeys, derive_key
from tests.export.material import PHRASE

PASSWORD = PHRASE.encode("utf-16-le")


@pytest.mark.parametrize("salt", [b"", b"saltsalt", bytes(range(16))], ids=["none", "eight", "sixteen"])
@pytest.mark.parametrize("cycles", [0, 1, 5, 8, 11, 12, 13, 15, 16, 17, 19])
def test_fast_derivation_equals_the_library(cycles: int, salt: bytes) -> None:
    # GIVEN a passphrase, a work factor below, at and above one block of rounds, with and without salt
    # WHEN both derive the key
    # THEN they agree to the last bit
    assert derive_key(PASSWORD, cycles, salt) == calculate_key(PASSWORD, cycles, salt, "sha256")


def test_the_third_counter_byte_is_counted_too() -> None:
    # GIVEN a work factor beyond 2**16 rounds and the shortest passphrase
    # THEN the key still equals the library's: the counter carries into its third byte
    assert derive_key(b"a\0", 18, b"") == calculate_key(b"a\0", 18, b"", "sha256")


@pytest.mark.parametrize("cycles", [-1, 25, 63])
def test_a_work_factor_the_library_would_not_read_is_refused(cycles: int) -> None:
    with pytest.raises(ValueError, match="work factor"):
        derive_key(PASSWORD, cycles, b"")


def test_keys_are_derived_once_and_forgotten_on_request() -> None:
    # GIVEN a key that was asked for twice
    keys = ArchiveKeys()
    first = keys(PASSWORD, CYCLES, SALT, "sha256")
    assert keys(PASSWORD, CYCLES, SALT, "sha256") == first
    assert keys.derivations == 1
    # WHEN all keys are forgotten
    keys.forget()
    # THEN the next question derives anew
    assert keys(PASSWORD, CYCLES, SALT, "sha256") == first
    assert keys.derivations == 2


def test_preparing_a_phrase_derives_the_key_the_library_will_ask_for() -> None:
    # GIVEN a phrase prepared ahead
    keys = ArchiveKeys()
    keys.prepare(PHRASE)
    # WHEN the library asks, as it does while packing
    keys(PASSWORD, 19, b"", "sha256")
    # THEN nothing is derived again
    assert keys.derivations == 1


def test_another_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        ArchiveKeys()(PASSWORD, CYCLES, SALT, "sha1")
