# SPDX-License-Identifier: EUPL-1.2
"""Every requirement that is built has a test that names it, and the page that says so is up to date."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.source_tree import ROOT


@pytest.fixture(scope="module")
def requirements_map() -> ModuleType:
    """The script that writes the page; packaging/ is a folder of scripts, so it is loaded by its place."""
    place = importlib.util.spec_from_file_location("requirements_map", ROOT / "packaging" / "requirements_map.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_every_requirement_that_is_not_planned_has_a_test(requirements_map: ModuleType) -> None:
    facts = requirements_map.requirements()
    found = requirements_map.tests_by_requirement()
    assert [name for name, tests in found.items() if not tests and "planned" not in facts[name]] == []


def test_what_must_work_now_cannot_be_called_planned(requirements_map: ModuleType) -> None:
    # GIVEN the requirements of the first usable version
    first = {f"R{number:02}" for number in [*range(1, 49), 60, 61, 62, 64]}
    facts = requirements_map.requirements()
    # THEN none of them is put off
    assert first <= set(facts)
    assert [name for name in sorted(first) if "planned" in facts[name]] == []


def test_the_list_is_complete_and_in_order(requirements_map: ModuleType) -> None:
    assert list(requirements_map.requirements()) == [
        *(f"R{number:02}" for number in range(1, 67)),
        *(f"P{number}" for number in range(1, 21)),
    ]


def test_the_page_is_up_to_date(requirements_map: ModuleType) -> None:
    # THEN nobody has to be believed; when this fails: python packaging/requirements_map.py
    assert requirements_map.PAGE.read_text("utf-8") == requirements_map.page()
