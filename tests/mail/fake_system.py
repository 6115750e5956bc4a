# SPDX-License-Identifier: EUPL-1.2
"""A computer made of tables: registry, desktop files and programs; remembers what was started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

Registry = dict[tuple[str, str, str], str | int]

OFFICE = r"Software\Microsoft\Office\16.0\Outlook"
MAILTO = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice"
APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
CLIENTS = r"Software\Clients\Mail"

OUTLOOK_EXE = r"C:\Program Files\Microsoft Office\root\Office16\OUTLOOK.EXE"
OLK_EXE = r"C:\Users\Zoë\AppData\Local\Microsoft\WindowsApps\olk.exe"
THUNDERBIRD_EXE = r"C:\Program Files\Mozilla Thunderbird\thunderbird.exe"


@dataclass
class FakeSystem:
    """Answers every question of System from its tables."""

    platform: str = "linux"
    variables: dict[str, str] = field(default_factory=dict)
    values: Registry = field(default_factory=dict)
    program_ids: dict[str, str] = field(default_factory=dict)
    handlers: dict[str, str] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)
    mailto_owner: str = ""
    file_manager: str = "org.gnome.Nautilus.desktop"
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    bundle: str = "com.apple.mail"
    folder: Path | None = None
    answer: str = ""
    started: list[Sequence[str] | str] = field(default_factory=list)

    def environment(self, name: str) -> str:
        return self.variables.get(name, "")

    def registry(self, hive: str, key: str, name: str = "") -> str | int | None:
        return self.values.get((hive, key, name))

    def registry_has_subkeys(self, hive: str, key: str) -> bool:
        return any(h == hive and k.startswith(key + "\\") for h, k, _ in self.values)

    def program_id(self, kind: str) -> str:
        return self.program_ids.get(kind, "")

    def handler(self, kind: str) -> str:
        return self.handlers.get(kind, "")

    def which(self, program: str) -> str | None:
        return self.programs.get(program)

    def is_file(self, path: str) -> bool:
        return path in self.files

    def is_64_bit(self, path: str) -> bool:
        return path in self.libraries

    def folder_desktop_file(self) -> str:
        return self.file_manager

    def mailto_desktop_file(self) -> str:
        return self.mailto_owner

    def desktop_entry(self, desktop_id: str) -> dict[str, str]:
        return self.entries.get(desktop_id, {})

    def mailto_bundle(self) -> str:
        return self.bundle

    def copy_folder(self) -> Path | None:
        return self.folder

    def start(self, command: Sequence[str] | str) -> str:
        self.started.append(command)
        return self.answer


def windows(*parts: Registry, **others: object) -> FakeSystem:
    """A Windows with these parts of a registry put together."""
    system = FakeSystem(platform="win32", variables={"LOCALAPPDATA": r"C:\Users\Zoë\AppData\Local"})
    for part in parts:
        system.values.update(part)
    system.files = {str(value) for value in system.values.values() if str(value).lower().endswith(".exe")}
    for name, value in others.items():
        setattr(system, name, value)
    return system


def mailto(program_id: str) -> Registry:
    return {("HKCU", MAILTO, "ProgId"): program_id}


def classic_outlook(*, profile: bool = True) -> Registry:
    """Classic Outlook as Office installs it, with or without a profile."""
    found: Registry = {
        ("HKCR", r"Outlook.Application\CLSID", ""): "{0006F03A-0000-0000-C000-000000000046}",
        ("HKLM", APP_PATHS + r"\OUTLOOK.EXE", ""): OUTLOOK_EXE,
    }
    if profile:
        found["HKCU", OFFICE + r"\Profiles\Outlook", ""] = ""
    return found


def new_outlook(*, switch: bool = False) -> Registry:
    """olk.exe, and the switch in classic Outlook when it is on."""
    found: Registry = {("HKCU", APP_PATHS + r"\olk.exe", ""): OLK_EXE}
    if switch:
        found["HKCU", OFFICE + r"\Preferences", "UseNewOutlook"] = 1
    return found


def thunderbird() -> Registry:
    return {("HKLM", APP_PATHS + r"\thunderbird.exe", ""): THUNDERBIRD_EXE, **mailto("Thunderbird.Url.mailto")}


def mapi(name: str, library: str) -> Registry:
    """A Simple MAPI program as default."""
    return {("HKLM", CLIENTS, ""): name, ("HKLM", rf"{CLIENTS}\{name}", "DLLPath"): library}


def linux(owner: str, exec_line: str, **others: object) -> FakeSystem:
    """A Linux desktop on which this desktop file owns mailto."""
    system = FakeSystem(mailto_owner=owner, entries={owner: {"Exec": exec_line, "path": f"/usr/share/{owner}"}})
    for name, value in others.items():
        setattr(system, name, value)
    return system
