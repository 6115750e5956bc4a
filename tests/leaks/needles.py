# SPDX-License-Identifier: EUPL-1.2
"""What must never leave: each secret in every form in which a program could write it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from urllib.parse import quote

FEWEST = 6
"""Fewer bytes than this also stand in encrypted data by chance."""


def forms(secret: str) -> dict[str, bytes]:
    """This secret as it may stand in a file, a pipe or an argument."""
    assert len(secret) >= FEWEST, "too short to be searched for"
    found: dict[str, bytes] = {}
    for case, text in (("", secret), ("lower ", secret.lower()), ("upper ", secret.upper())):
        raw = text.encode()
        found |= {
            f"{case}utf-8": raw,
            f"{case}utf-16le": text.encode("utf-16-le"),
            f"{case}utf-16be": text.encode("utf-16-be"),
            f"{case}hex": raw.hex().encode(),
            f"{case}HEX": raw.hex().upper().encode(),
            f"{case}json": json.dumps(text)[1:-1].encode(),
            f"{case}percent": quote(text).encode(),
        }
        for shift in range(3):  # whichever of its bytes begins a group of three
            encoded = base64.b64encode(b"\0" * shift + raw)
            found[f"{case}base64+{shift}"] = encoded[4 if shift else 0 : -4]
    return {kind: form for kind, form in found.items() if len(form) >= FEWEST}


def all_forms(secrets: Mapping[str, str]) -> dict[bytes, str]:
    """Every form of every secret, called by the secret's name, so that a report never repeats the secret itself."""
    named: dict[bytes, str] = {}
    for name, secret in secrets.items():
        for kind, form in forms(secret).items():
            named.setdefault(form, f"{name} in {kind}")  # some forms are the same bytes
    return named
