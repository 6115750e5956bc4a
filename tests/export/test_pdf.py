# SPDX-License-Identifier: EUPL-1.2
"""The page as other programs read it: one A4, text, fonts, structure, no trace of who made it when."""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontDatabase, QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication

from app.domain.errors import ExportFailed, ResourceDamaged
from app.export.layout import (
    Layout,
    Paragraph,
    disclosure_layout,
    recovery_layout,
)
from app.export.pdf import draw, load_fonts, offscreen_surface, paint
from app.export.pdf_page import FAMILIES
from app.export.sheet_layout import card_layout, sheet_layout
from app.paths import resource
from tests.export.material import a_disclosure, ask, linux_programs, text_of, the_longest_disclosure
from tests.export.test_layout import VALUES
from tests.factory import AWKWARD_NAMES, the_profile
from tests.golden import golden

pytestmark = pytest.mark.usefixtures("qapp")

FOREIGN_NAMES = (
    ("محمد عبد الله", "الأحمد"),
    ("שלום", "כהן"),
    ("Олексій", "Ґрищенко-Їжак"),
    ("Σωκράτης", "Παπαδόπουλος"),
    ("İpek Çağlayan", "Şahinoğlu"),
    ("Nguyễn Thị Ánh", "Trần"),
    ("Łukasz", "Żółć-Dvořák"),
    ("Fien", "Office-Raffles"),
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The PDF of the usual disclosure."""
    file = tmp_path / "doorverwijzing.pdf"
    file.write_bytes(draw(disclosure_layout(a_disclosure())))
    return file


def pages() -> dict[str, Layout]:
    """Every kind of page this program makes."""
    return {
        "usual": disclosure_layout(a_disclosure()),
        "longest": disclosure_layout(the_longest_disclosure()),
        "sheet": sheet_layout(the_profile().dutch_sheet, VALUES),
        "card": card_layout(the_profile()),
        "recovery": recovery_layout(date(2026, 11, 23)),
    }


@linux_programs
@pytest.mark.parametrize("kind", pages())
def test_R26_every_page_is_one_clean_A4(kind: str, tmp_path: Path) -> None:
    # GIVEN a page of each kind
    file = tmp_path / "page.pdf"
    file.write_bytes(draw(pages()[kind]))
    # THEN it is one A4 that checks out
    about = ask("pdfinfo", file).stdout
    assert re.search(r"Pages: +1\n", about)
    assert "(A4)" in about
    checked = ask("qpdf", "--check", file)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "PDF Version: 1.6" in checked.stdout


@linux_programs
@pytest.mark.parametrize("kind", pages())
def test_every_word_lies_inside_the_margins(kind: str, tmp_path: Path) -> None:
    # GIVEN where each word stands, in points
    file = tmp_path / "page.pdf"
    file.write_bytes(draw(pages()[kind]))
    boxes = re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"',
        ask("pdftotext", "-bbox", file, "-").stdout,
    )
    assert boxes
    # THEN none leaves the page or its margins
    outside = [
        box
        for box in boxes
        if float(box[0]) < 38 or float(box[2]) > 595 - 38 or float(box[1]) < 28 or float(box[3]) > 842 - 25
    ]
    assert outside == []


@linux_programs
def test_R15_the_page_reads_as_the_golden_text(tmp_path: Path) -> None:
    # GIVEN the usual disclosure
    # THEN its words, in reading order, are the ones we agreed on
    expected = " ".join(golden("doorverwijzing.txt").decode().split())
    assert text_of(draw(disclosure_layout(a_disclosure(protocol_version="1.0"))), tmp_path) == expected


@linux_programs
@pytest.mark.parametrize("name", [*AWKWARD_NAMES, *FOREIGN_NAMES], ids=lambda name: name[1])
def test_R16_names_in_any_script_are_drawn_embedded_and_found_again(
    name: tuple[str | None, str], tmp_path: Path
) -> None:
    # GIVEN a client whose name has accents or another script
    file = tmp_path / "page.pdf"
    file.write_bytes(draw(disclosure_layout(a_disclosure(first_name=name[0], last_name=name[1]))))
    # THEN a reader finds it as text, and in the structure a screen reader follows
    found = ask("pdftotext", file, "-").stdout
    tree = ask("pdfinfo", "-struct-text", file).stdout
    for part in filter(None, name):
        assert part in without_direction(found)
        assert part in without_direction(tree)
    # AND every font is ours and embedded
    fonts = ask("pdffonts", file).stdout.splitlines()[2:]
    assert fonts
    assert all(
        re.match(r"(\w+\+)?NotoSans(Arabic|Hebrew)?-(Bold|Regular) .* yes +(yes|no) +yes ", line) for line in fonts
    ), fonts


def without_direction(text: str) -> str:
    """Without the direction signs that pdftotext adds, and with ligatures as letters."""
    return unicodedata.normalize("NFKC", re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", text))


@linux_programs
def test_R60_the_page_has_structure_for_screen_readers(page: Path) -> None:
    # WHEN the structure is read
    tree = re.sub(r" +", " ", ask("pdfinfo", "-struct-text", page).stdout)
    # THEN it is a document with a title, parts, and tables whose rows have a header cell
    assert tree.startswith("Document\n")
    assert f'H1 (block)\n "{the_profile().heading}"' in tree
    assert tree.count("H2 (block)") == 2
    assert tree.count("Table (block)") == 3
    assert tree.count("\n TR\n") == tree.count("TH:") == tree.count("TD\n") == 11
    assert tree.count("/Scope /Row") == 11
    assert 'TH:\n /Scope /Row\n "Voornaam"\n TD\n "Zoë"\n' in tree
    # AND wrapped lines keep the blank between their words
    assert "in werking sinds 24/03/2025, versie" in tree


@linux_programs
def test_R37_the_metadata_are_neutral_and_the_language_is_told(page: Path) -> None:
    # WHEN the metadata are read
    about = ask("pdfinfo", page).stdout
    # THEN author and title are neutral, and there is no program, date or client
    assert re.findall(
        r"^(Title|Author|Creator|Producer|CreationDate|ModDate|Subject|Keywords):\s+(.*)$", about, re.M
    ) == [
        ("Title", "Doorverwijzing"),
        ("Author", "Opgroeien regie"),
    ]
    assert "Tagged:          yes" in about
    assert "Metadata Stream: no" in about
    root = PdfReader(page).root_object
    assert str(root["/Lang"]) == "nl-BE"
    assert "DisplayDocTitle" in str(root["/ViewerPreferences"])
    raw = page.read_bytes()
    assert not [trace for trace in (b"D:20", b"xmp", b"Qt", b"pypdf", b"uuid") if trace in raw]


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    # GIVEN the same page drawn twice: no clock, no randomness
    layout = disclosure_layout(a_disclosure())
    assert draw(layout) == draw(layout)


@linux_programs
def test_R65_a_trial_page_begins_with_the_warning(tmp_path: Path) -> None:
    text = text_of(draw(disclosure_layout(a_disclosure(trial=True))), tmp_path)
    assert text.startswith("TEST – verzonnen gegevens ")


@linux_programs
def test_the_longest_fields_are_all_there(tmp_path: Path) -> None:
    # GIVEN a disclosure with every field at its limit
    longest = the_longest_disclosure()
    text = text_of(draw(disclosure_layout(longest)), tmp_path).replace(" ", "")
    # THEN nothing is cut off
    for value in (
        longest.first_name,
        longest.last_name,
        longest.street,
        longest.email,
        longest.team,
        longest.team_phone,
    ):
        assert value is not None
        assert value.replace(" ", "") in text


def test_text_that_does_not_fit_one_page_is_refused_and_not_cut() -> None:
    # GIVEN far more text than a page holds
    layout = Layout("Infoblad", tuple(Paragraph("woord " * 60) for _ in range(80)))
    # THEN drawing says so
    with pytest.raises(ExportFailed) as refused:
        draw(layout)
    assert refused.value.facts == {"cause": "page too full"}


@linux_programs
def test_a_full_page_is_drawn_smaller_but_not_an_empty_one_larger_than_said(tmp_path: Path) -> None:
    # GIVEN one line on a page that may grow to the normal size
    few = Layout("x", (Paragraph("woord"),))
    many = replace(few, blocks=few.blocks * 60)

    def height(layout: Layout) -> float:
        file = tmp_path / "page.pdf"
        file.write_bytes(draw(layout))
        box = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', ask("pdftotext", "-bbox", file, "-").stdout)
        assert box
        return float(box[2]) - float(box[1])

    # THEN sixty lines are smaller than one, and one allowed to grow is larger
    assert height(many) < height(few) < height(replace(few, largest=1.5))


def test_pages_are_drawn_on_a_worker_thread() -> None:
    # GIVEN a page drawn where the vault works, not where the window lives
    layout = disclosure_layout(a_disclosure())
    drawn: list[bytes] = []
    worker = threading.Thread(target=lambda: drawn.append(draw(layout)))
    worker.start()
    worker.join()
    # THEN it is the same page
    assert drawn == [draw(layout)]


@linux_programs
@pytest.mark.parametrize("resolution", [72, 600, 1200])
def test_R26_paper_of_any_printer_shows_the_same_page(resolution: int, tmp_path: Path) -> None:
    # GIVEN a device with the resolution of a printer, set to A4 and full page
    file = tmp_path / "printed.pdf"
    printer = QPdfWriter(str(file))
    printer.setResolution(resolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    sheet = pages()["sheet"]
    # WHEN the sheet is painted on it
    paint(printer, sheet)
    del printer
    # THEN it holds the words of the PDF, on one page
    printed = " ".join(ask("pdftotext", "-raw", file, "-").stdout.split())
    assert printed == text_of(draw(sheet), tmp_path)
    assert re.search(r"Pages: +1\n", ask("pdfinfo", file).stdout)


@linux_programs
def test_bundled_fonts_are_found_once(qapp: QApplication) -> None:
    # GIVEN an application that lost its fonts, and fonts that were loaded again
    QFontDatabase.removeAllApplicationFonts()
    load_fonts()
    before = QFontDatabase.families()
    load_fonts()
    # THEN every family has its two weights, and nothing was added
    assert QFontDatabase.families() == before
    assert all({"Regular", "Bold"} <= set(QFontDatabase.styles(family)) for family in FAMILIES)
    assert offscreen_surface() is qapp


def test_a_font_that_is_missing_stops_the_page_instead_of_changing_the_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a program folder in which a font is missing
    monkeypatch.setattr("app.export.pdf.FAMILIES", (*FAMILIES, "Noto Sans Weg"))
    # WHEN a page is drawn THEN it is refused, and the file is named
    with pytest.raises(ResourceDamaged) as caught:
        draw(disclosure_layout(a_disclosure()))
    assert caught.value.facts == {"name": "NotoSansWeg-Regular.ttf"}


def test_fonts_carry_their_licence_and_stay_small() -> None:
    folder = resource("fonts")
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.glob("*.ttf")) < 3_000_000


@pytest.mark.parametrize("kind", pages())
def test_pages_stay_small(kind: str) -> None:
    assert len(draw(pages()[kind])) < 64 * 1024
