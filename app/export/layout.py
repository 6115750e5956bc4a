# SPDX-License-Identifier: EUPL-1.2
"""Disclosure, information sheet, tick card, recovery card → blocks (heading, row, words) of one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.errors import ProfileInvalid

if TYPE_CHECKING:
    from app.domain.disclosure import Disclosure
    from app.domain.profile import Profile, Sheet

NOT_SHARED = "Niet meegedeeld"
ONE_NAME = "– (de cliënt heeft maar één naam)"
SECRET = "Vertrouwelijk – beroepsgeheim"
TRIAL = "TEST – verzonnen gegevens"


@dataclass(frozen=True, slots=True)
class Banner:
    """A warning over the full width, on top of everything."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A short dark label above the title."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the title of the page, 2 a part of it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; neighbouring rows are one table. ``given`` is False for what the client does not share.

    A ``small`` one is written like running text.
    """

    label: str
    value: str
    strong: bool = False
    given: bool = True
    small: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A coloured frame with a bold first line."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """An empty box to tick by hand, with what to say below it."""

    text: str
    say: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Empty boxes to write signs in by hand: so many groups of so many signs."""

    groups: int
    signs: int


Block = Banner | Label | Heading | Row | Panel | Paragraph | Point | Note | Tick | Boxes


@dataclass(frozen=True, slots=True)
class Layout:
    """One A4 page: ``blocks`` from the top, ``foot`` at the bottom.

    ``title`` becomes the document's title and holds no client data. The page is drawn as large as it fits,
    ``largest`` times the normal size at most. A ``long`` one is drawn at that size on as many pages as it takes.
    """

    title: str
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()
    largest: float = 1.0
    language: str = "nl-BE"
    long: bool = False


def disclosure_layout(disclosure: Disclosure) -> Layout:
    """What the social worker reads: the content of R15 in the order of the protocol page, and nothing else."""
    blocks: list[Block] = [Banner(TRIAL)] if disclosure.trial else []
    blocks += [
        Label(SECRET),
        Heading(disclosure.heading, 1),
        Row("Referentie", disclosure.reference, strong=True),
        Row("Versie", str(disclosure.version)),
        Heading("Cliënt"),
        *_client_rows(disclosure),
        Heading("Toestemming en protocol"),
        Row("Toestemming gegeven op", belgian(disclosure.consent_given_on)),
        Row("Infotekst", disclosure.consent_text),
        Row("Volgens", _protocol(disclosure)),
        Panel(
            "Vragen, of klopt er iets niet (artikel 7)?",
            f"{disclosure.team}: {disclosure.team_phone}, {disclosure.team_email}",
        ),
    ]
    foot = (
        Note(f"Controle: register rij {disclosure.register_row}, kop {disclosure.register_head}"),
        Note(f"{NOT_SHARED} = de cliënt deelt dit niet."),
    )
    return Layout("Doorverwijzing", tuple(blocks), foot)


def _client_rows(disclosure: Disclosure) -> Iterable[Block]:
    yield Row("Voornaam", disclosure.first_name or ONE_NAME, strong=True, given=disclosure.first_name is not None)
    yield Row("Familienaam", disclosure.last_name, strong=True)
    street = " ".join(part for part in (disclosure.street, disclosure.house_number) if part)
    yield _channel("Adres", f"{street} bus {disclosure.box}" if street and disclosure.box else street)
    yield Row("Postcode en plaats", f"{disclosure.postcode} {disclosure.place}")
    yield _channel("Telefoon", disclosure.phone)
    yield _channel("E-mail", disclosure.email)


def _channel(label: str, value: str | None) -> Row:
    return Row(label, value or NOT_SHARED, given=bool(value))


def sheet_layout(sheet: Sheet, values: Mapping[str, str] | None = None) -> Layout:
    """The client information sheet on one page, as large as it fits.

    ``values`` fill its ``{…}`` from profile and team; a sheet that is filled already needs none. Anything else between
    braces is refused: no client field can slip onto this page (R26).
    """
    values = values or {}
    blocks: list[Block] = []
    if sheet.source:
        blocks.append(Note(f"Vertaling van het Nederlandse infoblad versie {sheet.source}"))
    blocks.append(Heading(_filled(sheet.title, values), 1))
    for section in sheet.sections:
        blocks.append(Heading(_filled(section.heading, values)))
        blocks += [Paragraph(line) for line in _filled(section.body, values).split("\n") if line.strip()]
    language = "nl-BE" if sheet.language == "nl" else sheet.language
    return Layout("Infoblad", tuple(blocks), (Note(_filled(sheet.footer, values)),), largest=1.2, language=language)


def card_layout(profile: Profile) -> Layout:
    """The tick card: the consent step on paper, for the conversation itself; it has no place for client data."""
    told = [Tick(item.text, item.say) for item in profile.checklist if item.kind == "info"]
    asked = [Tick(item.text, item.say) for item in profile.checklist if item.kind != "info"]
    blocks: tuple[Block, ...] = (
        Heading("Informeer de cliënt en vraag toestemming", 1),
        Heading("Dit vertel je"),
        *told,
        Heading("Dit vraag je"),
        *asked,
    )
    foot = (Note("Schrijf niets over de cliënt op dit blad. Vul de vinkjes daarna in de app in."),)
    return Layout("Geheugensteun", blocks, foot, largest=1.1)


def recovery_layout(day: date) -> Layout:
    """The blank card on which the user copies the recovery code by hand; the code itself is never printed."""
    blocks: tuple[Block, ...] = (
        Heading(f"Herstelcode voor de app Doorverwijzing – {belgian(day)}", 1),
        Boxes(groups=7, signs=4),
        Paragraph("Met deze code kies je een nieuwe wachtzin. Wie deze code en je laptop heeft, kan alles lezen."),
        Paragraph("Steek dit blad in een gesloten omslag en schrijf je naam op de omslag, niet op dit blad."),
        Paragraph("Na gebruik is deze code niet meer geldig. Je krijgt dan een nieuwe."),
    )
    return Layout("Herstelcode", blocks)


def belgian(day: date) -> str:
    """dd/mm/jjjj."""
    return f"{day:%d/%m/%Y}"


def _protocol(disclosure: Disclosure) -> str:
    since = belgian(disclosure.protocol_in_force)
    return f"{disclosure.protocol_title}, in werking sinds {since}, versie {disclosure.protocol_version}"


def _filled(text: str, values: Mapping[str, str]) -> str:
    unknown = [name for name in re.findall(r"\{([^{}]*)\}", text) if name not in values]
    if unknown:
        raise ProfileInvalid(problems=tuple(("infoblad", f"onbekende plaatshouder {{{name}}}") for name in unknown))
    return re.sub(r"\{([^{}]*)\}", lambda found: values[found[1]], text)
