# SPDX-License-Identifier: EUPL-1.2
"""Readable codes with a check sign: referral, incident, test, recovery code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The 32 signs of Crockford: digits and letters without I, L, O, U."""

RandomBytes = Callable[[int], bytes]
"""Cryptographic random bytes, handed in by the caller (``secrets.token_bytes``)."""

_READ_AS = str.maketrans("OIL", "011")
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1 is primitive: the powers of x are all 31 non-zero elements
_REFERRAL = re.compile(r"(?!TEST)[0-9A-Z]{8}")
_SIGN = f"[{ALPHABET}]"
_ANY_REFERENCE = re.compile(
    rf"(?:INC|TEST)-({_SIGN}{{4}})|(?!TEST)({_SIGN}{{4}}-{_SIGN}{{4}})(?:-(?:[2-9]|[1-9][0-9]))?"
)
_RECOVERY_DATA = 26  # signs for 128 bits, of which the first two bits are zero
_RECOVERY_SIGNS = 28


def with_version(reference: str, version: int) -> str:
    """The reference as shown: version 1 has no suffix, later ones ``-2``, ``-3``."""
    return reference if version == 1 else f"{reference}-{version}"


def new_reference(random: RandomBytes) -> str:
    """A new referral reference ``XXXX-XXXX``: seven random signs and a check sign; never ``TEST-…``."""
    signs = _with_check(_random_signs(random, 7))
    return new_reference(random) if signs.startswith("TEST") else f"{signs[:4]}-{signs[4:]}"


def new_incident(random: RandomBytes) -> str:
    """A new incident number ``INC-XXXX``."""
    return "INC-" + _with_check(_random_signs(random, 3))


def new_trial(random: RandomBytes) -> str:
    """A new reference of a test sending (proefzending) ``TEST-XXXX``."""
    return "TEST-" + _with_check(_random_signs(random, 3))


def parse_reference(text: str) -> str:
    """The referral reference a person typed, without version: case, blanks, dashes, O, I and L are forgiven.

    Raises ValueError when it is not a reference or its check sign is wrong.
    """
    return _reference_and_version(text)[0]


def parse_full_reference(text: str) -> str:
    """The same with its version, when a later one than the first stands behind it."""
    reference, version = _reference_and_version(text)
    return with_version(reference, max(1, version))


def checked_reference(text: str) -> str:
    """The text itself when it is a reference exactly as this program writes them; else ValueError.

    Guards headers and file names: referral with or without version, incident, test.
    """
    found = _ANY_REFERENCE.fullmatch(text)
    if found is None or not _check_holds((found[1] or found[2]).replace("-", "")):
        raise ValueError("not a reference of this program")
    return text


def new_recovery_code(random: RandomBytes) -> str:
    """A new recovery code (herstelcode): 128 random bits in seven groups of four; the last two signs are checks."""
    number = int.from_bytes(random(16), "big")
    values = [number >> 5 * place & 31 for place in reversed(range(_RECOVERY_DATA))]
    return _in_fours(values + _two_checks(values))


def normal_recovery_code(text: str) -> str:
    """The recovery code a person typed, in the one form that is hashed; ValueError when its check signs are wrong."""
    signs = re.sub(r"[^0-9A-Z]+", "", _plain(text)).translate(_READ_AS)
    values = _values(signs)
    if len(values) != _RECOVERY_SIGNS or values[0] >= 8:
        raise ValueError("not a recovery code")
    if _two_checks(values[:_RECOVERY_DATA]) != values[_RECOVERY_DATA:]:
        raise ValueError("check signs of the recovery code are wrong")
    return _in_fours(values)


def _reference_and_version(text: str) -> tuple[str, int]:
    parts = re.split(r"[^0-9A-Z]+", _plain(text))
    signs, version = "".join(parts), 1
    if len(signs) in (9, 10) and parts[-1] and len(parts[-1]) <= 2 and parts[-1].isdigit():
        signs, version = "".join(parts[:-1]), int(parts[-1])  # as in the note in the client's file
    signs = signs.translate(_READ_AS)
    if not _REFERRAL.fullmatch(signs) or not _check_holds(signs):
        raise ValueError("not a reference")
    return f"{signs[:4]}-{signs[4:]}", version


def _plain(text: str) -> str:
    """Capitals without compatibility forms; capped first, so that a pasted book costs nothing."""
    return unicodedata.normalize("NFKC", text[:200]).upper()


def _random_signs(random: RandomBytes, count: int) -> list[int]:
    number = int.from_bytes(random(-(-5 * count // 8)), "big")
    return [number >> 5 * place & 31 for place in range(count)]


def _values(signs: str) -> list[int]:
    if any(sign not in ALPHABET for sign in signs):
        raise ValueError("sign outside the alphabet")
    return [ALPHABET.index(sign) for sign in signs]


def _in_fours(values: Sequence[int]) -> str:
    signs = "".join(ALPHABET[value] for value in values)
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _FIELD_POLYNOMIAL if value & 32 else value


def _weighted_sum(values: Sequence[int], steps: int) -> int:
    """Sum over GF(32) of value times x^(steps · places from the right), by Horner's rule.

    All weights differ and none is zero, so one wrong sign and any two swapped signs change the sum.
    """
    total = 0
    for value in values:
        for _ in range(steps):
            total = _times_x(total)
        total ^= value
    return total


def _with_check(values: Sequence[int]) -> str:
    check = _weighted_sum([*values, 0], 1)  # the last weight is 1 and plus is minus: the check is the sum itself
    return "".join(ALPHABET[value] for value in [*values, check])


def _check_holds(signs: str) -> bool:
    return all(sign in ALPHABET for sign in signs) and _weighted_sum(_values(signs), 1) == 0


def _two_checks(values: Sequence[int]) -> list[int]:
    """Two check signs over different weights: any two wrong signs are noticed."""
    return [_weighted_sum([*values, 0], 1), _weighted_sum([*values, 0], 2)]
