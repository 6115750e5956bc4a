# SPDX-License-Identifier: EUPL-1.2
"""Who may enter a folder and who could have written a file, by Windows security descriptors in text form (SDDL)."""

from __future__ import annotations

import contextlib
import ctypes
import re
from pathlib import Path

from app.desktop.windows.api import Api

_OWNER_AND_DACL, _DACL, _PROTECTED = 0x5, 0x4, 0x80000000
_FILE_OBJECT, _REVISION = 1, 1
# System, administrators and this user, by name: the owner may be somebody else, as in a profile that was put back.
_PRIVATE = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;{user})"  # nothing is inherited from above
_THIS_PROCESS, _TOKEN_QUERY, _TOKEN_USER = -1, 0x8, 1
_LONGEST_USER = 128  # bytes: a pointer, a number, and the 68 of the longest identifier

_TRUSTED_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
_ADMINISTRATORS = {"BA", "SY", "S-1-5-32-544", "S-1-5-18", _TRUSTED_INSTALLER}
_RIGHTS = {
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000,
    "GA": 0x10000000, "GX": 0x20000000, "GW": 0x40000000, "GR": 0x80000000,
    "FA": 0x1F01FF, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
}  # fmt: skip
# Delete a child, delete, change rights, take ownership, everything: by these, what lies in a folder can be replaced.
REPLACING = 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000
# Also write, append, extended attributes, attributes, and writing in general.
WRITING = REPLACING | 0x2 | 0x4 | 0x10 | 0x100 | 0x40000000


def is_trusted(sddl: str, forbidden: int = WRITING) -> bool:
    """Owned by an administrator or the system, and nobody else has a forbidden right.

    What is not understood is not trusted.
    """
    match = re.fullmatch(r"O:([^:]+?)(?:G:[^:]+?)?D:([A-Z_]*?)((?:\([^()]*\))*)", sddl)
    if match is None or match[1] not in _ADMINISTRATORS or "NO_ACCESS_CONTROL" in match[2]:
        return False
    return all(_harmless(entry.split(";"), forbidden) for entry in re.findall(r"\(([^()]*)\)", match[3]))


def _harmless(entry: list[str], forbidden: int) -> bool:
    """One access entry: refuses something, concerns an administrator, is for children only, or gives other rights."""
    if len(entry) < 6:
        return False
    kind, flags, rights, trustee = entry[0], entry[1], entry[2], entry[5]
    if kind == "D" or trustee in _ADMINISTRATORS or "IO" in re.findall("..", flags):
        return True
    mask = _mask(rights)
    return kind == "A" and mask is not None and not mask & forbidden


def _mask(rights: str) -> int | None:
    """Access rights as bits, from a number or two-letter words; None when a word is unknown."""
    if rights[:2].lower() == "0x":
        return int(rights, 16)
    words = re.findall("..", rights)
    if len(rights) % 2 or any(word not in _RIGHTS for word in words):
        return None
    mask = 0
    for word in words:
        mask |= _RIGHTS[word]
    return mask


def descriptor(api: Api, path: Path) -> str:
    """Owner and access list of a file or folder as SDDL; empty when Windows does not tell."""
    pointer, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    none = ctypes.c_void_p()
    name = ctypes.c_wchar_p(str(path))
    kind, what = ctypes.c_int(_FILE_OBJECT), ctypes.c_uint32(_OWNER_AND_DACL)
    with contextlib.suppress(OSError, AttributeError):
        if api.call(
            "advapi32", "GetNamedSecurityInfoW", name, kind, what, none, none, none, none, ctypes.byref(pointer)
        ):
            return ""
        convert = "ConvertSecurityDescriptorToStringSecurityDescriptorW"
        if api.call("advapi32", convert, pointer, ctypes.c_uint32(_REVISION), what, ctypes.byref(text), none):
            found = text.value or ""
            api.call("kernel32", "LocalFree", text)
            api.call("kernel32", "LocalFree", pointer)
            return found
    return ""


class _TokenUser(ctypes.Structure):
    """TOKEN_USER, and the room in which Windows puts the identifier that it points at."""

    _fields_ = (("identifier", ctypes.c_void_p), ("rest", ctypes.c_ubyte * _LONGEST_USER))


def user(api: Api) -> str:
    """Who runs this process, as a security identifier (S-1-5-21-…); raises OSError when Windows does not tell."""
    token, found, text = ctypes.c_void_p(), _TokenUser(), ctypes.c_wchar_p()
    process, length = ctypes.c_void_p(_THIS_PROCESS), ctypes.c_uint32()
    _must(api, "OpenProcessToken", process, ctypes.c_uint32(_TOKEN_QUERY), ctypes.byref(token))
    try:
        what, room = ctypes.c_int(_TOKEN_USER), ctypes.c_uint32(ctypes.sizeof(found))
        _must(api, "GetTokenInformation", token, what, ctypes.byref(found), room, ctypes.byref(length))
    finally:
        api.call("kernel32", "CloseHandle", token)
    _must(api, "ConvertSidToStringSidW", ctypes.c_void_p(found.identifier), ctypes.byref(text))
    identifier = text.value or ""
    api.call("kernel32", "LocalFree", text)
    return identifier


def make_private(api: Api, folder: Path) -> None:
    """Access for this user alone, besides the system and administrators; what is created in the folder inherits."""
    pointer, none = ctypes.c_void_p(), ctypes.c_void_p()
    wanted, revision = ctypes.c_wchar_p(_PRIVATE.format(user=user(api))), ctypes.c_uint32(_REVISION)
    convert = "ConvertStringSecurityDescriptorToSecurityDescriptorW"
    _must(api, convert, wanted, revision, ctypes.byref(pointer), none)
    try:
        name, what = ctypes.c_wchar_p(str(folder)), ctypes.c_uint32(_DACL | _PROTECTED)
        _must(api, "SetFileSecurityW", name, what, pointer)
    finally:
        api.call("kernel32", "LocalFree", pointer)


def _must(api: Api, function: str, *arguments: object) -> None:
    """Call a function of the security library; its failure is an error."""
    if not api.call("advapi32", function, *arguments):
        raise api.error()
