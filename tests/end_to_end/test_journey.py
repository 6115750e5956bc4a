# SPDX-License-Identifier: EUPL-1.2
"""A whole referral: the real program, a real mail program and a real 7-Zip, from first start to 'Klaar'."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.content import load_profiles
from app.domain.events import Event
from app.domain.profile import Profile
from app.domain.referral import Referral, State
from app.mail.texts import MailTexts
from app.paths import Paths, resource
from app.storage.vault import Vault
from tests.end_to_end import spoil
from tests.end_to_end.desktop import press_until, stays, wait, window_titled, windows
from tests.end_to_end.running import Desk, desk
from tests.end_to_end.smtp_sink import Sink, check_message, smtp_sink
from tests.end_to_end.story import CLIENT, SENDER, Colleague
from tests.end_to_end.thunderbird_profile import end_programs, make_profile, register, register_thunderbird
from tests.factory import a_sender

pytestmark = [pytest.mark.posix, pytest.mark.mail_program]

SENT = [Event.CONSENT, Event.CONCEPT, Event.READY, Event.EXPORTED, Event.DECLARED_SENT]


@dataclass(frozen=True)
class Journey:
    """One desk with the program, Thunderbird and a mail server."""

    here: Desk
    colleague: Colleague
    sink: Sink

    @property
    def outbox(self) -> Path:
        return self.here.data / "outbox"

    def mail_text(self, reference: str, file_name: str) -> tuple[str, str]:
        """Subject and text that the approved words give for this referral."""
        sender = a_sender(
            name=SENDER["staff_name"], team=SENDER["team_name"], phone=SENDER["team_phone"], email=SENDER["team_email"]
        )
        return MailTexts().referral(kasterlee(), sender, reference, file_name)

    def until_the_mail(self) -> tuple[str, str, bytes]:
        """First start to the button that makes the archive; gives reference, title of the mail and the archive."""
        self.colleague.start_fresh()
        self.colleague.consent()
        self.colleague.client()
        self.colleague.to_review()
        self.colleague.export()
        (archive,) = wait(lambda: list(self.outbox.glob("*.7z")), 20, "archive")
        subject, _ = self.mail_text(self.colleague.reference, archive.name)
        return self.colleague.reference, f"Write: {subject} - Thunderbird", archive.read_bytes()

    def send(self, title: str, patience: float) -> None:
        """See that nothing leaves by itself, then send as a user does."""
        window = window_titled(self.here.env, title, patience)
        stays(lambda: not self.sink.mails, 3, "sent without the user")
        press_until(self.here.env, window, "ctrl+Return", lambda: self.sink.mails)
        wait(lambda: window not in dict(windows(self.here.env)), 15, "compose window closed")

    def arrives(self, reference: str, title: str, made: bytes, folder: Path, patience: float = 60) -> bytes:
        """One mail, sent by a person, to the OCMW alone, with our words and the archive byte for byte."""
        self.send(title, patience)
        archive = folder / f"KG-OCMW_{reference}.7z"
        archive.write_bytes(made)  # a copy: the outbox is emptied once the mail is declared sent
        subject, body = self.mail_text(reference, archive.name)
        return check_message(self.sink, (kasterlee().recipient.email,), subject, body, archive)


def kasterlee() -> Profile:
    (profile,) = load_profiles(resource("protocols"))
    return profile


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    home = tmp_path / "home"
    with smtp_sink() as (sink, port), desk(home) as here:
        make_profile(home / "profile", port)
        register_thunderbird(home, home / "profile")
        _, screen = here.start()
        try:
            yield Journey(here, Colleague(here.env, screen), sink)
        finally:
            end_programs(home, "thunderbird")


def open_with_7zip(archive: Path, phrase: str, folder: Path) -> dict[str, bytes]:
    """What somebody else's 7-Zip takes out of it with this phrase; nothing at all when it does not open."""
    program = shutil.which("7zz")
    assert program is not None, "7-Zip is not installed"
    folder.mkdir()
    subprocess.run([program, "x", f"-p{phrase}", f"-o{folder}", archive], capture_output=True, check=False, timeout=60)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.stat().st_size}


def assert_tells_what_was_agreed(inside: dict[str, bytes], reference: str) -> None:
    """A page to read and the same for a machine, with the client's data and nothing else of the client."""
    assert sorted(inside) == ["doorverwijzing.json", "doorverwijzing.pdf"]
    assert inside["doorverwijzing.pdf"].startswith(b"%PDF-")
    told = json.loads(inside["doorverwijzing.json"])
    assert (told["referentie"], told["voornaam"], told["naam"]) == (reference, "Zoë", "D'Hondt-Çelik")
    place = {"postcode": "2460", "gemeente": "Lichtaart"}
    assert told["adres"] == {"straat": "Geelsebaan", "nummer": "12A", "bus": "3", **place}
    assert (told["telefoon"], told["email"]) == (CLIENT["phone"], CLIENT["email"])


def what_is_left(journey: Journey) -> tuple[Referral, list[str]]:
    """The one referral and the events of the register, read by opening the vault after the program has ended."""
    store = Vault(Paths(journey.here.data)).unlock(journey.colleague.passphrase)
    try:
        store.register.verify()
        (referral,) = store.referrals.all()
        return referral, [row.gebeurtenis for row in store.register.rows()]
    finally:
        store.close()


def test_R03_R17_R29_R31_R32_R41_R46_a_referral_from_first_start_to_done(journey: Journey, tmp_path: Path) -> None:
    # GIVEN a colleague on a fresh computer, and a client who said yes
    colleague = journey.colleague

    # WHEN they fill in everything and press 'Maak beveiligd bestand en open e-mail'
    reference, title, made = journey.until_the_mail()

    # THEN Thunderbird shows the mail; it leaves when a person sends it, once, to the OCMW, with that very archive
    received = tmp_path / "received.7z"
    received.write_bytes(journey.arrives(reference, title, made, tmp_path))

    # AND without the phrase not even the names of what is inside can be read (R29)
    assert open_with_7zip(received, "iets anders", tmp_path / "closed") == {}
    assert [name for name, text in CLIENT.items() if len(text) > 5 and text.encode() in received.read_bytes()] == []

    # WHEN they say that it was sent, and read the phrase aloud
    colleague.declare_sent()
    assert list(journey.outbox.iterdir()) == []
    colleague.read_phrase()

    # THEN the OCMW opens with it what the client agreed to, and that only
    assert_tells_what_was_agreed(open_with_7zip(received, colleague.phrase, tmp_path / "opened"), reference)

    # WHEN the phrase is passed on and the OCMW could open the file
    colleague.finish()
    assert reference in colleague.screen.shows("dossier_note").name
    journey.here.end_all()

    # THEN nothing of the client is left on this computer, and the register tells what was done
    referral, events = what_is_left(journey)
    assert (referral.client, referral.state) == (None, State.ERASED)
    assert events == [*SENT, Event.PHRASE_PASSED_ON, Event.RECEIPT_CONFIRMED, Event.ERASED]
    assert list(journey.outbox.iterdir()) == []
    assert len(journey.sink.mails) == 1


@pytest.mark.parametrize(
    ("way", "complaint", "patience"),
    [
        ("one_changed_byte", "attachment differs", 60),
        ("an_extra_cc", "recipients differ", 60),
        ("no_unsent_mark", "compose window", 15),
    ],
)
def test_R41_what_goes_wrong_between_the_program_and_the_mail_is_noticed(
    journey: Journey, tmp_path: Path, way: str, complaint: str, patience: float
) -> None:
    # GIVEN a computer on which something spoils the draft just before Thunderbird opens it
    spoiler = tmp_path / "thunderbird-spoiled"
    spoiler.write_text(f'#!/bin/sh\n"{sys.executable}" "{spoil.__file__}" {way} "$@"\nexec thunderbird "$@"\n')
    spoiler.chmod(0o755)
    home = journey.here.home
    register(home, "thunderbird", f"{spoiler} --profile {home / 'profile'} %u")

    # WHEN the same journey is made
    reference, title, made = journey.until_the_mail()

    # THEN the checks of the test above fail, and for this reason
    with pytest.raises(AssertionError, match=complaint):
        journey.arrives(reference, title, made, tmp_path, patience)
