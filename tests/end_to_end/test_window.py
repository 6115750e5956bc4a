# SPDX-License-Identifier: EUPL-1.2
"""The real program in its own process: killed, locked, ended and started twice, it loses nothing and keeps nothing."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import open_guard
from tests.end_to_end.desktop import stays, wait, windows
from tests.end_to_end.memory import copies
from tests.end_to_end.running import Desk, desk
from tests.end_to_end.story import Colleague
from tests.source_tree import ROOT

pytestmark = [pytest.mark.posix, pytest.mark.real_program]

USED = {"push button", "check box", "radio button", "text", "password text", "combo box", "spin button"}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "home") as made:
        yield made


def canaries(count: int) -> list[str]:
    """Street names that stand nowhere else in the world."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return ["Kanarie" + "".join(secrets.choice(letters) for _ in range(12)) for _ in range(count)]


@dataclass(frozen=True)
class Begun:
    """A data folder in which a referral was just begun, and what opens it."""

    data: Path
    recovery_code: str

    def go_on(self, here: Desk) -> tuple[subprocess.Popen[bytes], Colleague]:
        """A copy of it on this desk, open at the empty form of the client."""
        shutil.copytree(self.data, here.data)
        process, screen = here.start()
        colleague = Colleague(here.env, screen, recovery_code=self.recovery_code)
        colleague.unlock()
        colleague.arrives("client_page")
        return process, colleague


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Begun:
    """Made once, by the program itself, because a vault takes its time on purpose."""
    with open_guard(request.config), desk(tmp_path_factory.mktemp("begun")) as here:
        process, screen = here.start()
        colleague = Colleague(here.env, screen)
        colleague.start_fresh()
        colleague.consent()
        process.terminate()
        assert process.wait(20) == 0
    return Begun(here.data, colleague.recovery_code)


@pytest.mark.parametrize("keys", [1, 6, 14, 30])
def test_P1_R35_what_was_called_saved_survives_a_kill(here: Desk, begun: Begun, keys: int) -> None:
    # GIVEN a form in which nothing was typed yet, so that the first 'Opgeslagen' is about the street
    process, colleague = begun.go_on(here)
    (street,) = canaries(1)
    colleague.fill("street", street)
    colleague.is_saved()

    # WHEN the program is killed somewhere in the next field, before, during or after a save
    typed = "0470123456" * 3
    colleague.screen.usable("phone").focus()
    subprocess.run(["xdotool", "type", "--delay", "60", typed[:keys]], env=here.env, check=True)
    process.kill()
    process.wait()

    # THEN after unlocking the street is there, and of the next field nothing that was not typed
    _, screen = here.start()
    colleague.screen = screen
    colleague.unlock()
    colleague.arrives("client_page")
    assert colleague.screen.shows("street").text == street
    assert typed.startswith(colleague.screen.shows("phone").text)
    assert "Je tekst staat er nog." in colleague.said()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])  # by name: Windows lacks one, and reads this too
def test_P14_the_end_of_the_session_saves_everything(here: Desk, begun: Begun, name: str) -> None:
    # GIVEN text that was typed a moment ago
    process, colleague = begun.go_on(here)
    colleague.type("phone", "0470 12 34 56")

    # WHEN the session ends
    process.send_signal(signal.Signals[name])

    # THEN the program ends by itself, without a question, and the text is there
    assert process.wait(20) == 0
    _, screen = here.start()
    colleague.screen = screen
    colleague.unlock()
    colleague.arrives("client_page")
    assert screen.shows("phone").text == "0470 12 34 56"


def test_P14_P18_R35_a_lock_leaves_nothing_in_memory_and_brings_everything_back(here: Desk, begun: Begun) -> None:
    # GIVEN an open form, with texts that stand in memory (the control of the search)
    process, colleague = begun.go_on(here)
    secret = canaries(4)
    texts = dict(zip(("last_name", "street", "first_name", "box"), secret, strict=True))
    for name, text in texts.items():
        colleague.type(name, text)
    secret += [colleague.passphrase, colleague.recovery_code]
    assert copies(process.pid, secret[:4]) > 0

    # WHEN it is locked with Ctrl+L
    colleague.key("ctrl+l")

    # THEN another process shows the locked page, and holds none of it
    assert process.wait(20) == 0
    locked = here.accessibility.screen(besides=process.pid)
    assert locked.pid != process.pid
    locked.usable("unlock_passphrase")
    assert locked.find("street") is None
    assert copies(locked.pid, secret) == 0

    # AND after unlocking the form is there, with the cursor where it was
    colleague.screen = locked
    colleague.unlock()
    colleague.arrives("client_page")
    assert {name: locked.shows(name).text for name in texts} == texts
    wait(lambda: locked.shows("box").has_focus, 10, "cursor in the field of before")


def test_P9_a_second_start_brings_the_first_window_forward(here: Desk) -> None:
    # GIVEN a program whose window was put away
    process, screen = here.start()
    (window,) = (number for number, title in windows(here.env) if title == "Doorverwijzing")
    subprocess.run(["xdotool", "windowminimize", window], env=here.env, check=True)
    wait(lambda: "Doorverwijzing" not in dict(windows(here.env)).values(), 10, "window put away")

    # WHEN it is started once more
    second = subprocess.run(
        here.command(), env=here.env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    # THEN the second ends quietly, says why, and the first window is there again
    assert (second.returncode, second.stdout) == (0, "")
    assert "al open" in second.stderr
    wait(lambda: (window, "Doorverwijzing") in windows(here.env), 10, "window in front")
    assert process.poll() is None
    screen.usable("setup_next")


def test_R41_an_answer_about_mail_that_comes_late_moves_nobody(here: Desk, begun: Begun) -> None:
    # GIVEN a computer that is slow to say which mail program it has, and in the end has none
    programs = here.home / "bin"
    programs.mkdir()
    answer = here.home / "answer"
    os.mkfifo(answer)
    (programs / "xdg-mime").write_text(f"#!/bin/sh\n[ -p {answer} ] && read -r line < {answer} && rm {answer}\n")
    (programs / "xdg-mime").chmod(0o755)
    here.env["PATH"] = f"{programs}:{here.env['PATH']}"
    _, colleague = begun.go_on(here)
    colleague.client()
    colleague.to_review()

    # WHEN the colleague sent the mail without its help and reads the phrase, and only then the answer comes
    colleague.export()
    colleague.declare_sent()
    colleague.read_phrase()
    answer.write_text("\n")
    wait(lambda: not answer.exists(), 10, "the answer read")

    # THEN the page stays, and nobody hears of an error
    wait(lambda: colleague.screen.find("busy_state") is None, 20, "the answer heard")
    stays(lambda: colleague.screen.find("passphrase_words") and not colleague.said(), 1, "moved away from the phrase")


class ByKeyboard(Colleague):
    """Uses the Tab key, the space bar and arrows alone, and complains about whatever has no name."""

    def go_to(self, name: str) -> None:
        """Press Tab until the cursor is there."""
        widget = self.screen.usable(name)
        self.look_around()
        for _ in range(60):
            if widget.has_focus:
                return
            self.key("Tab")
        raise AssertionError(f"the Tab key never comes to {name}")

    def press(self, name: str) -> None:
        """Press the button that has the focus."""
        self.go_to(name)
        self.key("Return")

    def tick(self, name: str) -> None:
        """The space bar; within a question the arrows go from answer to answer."""
        first = {"place_lichtaart": "place_kasterlee"}.get(name)
        self.go_to(first or name)  # a question is entered at its first answer
        self.key(*("Right", "space") if first else ("space",))
        widget = self.screen.usable(name)
        wait(lambda: widget.is_ticked, 10, f"{name} ticked")

    def type(self, name: str, text: str) -> None:
        """Type where the cursor is."""
        self.go_to(name)
        super().type(name, text)

    def fill(self, name: str, text: str) -> None:
        """There is no other way to fill a field here."""
        self.type(name, text)

    def look_around(self) -> None:
        """Every control has words for a screen reader, and none of them is an object name."""
        for widget in self.screen.walk():
            if widget.role in USED:
                assert widget.name.strip(), f"{widget.id} has no words"
                assert widget.name != widget.id
                assert widget.is_focusable or not widget.is_usable, f"{widget.id} is out of reach of the keyboard"


def test_R60_a_whole_referral_by_keyboard_alone_with_words_for_every_control(here: Desk) -> None:
    # GIVEN a colleague who never touches a mouse
    _, screen = here.start()
    colleague = ByKeyboard(here.env, screen)

    # WHEN they go from first start to the end of a referral
    colleague.start_fresh()
    colleague.consent()
    colleague.client()
    colleague.to_review()
    colleague.export()
    colleague.arrives("mail_by_hand_page")
    colleague.declare_sent()
    colleague.read_phrase()
    colleague.finish()

    # THEN the end says what to write in the file
    assert colleague.reference in screen.shows("dossier_note").name
