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

SHOWN = ("consent", "sheet", "sheet-rtl", "client", "review", "handover", "spelled", "overview")
"""What README.md shows; with a folder of your own you get every page, to look at the program as a whole."""


class Camera:
    """Photographs the window, numbered in the order of the journey."""

    def __init__(self, here: Desk, folder: Path, *, everything: bool) -> None:
        self._here, self._folder, self.everything, self._number = here, folder, everything, 0

    def take(self, name: str) -> None:
        """One picture of the window, in few colours: it is flat, so that it stays small."""
        if name not in SHOWN and not self.everything:
            return
        self._number += 1
        target = self._folder / (f"{self._number:02}-{name}.png" if self.everything else f"{name}.png")
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
    if camera.everything:
        afterwards(colleague, camera)
        beside(colleague, camera)
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
    sheet(colleague, camera)
    for name in (*TICKS[4:], "consent_route_conversation", "interpreter_no"):
        colleague.tick(name)
    camera.take("consent-full")
    colleague.press("consent_yes")
    colleague.arrives("client_page")


def sheet(colleague: Colleague, camera: Camera) -> None:
    """The information sheet beside two of its translations, and back to the same ticks."""
    colleague.press("show_info_sheet")
    colleague.arrives("sheet_page")
    for language, name in (("fr", "sheet"), ("ar", "sheet-rtl")):
        colleague.tick(f"sheet_language_{language}")
        camera.take(name)
    colleague.press("sheet_back")
    colleague.arrives("consent_page")


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


def afterwards(colleague: Colleague, camera: Camera) -> None:
    """A report of the OCMW, its correction and its answer; then the client stops."""
    reference = colleague.reference
    colleague.screen.choose("action_ocmw_report")
    colleague.arrives("report_page")
    camera.take("report-new")
    colleague.type("report_reference", reference)
    colleague.tick("report_kind_verouderd")
    colleague.press("report_save")
    colleague.screen.usable("report_correct")
    camera.take("report-open")
    colleague.press("report_correct")
    colleague.arrives("correction_page")
    camera.take("correction")
    for name in ("correction_confirmed", "correction_channels"):
        colleague.tick(name)
    colleague.press("correction_start")
    colleague.arrives("client_page")
    camera.take("correction-client")
    colleague.client(CLIENT)
    colleague.to_review()
    camera.take("correction-review")
    colleague.export()
    wait(lambda: "mailprogramma" in colleague.said(), 30, "the mail program asked")
    camera.take("correction-handover")
    colleague.declare_sent()
    colleague.screen.choose("action_overview")
    colleague.arrives("overview_page")
    camera.take("correction-overview")
    colleague.press("continue_task")
    colleague.tick("report_outcome_verbeterd")
    colleague.press("report_answer")
    wait(lambda: "mailprogramma" in colleague.said(), 30, "the mail program asked")
    camera.take("report-answered")
    colleague.press("report_known")
    colleague.arrives("overview_page")
    withdraw(colleague, camera)


def withdraw(colleague: Colleague, camera: Camera) -> None:
    """In two actions, and what waits for the OCMW."""
    colleague.press("withdraw_referral")
    colleague.arrives("withdrawal_page")
    camera.take("withdraw")
    colleague.press("withdraw_confirm")
    colleague.arrives("done_page")
    camera.take("withdrawn")
    colleague.press("done_overview")
    colleague.press("continue_referral")
    colleague.arrives("await_erasure_page")
    camera.take("waiting-erasure")


def beside(colleague: Colleague, camera: Camera) -> None:
    """What the menu leads to."""
    for action, page in (
        ("action_access", "access_page"),
        ("action_register", "register_page"),
        ("action_test_sending", "trial_page"),
        ("action_correct", "correction_page"),
        ("action_restore_copy", "restore_page"),
        ("action_settings", "settings_page"),
        ("action_help", "help_page"),
        ("action_about", "about_page"),
    ):
        colleague.screen.choose(action)
        colleague.arrives(page)
        camera.take(action.removeprefix("action_"))


def main(arguments: Sequence[str]) -> None:
    """The pictures into one folder."""
    folder = Path(arguments[0]) if arguments else ROOT / "packaging" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, desk(Path(home), "1366x768") as here:
        register(Path(home), "thunderbird", f"{shutil.which('true')} %u")  # a mail program that shows nothing
        walk(here, Camera(here, folder, everything=bool(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
