# SPDX-License-Identifier: EUPL-1.2
"""Text of a translated information sheet → Sheet, or ProfileInvalid with every problem at once, in Dutch."""

from __future__ import annotations

import re

from app.domain.errors import ProfileInvalid
from app.domain.languages import JOINER, LANGUAGES
from app.domain.profile import SHEET_SLOTS, Sheet, SheetSection, SheetWords
from app.domain.profile_reader import FORMAT, TEXT_VERSION, parsed
from app.domain.toml_table import EMAIL, Problems, Table

_FACTS = re.compile(rf"\{{[a-z_]+\}}|{EMAIL}|\d+")
"""What a translation takes over as it is: places to fill in, addresses and numbers."""


def read_translation(text: str, dutch: Sheet) -> Sheet:
    """The translation in a TOML text, held against the Dutch sheet. Raises ProfileInvalid and nothing else.

    One of an older Dutch version is read as well, but not compared: nobody will see it until it follows (R27).
    """
    problems: Problems = []
    root = Table(parsed(text), "", problems)
    sheet = _sheet(root)
    root.done()
    if not problems and sheet.follows(dutch):
        _compare(root, sheet, dutch)
    if problems:
        raise ProfileInvalid(problems=tuple(problems))
    return sheet


def _sheet(root: Table) -> Sheet:
    root.number("formaat", FORMAT, FORMAT)
    language = root.text("taal", r"[a-z]{2,3}", "fr")
    if language and (language == "nl" or language not in LANGUAGES):
        root.wrong("taal", "is geen taal die deze app kent: " + ", ".join(code for code in LANGUAGES if code != "nl"))
    sheet = Sheet(
        language=language,
        version=root.text("versie", TEXT_VERSION, "1.0.0"),
        title=_words(root, "titel"),
        sections=tuple(_section(part) for part in root.tables("delen", 20)),
        footer=_words(root, "voet", *SHEET_SLOTS),
        source=root.text("bron", f"nl@{TEXT_VERSION}", "nl@1.0.0 (de Nederlandse versie)").removeprefix("nl@"),
        validated_by=root.text("nagelezen_door", empty=True),
        words=_frame(root.table("kader")),
    )
    if f"{language} {sheet.version}" not in sheet.footer:
        root.wrong("voet", f"moet de eigen versie noemen: {language} {sheet.version}")
    return sheet


def _section(table: Table) -> SheetSection:
    section = SheetSection(_words(table, "kop"), _words(table, "tekst", *SHEET_SLOTS))
    table.done()
    return section


def _frame(table: Table) -> SheetWords:
    words = SheetWords(
        translation_of=_words(table, "vertaling", "bron"),
        dutch_counts=_words(table, "geldt"),
        not_checked=_words(table, "niet_nagelezen"),
        checked_by=_words(table, "nagelezen", "wie"),
        nurse=_words(table, "verpleegkundige"),
    )
    for key, text, slot in (("vertaling", words.translation_of, "{bron}"), ("nagelezen", words.checked_by, "{wie}")):
        if text and slot not in text:
            table.wrong(key, f"mist de invulplaats {slot}")
    table.done()
    return words


def _words(table: Table, key: str, *slots: str) -> str:
    return table.text(key, slots=slots, invisible=JOINER)


def _compare(root: Table, sheet: Sheet, dutch: Sheet) -> None:
    """Nothing left out, nothing added: the same parts, lines, places to fill in, addresses and numbers."""
    if len(sheet.sections) != len(dutch.sections):
        root.wrong("delen", f"telt {len(sheet.sections)} delen, het Nederlandse infoblad {len(dutch.sections)}")
        return
    for nr, (part, original) in enumerate(zip(sheet.sections, dutch.sections, strict=True), start=1):
        place = f"delen[{nr}].tekst"
        if part.body.count("\n") != original.body.count("\n"):
            root.wrong(place, "heeft een ander aantal regels dan het Nederlandse infoblad")
        here, there = _facts(part), _facts(original)
        for facts, what in ((there - here, "mist"), (here - there, "heeft te veel")):
            if facts:
                root.wrong(place, f"{what}: {', '.join(sorted(facts))}")
    if "{datum}" not in sheet.footer:
        root.wrong("voet", "mist de invulplaats {datum}")


def _facts(section: SheetSection) -> set[str]:
    return set(_FACTS.findall(f"{section.heading} {section.body}"))
