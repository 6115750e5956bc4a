# SPDX-License-Identifier: EUPL-1.2
"""Who could have written a policy file on Windows, and the rights of a new data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.desktop.windows import WindowsDesktop
from app.desktop.windows.security import descriptor, is_trusted, make_private
from tests.desktop.fake_api import FakeApi, target

# What `icacls /inheritance:r /grant` of the administrator's manual leaves.
MANAGED = "O:BAG:SYD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)"
# What ProgramData gives by itself: users may create files and folders.
PLAIN_PROGRAM_DATA = "O:SYG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;CIID;DCLCRPCR;;;BU)(A;OICIID;0x1200a9;;;BU)"
JAN = "S-1-5-21-1-2-3-1001"


@pytest.mark.parametrize(
    "sddl",
    [
        MANAGED,
        "O:SYD:P(A;;FA;;;SY)(A;;FRFX;;;WD)",
        "O:BAD:P(D;;FA;;;AN)(A;;GRGX;;;BU)",
        f"O:BAD:P(A;;FR;;;{JAN})",
        "O:BAG:BAD:P(A;OICIIO;GA;;;CO)(A;;FA;;;BA)",  # for what is made in it later, not for itself
        "O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464D:P",
    ],
)
def test_a_policy_of_the_administrator_is_used(sddl: str) -> None:
    assert is_trusted(sddl)


@pytest.mark.parametrize(
    "sddl",
    [
        "",
        "O:BA",  # no list at all: everybody may do everything
        "O:BAD:NO_ACCESS_CONTROL",  # everybody may do everything
        "O:BAD:PNO_ACCESS_CONTROL",
        "O:BAD:AINO_ACCESS_CONTROL",
        "O:BAG:SYD:PAINO_ACCESS_CONTROL",
        PLAIN_PROGRAM_DATA,
        MANAGED.replace("O:BA", f"O:{JAN}"),
        MANAGED.replace("0x1200a9", "0x1301bf"),
        f"O:BAD:P(A;;FW;;;{JAN})",
        f"O:BAD:P(A;;WD;;;{JAN})",
        f"O:BAD:P(A;;SD;;;{JAN})",
        f"O:BAD:P(A;;GA;;;{JAN})",
        f"O:BAD:P(A;;ZZ;;;{JAN})",  # a right nobody knows
        f"O:BAD:P(A;;FRF;;;{JAN})",
        "O:BAD:P(XA;;FR;;;WD;(x==1))",
        "O:BAD:P(A;;FR)",
    ],
)
def test_a_planted_policy_is_not_used(sddl: str) -> None:
    assert not is_trusted(sddl)


def answering(sddl: str) -> dict[str, Any]:
    """A Windows on which every file has this descriptor."""

    def convert(*arguments: Any) -> int:
        target(arguments[3]).value = sddl
        return 1

    return {
        "GetNamedSecurityInfoW": lambda *_: 0,
        "ConvertSecurityDescriptorToStringSecurityDescriptorW": convert,
    }


def test_the_descriptor_is_asked_of_windows_and_its_memory_given_back() -> None:
    api = FakeApi(answering(MANAGED))
    assert descriptor(api, Path("policy.toml")) == MANAGED
    assert len(api.arguments_of("LocalFree")) == 2


@pytest.mark.parametrize(
    "api",
    [
        FakeApi({"GetNamedSecurityInfoW": lambda *_: 5}),
        FakeApi({**answering(MANAGED), "ConvertSecurityDescriptorToStringSecurityDescriptorW": lambda *_: 0}),
        FakeApi(missing=("GetNamedSecurityInfoW",)),
    ],
)
def test_what_windows_does_not_tell_is_not_trusted(api: FakeApi) -> None:
    assert not WindowsDesktop(api).only_administrators_write(Path("C:/ProgramData/Doorverwijzing/policy.toml"))


def by_path(descriptors: dict[str, str]) -> FakeApi:
    """A Windows on which each place has a descriptor of its own."""
    asked: list[str] = []

    def look(*arguments: Any) -> int:
        asked.append(arguments[0].value)
        return 0

    def convert(*arguments: Any) -> int:
        target(arguments[3]).value = descriptors[asked[-1]]
        return 1

    return FakeApi({"GetNamedSecurityInfoW": look, "ConvertSecurityDescriptorToStringSecurityDescriptorW": convert})


DATA, FOLDER, POLICY = (str(Path(*parts)) for parts in (("P",), ("P", "D"), ("P", "D", "policy.toml")))


def test_R01_a_managed_folder_counts_below_a_programdata_as_windows_makes_it() -> None:
    # GIVEN the folder that the manual makes, in the one where users may add files of their own
    usual = {DATA: PLAIN_PROGRAM_DATA, FOLDER: MANAGED, POLICY: MANAGED}
    assert WindowsDesktop(by_path(usual)).only_administrators_write(Path(FOLDER))
    assert WindowsDesktop(by_path(usual)).only_administrators_write(Path(POLICY))
    # AND one that a user made or may write counts for nothing, nor does a file of his in it
    for place in (FOLDER, POLICY):
        planted = {**usual, place: MANAGED.replace("O:BA", f"O:{JAN}")}
        assert not WindowsDesktop(by_path(planted)).only_administrators_write(Path(place))
        inherited = {**usual, place: PLAIN_PROGRAM_DATA}
        assert not WindowsDesktop(by_path(inherited)).only_administrators_write(Path(place))


@pytest.mark.parametrize("right", ["0x40", "SD", "WD", "WO", "GA", "FA"])
def test_R01_a_folder_that_others_could_replace_as_a_whole_counts_for_nothing(right: str) -> None:
    above = f"O:SYG:SYD:AI(A;OICI;FA;;;SY)(A;;{right};;;BU)"
    api = by_path({DATA: above, FOLDER: MANAGED})
    assert not WindowsDesktop(api).only_administrators_write(Path(FOLDER))


@pytest.mark.parametrize("bit", [0x2, 0x4, 0x10, 0x40, 0x100, 0x10000, 0x40000, 0x80000, 0x10000000, 0x40000000])
def test_R01_each_right_to_write_is_one_too_many(bit: int) -> None:
    assert not is_trusted(f"O:BAD:P(A;;{bit:#x};;;{JAN})")


@pytest.mark.posix
def test_R01_a_link_in_the_place_of_the_folder_counts_for_nothing(tmp_path: Path) -> None:
    # GIVEN a folder of the administrator elsewhere, and a link to it where ours should be
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "D").symlink_to(tmp_path / "elsewhere")
    api = FakeApi(answering(MANAGED))
    assert WindowsDesktop(api).only_administrators_write(tmp_path / "elsewhere")
    assert not WindowsDesktop(api).only_administrators_write(tmp_path / "D")


def run_by(identifier: str, answers: dict[str, Any] | None = None) -> FakeApi:
    """A Windows on which this user runs the program."""
    where = 0x7000_1234

    def tell(*arguments: Any) -> int:
        target(arguments[2]).identifier = where
        return 1

    def convert(*arguments: Any) -> int:
        assert arguments[0].value == where
        target(arguments[1]).value = identifier
        return 1

    return FakeApi({"GetTokenInformation": tell, "ConvertSidToStringSidW": convert, **(answers or {})})


def test_R42_a_data_folder_is_for_system_administrators_and_this_user_by_name() -> None:
    # GIVEN a folder that may well belong to Administrators, as in a profile that was put back
    api = run_by(JAN)
    # WHEN it is made private
    make_private(api, Path("doorverwijzing"))
    # THEN its list is replaced by these three, and nothing is inherited from above
    (text,) = api.arguments_of("ConvertStringSecurityDescriptorToSecurityDescriptorW")
    assert text[0] == f"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;{JAN})"
    (change,) = api.arguments_of("SetFileSecurityW")
    assert change[:2] == ["doorverwijzing", 0x80000004]
    # AND what Windows lent is given back
    assert len(api.arguments_of("CloseHandle")) == 1
    assert len(api.arguments_of("LocalFree")) == 2


@pytest.mark.parametrize(
    "step",
    [
        "OpenProcessToken",
        "GetTokenInformation",
        "ConvertSidToStringSidW",
        "ConvertStringSecurityDescriptorToSecurityDescriptorW",
        "SetFileSecurityW",
    ],
)
def test_R42_a_folder_that_stays_open_to_others_is_an_error(step: str) -> None:
    with pytest.raises(PermissionError):
        make_private(run_by(JAN, {step: lambda *_: 0}), Path("doorverwijzing"))
