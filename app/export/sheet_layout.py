# SPDX-License-Identifier: EUPL-1.2
"""Information sheet and tick card → blocks of one page each; there is no way in for client data (R26, R27)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.domain.errors import ProfileInvalid
from app.export.layout import (
    DUTCH,
    PRACTICE,
    Banner,
    Block,
    Choice,
    Heading,
    Layout,
    Note,
    Panel,
    Paragraph,
    Point,
    Tick,
    Twin,
)

if TYPE_CHECKING:
    from app.domain.profile import Profile, Sheet

POINT = "• "
IS_TRANSLATION = "Vertaling van het Nederlandse infoblad versie {bron}. De Nederlandse tekst geldt."
NOT_CHECKED = "Nog niet nagelezen"
CHECKED_BY = "Nagelezen door {wie}"


def sheet_layout(sheet: Sheet, values: Mapping[str, str] | None = None, translation: Sheet | None = None) -> Layout:
    """The Dutch sheet on one page, as large as it fits, with a translation on its back.

    ``values`` fill its ``{…}`` from profile and team; a sheet that is filled already needs none. Anything else between
    braces is refused: no client field can slip onto this page (R26).
    """
    values = values or {}
    back = None if translation is None else _page(translation, values, translation.language)
    return _page(sheet, values, DUTCH, back)


def _page(sheet: Sheet, values: Mapping[str, str], language: str, back: Layout | None = None) -> Layout:
    blocks: list[Block] = [*_marks(sheet), Heading(_filled(sheet.title, values), 1)]
    for section in sheet.sections:
        blocks.append(Heading(_filled(section.heading, values)))
        lines = (line for line in _filled(section.body, values).split("\n") if line.strip())
        blocks += [Point(line.removeprefix(POINT)) if line.startswith(POINT) else Paragraph(line) for line in lines]
    foot = (Note(_filled(sheet.footer, values)),)
    return Layout("Infoblad", tuple(blocks), foot, largest=1.2, language=language, full=True, back=back)


def _marks(sheet: Sheet) -> Iterable[Block]:
    """What a translation says of itself, in both languages (R27)."""
    words = sheet.words
    if words is None:
        return
    own = f"{words.translation_of}. {words.dutch_counts}"
    yield Twin(IS_TRANSLATION.replace("{bron}", sheet.source), own.replace("{bron}", sheet.source))
    if sheet.validated_by:
        dutch, said = CHECKED_BY, words.checked_by
        yield Twin(dutch.replace("{wie}", sheet.validated_by), said.replace("{wie}", sheet.validated_by))
    else:
        yield Twin(NOT_CHECKED, words.not_checked, loud=True)


def card_layout(profile: Profile) -> Layout:
    """The tick card: the consent step on paper, for a home visit; it has no place for client data."""
    told = [Tick(item.text, item.say) for item in profile.checklist if item.kind == "info"]
    asked = [Tick(item.text, item.say) for item in profile.checklist if item.kind != "info"]
    blocks: tuple[Block, ...] = (
        *((Banner(PRACTICE),) if profile.practice else ()),
        Heading(f"Afvinkkaart voor een huisbezoek – {profile.recipient.name}", 1),
        Panel("Schrijf hier geen naam.", "Schrijf niets op dit blad dat over de cliënt gaat. Zet alleen kruisjes."),
        Heading("Dit vertel je"),
        *told,
        Heading("Dit vraag je"),
        *asked,
        Choice("Hoe zei de cliënt ja?", ("In een gesprek", "Via de telefoon", "Op papier")),
        Choice("Was er een tolk?", ("Nee", "Ja")),
        Choice("Op welke dag, hoe laat?"),
    )
    foot = (
        Paragraph("Vul de vinkjes daarna in de app in. Vernietig de kaart daarna."),
        Note(f"Volgens {profile.title}, versie {profile.version} – {profile.consent_text.id}"),
    )
    return Layout("Afvinkkaart", blocks, foot, largest=1.1)


def _filled(text: str, values: Mapping[str, str]) -> str:
    unknown = [name for name in re.findall(r"\{([^{}]*)\}", text) if name not in values]
    if unknown:
        raise ProfileInvalid(problems=tuple(("infoblad", f"onbekende plaatshouder {{{name}}}") for name in unknown))
    return re.sub(r"\{([^{}]*)\}", lambda found: values[found[1]], text)
