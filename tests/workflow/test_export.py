# SPDX-License-Identifier: EUPL-1.2
"""The export: what is shown is what leaves, one client to one archive with one phrase that is never used again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import (
    ConsentInFuture,
    ConsentTooOld,
    FieldsIncomplete,
    NotNow,
    TermPassed,
)
from app.domain.referral import State
from app.export.archive import read_archive
from app.export.document import to_json
from app.storage.exports import Step
from tests.factory import a_sender, the_profile
from tests.workflow.desk import Desk


def test_R03_R17_R39_R40_what_was_shown_is_what_is_in_the_archive(desk: Desk) -> None:
    # GIVEN a reviewed referral, and the page that shows what will leave
    reference = desk.ready()
    shown = desk.flow.export.preview(reference)
    # WHEN the file is made
    made = desk.flow.export.export(reference)
    # THEN there is one archive under a neutral name, holding two neutral names and exactly what was shown
    assert desk.outbox() == [made.file_name] == [f"KG-OCMW_{reference}.7z"]
    record = desk.record(reference)
    assert record is not None
    archive = (desk.paths.outbox / made.file_name).read_bytes()
    inside = read_archive(archive, record.phrase)
    assert set(inside) == {"doorverwijzing.pdf", "doorverwijzing.json"}
    assert inside["doorverwijzing.json"] == to_json(shown)
    assert (record.step, record.size) == (Step.MADE, len(archive))
    assert made.control_code == record.archive_sha256[:8]
    assert made.full_reference == made.reference == reference


def test_R08_R15_the_file_names_protocol_consent_team_and_the_head_of_the_register(desk: Desk) -> None:
    reference = desk.ready()
    row, head = desk.store.register.head()
    content = json.loads(to_json(desk.flow.export.preview(reference)))
    assert set(content) == {
        "referentie", "versie", "voornaam", "naam", "adres", "telefoon", "email", "toestemming", "protocol",
        "afzender", "register",
    }  # fmt: skip
    profile, sender = the_profile(), a_sender()
    assert content["protocol"] == {"titel": profile.title, "in_werking": "2025-03-24", "versie": profile.version}
    assert content["toestemming"] == {"gegeven_op": "2026-11-23", "tekst": profile.consent_text.id}
    assert content["afzender"] == {"team": sender.team, "telefoon": sender.phone, "email": sender.email}
    assert content["register"] == {"rij": row, "kop": head[:12]}


def test_the_day_of_consent_is_a_day_in_belgium(light_desk: Desk) -> None:
    # GIVEN a yes at half past twelve at night in Belgium, when it is still the day before in London
    light_desk.clock.jump(hours=14, minutes=30)
    assert light_desk.flow.export.preview(light_desk.ready()).consent_given_on.day == 24


def test_the_register_tells_which_file_went_where_with_which_texts(light_desk: Desk) -> None:
    reference = light_desk.exported()
    record, row = light_desk.record(reference), light_desk.store.register.rows()[-1]
    assert record is not None
    assert (row.gebeurtenis, row.ref, row.protocol, row.ontvanger) == (
        "geexporteerd", reference, "kasterlee", "OCMW Kasterlee",
    )  # fmt: skip
    assert (row.archief_sha256, row.bytes) == (record.archive_sha256, record.size)
    assert row.tekst_versie == "toestemming.nl@1.0.0 mail_doorverwijzing.nl@1.0.0"
    assert row.gebruiker == "Annelies Vercammen"


def test_R05_a_first_export_needs_a_consent_of_the_last_thirty_days(light_desk: Desk) -> None:
    # GIVEN a reviewed referral, its consent on the last day that counts
    desk = light_desk
    desk.under(terms=replace(the_profile().terms, consent_max_days=3))
    reference = desk.ready()
    desk.clock.forward(days=3)
    desk.flow.export.preview(reference)
    # WHEN one more second passes
    desk.clock.forward(seconds=1)
    # THEN nothing leaves any more
    for verb in (desk.flow.export.preview, desk.flow.export.export):
        with pytest.raises(ConsentTooOld):
            verb(reference)
    assert desk.outbox() == []


def test_R05_a_consent_of_the_future_lets_nothing_leave(light_desk: Desk) -> None:
    # GIVEN a referral whose consent lies ahead, as a faulty computer may have written it
    desk = light_desk
    reference = desk.ready()
    referral = desk.referral(reference)
    ahead = replace(referral.consent, given_at=desk.clock.now() + timedelta(seconds=1))
    desk.store.referrals.save(replace(referral, consent=ahead))
    with pytest.raises(ConsentInFuture):
        desk.flow.export.export(reference)


def test_R05_once_sent_a_file_is_made_again_also_when_the_consent_has_aged(light_desk: Desk) -> None:
    desk = light_desk
    desk.under(terms=replace(the_profile().terms, consent_max_days=3))
    reference = desk.sent()
    desk.clock.forward(days=5)
    desk.flow.export.export(reference)


@pytest.mark.parametrize("state", [State.CONCEPT, State.WITHDRAWN, State.ERASED])
def test_nothing_is_exported_from_other_states(light_desk: Desk, state: State) -> None:
    reference = light_desk.in_state(state)
    for verb in (light_desk.flow.export.preview, light_desk.flow.export.export):
        with pytest.raises(NotNow):
            verb(reference)


def test_a_referral_whose_term_passed_is_not_exported(light_desk: Desk) -> None:
    reference = light_desk.ready()
    light_desk.clock.forward(days=7)
    for verb in (light_desk.flow.export.preview, light_desk.flow.export.export):
        with pytest.raises(TermPassed):
            verb(reference)
    # AND extending lets it go
    light_desk.flow.referral.extend(reference)
    light_desk.flow.export.export(reference)


def test_a_row_without_client_is_never_exported(light_desk: Desk) -> None:
    # GIVEN a ready row whose fields are gone, which no verb makes
    reference = light_desk.ready()
    light_desk.store.referrals.save(replace(light_desk.referral(reference), client=None))
    with pytest.raises(FieldsIncomplete):
        light_desk.flow.export.export(reference)


@pytest.mark.parametrize("state", [State.READY, State.EXPORTED, State.SENT])
def test_R17_looking_changes_nothing(light_desk: Desk, state: State) -> None:
    # GIVEN a referral that may be exported (again)
    desk = light_desk
    reference = desk.in_state(state)
    before = desk.everything()
    # WHEN somebody looks at what would leave, twice
    shown = desk.flow.export.preview(reference)
    assert desk.flow.export.preview(reference) == shown
    # THEN no byte on disk changed and no phrase is kept there
    assert desk.everything() == before
    assert (shown.last_name, shown.place) == ("D'Hondt-Çelik", "Tielen")


# --- made again ---


def test_a_file_that_is_made_again_replaces_the_first_with_a_new_phrase(light_desk: Desk) -> None:
    # GIVEN a finished file with its draft, which a mail program may hold a copy of
    desk = light_desk
    reference = desk.exported()
    desk.flow.handover.prepare_mail(reference)
    copy = desk.downloads / f"KG-OCMW_{reference}.eml"
    copy.write_bytes(b"copy of the draft")
    first = desk.record(reference)
    # WHEN it is made again
    desk.clock.forward(hours=1)
    desk.flow.export.export(reference)
    # THEN one archive is left, and no draft of the old one
    second = desk.record(reference)
    assert first is not None
    assert second is not None
    assert first.phrase != second.phrase
    assert first.archive_sha256 != second.archive_sha256
    assert desk.outbox() == [f"KG-OCMW_{reference}.7z"]
    assert not copy.exists()
    assert desk.referral(reference).mail_opened_at is None


def test_R45_making_again_after_sending_takes_the_statement_back_but_not_the_hard_limit(light_desk: Desk) -> None:
    # GIVEN a referral sent ten days ago, extended, its phrase passed on
    desk = light_desk
    reference = desk.sent()
    sent_at = desk.clock.now()
    desk.flow.handover.passed_on(reference)
    desk.clock.forward(days=6)
    desk.flow.referral.extend(reference)
    desk.clock.forward(days=4)
    # WHEN the file is made again
    desk.flow.export.export(reference)
    # THEN it stands as not sent, with the five days of its state, but it is still erased fourteen days after sending
    referral = desk.referral(reference)
    assert (referral.state, referral.sent_at, referral.spoken_at, referral.extended) == (
        State.EXPORTED, sent_at, None, False,
    )  # fmt: skip
    assert desk.session.standing(referral).erases_at == sent_at + timedelta(days=14)
    # AND a next sending moves that limit
    later = desk.clock.forward(days=1)
    desk.flow.handover.declare_sent(reference)
    assert desk.session.standing(desk.referral(reference)).erases_at == later + timedelta(days=14)


def test_an_outbox_that_somebody_deleted_is_made_again(light_desk: Desk) -> None:
    reference = light_desk.ready()
    light_desk.paths.outbox.rmdir()
    light_desk.flow.export.export(reference)
    assert light_desk.outbox() == [f"KG-OCMW_{reference}.7z"]
