# SPDX-License-Identifier: EUPL-1.2
"""The templates for GPO and Intune: up to date, well-formed, every reference resolved, and read back by the program."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from app.desktop.windows import policy as registry
from app.domain.policy import ANY_PROTOCOL, LONGEST_LOCK, MAIL_PROGRAMS, SETTINGS, TERMS, USUAL_LOCK, Kind
from app.domain.policy_reader import Source, read_registry, settled
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
    assert {policy.find(f"{SPACE}supportedOn").attrib["ref"] for policy in policies} == {"SUPPORTED_Windows"}  # type: ignore[union-attr]
    assert {policy.find(f"{SPACE}parentCategory").attrib["ref"] for policy in policies} == {"doorverwijzing"}  # type: ignore[union-attr]


def value_of(parent: Xml.Element, name: str) -> int:
    """The number that stands in an element such as ``enabledValue``."""
    found = parent.find(f"{SPACE}{name}/{SPACE}decimal")
    assert found is not None
    return int(found.attrib["value"])


def form_of(policy: Xml.Element) -> dict[str, Xml.Element]:
    """The fields that an administrator sees, by the value they belong to."""
    (form,) = (one for one in all_of(the_words("nl-NL"), "presentation") if one.attrib["id"] == policy.attrib["name"])
    return {field.attrib["refId"]: field for field in form}


def enabled(policy: Xml.Element, api: FakeApi) -> None:
    """What Windows writes when an administrator enables a policy and leaves the form as it opens."""
    if "valueName" in policy.attrib:
        write(policy, policy, api, value_of(policy, "enabledValue"))
        return
    form = form_of(policy)
    for value in policy.iterfind(f"{SPACE}elements/*"):
        field, kind = form[value.attrib["id"]], value.tag.removeprefix(SPACE)
        if kind == "decimal":
            written: object = int(field.attrib["defaultValue"])
        elif kind == "boolean":
            written = value_of(value, "trueValue" if field.attrib.get("defaultChecked") == "true" else "falseValue")
        else:
            texts = {"team_mailbox": "team.voorbeeld@example.org", "telefoon": "014 00 00 00"}
            written = texts[value.attrib["valueName"]]
        write(policy, value, api, written)


def write(policy: Xml.Element, value: Xml.Element, api: FakeApi, written: object) -> None:
    key = value.attrib.get("key", policy.attrib["key"])
    api.registry.setdefault(key, {})[value.attrib["valueName"]] = written


def read(api: FakeApi) -> Source:
    """What the program makes of that registry."""
    return read_registry("register", registry.values(api))


def test_R35_what_the_editor_writes_is_what_the_program_reads() -> None:
    # GIVEN a computer on which every policy is enabled, each form left as it opens
    api = FakeApi()
    for policy in all_of(the_template(), "policy"):
        enabled(policy, api)
    source = read(api)
    # THEN every setting arrived under its own name
    expected = {
        setting.place.replace("*", the_profile().id) if setting.table == ANY_PROTOCOL else setting.place
        for setting in SETTINGS
    }
    assert set(source.values) == expected
    # AND what a form opens with is what holds without it: nobody tightens by accident
    found = settled((source,), (the_profile(),))
    assert found.over(the_profile()).terms == the_profile().terms
    assert (found.longest_lock, found.usual_lock, found.mail_programs) == (LONGEST_LOCK, USUAL_LOCK, MAIL_PROGRAMS)
    assert source.allows_extra_profiles


def test_R07_a_switch_that_is_disabled_forbids() -> None:
    api = FakeApi()
    (switch,) = (policy for policy in all_of(the_template(), "policy") if "valueName" in policy.attrib)
    write(switch, switch, api, value_of(switch, "disabledValue"))
    assert not read(api).allows_extra_profiles


def test_R64_a_mail_program_that_is_not_ticked_is_not_allowed() -> None:
    api = FakeApi()
    (policy,) = (one for one in all_of(the_template(), "policy") if one.attrib["name"] == "mail_programmas")
    for value in policy.iterfind(f"{SPACE}elements/*"):
        chosen = "trueValue" if value.attrib["id"] == "geen" else "falseValue"
        write(policy, value, api, value_of(value, chosen))
    assert settled((read(api),), (the_profile(),)).mail_programs == ("geen",)


def test_R45_the_editor_lets_nobody_write_what_the_program_refuses_or_ignores() -> None:
    # GIVEN the bounds of the program
    bounds = {setting.key: setting for setting in SETTINGS if setting.kind is Kind.NUMBER}
    fields = [value for policy in all_of(the_template(), "policy") for value in policy.iter(f"{SPACE}decimal")]
    numbers = [value for value in fields if "valueName" in value.attrib]
    assert {value.attrib["valueName"] for value in numbers} == set(bounds)
    # THEN the editor has the same, or those of the protocol where these are stricter
    for value in numbers:
        setting = bounds[value.attrib["valueName"]]
        most = getattr(the_profile().terms, TERMS[setting.key]) if setting.key in TERMS else setting.high
        assert (value.attrib["minValue"], value.attrib["maxValue"]) == (str(setting.low), str(most)), setting.key


def test_every_setting_is_told_in_each_language_and_no_other() -> None:
    for language in (admx.DUTCH, admx.ENGLISH):
        assert list(language.settings) == [setting.place for setting in SETTINGS]
        assert set(language.general) == set(admx.DUTCH.general)
        assert all(title and told.endswith(".") for title, told in language.settings.values())
