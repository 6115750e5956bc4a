# SPDX-License-Identifier: EUPL-1.2
"""The blocks of a page (heading, row, words), and those of the disclosure and the recovery card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.disclosure import Disclosure

NOT_SHARED = "Niet meegedeeld"
ONE_NAME = "– (de cliënt heeft maar één naam)"
SECRET = "Vertrouwelijk – beroepsgeheim"
TRIAL = "TEST – verzonnen gegevens"
PRACTICE = "OEFENING – alles is verzonnen"
DUTCH = "nl-BE"


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
class Choice:
    """A question with an empty box before each answer; without answers, a line to write on."""

    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """One thing in Dutch and in the language of the page, side by side in a frame; ``loud`` as a warning."""

    dutch: str
    own: str
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """Empty boxes to write signs in by hand: so many groups of so many signs."""

    groups: int
    signs: int


Block = Banner | Label | Heading | Row | Panel | Paragraph | Point | Note | Tick | Choice | Twin | Boxes


@dataclass(frozen=True, slots=True)
class Layout:
    """One A4 page: ``blocks`` from the top, ``foot`` at the bottom.

    ``title`` becomes the document's title and holds no client data. The page is drawn as large as it fits,
    ``largest`` times the normal size at most. A ``long`` one is drawn at that size on as many pages as it takes.
    A ``full`` page has narrower margins. ``back`` is the other side of the same paper.
    """

    title: str
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()
    largest: float = 1.0
    language: str = DUTCH
    long: bool = False
    full: bool = False
    back: Layout | None = None


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
