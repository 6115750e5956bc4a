# SPDX-License-Identifier: EUPL-1.2
"""Which mail program is the user's: registry, xdg-mime; reads only, and starts what an opener asks for."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if sys.platform == "win32":
    import winreg

_LOOK_SECONDS = 2.0
"""How long a started program is watched for an early death; a warm Thunderbird needs half a second."""

_XDG_MIME_SECONDS = 5.0
_ASSOCF_IGNORE_UNKNOWN, _ASSOCF_IS_PROTOCOL = 0x400, 0x1000
_ASSOCSTR_EXECUTABLE, _ASSOCSTR_PROGID = 2, 20
_ASFW_ANY = -1
_MACHINES_64 = (0x8664, 0xAA64)
_OWN_VARIABLES = re.compile(r"(PYTHON|QT_|QML|PYSIDE|SHIBOKEN|DOORVERWIJZING).*|VIRTUAL_ENV|_MEIPASS.*")


def outside_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The user's session for a mail program, without what belongs to this program and its Python."""
    return {name: value for name, value in environ.items() if not _OWN_VARIABLES.fullmatch(name)}


@dataclass(frozen=True)
class Computer:
    """The System of this computer, read through the given environment."""

    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    platform: str = sys.platform
    look_seconds: float = _LOOK_SECONDS

    def environment(self, name: str) -> str:
        """An environment variable, or the empty string."""
        return self.environ.get(name, "")

    def registry(self, hive: str, key: str, name: str = "") -> str | int | None:
        """A value of the registry; None when absent or elsewhere than on Windows."""
        return _registry_value(hive, key, name)

    def registry_has_subkeys(self, hive: str, key: str) -> bool:
        """Does this key exist with at least one key below it?"""
        return _has_subkeys(hive, key)

    def program_id(self, kind: str) -> str:
        """The ProgId that Windows names for ``mailto`` or ``.eml``."""
        return _association(kind, _ASSOCSTR_PROGID)

    def handler(self, kind: str) -> str:
        """The program file that Windows would start for ``mailto`` or ``.eml``."""
        return _association(kind, _ASSOCSTR_EXECUTABLE)

    def which(self, program: str) -> str | None:
        """The full path of a program on PATH."""
        return shutil.which(program, path=self.environment("PATH"))

    def is_file(self, path: str) -> bool:
        """A file, or the alias of a packaged app: a reparse point that cannot be followed, only seen."""
        return bool(path) and os.path.lexists(path) and not os.path.isdir(path)

    def is_64_bit(self, path: str) -> bool:
        """Does the header of this Windows library name a 64-bit machine?"""
        try:
            with open(path, "rb") as library:
                start = library.read(4096)
        except OSError:
            return False
        header = int.from_bytes(start[0x3C:0x40], "little")
        machine = int.from_bytes(start[header + 4 : header + 6], "little")
        return start[:2] == b"MZ" and start[header : header + 4] == b"PE\0\0" and machine in _MACHINES_64

    def mailto_desktop_file(self) -> str:
        """The id of the desktop file that owns ``mailto``."""
        return self._answer("xdg-mime", "query", "default", "x-scheme-handler/mailto").split(";")[0]

    def folder_desktop_file(self) -> str:
        """The id of the desktop file of the file manager; empty when there is none."""
        return self._answer("xdg-mime", "query", "default", "inode/directory").split(";")[0]

    def desktop_entry(self, desktop_id: str) -> dict[str, str]:
        """The main group of a desktop file, plus its ``path``; the user's own folder goes first."""
        home = Path(self.environment("HOME") or "/")
        own = self.environment("XDG_DATA_HOME") or str(home / ".local/share")
        shared = self.environment("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        for folder in [own, *shared.split(":")]:
            # a dash in the id may stand for a subfolder: kde-kmail.desktop is kde/kmail.desktop
            for relative in (desktop_id, desktop_id.replace("-", "/", 1)):
                path = Path(folder) / "applications" / relative
                if path.is_file():
                    return {**_main_group(path), "path": str(path)}
        return {}

    def mailto_bundle(self) -> str:
        """The default mail program of macOS; Apple Mail when nothing else was chosen."""
        domain = "com.apple.LaunchServices/com.apple.launchservices.secure"
        return mailto_owner_of_mac(self._answer("defaults", "read", domain, "LSHandlers"))

    def copy_folder(self) -> Path | None:
        """%TEMP% on Windows; elsewhere the user's visible download folder, if there is one."""
        if self.platform == "win32":
            return Path(self.environment("TEMP")) if self.environment("TEMP") else None
        home = Path(self.environment("HOME") or "/")
        folder = _download_folder(home, Path(self.environment("XDG_CONFIG_HOME") or home / ".config"))
        return folder if folder.is_dir() else None

    def start(self, command: Sequence[str] | str) -> str:
        """Start a program in a session of its own; an early death with an error is a code, anything else is not.

        Never waits for the end: with a cold mail program xdg-open stays until that program is closed.
        """
        try:
            process = _started(command, outside_environment(self.environ))
        except FileNotFoundError:
            return "not_found"
        except OSError:
            return "not_started"
        try:
            code = process.wait(self.look_seconds)
        except subprocess.TimeoutExpired:
            code = 0
            process.returncode = 0  # it goes on without us: Python need not warn that nobody waits
        # on Windows an exit code says nothing: Outlook hands over to an Outlook that runs already
        return f"exit_{code}" if code and self.platform != "win32" else ""

    def _answer(self, *command: str) -> str:
        try:
            done = subprocess.run(
                command, env=dict(self.environ), capture_output=True, text=True, timeout=_XDG_MIME_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.strip()


if sys.platform == "win32":
    _HIVES = {
        "HKCU": winreg.HKEY_CURRENT_USER,
        "HKLM": winreg.HKEY_LOCAL_MACHINE,
        "HKCR": winreg.HKEY_CLASSES_ROOT,
    }

    def _registry_value(hive: str, key: str, name: str) -> str | int | None:
        try:
            with winreg.OpenKey(_HIVES[hive], key) as opened:
                value, kind = winreg.QueryValueEx(opened, name)
        except OSError:
            return None
        if kind == winreg.REG_EXPAND_SZ:
            return winreg.ExpandEnvironmentStrings(value)
        return value if isinstance(value, (str, int)) else None

    def _has_subkeys(hive: str, key: str) -> bool:
        try:
            with winreg.OpenKey(_HIVES[hive], key) as opened:
                return winreg.QueryInfoKey(opened)[0] > 0
        except OSError:
            return False

    def _association(kind: str, wanted: int) -> str:
        flags = _ASSOCF_IGNORE_UNKNOWN if kind.startswith(".") else _ASSOCF_IGNORE_UNKNOWN | _ASSOCF_IS_PROTOCOL
        size = ctypes.c_uint32(1024)
        text = ctypes.create_unicode_buffer(size.value)
        result = ctypes.windll.shlwapi.AssocQueryStringW(flags, wanted, kind, None, text, ctypes.byref(size))
        return text.value if result == 0 else ""

    def _started(command: Sequence[str] | str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        # the new window may open behind ours unless we hand on the right to come forward
        ctypes.windll.user32.AllowSetForegroundWindow(_ASFW_ANY)
        nothing = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment)

else:

    def _registry_value(hive: str, key: str, name: str) -> str | int | None:
        return None

    def _has_subkeys(hive: str, key: str) -> bool:
        return False

    def _association(kind: str, wanted: int) -> str:
        return ""

    def _started(command: Sequence[str] | str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment, start_new_session=True
        )


def mailto_owner_of_mac(handlers: str) -> str:
    """The bundle id in what ``defaults`` lists, lower case; Apple Mail when nobody chose another."""
    without_versions = re.sub(r"LSHandlerPreferredVersions\s*=\s*\{[^{}]*\};", "", handlers)
    for group in re.findall(r"\{[^{}]*\}", without_versions):
        role = re.search(r'LSHandlerRoleAll\s*=\s*"?([\w.-]+)', group)
        if role and re.search(r'LSHandlerURLScheme\s*=\s*"?mailto\b', group):
            return role[1].casefold()
    return "com.apple.mail"


def _main_group(path: Path) -> dict[str, str]:
    """Keys and values of [Desktop Entry], without translations."""
    entry: dict[str, str] = {}
    group = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("["):
            group = line.strip()
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            entry[key.strip()] = value.strip()
    return entry


def _download_folder(home: Path, config: Path) -> Path:
    try:
        text = (config / "user-dirs.dirs").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(r'^XDG_DOWNLOAD_DIR="(.+)"$', text, re.MULTILINE)
    return Path(found[1].replace("$HOME", str(home))) if found else home / "Downloads"
