# SPDX-License-Identifier: EUPL-1.2
"""One file per route to a mail program, all with the same three functions; this list is their fixed order."""

from __future__ import annotations

from app.mail.openers.association import Association
from app.mail.openers.linux import DesktopMail, claws, evolution, kmail
from app.mail.openers.macos import AppleMail, OpenWithApplication
from app.mail.openers.outlook_com import OutlookCom
from app.mail.openers.outlook_file import ClassicOutlookFile, NewOutlookFile
from app.mail.openers.simple_mapi import SimpleMapi
from app.mail.openers.thunderbird import ThunderbirdCompose, ThunderbirdDraft
from app.mail.route import Opener


def all_openers() -> tuple[Opener, ...]:
    """Every route, in the order in which they get their turn; which of them fit differs per computer."""
    return (
        OutlookCom(),
        ClassicOutlookFile(),
        NewOutlookFile(),
        ThunderbirdDraft(),
        ThunderbirdCompose(),
        SimpleMapi(),
        Association(),
        evolution(),
        claws(),
        kmail(),
        DesktopMail(),
        OpenWithApplication(),
        AppleMail(),
    )
