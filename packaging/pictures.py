# SPDX-License-Identifier: EUPL-1.2
"""Take the pictures of README.md: walk one made-up referral on a private screen and photograph every page.

python packaging/pictures.py [FOLDER]     Linux; needs the Debian packages of the tests, and imagemagick
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.end_to_end.desktop import wait  # noqa: E402 - the folder above is put in reach first
from tests.end_to_end.running import Desk, desk  # noqa: E402
from tests.end_to_end.story import CLIENT, TICKS, Colleague  # noqa: E402
from tests.end_to_end.thunderbird_profile import register  # noqa: E402

SHOWN = ("consent", "client", "review", "handover", "phrase", "done")
"""What README.md shows; with a folder of your own you get every page, to look at the program as a whole."""


class Camera:
    """Photographs the window, numbered in the order of the journey."""

    def __init__(self, here: Desk, folder: Path, *, everything: bool) -> None:
        self._here, self._folder, self._everything, self._number = here, folder, everything, 0

    def take(self, name: str) -> None:
        """One picture of the window, in few colours: it is flat, so that it stays small."""
        if name not in SHOWN and not self._everything:
            return
        self._number += 1
        target = self._folder / (f"{self._number:02}-{name}.png" if self._everything else f"{name}.png")
        command = ["import", "-window", "root", "+dither", "-colors", "128", "PNG8:-"]
        seen: list[bytes] = [b""]

        def settled() -> bool:
            grabbed = subprocess.run(command, env=self._here.env, check=True, capture_output=True).stdout
            before, seen[0] = seen[0], grabbed
            return before == grabbed

        wait(settled, 20, "a window that stands still")
        target.write_bytes(seen[0])


def walk(here: Desk, camera: Camera) -> None:
    """First start, one referral, a lock."""
    _, screen = here.start("--place", "20,40,1280,680,max")  # as a window that was maximised before it was locked
    colleague = Colleague(here.env, screen, passphrase="trommel-kapstok-violet-hooiberg-lantaarn")
    camera.take("who")
    colleague.introduce()
    camera.take("passphrase")
    colleague.choose_passphrase()
    camera.take("recovery")
    colleague.keep_recovery_code()
    camera.take("ready")
    colleague.press("to_overview")
    colleague.arrives("overview_page")
    camera.take("empty")
    consent(colleague, camera)
    form(colleague, camera)
    colleague.to_review()
    camera.take("review")
    colleague.export()
    wait(lambda: "mailprogramma" in colleague.said(), 30, "the mail program asked")
    camera.take("handover")
    colleague.press("mail_attachment_missing")
    colleague.arrives("mail_by_hand_page")
    camera.take("by-hand")
    hand_over(colleague, camera)
    before = screen.pid
    colleague.key("ctrl+l")
    locked = here.accessibility.screen(besides=before)
    locked.usable("unlock_passphrase")
    camera.take("locked")
    breach(Colleague(here.env, locked, passphrase=colleague.passphrase), camera)


def breach(colleague: Colleague, camera: Camera) -> None:
    """Reported while locked."""
    colleague.press("report_breach")
    colleague.arrives("breach_page")
    camera.take("breach")
    colleague.press("breach_kind_verkeerde_ontvanger")
    colleague.press("breach_mail")
    colleague.arrives("breach_told_page")
    camera.take("breach-told")


def consent(colleague: Colleague, camera: Camera) -> None:
    """Half-way through the checklist."""
    colleague.press("new_referral")
    colleague.arrives("consent_page")
    camera.take("consent-empty")
    for name in TICKS[:4]:
        colleague.tick(name)
    camera.take("consent")
    for name in (*TICKS[4:], "consent_route_conversation", "interpreter_no"):
        colleague.tick(name)
    camera.take("consent-full")
    colleague.press("consent_yes")
    colleague.arrives("client_page")


def form(colleague: Colleague, camera: Camera) -> None:
    """A mistake first, then everything."""
    camera.take("client-empty")
    colleague.press("client_next")
    camera.take("client-problems")
    colleague.client(CLIENT)
    camera.take("client")


def hand_over(colleague: Colleague, camera: Camera) -> None:
    """To-do list, phrase, done."""
    colleague.declare_sent()
    camera.take("call")
    colleague.read_phrase()
    camera.take("phrase")
    colleague.press("spell_word")
    camera.take("spelled")
    colleague.press("confirm_spoken")
    colleague.arrives("handover_page")
    camera.take("waiting")
    colleague.press("handover_later")
    colleague.arrives("overview_page")
    camera.take("overview")
    colleague.press("continue_referral")
    colleague.press("confirm_received")
    colleague.arrives("done_page")
    camera.take("done")


def main(arguments: Sequence[str]) -> None:
    """The pictures into one folder."""
    folder = Path(arguments[0]) if arguments else ROOT / "packaging" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, desk(Path(home), "1366x768") as here:
        register(Path(home), "thunderbird", f"{shutil.which('true')} %u")  # a mail program that shows nothing
        walk(here, Camera(here, folder, everything=bool(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
