# SPDX-License-Identifier: EUPL-1.2
"""7z key derivation, once and fast; equal to the library's own.

The key is SHA-256 over (salt + passphrase + 8-byte little-endian counter) for each of 2**cycles counters. The plain
loop spends about 80 % of its time making counters; here only the counter bytes of a block of rounds are patched.
"""

from __future__ import annotations

import hashlib

CYCLES = 19
"""Work factor of every archive: what 7-Zip itself writes."""

SALT = b""
"""7-Zip writes no salt, so each archive needs a passphrase of its own."""

_BLOCK_BITS = 12
_ROUNDS = 1 << _BLOCK_BITS
_MAX_CYCLES = 24  # above it the library refuses to read


def derive_key(password: bytes, cycles: int, salt: bytes) -> bytes:
    """The AES-256 key for this passphrase (UTF-16LE bytes), same as the library's ``calculate_key``."""
    if not 0 <= cycles <= _MAX_CYCLES:
        raise ValueError("work factor out of range")
    unit = salt + password + bytes(8)
    rounds = min(_ROUNDS, 1 << cycles)
    step, at = len(unit), len(salt) + len(password)
    block = bytearray(unit * rounds)
    low = bytes(counter & 0xFF for counter in range(rounds))
    middle = bytes(counter >> 8 for counter in range(rounds))  # below 16; the block's own part is added in the loop
    block[at::step] = low
    digest = hashlib.sha256()
    for first in range(0, 1 << cycles, rounds):
        upper = (first >> 8) & 0xFF
        block[at + 1 :: step] = middle.translate(bytes((value + upper) & 0xFF for value in range(256)))
        if first & 0xFFFF == 0:
            block[at + 2 :: step] = bytes([(first >> 16) & 0xFF]) * rounds
        digest.update(block)
    return digest.digest()


class ArchiveKeys:
    """Derives each key once; callable in place of the library's ``calculate_key``.

    ``derivations`` counts the real ones: an export may ask several times, but must derive exactly once.
    """

    def __init__(self) -> None:
        self.derivations = 0
        self._keys: dict[tuple[bytes, int, bytes], bytes] = {}

    def __call__(self, password: bytes, cycles: int, salt: bytes, digest: str) -> bytes:
        if digest != "sha256":
            raise ValueError("7zAES knows SHA-256 only")
        wanted = (password, cycles, salt)
        if wanted not in self._keys:
            self.derivations += 1
            self._keys[wanted] = derive_key(password, cycles, salt)
        return self._keys[wanted]

    def prepare(self, phrase: str) -> None:
        """Derive the key of an archive that is still to be made."""
        self(phrase.encode("utf-16-le"), CYCLES, SALT, "sha256")

    def forget(self) -> None:
        """Drop all keys: none outlives the check of its archive."""
        self._keys.clear()
