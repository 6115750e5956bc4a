# SPDX-License-Identifier: EUPL-1.2
"""Exports are written ahead: first the intent with its phrase, then the archive."""

from __future__ import annotations

import pytest

from app.domain.errors import ReferenceUnknown, RowDamaged
from app.storage.database import RowRefused
from app.storage.exports import ExportRecord, Step
from app.storage.store import Store
from tests.factory import NOW

REFERENCE, PHRASE, SHA256 = "K7M4-29QK", "zes-woorden-voor-dit-ene-bestand", "ab" * 32


def test_P3_an_export_is_an_intent_first_and_made_afterwards(store: Store) -> None:
    store.exports.begin(REFERENCE, PHRASE, NOW, "toestemming.nl@1.0.0 mail@1.0.0")
    intent = ExportRecord(REFERENCE, PHRASE, "", 0, Step.INTENT, NOW, "toestemming.nl@1.0.0 mail@1.0.0")
    assert store.exports.get(REFERENCE) == intent
    store.exports.made(REFERENCE, SHA256, 4096)
    made = ExportRecord(REFERENCE, PHRASE, SHA256, 4096, Step.MADE, NOW, "toestemming.nl@1.0.0 mail@1.0.0")
    assert store.exports.get(REFERENCE) == made
    assert store.exports.all() == [made]


def test_R30_two_archives_never_share_a_phrase(store: Store) -> None:
    store.exports.begin(REFERENCE, PHRASE, NOW)
    for reference in (REFERENCE, REFERENCE + "-2", "AAAA-AAAA"):
        with pytest.raises(RowRefused):
            store.exports.begin(reference, PHRASE, NOW)
    assert len(store.exports.all()) == 1


def test_only_a_begun_export_can_be_made(store: Store) -> None:
    with pytest.raises(ReferenceUnknown):
        store.exports.made(REFERENCE, SHA256, 4096)


@pytest.mark.parametrize(("sha256", "size"), [("", 4096), (SHA256, 0), ("ab", 1)])
def test_a_made_archive_has_a_hash_and_a_size(store: Store, sha256: str, size: int) -> None:
    store.exports.begin(REFERENCE, PHRASE, NOW)
    with pytest.raises(RowRefused):
        store.exports.made(REFERENCE, sha256, size)
    record = store.exports.get(REFERENCE)
    assert record is not None
    assert record.step is Step.INTENT


def test_a_dropped_export_leaves_nothing_and_dropping_twice_is_harmless(store: Store) -> None:
    store.exports.begin(REFERENCE, PHRASE, NOW)
    store.exports.drop(REFERENCE)
    store.exports.drop(REFERENCE)
    assert store.exports.get(REFERENCE) is None


def test_check_8_P7_a_record_that_is_not_what_was_written_is_noticed(store: Store) -> None:
    store.exports.begin(REFERENCE, PHRASE, NOW)
    store._database.execute("UPDATE export SET phrase = 'andere-woorden'")
    with pytest.raises(RowDamaged) as caught:
        store.verify()
    assert caught.value.facts == {"table": "export"}
