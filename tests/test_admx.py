# SPDX-License-Identifier: EUPL-1.2
"""The templates for GPO and Intune: up to date, well-formed, every reference resolved, and read back by the program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from app.desktop.windows import policy as registry
from app.domain.policy import ANY_PROTOCOL, MAIL_PROGRAMS, SETTINGS, Kind
from app.domain.policy_reader import read_registry, settled
from tests.desktop.fake_api import FakeApi
from tests.factory import the_profile
from tests.scripts import script

admx = script("admx")
SPACE = f"{{{admx.SCHEMA}}}"
LANGUAGES = ("nl-NL", "en-US")


def the_template() -> Xml.Element:
    return Xml.fromstring((admx.FOLDER / "doorverwijzing.admx").read_text("utf-8"))


def the_words(language: str) -> Xml.Element:
    return Xml.fromstring((admx.FOLDER / language / "doorverwijzing.adml").read_text("utf-8"))


def all_of(root: Xml.Element, name: str) -> list[Xml.Element]:
    return list(root.iter(f"{SPACE}{name}"))


def test_the_files_are_what_the_table_of_settings_says(tmp_path: Path) -> None:
    # THEN nothing is outdated; when this fails: python packaging/admx.py
    assert admx.outdated(admx.FOLDER) == []
    # AND a file that differs or is not there would be told
    for name, text in admx.files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text + " " if name.endswith(".admx") else text, "utf-8")
    (tmp_path / "en-US" / "doorverwijzing.adml").unlink()
    assert admx.outdated(tmp_path) == ["doorverwijzing.admx", "en-US/doorverwijzing.adml"]


def test_the_script_writes_and_only_looks_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admx, "FOLDER", tmp_path / "admx")
    assert admx.main(["--check"]) == 1
    assert not (tmp_path / "admx").exists()
    assert admx.main([]) == 0
    assert admx.main(["--check"]) == 0


def unresolved(template: Xml.Element, words: Xml.Element) -> set[str]:
    """References of the template that the words of a language do not have, and words that nothing refers to."""
    text = Xml.tostring(template, encoding="unicode")
    wanted = set(re.findall(r"\$\((string|presentation)\.([\w]+)\)", text))
    there = {(kind, one.attrib["id"]) for kind in ("string", "presentation") for one in all_of(words, kind)}
    return {name for _kind, name in wanted ^ there}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_and_presentation_is_there_in_each_language(language: str) -> None:
    template, words = the_template(), the_words(language)
    assert unresolved(template, words) == set()
    assert all(one.text for one in all_of(words, "string"))
    # AND one that is missing would be found
    strings = all_of(words, "stringTable")[0]
    strings.remove(strings[0])
    assert unresolved(template, words) == {"category"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_form_belongs_to_a_value_and_the_other_way_round(language: str) -> None:
    forms = {
        form.attrib["id"]: {field.attrib["refId"] for field in form}
        for form in all_of(the_words(language), "presentation")
    }
    values = {
        policy.attrib["name"]: {value.attrib["id"] for value in elements}
        for policy in all_of(the_template(), "policy")
        for elements in policy.findall(f"{SPACE}elements")
    }
    assert forms == values
    assert len(forms) == len(SETTINGS) - 1  # the switch has no form


def test_each_setting_is_a_policy_for_the_computer_and_never_for_a_user() -> None:
    policies = all_of(the_template(), "policy")
    assert len(policies) == len(SETTINGS)
    assert {policy.attrib["class"] for policy in policies} == {"Machine"}
    assert all(re.fullmatch(r"\w+", policy.attrib["name"], re.ASCII) for policy in policies)
    assert {policy.find(f"{SPACE}parentCategory").attrib["ref"] for policy in policies} == {"doorverwijzing"}  # type: ignore[union-attr]


def written(policy: Xml.Element, api: FakeApi) -> None:
    """What Windows writes when an administrator enables a policy and leaves the highest bound in the form."""
    for value in (policy, *policy.iterfind(f"{SPACE}elements/*")):
        name = value.attrib.get("valueName")
        if name is not None:
            key = api.registry.setdefault(value.attrib.get("key", policy.attrib["key"]), {})
            key[name] = typed(value)


def typed(value: Xml.Element) -> Any:
    kind = value.tag.removeprefix(SPACE)
    texts = {"team_mailbox": "team.voorbeeld@example.org", "telefoon": "014 00 00 00"}
    return {"decimal": value.attrib.get("maxValue"), "text": texts.get(value.attrib["valueName"])}.get(kind, 1)


def test_R35_what_the_editor_writes_is_what_the_program_reads() -> None:
    # GIVEN a computer on which every policy is enabled
    api = FakeApi()
    for policy in all_of(the_template(), "policy"):
        written(policy, api)
    for key in api.registry.values():
        key.update({name: int(str(value)) for name, value in key.items() if str(value).isdigit()})
    # WHEN the program reads its registry
    source = read_registry("register", registry.values(api))
    # THEN every setting arrived under its own name, and the bounds of the editor are those of the program
    expected = {
        setting.place.replace("*", the_profile().id) if setting.table == ANY_PROTOCOL else setting.place
        for setting in SETTINGS
    }
    assert set(source.values) == expected
    policy_read = settled((source,), (the_profile(),))
    assert policy_read.over(the_profile()).terms == the_profile().terms
    assert policy_read.mail_programs == MAIL_PROGRAMS
    assert (policy_read.shortest_lock, policy_read.longest_lock) == (10, 15)
    assert [setting.key for setting in SETTINGS if setting.kind is Kind.SWITCH] == ["extra_profielen"]
