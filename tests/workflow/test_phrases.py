# SPDX-License-Identifier: EUPL-1.2
"""Phrases: one for each archive, never used again, and nowhere but in the vault."""

from __future__ import annotations

import itertools

import pytest

from app.domain.errors import (
    ExportFailed,
)
from tests.workflow.desk import Desk, PlainArchiver


def test_R03_R30_every_archive_has_a_phrase_of_its_own(light_desk: Desk) -> None:
    # GIVEN archives of several clients, made once and again, after looking and without
    desk = light_desk
    phrases = []
    for _ in range(3):
        reference = desk.exported()
        for again in range(3):
            record = desk.record(reference)
            assert record is not None
            phrases.append(record.phrase)
            if again:
                desk.flow.export.preview(reference)
            desk.flow.export.export(reference)
    # THEN no phrase occurs twice, and each has six words
    assert len(set(phrases)) == len(phrases) == 9
    assert {len(phrase.split("-")) for phrase in phrases} == {6}


def test_R30_a_phrase_made_ahead_for_one_referral_never_serves_another(light_desk: Desk) -> None:
    # GIVEN two referrals looked at in turn
    desk = light_desk
    first, second = desk.ready(), desk.ready()
    desk.flow.export.preview(first)
    ahead = dict(desk.flow.export._ready)
    desk.flow.export.preview(second)
    # WHEN both are exported
    desk.flow.export.export(first)
    desk.flow.export.export(second)
    # THEN the one made ahead was dropped, and nothing is kept for later
    records = [desk.record(first), desk.record(second)]
    assert len({record.phrase for record in records if record}) == 2
    assert ahead[first] not in {record.phrase for record in records if record}
    assert desk.flow.export._ready == {}


def test_R30_a_phrase_whose_export_failed_is_not_tried_again(light_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a phrase made ahead, and an archive that cannot be built
    desk = light_desk
    reference = desk.ready()
    desk.flow.export.preview(reference)
    ahead = desk.flow.export._ready[reference]
    with monkeypatch.context() as patched:
        patched.setattr(PlainArchiver, "unpack", lambda *_: {})
        with pytest.raises(ExportFailed):
            desk.flow.export.export(reference)
    # WHEN the next try works
    desk.flow.export.export(reference)
    record = desk.record(reference)
    assert record is not None
    assert record.phrase != ahead


def test_R31_the_phrase_is_in_no_register_row_draft_or_file_name(desk: Desk) -> None:
    # GIVEN a referral through its whole life
    reference = desk.exported()
    record = desk.record(reference)
    assert record is not None
    draft = desk.flow.handover.prepare_mail(reference)
    desk.flow.handover.open_mail(draft)
    mail = draft.draft_path.read_bytes()
    names = [str(path) for path in desk.paths.data.rglob("*")]
    desk.flow.handover.declare_sent(reference)
    words = [word.text for word in desk.flow.handover.phrase(reference)]
    desk.flow.handover.passed_on(reference)
    rows = repr(desk.store.register.rows())
    view = repr(desk.flow.handover.view(reference)) + repr(desk.flow.overview.show())
    # THEN neither the phrase nor two of its words side by side are anywhere but in the vault
    assert "-".join(words) == record.phrase
    pairs = [f"{one}-{two}" for one, two in itertools.pairwise(words)]
    for text in (draft.subject, draft.body, rows, view, " ".join(names), mail.decode("ascii")):
        assert not [pair for pair in pairs if pair in text]
    for path, data in desk.everything().items():
        assert record.phrase.encode() not in data, path
