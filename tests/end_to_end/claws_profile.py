# SPDX-License-Identifier: EUPL-1.2
"""The least settings with which Claws Mail opens and sends a message without questions, against a local sink."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.end_to_end.thunderbird_profile import register

_FOLDERS = ("inbox", "sent", "draft", "queue", "trash")

_ACCOUNT = """[Account: 1]
account_name=tester
is_default=1
name=Annelies Vercammen
address=tester@example.org
protocol=5
receive_server=
smtp_server=127.0.0.1
set_smtpport=1
smtp_port={port}
ssl_smtp=0
use_smtp_auth=0
sent_folder=
"""

_COMMON = """[Common]
enable_aspell=0
send_dialog_invisible=1
clean_on_exit=0
ask_on_clean=0
confirm_on_exit=0
warn_queued_on_exit=0
exteditor_command=
"""
"""Without a spell checker: an error about a missing dictionary would block the window."""


def make_claws(home: Path, port: int) -> None:
    """An account that only sends, to 127.0.0.1, and a local mailbox; Claws owns mailto in this home."""
    settings = home / ".claws-mail"
    settings.mkdir(parents=True)
    for name in _FOLDERS:
        (home / "Mail" / name).mkdir(parents=True)
    kinds = {"sent": "outbox"}
    items = "".join(f'<folderitem type="{kinds.get(name, name)}" name="{name}" path="{name}"/>' for name in _FOLDERS)
    mailbox = f'<folder type="mh" collapsed="0" name="Mail" path="Mail" sort="0">{items}</folder>'
    (settings / "folderlist.xml").write_text(f'<?xml version="1.0"?><folderlist>{mailbox}</folderlist>')
    (settings / "accountrc").write_text(_ACCOUNT.format(port=port))
    (settings / "clawsrc").write_text(_COMMON)
    program = shutil.which("claws-mail")
    assert program is not None, "Claws Mail is not installed"
    register(home, "claws-mail", f"{program} %u")
