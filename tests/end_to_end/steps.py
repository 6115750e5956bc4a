# SPDX-License-Identifier: EUPL-1.2
"""One referral from the icon to the note in the client's file, done by the counting hand and timed on the way."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.end_to_end import other_programs
from tests.end_to_end.counting_hand import CountingHand, Effort
from tests.end_to_end.desktop import process, wait, window_titled
from tests.end_to_end.running import Desk
from tests.end_to_end.story import CLIENT, TICKS, Colleague
from tests.end_to_end.thunderbird_profile import register

BEFORE_PLACE = ("first_name", "last_name", "street", "house_number", "box")
AFTER_PLACE = ("phone", "email")


@dataclass(frozen=True)
class Walk:
    """What the hand counted, and how long it took until the first window and until the draft was open, in seconds."""

    measured: tuple[Effort, ...]
    typed: tuple[str, ...]
    until_window: float
    until_draft: float


def prepare(here: Desk) -> str:
    """A mail program, and a user who has been here before; gives the recovery code."""
    sent = here.home / "sent.json"
    register(here.home, "thunderbird", f"{sys.executable} {other_programs.__file__} mail {sent} %u")
    _, screen = here.start()
    colleague = Colleague(here.env, screen)
    colleague.start_fresh()
    here.end_all()
    return colleague.recovery_code


def walk(here: Desk) -> Walk:
    """All eleven rows, on a desk that was prepared."""
    began = time.monotonic()
    _, screen = here.start()
    until_window = time.monotonic() - began
    hand = CountingHand(Colleague(here.env, screen))
    hand.started(1)
    _until_the_draft(hand)
    mail = window_titled(here.env, other_programs.MAIL_TITLE, 60, prefix=True)
    until_draft = time.monotonic() - began
    _send(hand, here.home / "sent.json", mail)
    _hand_over(hand)
    _note(hand, here.home / "dossier.txt")
    return Walk(hand.measured(), tuple(hand.typed), until_window, until_draft)


def _until_the_draft(hand: CountingHand) -> None:
    colleague = hand.colleague
    hand.type(1, "unlock_passphrase", colleague.passphrase)
    hand.press(1, "unlock_button")
    hand.press(2, "new_referral")
    for name in (*TICKS, "consent_route_conversation"):
        hand.tick(3, name)
    hand.press(3, "consent_yes", instead=("consent_no", "consent_think"))
    colleague.arrives("client_page")
    for name in BEFORE_PLACE:
        hand.type(4, name, CLIENT[name])
    hand.tick(4, "place_lichtaart", instead=("place_kasterlee", "place_tielen"))
    for name in AFTER_PLACE:
        hand.type(4, name, CLIENT[name])
    hand.press(5, "client_next", instead=("client_later",))
    colleague.arrives("review_page")
    colleague.reference = colleague.screen.shows("review_reference").name.split(" ")[0]
    hand.press(6, "export")


def _send(hand: CountingHand, sent: Path, mail: str) -> None:
    hand.key(7, mail, "ctrl+Return", sent.exists, decides=True)  # to send it, or not: who stands in 'To'
    told = json.loads(sent.read_text("utf-8"))
    assert "@" in told["to"]
    assert len(told["attachments"]) == 1


def _hand_over(hand: CountingHand) -> None:
    told = "Kijk in je mailprogramma"  # with these words the page is drawn anew: a click before them is lost
    wait(lambda: hand.colleague.said().startswith(told), 30, "the program knows that the mail is open")
    hand.press(8, "confirm_sent")
    hand.press(9, "show_passphrase")
    words = hand.colleague.screen.shows("passphrase_words")
    wait(lambda: "-" in words.name, 10, "the phrase on screen, without a further action")
    hand.press(9, "confirm_spoken", instead=("nobody_answered",))
    hand.colleague.arrives("handover_page")
    hand.press(10, "confirm_received")
    hand.colleague.arrives("done_page")


def _note(hand: CountingHand, notes: Path) -> None:
    hand.press(11, "copy_dossier_note")
    command = [sys.executable, other_programs.__file__, "dossier", str(notes)]
    with process(command, hand.colleague.env):
        window = window_titled(hand.colleague.env, other_programs.DOSSIER_TITLE, 30)
        hand.key(11, window, "ctrl+v", lambda: notes.exists() and notes.read_text("utf-8"))
    assert hand.colleague.reference in notes.read_text("utf-8")
