# SPDX-License-Identifier: EUPL-1.2
"""Another Windows program with a MAPI library."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import POINTER, Structure, byref, c_char_p, c_size_t, c_uint32, c_void_p, c_wchar_p
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from app.mail.draft import MailDraft
from app.mail.owner import Program, mapi_library, user_program
from app.mail.route import Choice, Hint, Outcome, System

MAPI_LOGON_UI = 0x1
MAPI_DIALOG = 0x8
MAPI_DIALOG_MODELESS = 0x4 | MAPI_DIALOG
FLAGS = MAPI_DIALOG_MODELESS | MAPI_LOGON_UI
"""With MAPI_DIALOG, always: without it a provider may send without showing anything."""

_SUCCESS, _USER_ABORT = 0, 1
_NOT_IN_TEXT = 0xFFFFFFFF  # nPosition -1: the attachment stands in no place of the text
_TO = 1


def structures(text: type[c_wchar_p] | type[c_char_p]) -> tuple[type[Structure], type[Structure], type[Structure]]:
    """MapiRecipDesc, MapiFileDesc and MapiMessage of mapi.h, for Unicode or ANSI text."""

    class Recipient(Structure):
        _fields_ = (
            ("ulReserved", c_uint32),
            ("ulRecipClass", c_uint32),
            ("lpszName", text),
            ("lpszAddress", text),
            ("ulEIDSize", c_uint32),
            ("lpEntryID", c_void_p),
        )

    class File(Structure):
        _fields_ = (
            ("ulReserved", c_uint32),
            ("flFlags", c_uint32),
            ("nPosition", c_uint32),
            ("lpszPathName", text),
            ("lpszFileName", text),
            ("lpFileType", c_void_p),
        )

    class Message(Structure):
        _fields_ = (
            ("ulReserved", c_uint32),
            ("lpszSubject", text),
            ("lpszNoteText", text),
            ("lpszMessageType", text),
            ("lpszDateReceived", text),
            ("lpszConversationID", text),
            ("flFlags", c_uint32),
            ("lpOriginator", POINTER(Recipient)),
            ("nRecipCount", c_uint32),
            ("lpRecips", POINTER(Recipient)),
            ("nFileCount", c_uint32),
            ("lpFiles", POINTER(File)),
        )

    return Recipient, File, Message


def _library() -> Any:
    """mapi32.dll hands the call to the default program's own library. Windows only."""
    load: Any = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise OSError("no MAPI here")
    return load("mapi32.dll")


@dataclass(frozen=True)
class SimpleMapi:
    """W5: a message window through Simple MAPI. Its window may be modal in our child, so that one is never ended."""

    library: Callable[[], Any] = _library
    name: ClassVar[str] = "simple_mapi"
    limit: ClassVar[float] = 60.0
    when_unknown: ClassVar[Literal["asked", "failed"]] = "asked"
    end_when_late: ClassVar[bool] = False

    def fits(self, system: System, choice: Choice) -> bool:
        """Another program with a 64-bit library; never while an Outlook is the user's: it would go to the classic."""
        other = system.platform == "win32" and user_program(system, choice) is Program.OTHER
        return other and bool(mapi_library(system))

    def open(self, draft: MailDraft, system: System) -> Outcome:
        """Ask for the window. Code 0 also comes when nothing happened, so the user is asked."""
        if draft.attachment_path is not None and not draft.attachment_path.is_file():
            return Outcome("failed", self.name, "no_archive")
        try:
            code = show(self.library(), draft)
        except OSError:
            return Outcome("failed", self.name, "no_library")
        if code in (_SUCCESS, _USER_ABORT):
            return Outcome("asked", self.name, self.hint())
        return Outcome("failed", self.name, f"mapi_{code}")

    def hint(self) -> Hint:
        """The window may stand behind another."""
        return Hint.TASKBAR


def show(library: Any, draft: MailDraft) -> int:
    """Call the provider with a filled message and the dialog flag; returns its code."""
    wide = hasattr(library, "MAPISendMailW")
    recipient_type, file_type, message_type = structures(c_wchar_p if wide else c_char_p)

    def text(value: str) -> str | bytes:
        return value if wide else value.encode("mbcs" if sys.platform == "win32" else "cp1252", "replace")

    recipients = (recipient_type * len(draft.recipients))(
        *(recipient_type(0, _TO, text(to), text("SMTP:" + to), 0, None) for to in draft.recipients)
    )
    # the file name may not be empty: Outlook 2013 and later answer MAPI_E_FAILURE otherwise
    attached = [draft.attachment_path] if draft.attachment_path is not None else []
    attachments = (file_type * len(attached))(
        *(file_type(0, 0, _NOT_IN_TEXT, text(str(path)), text(draft.attachment_name), None) for path in attached)
    )
    body = text(draft.body.replace("\n", "\r\n"))
    message = message_type(
        0, text(draft.subject), body, None, None, None, 0, None,
        len(recipients), recipients, len(attachments), attachments if attached else None,
    )  # fmt: skip
    call = library.MAPISendMailW if wide else library.MAPISendMail
    call.argtypes = [c_size_t, c_size_t, POINTER(message_type), c_uint32, c_uint32]
    call.restype = c_uint32
    return int(call(0, 0, byref(message), FLAGS, 0))
