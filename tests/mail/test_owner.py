# SPDX-License-Identifier: EUPL-1.2
"""The decision table: for each computer and choice, the routes that get their turn and their order."""

from __future__ import annotations

import pytest

from app.mail.openers import all_openers
from app.mail.owner import classic_outlook_path, new_outlook_path, thunderbird_path
from app.mail.route import Choice
from tests.mail.fake_system import (
    OLK_EXE,
    OUTLOOK_EXE,
    THUNDERBIRD_EXE,
    FakeSystem,
    classic_outlook,
    linux,
    mailto,
    mapi,
    new_outlook,
    thunderbird,
    windows,
)

CLASSIC = "Outlook.URL.mailto.15"
NEW = "AppXbx2ce4vcxjdhff3d1ms66qqzk12zn827"
EM_DLL = r"C:\Program Files\eM Client\MailClientMAPI.dll"


def routes(system: FakeSystem, choice: Choice = Choice.AUTOMATIC) -> list[str]:
    return [opener.name for opener in all_openers() if opener.fits(system, choice)]


def with_eml(system: FakeSystem, program_id: str, handler: str = r"C:\some\mail.exe") -> FakeSystem:
    system.program_ids[".eml"] = program_id
    system.handlers[".eml"] = handler
    return system


WINDOWS = {
    "classic only": (windows(classic_outlook(), mailto(CLASSIC)), ["outlook_com", "outlook_eml"]),
    "classic, nothing owns mailto": (windows(classic_outlook()), ["outlook_com", "outlook_eml"]),
    "new only": (windows(new_outlook(), mailto(NEW)), ["new_outlook"]),
    "new by its other name": (windows(new_outlook(), mailto("Microsoft.OutlookForWindows.mailto")), ["new_outlook"]),
    "both, switch on": (windows(classic_outlook(), new_outlook(switch=True), mailto(CLASSIC)), ["new_outlook"]),
    "both, switch off": (windows(classic_outlook(), new_outlook(), mailto(CLASSIC)), ["outlook_com", "outlook_eml"]),
    "both, mailto to new": (windows(classic_outlook(), new_outlook(), mailto(NEW)), ["new_outlook"]),
    "classic without profile owns mailto, new in use": (
        windows(classic_outlook(profile=False), new_outlook(), mailto(CLASSIC)),
        ["new_outlook"],
    ),
    "classic without profile, nothing else": (windows(classic_outlook(profile=False), mailto(CLASSIC)), []),
    "Thunderbird beside both Outlooks": (
        windows(classic_outlook(), new_outlook(switch=True), thunderbird()),
        ["thunderbird", "thunderbird_compose"],
    ),
    "another program with MAPI": (
        windows(mailto("eM.mailto"), mapi("eM Client", EM_DLL), libraries={EM_DLL}),
        ["simple_mapi"],
    ),
    "another program with 32-bit MAPI": (windows(mailto("eM.mailto"), mapi("eM Client", EM_DLL)), []),
    "web mail, MAPI is Outlook's": (
        windows(
            classic_outlook(),
            mailto("MSEdgeHTM"),
            mapi("Microsoft Outlook", "olmapi32.dll"),
            libraries={"olmapi32.dll"},
        ),
        [],
    ),
    "MAPI program, classic in use": (
        windows(classic_outlook(), mailto(CLASSIC), mapi("eM Client", EM_DLL), libraries={EM_DLL}),
        ["outlook_com", "outlook_eml"],
    ),
    "MAPI only, nothing owns mailto": (windows(mapi("eM Client", EM_DLL), libraries={EM_DLL}), ["simple_mapi"]),
    "only a draft handler": (with_eml(windows(mailto("MSEdgeHTM")), "Foo.eml"), ["association"]),
    "only a packaged draft handler": (with_eml(windows(mailto("MSEdgeHTM")), "AppX123", ""), ["association"]),
    "draft handler is the chooser": (
        with_eml(windows(mailto("MSEdgeHTM")), "", r"C:\Windows\System32\OpenWith.exe"),
        [],
    ),
    "draft handler is classic without profile": (
        with_eml(windows(classic_outlook(profile=False), mailto("MSEdgeHTM")), "Outlook.File.eml.15"),
        [],
    ),
    "draft handler is classic with profile": (
        with_eml(windows(classic_outlook(), mailto("MSEdgeHTM")), "Outlook.File.eml.15"),
        ["association"],
    ),
    "classic, then its draft handler": (
        with_eml(windows(classic_outlook(), mailto(CLASSIC)), "Outlook.File.eml.15"),
        ["outlook_com", "outlook_eml", "association"],
    ),
    "nothing at all": (windows(), []),
}


@pytest.mark.parametrize(("system", "expected"), WINDOWS.values(), ids=WINDOWS.keys())
def test_R64_each_windows_computer_gets_its_routes_in_order(system: FakeSystem, expected: list[str]) -> None:
    # GIVEN what a Windows registry says
    # WHEN the routes are asked who fits
    # THEN exactly the user's program gets its turn, in the fixed order
    assert routes(system) == expected


def everything() -> FakeSystem:
    """A computer on which all programs are installed."""
    parts = (classic_outlook(), new_outlook(), thunderbird(), mapi("eM Client", EM_DLL))
    return with_eml(windows(*parts, libraries={EM_DLL}), "Foo.eml")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.CLASSIC_OUTLOOK, ["outlook_com", "outlook_eml"]),
        (Choice.NEW_OUTLOOK, ["new_outlook"]),
        (Choice.THUNDERBIRD, ["thunderbird", "thunderbird_compose"]),
        (Choice.NONE, []),
    ],
)
def test_the_choice_in_settings_goes_before_everything(choice: Choice, expected: list[str]) -> None:
    assert routes(everything(), choice) == expected


def test_what_windows_itself_answers_goes_before_what_the_user_chose_once() -> None:
    # GIVEN an old choice for classic Outlook, while Windows names new Outlook
    system = windows(classic_outlook(), new_outlook(), mailto(CLASSIC), program_ids={"mailto": "AppX123"})

    # THEN the present answer counts
    assert routes(system) == ["new_outlook"]


def test_programs_are_found_where_windows_says_they_are() -> None:
    system = everything()
    assert classic_outlook_path(system) == OUTLOOK_EXE
    assert new_outlook_path(system) == OLK_EXE
    assert thunderbird_path(system) == THUNDERBIRD_EXE


def test_new_outlook_is_found_by_its_alias_and_thunderbird_as_owner_of_mailto() -> None:
    # GIVEN neither registered under App Paths
    alias = r"C:\Users\Zoë\AppData\Local\Microsoft\WindowsApps\olk.exe"
    system = windows(files={alias}, handlers={"mailto": r"D:\Portable\thunderbird.exe"})

    # THEN both are found all the same
    assert new_outlook_path(system) == alias
    assert thunderbird_path(system) == r"D:\Portable\thunderbird.exe"


def test_a_program_that_was_removed_is_not_offered() -> None:
    # GIVEN a registry entry that outlived its program
    system = windows(new_outlook(), mailto(NEW), files=set())

    # THEN no route fits
    assert routes(system) == []


LINUX = {
    "Thunderbird of the distribution": (
        linux("thunderbird.desktop", "thunderbird %u"),
        ["thunderbird", "thunderbird_compose"],
    ),
    "Thunderbird as flatpak": (
        linux("org.mozilla.Thunderbird.desktop", "flatpak run org.mozilla.Thunderbird @@u %u @@"),
        ["thunderbird", "thunderbird_compose"],
    ),
    "Evolution": (linux("org.gnome.Evolution.desktop", "evolution %U"), ["evolution"]),
    "Claws": (linux("claws-mail.desktop", "claws-mail %u"), ["claws"]),
    "KMail": (linux("org.kde.kmail2.desktop", "kmail %u"), ["kmail"]),
    "another": (linux("geary.desktop", "geary %u", programs={"xdg-email": "/usr/bin/xdg-email"}), ["xdg_email"]),
    "another without xdg-email": (linux("geary.desktop", "geary %u"), []),
    "none": (FakeSystem(), []),
}


@pytest.mark.parametrize(("system", "expected"), LINUX.values(), ids=LINUX.keys())
def test_R64_each_linux_desktop_gets_its_route(system: FakeSystem, expected: list[str]) -> None:
    assert routes(system) == expected


def test_thunderbird_can_be_chosen_on_linux_though_another_program_owns_mailto() -> None:
    # GIVEN Evolution as owner of mailto, and a Thunderbird beside it
    system = linux("org.gnome.Evolution.desktop", "evolution %U", programs={"thunderbird": "/usr/bin/thunderbird"})

    # WHEN the user chooses Thunderbird, or nothing at all
    # THEN that is what happens
    assert routes(system, Choice.THUNDERBIRD) == ["thunderbird", "thunderbird_compose"]
    assert routes(system, Choice.NONE) == []
    assert routes(linux("org.gnome.Evolution.desktop", "evolution %U"), Choice.THUNDERBIRD) == []


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        ("com.apple.mail", ["apple_mail"]),
        ("com.microsoft.outlook", ["open_application"]),
        ("org.mozilla.thunderbird", ["open_application"]),
        ("com.google.chrome", []),
    ],
)
def test_a_mac_gets_a_route_for_three_programs(bundle: str, expected: list[str]) -> None:
    assert routes(FakeSystem(platform="darwin", bundle=bundle)) == expected


def test_every_route_has_its_own_name_a_limit_and_a_hint() -> None:
    openers = all_openers()
    assert len({opener.name for opener in openers}) == len(openers)
    assert all(0 < opener.limit <= 60 and opener.hint() for opener in openers)
