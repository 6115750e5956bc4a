# SPDX-License-Identifier: EUPL-1.2
"""What GPO or Intune wrote: the tree below our own key of the machine, and no other key."""

from __future__ import annotations

from app.desktop.plain import PlainDesktop
from app.desktop.windows import WindowsDesktop
from app.desktop.windows.api import SystemApi
from tests.desktop.fake_api import FakeApi

OURS = r"Software\Policies\Doorverwijzing"


def test_the_tree_of_our_key_is_read() -> None:
    # GIVEN values of ours, and those of another program
    api = FakeApi()
    api.registry = {
        OURS: {"extra_profielen": 0},
        rf"{OURS}\op_slot": {"hoogstens_minuten": 5},
        rf"{OURS}\mail\programmas": {"geen": 1},
        rf"{OURS}\protocollen\kasterlee": {"telefoon": "014 00 00 00"},
        r"Software\Policies\Ander": {"x": 1},
    }
    assert WindowsDesktop(api).policy_values() == {
        "extra_profielen": 0,
        "op_slot": {"hoogstens_minuten": 5},
        "mail": {"programmas": {"geen": 1}},
        "protocollen": {"kasterlee": {"telefoon": "014 00 00 00"}},
    }


def test_P11_a_tree_without_end_is_not_followed() -> None:
    api = FakeApi()
    api.registry = {OURS + r"\a" * 500: {"x": 1}}
    assert WindowsDesktop(api).policy_values() == {"a": {"a": {"a": {"a": {}}}}}


def test_without_a_policy_and_elsewhere_than_on_windows_there_is_nothing() -> None:
    assert WindowsDesktop(FakeApi()).policy_values() == PlainDesktop().policy_values() == {}


def test_a_key_that_is_not_there_is_empty_in_the_real_registry_too() -> None:
    api = SystemApi()
    assert not api.machine_values(rf"{OURS}\bestaat niet")
    assert not api.machine_keys(rf"{OURS}\bestaat niet")
