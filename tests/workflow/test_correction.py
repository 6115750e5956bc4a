# SPDX-License-Identifier: EUPL-1.2
"""Correcting what was sent (art. 7): a next version with its own archive and phrase, the old ones gone."""

from __future__ import annotations

import json

import pytest

from app.domain.client import Client
from app.domain.errors import (
    ConsentIncomplete,
    FieldsIncomplete,
    NotNow,
    ReferenceUnknown,
    TermPassed,
)
from app.domain.referral import State
from app.domain.report import Kind
from app.domain.sender import Sender
from app.export.archive import read_archive
from tests.factory import a_client, a_sender, the_profile
from tests.workflow.desk import Desk
from tests.workflow.test_wiping import found

MENDED = a_client(last_name="Peeters")
BAD_REFERENCES = ["", "zomaar", "AAAA-AAAB", "K7M4-29QK", "INC-4T8R", "x" * 10_000, "'; --", "K7M4-29Q", "２４６０"]


def test_R51_each_version_has_its_own_archive_and_phrase_and_the_old_ones_are_gone(desk: Desk) -> None:
    # GIVEN a sent referral
    reference = desk.sent()
    first = desk.record(reference)
    assert first is not None
    phrases, archives = [first.phrase], [first.archive_sha256]
    for version in (2, 3):
        # WHEN an error in it is corrected and the new version is exported
        desk.corrected(reference, kind=Kind.OUTDATED)
        assert found(desk, tuple(phrases)) == set()
        desk.type(reference, a_client(last_name=f"Peeters-{'I' * version}"))
        desk.flow.referral.finish(reference)
        made = desk.flow.export.export(reference)
        # THEN reference and file name say which version it is, and there is one archive
        full = f"{reference}-{version}"
        assert (made.full_reference, made.file_name) == (full, f"KG-OCMW_{full}.7z")
        assert desk.outbox() == [made.file_name]
        record = desk.record(reference)
        assert record is not None
        inside = read_archive((desk.paths.outbox / made.file_name).read_bytes(), record.phrase)
        content = json.loads(inside["doorverwijzing.json"])
        assert (content["referentie"], content["versie"]) == (reference, version)
        assert content["naam"] == f"Peeters-{'I' * version}"
        phrases.append(record.phrase)
        archives.append(record.archive_sha256)
        desk.flow.handover.declare_sent(reference)
    # AND no phrase and no archive came twice, and only the last phrase is known
    assert len(set(phrases)) == len(set(archives)) == 3
    assert [record.full_reference for record in desk.store.exports.all()] == [f"{reference}-3"]
    assert found(desk, tuple(phrases)) == {phrases[-1]}
    assert desk.referral(reference).sent_version == 3


def test_R51_the_register_names_the_version_and_the_mail_that_was_used(light_desk: Desk) -> None:
    # GIVEN a corrected referral that went all the way
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference, kind=Kind.INCOMPLETE)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    desk.flow.handover.declare_sent(reference)
    desk.flow.handover.passed_on(reference)
    desk.flow.handover.received(reference)
    # THEN each row after the correction names version 2, and none says what was wrong
    assert desk.events(f"{reference}-2") == [
        "gecorrigeerd", "klaar", "geexporteerd", "verzonden_verklaard", "wachtzin_doorgegeven", "ontvangst_bevestigd",
        "gewist",
    ]  # fmt: skip
    rows = [row for row in desk.store.register.rows() if row.ref == f"{reference}-2"]
    assert rows[1 + 1].tekst_versie == "toestemming.nl@1.0.0 mail_verbetering.nl@1.0.0"
    assert not [row for row in rows if "onvolledig" in repr(row)]
    assert f"Referentie {reference}-2." in desk.flow.handover.note(reference)


def mail_b(reference: str, sender: Sender) -> str:
    return f"""Beste maatschappelijk werker

Je kreeg eerder een beveiligd bestand van ons. Daarin stond iets dat niet klopte.
In de bijlage zit een verbeterd bestand (artikel 7 van het protocol).

Referentie: {reference} - versie 2
Bijlage: KG-OCMW_{reference}-2.7z
Wat was er mis: overtollig

Wat vragen we jou?
- Gebruik alleen versie 2. Wis versie 1.
- Gaf je de oude gegevens door aan een partner? Geef dan ook de verbetering door.
- Antwoord 'OK {reference} versie 2' als je het bestand kon openen.

Je krijgt een nieuwe wachtzin via de telefoon. De oude werkt niet voor dit bestand.

Met vriendelijke groeten

{sender.name}
{sender.team}
Opgroeien regie
{sender.phone} - {sender.email}
"""


def test_R51_the_mail_of_a_correction_names_its_version_and_what_was_wrong(light_desk: Desk) -> None:
    # GIVEN a corrected version with its file
    desk = light_desk
    reference = desk.sent()
    desk.corrected(reference, kind=Kind.EXCESSIVE)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    # WHEN its mail is written
    draft = desk.flow.handover.prepare_mail(reference)
    # THEN it is mail B, to the letter
    assert draft.recipients == (the_profile().recipient.email,)
    assert draft.subject == f"Verbeterd bestand van Kind en Gezin - referentie {reference} - versie 2"
    assert draft.body == mail_b(reference, a_sender())
    assert draft.attachment_name == f"KG-OCMW_{reference}-2.7z"
    assert desk.outbox() == [f"KG-OCMW_{reference}-2.7z", f"KG-OCMW_{reference}-2.eml"]
    # AND after a restart both are still there, and the hand-over speaks of version 2, which was not sent yet
    desk.restart()
    assert desk.outbox() == [f"KG-OCMW_{reference}-2.7z", f"KG-OCMW_{reference}-2.eml"]
    view = desk.flow.handover.view(reference)
    assert (view.full_reference, view.archive_there, view.sent_at) == (f"{reference}-2", True, None)


def test_R51_after_wiping_the_fields_are_typed_again(light_desk: Desk) -> None:
    # GIVEN a referral that the OCMW received
    desk = light_desk
    reference = desk.erased()
    view = desk.flow.correction.view(f" {reference.lower().replace('-', ' ')} ")
    assert (view.reference, view.next_version, view.has_data, view.may_correct) == (reference, 2, False, True)
    # WHEN an error is corrected
    referral = desk.corrected(reference)
    # THEN nothing is filled in, and everything is asked as for a new one
    assert (referral.client, referral.state, referral.version) == (Client(), State.CONCEPT, 2)
    assert desk.flow.overview.show().lines[0].full_reference == f"{reference}-2"
    with pytest.raises(FieldsIncomplete):
        desk.flow.referral.finish(reference)
    desk.type(reference, MENDED)
    desk.flow.referral.finish(reference)
    desk.flow.export.export(reference)
    assert desk.referral(reference).client == MENDED


def test_R51_with_the_data_here_they_stay_to_be_mended(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    view = desk.flow.correction.view(reference)
    assert (view.full_reference, view.has_data, view.reports, view.may_correct) == (reference, True, (), True)
    referral = desk.corrected(reference)
    assert (referral.client, referral.correction) == (a_client(), "foutief")
    assert (referral.confirmed_at, referral.agreed_channels) == (desk.clock.now(), ("address", "phone", "email"))
    assert desk.flow.overview.show().lines[0].step == "fill_in"
    assert not desk.flow.correction.view(reference).may_correct


@pytest.mark.parametrize("way", ["made again", "killed while making again"])
def test_R51_what_was_made_again_after_sending_can_be_corrected_too(light_desk: Desk, way: str) -> None:
    # GIVEN a sent referral of which the file was made again, or was being made when the process ended
    desk = light_desk
    reference = desk.sent()
    desk.flow.export.export(reference)
    if way != "made again":
        desk.killed_while_exporting(reference)
    # WHEN an error turns up
    desk.corrected(reference)
    # THEN the file that was made is gone, and the next version is begun
    assert (desk.outbox(), desk.store.exports.all(), desk.referral(reference).version) == ([], [], 2)


@pytest.mark.parametrize("data", [True, False])
@pytest.mark.parametrize(("confirmed", "agreed"), [(False, False), (False, True), (True, False)])
def test_R51_what_the_user_must_confirm_is_asked(light_desk: Desk, data: bool, confirmed: bool, agreed: bool) -> None:
    # GIVEN a sent referral, its data here or wiped
    desk = light_desk
    reference = desk.sent() if data else desk.erased()
    before = (desk.referral(reference), desk.events(), desk.store.exports.all())
    open_items = (not confirmed) + (not data and not agreed)

    def start() -> None:
        desk.flow.correction.start(reference, Kind.WRONG, confirmed=confirmed, new_channels_agreed=agreed)

    # THEN without every confirmation that is needed nothing begins
    if not open_items:
        start()
        return
    with pytest.raises(ConsentIncomplete) as refused:
        start()
    assert refused.value.facts == {"open_items": open_items}
    assert (desk.referral(reference), desk.events(), desk.store.exports.all()) == before


@pytest.mark.parametrize("state", [State.CONCEPT, State.READY, State.EXPORTED, State.WITHDRAWN])
def test_R51_only_what_was_sent_is_corrected(light_desk: Desk, state: State) -> None:
    desk = light_desk
    reference = desk.in_state(state)
    assert not desk.flow.correction.view(reference).may_correct
    with pytest.raises(NotNow):
        desk.corrected(reference)


@pytest.mark.parametrize("end", ["never sent", "withdrawn and erased"])
def test_R51_what_was_wiped_without_a_sending_or_a_consent_is_not_corrected(light_desk: Desk, end: str) -> None:
    desk = light_desk
    reference = desk.exported() if end == "never sent" else desk.withdrawn()
    desk.flow.referral.erase(reference)
    assert not desk.flow.correction.view(reference).may_correct
    with pytest.raises(NotNow):
        desk.corrected(reference)


def test_R45_R51_a_sent_referral_whose_term_passed_is_first_decided_upon(light_desk: Desk) -> None:
    desk = light_desk
    reference = desk.sent()
    desk.clock.forward(days=7)
    assert not desk.flow.correction.view(reference).may_correct
    with pytest.raises(TermPassed):
        desk.corrected(reference)
    desk.flow.referral.extend(reference)
    assert desk.flow.correction.view(reference).may_correct
    desk.corrected(reference)


@pytest.mark.parametrize("reference", BAD_REFERENCES)
def test_R51_a_reference_that_cannot_be_or_is_not_here_is_called_unknown(light_desk: Desk, reference: str) -> None:
    light_desk.sent()
    with pytest.raises(ReferenceUnknown):
        light_desk.flow.correction.view(reference)
    with pytest.raises(ReferenceUnknown):
        light_desk.flow.correction.start(reference, Kind.WRONG, confirmed=True, new_channels_agreed=True)
