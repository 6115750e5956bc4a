# SPDX-License-Identifier: EUPL-1.2
"""The sheet on paper in every language: two sides of one A4, large enough to read, every letter there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from PySide6.QtGui import QRawFont

from app.domain.languages import JOINER, LANGUAGES
from app.domain.profile import Sheet, SheetSection
from app.export.pdf import draw
from app.export.pdf_page import FAMILIES
from app.export.sheet_layout import sheet_layout
from app.paths import resource
from app.workflow.paper import fill, sheet_values
from tests.export.material import ask, linux_programs
from tests.factory import a_sender, the_profile

pytestmark = pytest.mark.usefixtures("qapp")

TRANSLATED = [language for language in LANGUAGES if language != "nl"]
EACH = pytest.mark.parametrize("language", TRANSLATED)
LETTERS = {
    "ps": "ټډړږښګڼېۍۀ",
    "prs": "یکپچگ",
    "ro": "șțăâî",
    "tr": "ıİğş",
    "uk": "єіїґ",
    "pl": "ąćęłńóśżź",
}
"""The letters that a font without care for a language would lack."""

MISSED = {"ar": 0.15, "prs": 0.2, "ps": 0.4}
"""How many words of running text a search may miss."""


def filled(language: str) -> Sheet:
    """The sheet with the team's and the parties' details."""
    sheet = the_profile().sheet(language)
    assert sheet is not None
    values = sheet_values(the_profile(), a_sender(), "23/11/2026", language)
    sections = tuple(SheetSection(part.heading, fill(part.body, values)) for part in sheet.sections)
    return replace(sheet, sections=sections, footer=fill(sheet.footer, values))


@cache
def drawn(language: str) -> bytes:
    """The PDF of the Dutch sheet with this translation."""
    return draw(sheet_layout(filled("nl"), translation=filled(language)))


@pytest.fixture
def paper(language: str, tmp_path: Path) -> Path:
    file = tmp_path / "infoblad.pdf"
    file.write_bytes(drawn(language))
    return file


@linux_programs
@EACH
def test_R26_R27_dutch_in_front_and_the_translation_behind_on_one_paper(language: str, paper: Path) -> None:
    about = ask("pdfinfo", paper).stdout
    assert re.search(r"Pages: +2\n", about)
    assert "(A4)" in about
    assert ask("qpdf", "--check", paper).returncode == 0
    front, back = (ask("pdftotext", "-raw", "-f", nr, "-l", nr, paper, "-").stdout for nr in ("1", "2"))
    assert "Mogen wij je gegevens doorgeven" in " ".join(front.split())
    assert "Vertaling van het Nederlandse infoblad versie 1.0.0." in " ".join(back.split())
    assert "Nog niet nagelezen" in back
    # AND the addresses and numbers stand there as they are
    for fact in ("014 12 34 56", "24/03/2025", "dpo@opgroeien.be", "sociaalhuis@kasterlee.be", "Kris.Proost@iok.be"):
        assert fact in back, fact


@EACH
def test_R26_every_line_is_large_enough_to_read(language: str, paper: Path) -> None:
    # GIVEN the sizes of the letters of running text, in points
    sizes = heights(paper)
    assert min(sizes) >= 10.0


def heights(paper: Path) -> list[float]:
    """The size of the running text of each page, as the font is set in it: the size that occurs most."""
    found = []
    for page in PdfReader(paper).pages:
        sizes: dict[float, int] = {}

        def see(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
            real = round(abs(size * tm[3] * cm[3]), 2)
            sizes[real] = sizes.get(real, 0) + len(text)  # noqa: B023 - called within this very turn

        page.extract_text(visitor_text=see)
        found.append(max(sizes, key=lambda size: sizes[size]))
    return found


@linux_programs
@EACH
def test_R60_each_part_says_in_which_language_it_is(language: str, paper: Path) -> None:
    # GIVEN the structure of the document
    root = PdfReader(paper).root_object
    assert str(root["/Lang"]) == "nl-BE"
    assert ask("pdfinfo", paper).stdout.count("Tagged:          yes") == 1
    leaves = leaves_of(paper)
    # THEN every text of the translation names its language, and the Dutch of its header does not need to
    title = next(leaf for leaf in leaves if str(leaf["/ActualText"]) == filled(language).title)
    assert str(title["/Lang"]) == language
    mark = next(leaf for leaf in leaves if str(leaf["/ActualText"]) == "Nog niet nagelezen")
    assert "/Lang" not in mark
    assert {str(leaf["/Lang"]) for leaf in leaves if "/Lang" in leaf} == {language}


def leaves_of(paper: Path) -> list[DictionaryObject]:
    """Every text of the structure tree."""
    tree = cast(DictionaryObject, PdfReader(paper).root_object["/StructTreeRoot"].get_object())
    return list(elements(cast(DictionaryObject, tree["/K"].get_object())))


def elements(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every element that holds text."""
    if "/ActualText" in element:
        yield element
    for kid in element.get("/K", []):
        inner = kid.get_object()
        if isinstance(inner, DictionaryObject):
            yield from elements(inner)


def everything(sheet: Sheet) -> str:
    """Every sign of a sheet."""
    assert sheet.words is not None
    words = (getattr(sheet.words, name) for name in sheet.words.__dataclass_fields__)
    return "".join((sheet.title, sheet.footer, *words, *(part.heading + part.body for part in sheet.sections)))


@EACH
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_sign_is_in_a_font_of_ours(language: str, weight: str) -> None:
    files = [resource("fonts", f"{family.replace(' ', '')}-{weight}.ttf") for family in FAMILIES]
    fonts = [QRawFont(str(file), 11) for file in files]
    sheet = the_profile().sheet(language)
    assert sheet is not None
    signs = set(everything(sheet)) - set("\n" + JOINER) | set(LETTERS.get(language, "")) | set(LANGUAGES[language].own)
    assert [sign for sign in sorted(signs) if not any(font.supportsCharacter(ord(sign)) for font in fonts)] == []


@linux_programs
@EACH
def test_the_words_are_found_again_and_the_fonts_are_inside(language: str, paper: Path) -> None:
    # GIVEN what who copies or searches gets, and what a screen reader reads
    copied = plain(ask("pdftotext", "-raw", "-f", "2", paper, "-").stdout)
    leaves = leaves_of(paper)
    read = {str(leaf["/ActualText"]) for leaf in leaves}
    # THEN a screen reader reads every sentence as it was typed
    for section in filled(language).sections:
        assert {section.heading, *section.body.replace("• ", "").split("\n")} <= read
    # AND the words are found: all of them, but for joined letters without a name of their own and turned ligatures
    words = [plain(word) for section in filled(language).sections for word in section.body.replace("• ", "").split()]
    missing = [word for word in words if word not in copied]
    assert len(missing) <= len(words) * MISSED.get(language, 0), missing
    fonts = ask("pdffonts", paper).stdout.splitlines()[2:]
    assert all(re.match(r"(\w+\+)?NotoSans(Arabic)?-(Bold|Regular) .* yes +(yes|no) +yes ", line) for line in fonts)


def plain(text: str) -> str:
    """Without the signs of direction and of joining, and without blanks."""
    kept = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join("".join(kept).split())


@EACH
def test_R37_metadata_name_neither_client_nor_time(language: str, paper: Path) -> None:
    metadata = PdfReader(paper).metadata
    assert metadata is not None
    assert {key: str(value) for key, value in metadata.items()} == {"/Title": "Infoblad", "/Author": "Opgroeien regie"}
