# SPDX-License-Identifier: EUPL-1.2
"""Run on the lane's Python: account.py raised|system PROGRAM ARGUMENTS...  runs a program as UAC or Windows would.

Wine's own token says that UAC limited it (type 3); the token linked to it is the raised one (type 2). Wine also lets
anybody make a token for SYSTEM. The exit code is the program's; 98 when it did not start.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import Any

EVERYTHING, THIS_PROCESS, LINKED, PRIMARY = 0xF01FF, -1, 19, 1
SYSTEM, ADMINISTRATORS, ENABLED_OWNER = 22, 26, 0xF
LONGEST = 120_000


def library(name: str) -> Any:
    """One of Windows' own."""
    return getattr(ctypes, "WinDLL")(name)  # noqa: B009 - checked for types on Linux too


class Member(ctypes.Structure):
    """SID_AND_ATTRIBUTES, also as TOKEN_USER."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))


class Groups(ctypes.Structure):
    """TOKEN_GROUPS with one group."""

    _fields_ = (("count", ctypes.c_uint32), ("first", Member))


class Attributes(ctypes.Structure):
    """OBJECT_ATTRIBUTES of a thing without a name."""

    _fields_ = (("length", ctypes.c_uint32), ("rest", ctypes.c_void_p * 5))


class Startup(ctypes.Structure):
    """STARTUPINFOW, of which only the size is told."""

    _fields_ = (("size", ctypes.c_uint32), ("rest", ctypes.c_void_p * 12))


class Started(ctypes.Structure):
    """PROCESS_INFORMATION."""

    _fields_ = (("process", ctypes.c_void_p), ("thread", ctypes.c_void_p), ("numbers", ctypes.c_uint32 * 2))


def raised() -> ctypes.c_void_p:
    """The token that an administrator gets after UAC asked."""
    own, linked, size = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_uint32()
    library("advapi32").OpenProcessToken(ctypes.c_void_p(THIS_PROCESS), EVERYTHING, ctypes.byref(own))
    library("advapi32").GetTokenInformation(
        own, LINKED, ctypes.byref(linked), ctypes.sizeof(linked), ctypes.byref(size)
    )
    return linked


def well_known(kind: int) -> Any:
    """The SID of one of Windows' own accounts."""
    sid, size = ctypes.create_string_buffer(68), ctypes.c_uint32(68)
    library("advapi32").CreateWellKnownSid(kind, None, sid, ctypes.byref(size))
    return sid


def system() -> ctypes.c_void_p:
    """The token of a service or a management system."""
    token, user, group = ctypes.c_void_p(), well_known(SYSTEM), well_known(ADMINISTRATORS)
    number, forever = ctypes.c_int64(0x3E7), ctypes.c_int64(2**63 - 1)  # the session of SYSTEM has this number
    privileges, no_list = ctypes.c_uint32(0), ctypes.c_void_p()
    member = Member(ctypes.addressof(user), 0)
    groups = Groups(1, Member(ctypes.addressof(group), ENABLED_OWNER))
    owner, first = ctypes.c_void_p(ctypes.addressof(user)), ctypes.c_void_p(ctypes.addressof(group))
    attributes, source = Attributes(ctypes.sizeof(Attributes)), ctypes.create_string_buffer(16)
    given = (number, forever, member, groups, privileges, owner, first, no_list, source)
    pointers = [ctypes.byref(one) for one in given]
    library("ntdll").NtCreateToken(ctypes.byref(token), EVERYTHING, ctypes.byref(attributes), PRIMARY, *pointers)
    return token


def main(arguments: list[str]) -> int:
    """Run it with that token, to its end."""
    token = {"raised": raised, "system": system}[arguments[0]]()
    line = ctypes.create_unicode_buffer(subprocess.list2cmdline(arguments[1:]))
    startup, started, code = Startup(ctypes.sizeof(Startup)), Started(), ctypes.c_uint32()
    told = (ctypes.byref(startup), ctypes.byref(started))
    if not token or not library("advapi32").CreateProcessAsUserW(
        token, None, line, None, None, 0, 0, None, None, *told
    ):
        return 98
    process = ctypes.c_void_p(started.process)
    library("kernel32").WaitForSingleObject(process, LONGEST)
    library("kernel32").GetExitCodeProcess(process, ctypes.byref(code))
    return code.value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
