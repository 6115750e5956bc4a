#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write packaging/windows/admx: the templates for GPO and Intune, from the same table of settings as policy.toml.

Windows shows the language of the administrator and falls back to en-US, so that one is there too. `--check` writes
nothing and exits 1 when the files are not up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from admx_words import DUTCH, ENGLISH, Words

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.content import load_profiles  # noqa: E402 - the program is found from here on
from app.desktop.windows.policy import KEY  # noqa: E402
from app.domain.policy import ANY_PROTOCOL, MAIL_PROGRAMS, SETTINGS, TERMS, Kind, Setting  # noqa: E402
from app.domain.profile import Profile  # noqa: E402
from app.paths import resource  # noqa: E402

FOLDER = ROOT / "packaging" / "windows" / "admx"
NAME = "doorverwijzing"
SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_LONGEST = {Kind.EMAIL: 254, Kind.PHONE: 22}


@dataclass(frozen=True)
class Entry:
    """One policy in the editor: a setting, and for a telephone number the protocol that it belongs to."""

    setting: Setting
    profile: Profile | None = None
    high: int = 0

    @property
    def id(self) -> str:
        """Letters, digits and underscores only: the schema allows no others in a reference."""
        return self._place.replace(".", "_").replace("-", "_")

    @property
    def key(self) -> str:
        """The key of the registry in which the value stands."""
        return "\\".join((KEY, *self._place.split(".")[:-1]))

    @property
    def suffix(self) -> str:
        """Which protocol it is about, behind its title."""
        return f" ({self.profile.recipient.name})" if self.profile is not None else ""

    @property
    def _place(self) -> str:
        return self.setting.place.replace("*", self.profile.id if self.profile is not None else "")


def entries(profiles: Sequence[Profile]) -> Iterator[Entry]:
    """Every setting, with the bounds of the shipped protocols; a number for each of these that has none."""
    for setting in SETTINGS:
        if setting.table == ANY_PROTOCOL:
            yield from (Entry(setting, profile) for profile in profiles if not profile.recipient.phone)
        elif setting.key in TERMS:
            yield Entry(setting, high=max(getattr(profile.terms, TERMS[setting.key]) for profile in profiles))
        else:
            yield Entry(setting, high=setting.high)


def template(found: Sequence[Entry]) -> Xml.Element:
    """The ADMX: what is written where."""
    root = Xml.Element("policyDefinitions", xmlns=SCHEMA, revision="1.0", schemaVersion="1.0")
    spaces = Xml.SubElement(root, "policyNamespaces")
    Xml.SubElement(spaces, "target", prefix=NAME, namespace="KindEnGezin.Policies.Doorverwijzing")
    Xml.SubElement(root, "resources", minRequiredRevision="1.0")
    supported = Xml.SubElement(Xml.SubElement(root, "supportedOn"), "definitions")
    Xml.SubElement(supported, "definition", name="SUPPORTED_Windows", displayName="$(string.supported)")
    categories = Xml.SubElement(root, "categories")
    Xml.SubElement(categories, "category", name=NAME, displayName="$(string.category)")
    policies = Xml.SubElement(root, "policies")
    for entry in found:
        is_switch = entry.setting.kind is Kind.SWITCH
        facts = {"name": entry.id, "class": "Machine", "displayName": f"$(string.{entry.id})"}
        facts |= {"explainText": f"$(string.{entry.id}_help)", "key": entry.key}
        facts |= {"valueName": entry.setting.key} if is_switch else {"presentation": f"$(presentation.{entry.id})"}
        policy = Xml.SubElement(policies, "policy", facts)
        Xml.SubElement(policy, "parentCategory", ref=NAME)
        Xml.SubElement(policy, "supportedOn", ref="SUPPORTED_Windows")
        if is_switch:
            _on_and_off(policy, "enabledValue", "disabledValue")
        else:
            _elements(Xml.SubElement(policy, "elements"), entry)
    return root


def _elements(parent: Xml.Element, entry: Entry) -> None:
    setting = entry.setting
    value = {"id": "value", "valueName": setting.key, "required": "true"}
    if setting.kind is Kind.CHOICES:
        for name in MAIL_PROGRAMS:
            place = {"id": name, "key": rf"{entry.key}\{setting.key}", "valueName": name}
            _on_and_off(Xml.SubElement(parent, "boolean", place), "trueValue", "falseValue")
    elif setting.kind is Kind.NUMBER:
        Xml.SubElement(parent, "decimal", value | {"minValue": str(setting.low), "maxValue": str(entry.high)})
    else:
        Xml.SubElement(parent, "text", value | {"maxLength": str(_LONGEST[setting.kind])})


def _on_and_off(parent: Xml.Element, on: str, off: str) -> None:
    for name, value in ((on, "1"), (off, "0")):
        Xml.SubElement(Xml.SubElement(parent, name), "decimal", value=value)


def texts(found: Sequence[Entry], words: Words) -> Xml.Element:
    """The ADML: what an administrator reads, in one language."""
    root = Xml.Element("policyDefinitionResources", xmlns=SCHEMA, revision="1.0", schemaVersion="1.0")
    Xml.SubElement(root, "displayName").text = words.general["category"]
    Xml.SubElement(root, "description").text = words.general["description"]
    resources = Xml.SubElement(root, "resources")
    strings = Xml.SubElement(resources, "stringTable")
    for name in ("category", "supported"):
        Xml.SubElement(strings, "string", id=name).text = words.general[name]
    forms = Xml.SubElement(resources, "presentationTable")
    for entry in found:
        title, told = words.settings[entry.setting.place]
        Xml.SubElement(strings, "string", id=entry.id).text = title + entry.suffix
        Xml.SubElement(strings, "string", id=f"{entry.id}_help").text = told
        if entry.setting.kind is not Kind.SWITCH:
            _form(Xml.SubElement(forms, "presentation", id=entry.id), entry, words.general)
    return root


def _form(parent: Xml.Element, entry: Entry, general: Mapping[str, str]) -> None:
    kind = entry.setting.kind
    if kind is Kind.CHOICES:
        for name in MAIL_PROGRAMS:
            Xml.SubElement(parent, "checkBox", refId=name, defaultChecked="true").text = general[name]
    elif kind is Kind.NUMBER:
        unit = "days" if entry.setting.key in TERMS else "minutes"
        by_itself = str(entry.high)
        Xml.SubElement(parent, "decimalTextBox", refId="value", defaultValue=by_itself).text = general[unit]
    else:
        Xml.SubElement(Xml.SubElement(parent, "textBox", refId="value"), "label").text = general["value"]


def files() -> dict[str, str]:
    """Every file by its place in the folder."""
    found = tuple(entries(load_profiles(resource("protocols"))))
    return {
        f"{NAME}.admx": _text(template(found)),
        f"nl-NL/{NAME}.adml": _text(texts(found, DUTCH)),
        f"en-US/{NAME}.adml": _text(texts(found, ENGLISH)),
    }


def _text(root: Xml.Element) -> str:
    Xml.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!-- SPDX-License-Identifier: EUPL-1.2 -->\n'
    return f"{head}<!-- Made by packaging/admx.py; do not edit. -->\n{Xml.tostring(root, encoding='unicode')}\n"


def outdated(folder: Path) -> list[str]:
    """The files that are not there, or say something else than the table."""
    return [
        name
        for name, text in files().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]


def main(arguments: Sequence[str]) -> int:
    """Write, or with --check only look."""
    if list(arguments) == ["--check"]:
        return 1 if outdated(FOLDER) else 0
    for name, text in files().items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
