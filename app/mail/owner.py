# SPDX-License-Identifier: EUPL-1.2
"""Whose mailto it is: facts of the computer and the user's choice → the one program that gets the draft."""

from __future__ import annotations

from enum import StrEnum

from app.mail.route import Choice, System

_ASSOCIATIONS = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\mailto\UserChoice"
_EXTENSIONS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.eml\UserChoice"
_OFFICE = r"Software\Microsoft\Office\16.0\Outlook"
_APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
_MAIL_CLIENTS = r"Software\Clients\Mail"


class Program(StrEnum):
    """The kinds of mail program that get a route of their own."""

    CLASSIC_OUTLOOK = "classic_outlook"
    NEW_OUTLOOK = "new_outlook"
    THUNDERBIRD = "thunderbird"
    EVOLUTION = "evolution"
    CLAWS = "claws"
    KMAIL = "kmail"
    APPLE_MAIL = "apple_mail"
    OUTLOOK_FOR_MAC = "outlook_for_mac"
    OTHER = "other"
    NONE = "none"


_CHOSEN = {
    Choice.CLASSIC_OUTLOOK: Program.CLASSIC_OUTLOOK,
    Choice.NEW_OUTLOOK: Program.NEW_OUTLOOK,
    Choice.THUNDERBIRD: Program.THUNDERBIRD,
    Choice.NONE: Program.NONE,
}
_LINUX = {
    "thunderbird": Program.THUNDERBIRD,
    "evolution": Program.EVOLUTION,
    "claws-mail": Program.CLAWS,
    "kmail": Program.KMAIL,
}
_MACOS = {
    "com.apple.mail": Program.APPLE_MAIL,
    "com.microsoft.outlook": Program.OUTLOOK_FOR_MAC,
    "org.mozilla.thunderbird": Program.THUNDERBIRD,
}


def user_program(system: System, choice: Choice) -> Program:
    """The program that is to show the draft: the user's choice, else the owner of ``mailto``."""
    if choice in _CHOSEN:
        return _CHOSEN[choice]
    if system.platform == "win32":
        return _windows_program(system)
    if system.platform == "darwin":
        return _MACOS.get(system.mailto_bundle(), Program.OTHER)
    return _linux_program(system)


def classic_outlook_usable(system: System) -> bool:
    """Classic Outlook is registered and has a profile; without one it opens a wizard instead of a message."""
    registered = system.registry("HKCR", r"Outlook.Application\CLSID") is not None
    return registered and system.registry_has_subkeys("HKCU", _OFFICE + r"\Profiles")


def new_outlook_switched_on(system: System) -> bool:
    """The switch in Outlook is on: asking classic Outlook for a window would then hang."""
    return system.registry("HKCU", _OFFICE + r"\Preferences", "UseNewOutlook") == 1


def classic_outlook_path(system: System) -> str:
    """OUTLOOK.EXE, or the empty string."""
    return _app_path(system, "OUTLOOK.EXE")


def new_outlook_path(system: System) -> str:
    """olk.exe, or the empty string."""
    alias = system.environment("LOCALAPPDATA") + r"\Microsoft\WindowsApps\olk.exe"
    return _app_path(system, "olk.exe") or (alias if system.is_file(alias) else "")


def thunderbird_path(system: System) -> str:
    """thunderbird.exe, or the empty string."""
    owner = system.handler("mailto")
    return _app_path(system, "thunderbird.exe") or (owner if "thunderbird" in owner.casefold() else "")


def mapi_library(system: System) -> str:
    """The library of the default Simple MAPI program, when it is for 64 bits and not Outlook's; or the empty string."""
    name = system.registry("HKCU", _MAIL_CLIENTS) or system.registry("HKLM", _MAIL_CLIENTS)
    if not isinstance(name, str) or "outlook" in name.casefold():
        return ""
    for hive in ("HKCU", "HKLM"):
        for value in ("DLLPath", "DLLPathEx"):
            path = system.registry(hive, rf"{_MAIL_CLIENTS}\{name}", value)
            if isinstance(path, str) and path and system.is_64_bit(path):
                return path
    return ""


def eml_handler(system: System) -> str:
    """The program that Windows opens a draft file with; not the "open with" chooser, nor an Outlook without profile."""
    handler = system.handler(".eml") or system.program_id(".eml")  # a packaged app has no program file
    if not handler or handler.casefold().endswith("openwith.exe"):
        return ""
    owner = _windows_kind(_program_id(system, ".eml", _EXTENSIONS))
    return "" if owner is Program.CLASSIC_OUTLOOK and not classic_outlook_usable(system) else handler


def _windows_program(system: System) -> Program:
    owner = _windows_kind(_program_id(system, "mailto", _ASSOCIATIONS))
    if owner not in (Program.CLASSIC_OUTLOOK, Program.NEW_OUTLOOK, Program.NONE):
        return owner
    if owner is Program.NEW_OUTLOOK or new_outlook_switched_on(system):
        return Program.NEW_OUTLOOK
    if classic_outlook_usable(system):
        return Program.CLASSIC_OUTLOOK
    if new_outlook_path(system):
        return Program.NEW_OUTLOOK
    return Program.OTHER if owner is Program.NONE else owner


def _windows_kind(program_id: str) -> Program:
    name = program_id.casefold()
    if not name:
        return Program.NONE
    if "outlookforwindows" in name or name.startswith("appx"):
        return Program.NEW_OUTLOOK
    if name.startswith("outlook."):
        return Program.CLASSIC_OUTLOOK
    return Program.THUNDERBIRD if "thunderbird" in name else Program.OTHER


def _program_id(system: System, kind: str, user_choice: str) -> str:
    """Windows' own answer where it gives one; packaged apps do not always, then what the user chose."""
    found = system.program_id(kind) or system.registry("HKCU", user_choice, "ProgId")
    return found if isinstance(found, str) else ""


def _app_path(system: System, program: str) -> str:
    for hive in ("HKCU", "HKLM"):
        path = system.registry(hive, rf"{_APP_PATHS}\{program}")
        if isinstance(path, str) and system.is_file(path.strip('"')):
            return path.strip('"')
    return ""


def _linux_program(system: System) -> Program:
    desktop_id = system.mailto_desktop_file().casefold()
    if not desktop_id:
        return Program.NONE
    return next((program for name, program in _LINUX.items() if name in desktop_id), Program.OTHER)
