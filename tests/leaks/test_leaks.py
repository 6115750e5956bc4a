# SPDX-License-Identifier: EUPL-1.2
"""The whole journey under strace: no secret leaves the program but encrypted, and nothing goes to a network."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import open_guard
from tests.end_to_end.desktop import wait, windows
from tests.end_to_end.running import Desk, desk
from tests.end_to_end.story import SENDER, Colleague
from tests.end_to_end.thunderbird_profile import register
from tests.leaks import leaking, trace
from tests.leaks.needles import all_forms
from tests.leaks.report import report
from tests.leaks.trace import Trace

pytestmark = [pytest.mark.posix, pytest.mark.real_program]

OWN = {
    "vault.db",
    "vault.db-journal",
    "vault.key",
    "vault.key-journal",
    "outside.json",
    "running.lock",
    "raise",
    "ballast",
    "ballast.part",
    "probe.part",
    "vault.key.part",
    "outside.json.part",
    "log.txt",
}
"""Every file that the program may write in its own folder, besides archive and draft."""


@dataclass(frozen=True)
class Watched:
    """One journey, what was secret in it, and what was seen."""

    home: Path
    trace: Trace
    secrets: dict[str, str]
    titles: frozenset[str]
    said: str
    mail_got: str


def letters(count: int) -> str:
    """A word that stands nowhere else."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(count))


def a_client(stem: str, digits: str) -> dict[str, str]:
    """A client whose every field holds something that can be searched for."""
    return {
        "first_name": f"Zoë-{stem}",
        "last_name": f"Çelik-{stem}",
        "street": f"{stem.capitalize()}straat",
        "house_number": f"7{digits[:4]}Q",
        "box": f"K{digits[2:]}W",
        "phone": f"0470{digits}",
        "email": f"{stem}@example.org",
    }


def type_and_lock(here: Desk, colleague: Colleague, client: dict[str, str]) -> None:
    """The client's data with a mistake among them, a lock, a wrong passphrase, and the right one."""
    screen = colleague.screen
    for name, text in client.items():
        colleague.fill(name, text)
    colleague.fill("email", f"{client['last_name']} is geen adres")
    colleague.press("client_next")  # refused: no place, and no such address
    wait(lambda: "adres" in screen.shows("email").description, 10, "what is wrong")
    colleague.fill("email", client["email"])
    colleague.tick("place_lichtaart")
    colleague.is_saved()
    colleague.key("ctrl+l")
    colleague.screen = screen = here.accessibility.screen(besides=screen.pid)
    colleague.fill("unlock_passphrase", f"{client['last_name']} vergist zich")
    colleague.press("unlock_button")
    wait(lambda: screen.shows("unlock_passphrase").description, 60, "a wrong passphrase")
    colleague.fill("unlock_passphrase", "")
    screen.usable("unlock_button", 60)
    colleague.unlock()
    colleague.arrives("client_page")


def send_and_finish(here: Desk, colleague: Colleague) -> set[str]:
    """The mail opened, made by hand as well, the telephone call, and everything wiped; gives all window titles."""
    colleague.export()
    wait(lambda: "mailprogramma" in colleague.said(), 30, "the mail program asked")
    colleague.press("mail_opened_no")  # the next route
    colleague.press("mail_attachment_missing")
    colleague.arrives("mail_by_hand_page")
    titles = {title for _, title in windows(here.env)}
    for button in ("copy_recipient", "copy_subject", "copy_body", "show_in_folder"):
        colleague.press(button)
    colleague.declare_sent()
    colleague.read_phrase()
    colleague.press("spell_word")
    titles |= {title for _, title in windows(here.env)}
    colleague.finish()
    colleague.press("copy_dossier_note")
    return titles


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """One watched journey for all questions, because watching takes time."""
    folder = tmp_path_factory.mktemp("watched")
    home, log = folder / "home", folder / "trace"
    stem, digits = letters(10), f"{secrets.randbelow(900_000) + 100_000}"
    client, got = a_client(stem, digits), folder / "arguments"
    with open_guard(request.config), desk(home) as here:
        here.env["PYTHONDONTWRITEBYTECODE"] = "1"
        program = folder / "thunderbird"
        program.write_text(f'#!/bin/sh\nprintf "%s\n" "$@" >> "{got}"\n')
        program.chmod(0o755)
        register(home, "thunderbird", f"{program} %u")
        process, screen = here.start(wrapper=trace.command(log))
        colleague = Colleague(here.env, screen, passphrase=f"{stem} zingt vals in de regen")
        colleague.start_fresh()
        colleague.consent()
        type_and_lock(here, colleague, client)
        titles = {title for _, title in windows(here.env)}
        colleague.to_review()
        shown = colleague.screen.shows("review_phone").name
        titles |= send_and_finish(here, colleague)
        colleague.screen.choose("action_quit")
        process.wait(60)
        said = here.said()
    secret = {
        "stem": stem, "passphrase": colleague.passphrase, "phone": f"470{digits}", "phone as shown": shown,
        "house_number": client["house_number"], "box": client["box"],
        "recovery code": colleague.recovery_code, "recovery code joined": colleague.recovery_code.replace("-", ""),
        "phrase": colleague.phrase, "phrase with blanks": colleague.phrase.replace("-", " "),
    }  # fmt: skip
    yield Watched(home, Trace(log), secret, frozenset(titles), said, got.read_text("utf-8"))
    log.unlink()  # it may be large


def test_P16_P17_R31_R34_R36_nothing_secret_leaves_and_nothing_goes_to_a_network(watched: Watched) -> None:
    # GIVEN one journey with a secret in every field of the client, in passphrase, recovery code and archive phrase
    # WHEN every byte that any of its processes handed out is searched, in every form, and every file that is left
    # THEN there is none, no file that holds text unseen, and no socket but those on this computer
    assert report(watched.trace, watched.secrets, [watched.home]) == []


def test_P16_the_watch_saw_the_secrets_where_they_may_be_seen(watched: Watched) -> None:
    # GIVEN the bus of assistive technology, on which this test read and filled the screen (the control)
    seen = {found.what for found in watched.trace.secrets(all_forms(watched.secrets), accessibility=True)}
    # THEN the search finds there what it did not find anywhere else
    assert {"phone as shown in utf-8", "recovery code in utf-8", "phrase in utf-8"} <= seen
    # AND the journey did what it says: archive and draft were written, and a locked process took over
    names = {path.name for path in watched.trace.written}
    assert any(name.endswith(".7z.part") for name in names)
    assert any(name.endswith(".eml.part") for name in names)
    programs = [command for command in watched.trace.started if command[1:3] == ["-m", "app"]]
    assert [command[3] for command in programs].count("--mail-child") >= 1
    assert [command for command in programs if "--place" in command]


def test_P16_R36_only_its_own_files_are_written(watched: Watched) -> None:
    # WHEN every file that was ever opened to be written is listed
    strange = [
        path
        for path in watched.trace.written
        if not (path.name in OWN or (path.parent.name == "outbox" and path.name.startswith("KG-OCMW_")))
        and not path.is_relative_to("/dev")
        and not path.is_relative_to("/proc")
        and path.name != "arguments"
    ]
    # THEN all of them are the program's own, in its own folder
    assert strange == []


def test_R36_R37_no_title_argument_or_message_tells_about_the_client(watched: Watched) -> None:
    # THEN the window is called the same everywhere
    assert watched.titles == {"Doorverwijzing"}
    # AND no program was started with anything secret, the mail program included, nor was anything said
    needles = [secret.casefold() for secret in watched.secrets.values()]
    told = [watched.said, watched.mail_got, *(" ".join(command) for command in watched.trace.started)]
    assert [text for text in told for secret in needles if secret in text.casefold()] == []
    assert SENDER["staff_name"] not in watched.mail_got


@pytest.mark.parametrize("leak", sorted(leaking.LEAKS))
def test_P16_P17_a_leak_on_purpose_is_found(leak: str, tmp_path: Path) -> None:
    # GIVEN a program that leaks in this way
    secret, folder, log = f"Çelik-{letters(10)}", tmp_path / "folder", tmp_path / "trace"
    folder.mkdir()
    command = [*trace.command(log), sys.executable, "-B", leaking.__file__, leak, str(folder)]

    # WHEN it is watched in the same way
    subprocess.run(command, env={**os.environ, "SECRET": secret}, check=True, capture_output=True, timeout=60)

    # THEN the report is not empty
    assert report(Trace(log), {"secret": secret}, [folder])
