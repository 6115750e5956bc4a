# SPDX-License-Identifier: EUPL-1.2
"""The least settings with which Thunderbird opens and sends a message without questions, against a local sink."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
from pathlib import Path

from tests.end_to_end.desktop import wait


def make_profile(profile: Path, port: int, *, html: bool = False) -> None:
    """A Thunderbird profile with one identity; it polls nothing and sends to 127.0.0.1 alone."""
    profile.mkdir(parents=True, exist_ok=True)
    settings = {**_accounts(port, html=html), **_QUIET}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")


def register_thunderbird(home: Path, profile: Path) -> None:
    """Make Thunderbird, pinned to this profile, the owner of mailto and of drafts in this home."""
    program = shutil.which("thunderbird")
    assert program is not None, "Thunderbird is not installed"
    register(home, "thunderbird", f"{program} --profile {profile} %u")


def register(home: Path, name: str, exec_line: str) -> None:
    """Make a mail program the owner of mailto and of drafts in this home, by a desktop file of its own."""
    applications = home / ".local/share/applications"
    applications.mkdir(parents=True, exist_ok=True)
    (applications / f"{name}.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName={name}\nExec={exec_line}\n"
        "MimeType=message/rfc822;x-scheme-handler/mailto;\n",
        encoding="utf-8",
    )
    (home / ".config").mkdir(parents=True, exist_ok=True)
    (home / ".config/mimeapps.list").write_text(
        f"[Default Applications]\nmessage/rfc822={name}.desktop\nx-scheme-handler/mailto={name}.desktop\n",
        encoding="utf-8",
    )


def end_programs(folder: Path, name: str) -> None:
    """End the mail program that works in this home, and no other one of the same name; a stubborn one by force."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for number in _running(folder, name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, sign)
        with contextlib.suppress(AssertionError):
            wait(lambda: not _running(folder, name), 10, f"{name} ended")
            return
    assert not _running(folder, name), f"{name} cannot be ended"


def _running(folder: Path, name: str) -> list[int]:
    numbers = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (entry / "cmdline").read_bytes().split(b"\0")
            surroundings = (entry / "environ").read_bytes()
            ours = f"HOME={folder}".encode() in surroundings.split(b"\0")
            if ours and name.encode() in command[0] and b"-contentproc" not in command:
                numbers.append(int(entry.name))
    return numbers


def _accounts(port: int, *, html: bool) -> dict[str, object]:
    # account1 is a POP3 account that is never asked: Local Folders (type none) cannot be the default account, and
    # without a default account Thunderbird opens no message and says nothing
    return {
        "mail.accountmanager.accounts": "account1,account2",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.account1.server": "server1",
        "mail.account.account1.identities": "id1",
        "mail.account.account2.server": "server2",
        "mail.server.server1.type": "pop3",
        "mail.server.server1.hostname": "127.0.0.1",
        "mail.server.server1.port": 9,
        "mail.server.server1.userName": "tester",
        "mail.server.server1.name": "tester@example.org",
        "mail.server.server1.check_new_mail": False,
        "mail.server.server1.login_at_startup": False,
        "mail.server.server1.download_on_biff": False,
        "mail.server.server1.directory-rel": "[ProfD]Mail/127.0.0.1",
        "mail.server.server2.type": "none",
        "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.name": "Local Folders",
        "mail.server.server2.userName": "nobody",
        "mail.server.server2.directory-rel": "[ProfD]Mail/Local Folders",
        "mail.identity.id1.fullName": "Annelies Vercammen",
        "mail.identity.id1.useremail": "tester@example.org",
        "mail.identity.id1.valid": True,
        "mail.identity.id1.smtpServer": "smtp1",
        "mail.identity.id1.compose_html": html,
        "mail.identity.id1.doFcc": False,
        "mail.smtpservers": "smtp1",
        "mail.smtp.defaultserver": "smtp1",
        "mail.smtpserver.smtp1.hostname": "127.0.0.1",
        "mail.smtpserver.smtp1.port": port,
        "mail.smtpserver.smtp1.try_ssl": 0,
        "mail.smtpserver.smtp1.authMethod": 1,
        "mail.smtpserver.smtp1.username": "",
    }


_QUIET: dict[str, object] = {
    "mail.shell.checkDefaultClient": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mailnews.start_page.enabled": False,
    "mail.rights.version": 1,
    "app.donation.eoy.version.viewed": 999,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "datareporting.healthreport.uploadEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.enabled": False,
    "extensions.update.enabled": False,
    "mail.inappnotifications.enabled": False,
    "mail.compose.attachment_reminder": False,
    "mail.SpellCheckBeforeSend": False,
    "mail.warn_on_send_accel_key": False,
    "mail.compose.autosave": False,
    "mail.compose.big_attachments.notify": False,
    "intl.locale.requested": "en-US",  # the tests look for an English title
}
"""No first-run pages and no questions."""
