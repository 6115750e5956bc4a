# SPDX-License-Identifier: EUPL-1.2
"""The steps of one referral, done on the running program as a colleague does them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.end_to_end.atspi import Gone, Screen, Widget
from tests.end_to_end.desktop import Environment, wait, windows

CLIENT: Mapping[str, str] = {
    "first_name": "Zoë",
    "last_name": "D'Hondt-Çelik",
    "street": "Geelsebaan",
    "house_number": "12A",
    "box": "3",
    "phone": "0470 12 34 56",
    "email": "zoe.celik@example.org",
}
SENDER: Mapping[str, str] = {
    "staff_name": "Annelies Vercammen",
    "team_name": "Lokaal team Kempen",
    "team_phone": "014 12 34 56",
    "team_email": "kempen@example.org",
}
TICKS = (*(f"consent_i{number}" for number in range(1, 7)), *(f"consent_t{number}" for number in range(1, 5)))
_SAVED = re.compile(r"Opgeslagen om \d\d:\d\d")


@dataclass
class Colleague:
    """Does each step by object name, and remembers what a person has to remember."""

    env: Environment
    screen: Screen
    passphrase: str = "vlinder trapt zeven keer op blauwe kiezel"
    recovery_code: str = ""
    phrase: str = ""
    reference: str = ""
    sender: Mapping[str, str] = field(default_factory=lambda: SENDER)

    # --- hands ---

    def type(self, name: str, text: str) -> None:
        """Put the cursor in a field and type on the keyboard, once more when the field missed a key."""
        widget = self.screen.usable(name)
        for again in (False, True, True):
            wait(lambda: self._put_cursor(widget), 10, f"cursor in {name}")
            if again:
                self.key("ctrl+a")
            subprocess.run(["xdotool", "type", "--delay", "4", text], env=self.env, check=True, timeout=60)
            try:
                wait(lambda: widget.length == len(text), 3, f"{name} typed")
            except AssertionError:
                continue
            return
        raise AssertionError(f"{name} holds {widget.length} signs instead of {len(text)}")

    def _put_cursor(self, widget: Widget) -> bool:
        """In this widget, and with the window in front: a window manager may keep a new window in the background."""
        widget.focus()
        if not widget.has_focus:
            self.in_front()
        return widget.has_focus

    def in_front(self) -> None:
        """Bring the window of the program forward."""
        for number, title in windows(self.env):
            if title == "Doorverwijzing":
                subprocess.run(["xdotool", "windowactivate", number], env=self.env, check=False, timeout=20)

    def fill(self, name: str, text: str) -> None:
        """Put a text in a field at once, as dictation does."""
        self.screen.usable(name).fill(text)

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], env=self.env, check=True, timeout=20)

    def press(self, name: str) -> None:
        """Press a button."""
        self.screen.press(name)

    def tick(self, name: str) -> None:
        """Turn a tick or choose an answer, and see that it is on."""
        widget = self.screen.usable(name)
        widget.press()
        wait(lambda: widget.is_ticked, 10, f"{name} ticked")

    def arrives(self, page: str) -> None:
        """Wait for a page."""
        self.screen.shows(page)

    def said(self) -> str:
        """What the message bar says."""
        found = self.screen.find("message_text")
        return found.name if found is not None else ""

    # --- first start and the door ---

    def introduce(self) -> None:
        """Who are you, and the statement."""
        for name, text in self.sender.items():
            self.fill(name, text)
        self.tick("secrecy_statement")
        self.press("setup_next")
        self.screen.usable("passphrase_next")

    def choose_passphrase(self) -> None:
        """An own passphrase, typed twice."""
        self.type("new_passphrase", self.passphrase)
        self.type("new_passphrase_repeat", self.passphrase)
        self.press("passphrase_next")
        self.screen.usable("recovery_done")

    def keep_recovery_code(self) -> None:
        """Write the code down, and type two groups of it back."""
        self.recovery_code = self.screen.shows("recovery_code").name
        groups = self.recovery_code.split("-")
        for name in ("recovery_check_1", "recovery_check_2"):
            number = int(self.screen.shows(name).name.removeprefix("Groep "))
            self.fill(name, groups[number - 1])
        self.press("recovery_done")
        self.screen.usable("to_overview", 60)

    def start_fresh(self) -> None:
        """From an empty data folder to the overview."""
        self.introduce()
        self.choose_passphrase()
        self.keep_recovery_code()
        self.press("to_overview")
        self.arrives("overview_page")

    def unlock(self) -> None:
        """Open the locked program."""
        self.type("unlock_passphrase", self.passphrase)
        self.press("unlock_button")
        wait(lambda: self.screen.find("unlock_page") is None, 60, "the door open")

    # --- one referral ---

    def consent(self) -> None:
        """A new referral: ten ticks, how the client said yes, and yes."""
        self.press("new_referral")
        self.arrives("consent_page")
        for name in TICKS:
            self.tick(name)
        self.tick("consent_route_conversation")
        self.tick("interpreter_no")
        self.press("consent_yes")
        self.arrives("client_page")

    def client(self, client: Mapping[str, str] = CLIENT) -> None:
        """Type the five kinds of data, and see that they are stored."""
        for name, text in client.items():
            self.type(name, text)
        self.tick("place_lichtaart")
        self.is_saved()

    def is_saved(self) -> str:
        """Wait until the program says that it stored everything."""

        def state() -> str:
            try:
                found = self.screen.find("save_state")
                return found.name if found is not None and _SAVED.fullmatch(found.name) else ""
            except Gone:
                return ""

        return wait(state, 10, "Opgeslagen om …")

    def to_review(self) -> None:
        """Look at what will leave."""
        self.press("client_next")
        self.arrives("review_page")

    def export(self) -> None:
        """Make the archive; the hand-over follows."""
        self.reference = self.screen.shows("review_reference").name.split(" ")[0]
        self.press("export")
        wait(lambda: self.screen.find("review_page") is None, 60, "the archive made")

    def declare_sent(self) -> None:
        """Say that the mail was sent."""
        self.press("confirm_sent")
        self.screen.usable("show_passphrase")

    def read_phrase(self) -> None:
        """Open the page of the phrase, and read it from the screen."""
        self.press("show_passphrase")
        words = self.screen.shows("passphrase_words")
        self.phrase = wait(lambda: words.name if "-" in words.name else "", 10, "the phrase on screen")

    def finish(self) -> None:
        """The phrase is passed on, the OCMW could open the file: everything is wiped."""
        self.press("confirm_spoken")
        self.arrives("handover_page")
        self.press("confirm_received")
        self.arrives("done_page")
