# SPDX-License-Identifier: EUPL-1.2
"""A register row's hash depends on every one of its columns and on the row before it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from app.domain.events import GENESIS, Row

ROW = Row(
    nr=1, tijd_utc="2026-11-23T09:00Z", gebeurtenis="concept", ref="K7M4-29QK", protocol="kasterlee",
    ontvanger="OCMW Kasterlee", archief_sha256="", bytes=0, app_versie="1.0.0", tekst_versie="toestemming.nl@1.0.0",
    gebruiker="Zoë", vorige=GENESIS, hash="",
)  # fmt: skip


def test_R56_a_row_has_no_column_for_a_client() -> None:
    assert set(asdict(ROW)) == {
        "nr", "tijd_utc", "gebeurtenis", "ref", "protocol", "ontvanger", "archief_sha256", "bytes", "app_versie",
        "tekst_versie", "gebruiker", "vorige", "hash",
    }  # fmt: skip


@pytest.mark.parametrize("column", [name for name in asdict(ROW) if name != "hash"])
def test_each_column_counts_in_the_hash(column: str) -> None:
    value = getattr(ROW, column)
    change: dict[str, Any] = {column: value + 1 if isinstance(value, int) else value + "x"}
    assert replace(ROW, **change).computed_hash() != ROW.computed_hash()


def test_the_hash_is_pinned() -> None:
    # GIVEN a row of a released register
    # THEN its hash never changes, or old registers would no longer verify
    assert ROW.computed_hash() == "b20b574996b597f6f74cdefb88fb2cd4e43421f1ce7dc3930221b47cecda8acd"
    assert replace(ROW, hash="other").computed_hash() == ROW.computed_hash()
