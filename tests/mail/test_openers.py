# SPDX-License-Identifier: EUPL-1.2
"""What each route asks of its mail program, and what its answer means; the Outlooks have a file of their own."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from app.mail.draft import MailDraft
from app.mail.openers import all_openers
from app.mail.openers.by_hand import ByHand
from app.mail.openers.linux import DesktopMail, claws, evolution, kmail
from app.mail.openers.macos import AppleMail, OpenWithApplication
from app.mail.openers.thunderbird import ThunderbirdCompose, ThunderbirdDraft
from app.mail.route import Opener, Outcome
from tests.mail.drafts import a_draft, a_written_draft
from tests.mail.fake_system import (
    THUNDERBIRD_EXE,
    FakeSystem,
    classic_outlook,
    linux,
    new_outlook,
    thunderbird,
    windows,
)

AWKWARD = "Zoë Jansens, 'x' & (y)"


@pytest.fixture(params=["outbox", AWKWARD], ids=["plain", "awkward"])
def outbox(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder: Path = tmp_path / request.param
    folder.mkdir()
    return folder


def test_W4_thunderbird_on_windows_gets_the_draft_file(outbox: Path) -> None:
    draft, system = a_written_draft(outbox), windows(thunderbird())
    assert ThunderbirdDraft().open(draft, system).kind == "asked"
    assert system.started == [[THUNDERBIRD_EXE, str(draft.draft_path)]]


def test_thunderbird_on_linux_gets_the_draft_in_its_own_exec_line(outbox: Path) -> None:
    # GIVEN a Thunderbird that was registered with a profile of its own
    draft = a_written_draft(outbox)
    system = linux("thunderbird.desktop", 'thunderbird --profile "/home/zoë/mijn profiel" %u')

    # WHEN the draft is handed over
    outcome = ThunderbirdDraft().open(draft, system)

    # THEN the draft stands in the place of %u
    assert outcome == Outcome("asked", "thunderbird", "account")
    assert system.started == [["thunderbird", "--profile", "/home/zoë/mijn profiel", str(draft.draft_path)]]


def test_a_flatpak_thunderbird_gets_a_uri_that_it_forwards(outbox: Path) -> None:
    draft = a_written_draft(outbox)
    system = linux("org.mozilla.Thunderbird.desktop", "flatpak run --file-forwarding org.mozilla.Thunderbird @@u %u @@")
    ThunderbirdDraft().open(draft, system)
    (command,) = system.started
    assert list(command[-3:]) == ["@@u", draft.draft_path.as_uri(), "@@"]


def test_a_snap_thunderbird_gets_a_copy_in_the_download_folder(tmp_path: Path) -> None:
    # GIVEN a snap, which cannot read hidden folders
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    draft = a_written_draft(tmp_path)
    system = linux("thunderbird_thunderbird.desktop", "/snap/bin/thunderbird %u", folder=downloads)

    # WHEN the draft is handed over
    ThunderbirdDraft().open(draft, system)

    # THEN it gets a copy that it can read
    assert system.started == [["/snap/bin/thunderbird", str(downloads / draft.draft_path.name)]]
    assert (downloads / draft.draft_path.name).read_bytes() == draft.draft_path.read_bytes()


def test_thunderbird_compose_survives_every_character(outbox: Path) -> None:
    # GIVEN a draft whose text holds what could split Thunderbird's list
    draft = replace(a_draft(outbox), body="Beste, 'a',b=\"c\";\n100% & #1 – Zoë',subject='x\n")
    system = linux("thunderbird.desktop", "thunderbird %u")

    # WHEN it goes as one argument
    ThunderbirdCompose().open(draft, system)

    # THEN splitting at commas and decoding gives everything back
    (command,) = system.started
    assert list(command[:2]) == ["thunderbird", "-compose"]
    parts = dict(part.split("=", 1) for part in command[2].split(","))
    assert {name: unquote(parts[name]) for name in ("to", "subject", "body")} == {
        "to": "sociaalhuis@kasterlee.be",
        "subject": draft.subject,
        "body": draft.body,
    }
    assert draft.attachment_path is not None
    assert parts["attachment"] == f"'{draft.attachment_path.as_uri()}'"
    assert command[2].count("'") == 2


def test_evolution_gets_everything_in_one_address(outbox: Path) -> None:
    draft, system = a_draft(outbox), linux("org.gnome.Evolution.desktop", "evolution %U")
    evolution().open(draft, system)
    (command,) = system.started
    assert command[0] == "evolution"
    address = urlsplit(command[1])
    query = {name: values[0] for name, values in parse_qs(address.query, strict_parsing=True).items()}
    assert (address.scheme, address.path) == ("mailto", "sociaalhuis@kasterlee.be")
    assert query["subject"] == draft.subject
    assert query["body"].replace("\r\n", "\n") == draft.body
    assert query["attach"] == str(draft.attachment_path)
    assert set(query) == {"subject", "body", "attach"}


def test_claws_and_kmail_get_the_archive_as_an_argument(outbox: Path) -> None:
    # GIVEN the two programs that have an option for it
    draft = a_draft(outbox)
    claws_desktop = linux("claws-mail.desktop", "claws-mail %u")
    kmail_desktop = linux("org.kde.kmail2.desktop", 'kmail -qwindowtitle "%c" %u')
    kmail_desktop.entries["org.kde.kmail2.desktop"]["Name"] = "KMail"

    # WHEN the draft is handed over
    claws().open(draft, claws_desktop)
    kmail().open(draft, kmail_desktop)

    # THEN nothing is left of the field codes
    assert list(claws_desktop.started[0][-2:]) == ["--attach", str(draft.attachment_path)]
    options = ["--composer", "--subject", draft.subject, "--body", draft.body, "--attach", str(draft.attachment_path)]
    assert kmail_desktop.started == [["kmail", "-qwindowtitle", "KMail", *options, "sociaalhuis@kasterlee.be"]]


def test_any_other_linux_program_goes_through_xdg_email_with_a_question_about_the_attachment(tmp_path: Path) -> None:
    draft, system = a_draft(tmp_path), linux("geary.desktop", "geary %u")
    assert DesktopMail().open(draft, system) == Outcome("asked", "xdg_email", "attachment")
    (command,) = system.started
    assert list(command[:2]) == ["xdg-email", "--utf8"]
    assert list(command[-3:]) == ["--attach", str(draft.attachment_path), "sociaalhuis@kasterlee.be"]


def test_mails_without_archive_name_no_attachment_at_all(tmp_path: Path) -> None:
    # GIVEN the mail of a withdrawal, and every Linux route
    draft = a_written_draft(tmp_path, archive=False)
    for opener in (evolution(), claws(), kmail(), DesktopMail(), ThunderbirdCompose()):
        system = linux("any.desktop", "program %u", programs={"thunderbird": "thunderbird"})

        # WHEN it is handed over
        assert opener.open(draft, system).kind == "asked"

        # THEN no argument speaks of an attachment
        assert "attach" not in shlex.join(system.started[0])


def test_on_a_mac_values_are_arguments_and_never_script(tmp_path: Path) -> None:
    draft, system = a_written_draft(tmp_path), FakeSystem(platform="darwin")
    AppleMail().open(draft, system)
    (command,) = system.started
    assert command[0] == "osascript"
    assert list(command[3:]) == [draft.subject, draft.body, str(draft.attachment_path), "sociaalhuis@kasterlee.be"]
    assert draft.subject not in command[2]

    outlook = FakeSystem(platform="darwin", bundle="com.microsoft.outlook")
    OpenWithApplication().open(draft, outlook)
    assert outlook.started == [["open", "-a", "Microsoft Outlook", str(draft.draft_path)]]


def desktop_for(opener: Opener, folder: Path) -> FakeSystem:
    """A computer on which this opener has everything it needs."""
    system = linux("thunderbird.desktop", "program %u", folder=folder, bundle="org.mozilla.thunderbird")
    if opener.name in ("outlook_eml", "new_outlook"):
        system = windows(classic_outlook(), new_outlook(), folder=folder)
    return system


STARTING = [opener for opener in all_openers() if opener.name not in ("outlook_com", "simple_mapi", "association")]


@pytest.mark.parametrize("opener", STARTING, ids=lambda opener: opener.name)
def test_R64_a_program_that_does_not_start_is_a_definite_failure(tmp_path: Path, opener: Opener) -> None:
    # GIVEN a program that cannot be started
    draft, system = a_written_draft(tmp_path), desktop_for(opener, tmp_path)
    system.answer = "not_found"

    # WHEN the draft is handed over
    # THEN the next route may go
    assert opener.open(draft, system) == Outcome("failed", opener.name, "not_found")


@pytest.mark.parametrize("opener", STARTING, ids=lambda opener: opener.name)
def test_R64_without_draft_and_archive_no_program_is_started(tmp_path: Path, opener: Opener) -> None:
    # GIVEN that draft and archive are gone
    draft, system = a_draft(tmp_path), desktop_for(opener, tmp_path)
    assert draft.attachment_path is not None
    draft.attachment_path.unlink()

    # WHEN it is handed over
    outcome = opener.open(draft, system)

    # THEN there is no window with an empty or half a message
    assert (outcome.kind, system.started) == ("failed", [])


def test_a_desktop_file_that_is_gone_is_a_failure(tmp_path: Path) -> None:
    system = FakeSystem(mailto_owner="claws-mail.desktop")
    assert claws().open(a_draft(tmp_path), system) == Outcome("failed", "claws", "not_found")


def shown(path: Path, system: FakeSystem) -> tuple[Outcome, list[Any]]:
    return ByHand().show(path, system), system.started


def test_W7_the_archive_is_selected_in_the_file_manager(tmp_path: Path) -> None:
    # GIVEN an archive in the outbox
    draft: MailDraft = a_draft(tmp_path)
    path = draft.attachment_path
    assert path is not None

    # WHEN it is shown on Windows, a Mac and Linux
    # THEN each has its own way to select it
    windows_way = shown(path, windows(variables={"SystemRoot": r"C:\Windows"}))[1]
    assert windows_way == [rf'"C:\Windows\explorer.exe" /select,"{path}"']
    assert shown(path, FakeSystem(platform="darwin"))[1] == [["open", "-R", str(path)]]
    linux_way = shown(path, FakeSystem(programs={"dbus-send": "dbus-send", "xdg-open": "xdg-open"}))[1]
    assert linux_way[0][-2:] == [f"array:string:{path.as_uri()}", "string:"]


def test_W7_without_such_a_file_manager_the_folder_opens(tmp_path: Path) -> None:
    # GIVEN a file manager that cannot select, or an archive that is gone
    path = a_draft(tmp_path).attachment_path
    assert path is not None
    plain = FakeSystem(programs={"xdg-open": "xdg-open"})
    assert shown(path, plain) == (Outcome("asked", "by_hand"), [["xdg-open", str(tmp_path)]])

    silent = FakeSystem(programs={"dbus-send": "dbus-send", "xdg-open": "xdg-open"}, answer="exit_1")
    assert shown(path, silent)[0] == Outcome("failed", "by_hand", "exit_1")
    assert len(silent.started) == 2

    assert shown(path, FakeSystem())[0] == Outcome("failed", "by_hand", "no_program")


def test_R36_a_folder_is_never_shown_in_a_browser(tmp_path: Path) -> None:
    """Found on a computer with a browser and no file manager: xdg-open then opens the browser, which goes online."""
    path = a_draft(tmp_path).attachment_path
    assert path is not None
    bare = FakeSystem(programs={"xdg-open": "xdg-open"}, file_manager="")
    assert shown(path, bare) == (Outcome("failed", "by_hand", "no_program"), [])
