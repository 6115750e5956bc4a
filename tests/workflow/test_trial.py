# SPDX-License-Identifier: EUPL-1.2
"""A test sending: marked everywhere, made and looked after like a real one, and never counted."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from app.domain.client import Client
from app.domain.profile import Profile
from app.domain.reference import checked_reference, new_trial
from app.domain.trial import TrialOutcome, practice_client, trial_client
from app.domain.validation import validate
from app.paths import resource
from app.workflow.tasks import TaskKind
from app.workflow.trial import TrialView
from tests.factory import a_sender, the_practice_profile, the_profile
from tests.fakes import FixedClock
from tests.workflow.desk import Desk


def phrase_of(desk: Desk, trial: TrialView) -> str:
    return "-".join(word.text for word in desk.flow.trial.phrase(trial.reference))


def registered(desk: Desk) -> list[str]:
    return [row.ref for row in desk.store.register.rows() if row.gebeurtenis == "proefzending"]


# --- the file and the mail ---


@pytest.mark.posix  # 7zz and pdftotext of Linux
def test_R65_the_file_opens_with_7zip_and_says_on_each_page_and_in_its_data_that_it_is_a_test(
    desk: Desk, tmp_path: Path
) -> None:
    # GIVEN a test sending
    trial = desk.flow.trial.make()
    archive = desk.flow.trial.archive(trial.reference)
    # THEN its name tells that it is a test, and somebody else's 7-Zip opens it with its own phrase
    assert archive.name == trial.file_name == f"KG-OCMW_{trial.reference}.7z"
    assert trial.reference.startswith("TEST-")
    assert checked_reference(trial.reference) == trial.reference
    program = shutil.which("7zz")
    assert program is not None, "7-Zip is not installed"
    command = [program, "x", f"-p{phrase_of(desk, trial)}", f"-o{tmp_path / 'out'}", str(archive)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    # AND the page begins with the mark
    page = PdfReader(tmp_path / "out" / "doorverwijzing.pdf").pages[0].extract_text()
    assert " ".join(page.split()).startswith("TEST – verzonnen gegevens")
    assert "Testpersoon" in page
    # AND the data follow the published schema, with a reference that begins with TEST
    told = json.loads((tmp_path / "out" / "doorverwijzing.json").read_bytes())
    schema = json.loads(resource("schema", "doorverwijzing.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(told)) == []
    assert (told["referentie"], told["naam"], told["versie"]) == (trial.reference, "Testpersoon", 1)
    assert told["afzender"]["team"] == a_sender().team


def test_R65_the_mail_says_TEST_and_goes_to_the_recipient_alone(light_desk: Desk) -> None:
    # GIVEN
    desk = light_desk
    trial = desk.flow.trial.make()
    # WHEN the mail is opened
    assert desk.flow.trial.open_mail(desk.flow.trial.draft(trial.reference)).kind == "opened"
    # THEN
    message = message_from_bytes(desk.mailer.seen[0], policy=default)
    assert message["To"] == the_profile().recipient.email
    assert message["Cc"] is None
    assert message["Subject"].startswith("TEST - ")
    assert message["Subject"].endswith("geen echte gegevens")
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == trial.file_name
    assert attached.get_content() == desk.flow.trial.archive(trial.reference).read_bytes()
    # AND its text names the reference, and not the phrase
    body = message.get_body()
    assert body is not None
    assert trial.reference in body.get_content()
    assert phrase_of(desk, trial) not in body.get_content()


def test_the_mail_can_be_made_by_hand_and_the_file_shown(light_desk: Desk) -> None:
    desk = light_desk
    trial = desk.flow.trial.make()
    draft = desk.flow.trial.mail_by_hand(trial.reference)
    assert not draft.draft_path.exists()
    assert draft.attachment_name == trial.file_name
    assert desk.flow.trial.show_folder(desk.flow.trial.archive(trial.reference))
    assert [path.name for path in desk.mailer.shown] == [trial.file_name]


@pytest.mark.parametrize("profile", [the_profile(), the_practice_profile()], ids=lambda profile: profile.id)
@pytest.mark.parametrize("invent", [trial_client, practice_client])
def test_R65_R66_the_invented_clients_are_whole_and_lie_at_nobody(profile: Profile, invent: object) -> None:
    # GIVEN the invented client of a protocol
    client = invent(profile.places[0])  # type: ignore[operator]
    assert isinstance(client, Client)
    # THEN nothing is missing, and the address of its mailbox cannot exist
    assert validate(client, profile) == ()
    assert client.email.endswith("@example.org")
    assert client.phone == "0470 00 00 00"


def test_the_view_names_whom_to_mail_and_to_call(light_desk: Desk, clock: FixedClock) -> None:
    trial = light_desk.flow.trial.make()
    recipient = the_profile().recipient
    assert (trial.recipient, trial.desk, trial.phone) == (recipient.email, recipient.desk, recipient.phone)
    assert (trial.user, trial.begun_at) == (a_sender().name, clock.now())
    assert trial.full_reference == trial.reference
    assert trial.archive_there
    assert len(trial.control_code) == 8


# --- not counted ---


def test_R65_a_test_is_counted_nowhere(light_desk: Desk) -> None:
    # GIVEN a vault in which real work stands
    desk = light_desk
    desk.sent()
    desk.concept()
    lines = desk.flow.overview.show().lines
    counted, months = Counter(desk.events()), desk.flow.register.show().months
    assert months[-1].sent == 1
    # WHEN a test is made, told and closed
    trial = desk.flow.trial.make()
    during = desk.flow.overview.show()
    desk.flow.trial.close(trial.reference, TrialOutcome.OPENED)
    # THEN no referral came or went, and the register has one row, of a kind that is no referral
    assert during.lines == desk.flow.overview.show().lines == lines
    assert desk.flow.register.show().months == months
    assert Counter(desk.events()) - counted == Counter({"proefzending": 1})
    assert desk.events(trial.reference) == ["proefzending"]
    desk.store.register.verify()


def test_R65_R56_the_row_of_a_test_holds_its_kind_and_no_invented_client(light_desk: Desk) -> None:
    desk = light_desk
    trial = desk.flow.trial.make()
    row = desk.store.register.rows()[-1]
    assert (row.gebeurtenis, row.ref) == ("proefzending", trial.reference)
    assert (row.protocol, row.ontvanger) == (the_profile().id, the_profile().recipient.name)
    assert row.tekst_versie == "mail_proefzending.nl@1.0.0"
    assert row.archief_sha256[:8] == trial.control_code
    assert "Testpersoon" not in repr(row)


def test_R65_an_open_test_is_a_task_until_it_is_closed(light_desk: Desk) -> None:
    # GIVEN
    desk = light_desk
    trial = desk.flow.trial.make()
    (task,) = desk.flow.overview.show().tasks
    assert (task.kind, task.reference, task.since) == (TaskKind.TRIAL, trial.reference, date(2026, 11, 23))
    assert desk.flow.trial.open_one() == trial
    # WHEN it is closed
    desk.flow.trial.close(trial.reference, TrialOutcome.NOT_OPENED)
    # THEN nothing of it is left but the row
    assert desk.flow.overview.show().tasks == ()
    assert desk.flow.trial.open_one() is None
    assert desk.outbox() == []
    assert desk.store.exports.all() == []
    assert registered(desk) == [trial.reference]


@pytest.mark.parametrize("outcome", TrialOutcome)
def test_R65_only_a_file_that_opened_lets_real_ones_go(light_desk: Desk, outcome: TrialOutcome) -> None:
    trial = light_desk.flow.trial.make()
    assert light_desk.flow.trial.close(trial.reference, outcome) is (outcome is TrialOutcome.OPENED)


def test_R30_R65_every_test_has_a_phrase_and_a_reference_of_its_own(light_desk: Desk) -> None:
    # GIVEN a source of chance that gives the same reference twice
    desk = light_desk
    first = desk.flow.trial.make()
    phrase = phrase_of(desk, first)
    desk.flow.trial.discard(first.reference)
    real, again = desk.session.random, [2]

    def repeated(count: int) -> bytes:
        if count == 2 and again:
            again.pop()
            return _bytes_of(first.reference)
        return real(count)

    assert new_trial(lambda _: _bytes_of(first.reference)) == first.reference
    desk.session.random = repeated
    # WHEN a second one is made, THEN neither serves twice: the OCMW may still hold the first mail
    second = desk.flow.trial.make()
    assert again == []
    assert second.reference != first.reference
    assert phrase_of(desk, second) != phrase


def _bytes_of(reference: str) -> bytes:
    """The two random bytes from which this reference is made."""
    from app.domain.reference import ALPHABET

    number = 0
    for sign in reversed(reference.removeprefix("TEST-")[:3]):
        number = number << 5 | ALPHABET.index(sign)
    return number.to_bytes(2, "big")
