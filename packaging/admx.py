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

DUTCH = {
    "category": "Doorverwijzing",
    "description": "Instellingen van Doorverwijzing. Alles kan alleen strenger dan het protocol en de app zelf.",
    "supported": "Windows 10 en 11, 64 bits",
    "days": "Dagen:",
    "minutes": "Minuten:",
    "value": "Waarde:",
    "automatisch": "Automatisch: het programma van deze computer",
    "klassieke_outlook": "Klassieke Outlook",
    "nieuwe_outlook": "Nieuwe Outlook",
    "thunderbird": "Thunderbird",
    "geen": "Geen: de gebruiker maakt de e-mail altijd zelf",
}
ENGLISH = {
    "category": "Doorverwijzing",
    "description": "Settings of Doorverwijzing. A value can only be stricter than the protocol and the program itself.",
    "supported": "Windows 10 and 11, 64 bits",
    "days": "Days:",
    "minutes": "Minutes:",
    "value": "Value:",
    "automatisch": "Automatic: the program of this computer",
    "klassieke_outlook": "Classic Outlook",
    "nieuwe_outlook": "New Outlook",
    "thunderbird": "Thunderbird",
    "geen": "None: the user always makes the mail by hand",
}
_SHORTER = "Only shorter than in the protocol: a longer term is refused."
ENGLISH_SETTINGS: Mapping[str, tuple[str, str]] = {
    "extra_profielen": (
        "Allow further protocols",
        "May protocols of other municipalities stand beside policy.toml? Disable this to forbid them: then the program "
        "uses only the protocols it comes with.",
    ),
    "op_slot.minstens_minuten": (
        "Lock: shortest time that the user may choose",
        "The user cannot choose fewer minutes. At most 10: the program may not lock later than it does by itself.",
    ),
    "op_slot.hoogstens_minuten": (
        "Lock: longest time that the user may choose",
        "After so many minutes without use the program locks. Whoever chose a longer time gets this one.",
    ),
    "op_slot.standaard_minuten": (
        "Lock: time until the user chooses one",
        "Holds until the user chooses a time. Lies between the shortest and the longest time.",
    ),
    "mail.programmas": (
        "Allowed mail programs",
        "The user can choose these alone; the first that is ticked holds until the user chooses one. None means: the "
        "user always makes the mail by hand.",
    ),
    "mail.team_mailbox": (
        "Mailbox of the team",
        "Answers of the OCMW arrive here. The user cannot change it. It is never the address of the OCMW itself.",
    ),
    "termijnen.concept_dagen": ("Term: begun", f"Days without a change in a referral that was begun. {_SHORTER}"),
    "termijnen.klaar_dagen": ("Term: checked", f"Days that checked data stay. {_SHORTER}"),
    "termijnen.bestand_klaar_dagen": ("Term: file ready", f"Days that an encrypted file may wait. {_SHORTER}"),
    "termijnen.verzonden_dagen": ("Term: sent", f"Days between sending and receipt. {_SHORTER}"),
    "termijnen.verlengen_dagen": (
        "Extension",
        f"Days that the user gets once. 0 means: no extension. {_SHORTER}",
    ),
    "termijnen.hard_na_toestemming_dagen": (
        "Erase after consent",
        f"Days after consent; then the program erases. {_SHORTER}",
    ),
    "termijnen.hard_na_verzenden_dagen": (
        "Erase after sending",
        f"Days after sending; then the program erases. {_SHORTER}",
    ),
    "termijnen.toestemming_geldig_dagen": (
        "Consent holds",
        f"Days in which a consent allows sending. {_SHORTER}",
    ),
    "termijnen.stopgezet_dagen": (
        "After the end of the protocol",
        f"Days left to erase when the protocol stops. {_SHORTER}",
    ),
    "protocollen.*.telefoon": (
        "Telephone number of the OCMW",
        "The user tells the phrase of the file on this number. Check it with the OCMW itself. Only for a protocol that "
        "has no number of its own.",
    ),
}


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


def words(found: Sequence[Entry], general: Mapping[str, str], settings: Mapping[str, tuple[str, str]]) -> Xml.Element:
    """The ADML: what an administrator reads, in one language."""
    root = Xml.Element("policyDefinitionResources", xmlns=SCHEMA, revision="1.0", schemaVersion="1.0")
    Xml.SubElement(root, "displayName").text = general["category"]
    Xml.SubElement(root, "description").text = general["description"]
    resources = Xml.SubElement(root, "resources")
    strings = Xml.SubElement(resources, "stringTable")
    for name in ("category", "supported"):
        Xml.SubElement(strings, "string", id=name).text = general[name]
    forms = Xml.SubElement(resources, "presentationTable")
    for entry in found:
        title, told = settings[entry.setting.place]
        Xml.SubElement(strings, "string", id=entry.id).text = title + entry.suffix
        Xml.SubElement(strings, "string", id=f"{entry.id}_help").text = told
        if entry.setting.kind is not Kind.SWITCH:
            _form(Xml.SubElement(forms, "presentation", id=entry.id), entry, general)
    return root


def _form(parent: Xml.Element, entry: Entry, general: Mapping[str, str]) -> None:
    kind = entry.setting.kind
    if kind is Kind.CHOICES:
        for name in MAIL_PROGRAMS:
            Xml.SubElement(parent, "checkBox", refId=name).text = general[name]
    elif kind is Kind.NUMBER:
        unit = "days" if entry.setting.key in TERMS else "minutes"
        usual = entry.setting.low if entry.setting.key.startswith("minstens") else entry.high  # what holds by itself
        Xml.SubElement(parent, "decimalTextBox", refId="value", defaultValue=str(usual)).text = general[unit]
    else:
        Xml.SubElement(Xml.SubElement(parent, "textBox", refId="value"), "label").text = general["value"]


def files() -> dict[str, str]:
    """Every file by its place in the folder."""
    found = tuple(entries(load_profiles(resource("protocols"))))
    dutch = {setting.place: (setting.title, setting.help) for setting in SETTINGS}
    return {
        f"{NAME}.admx": _text(template(found)),
        f"nl-NL/{NAME}.adml": _text(words(found, DUTCH, dutch)),
        f"en-US/{NAME}.adml": _text(words(found, ENGLISH, ENGLISH_SETTINGS)),
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
