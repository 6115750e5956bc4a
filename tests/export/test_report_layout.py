# SPDX-License-Identifier: EUPL-1.2
"""Documents of several pages: every page whole, tagged and numbered, headings with their text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPdfWriter

from app.content import documents
from app.domain.accountability import KINDS
from app.domain.errors import ExportFailed
from app.export.layout import Banner, Block, Heading, Layout, Note, Paragraph, Point, Row
from app.export.pdf import draw, page_starts, paint
from app.export.report_layout import document_layout
from tests.export.material import ask, linux_programs
from tests.factory import the_practice_profile, the_profile

pytestmark = pytest.mark.usefixtures("qapp")
DAY = date(2026, 11, 23)


def report(kind: str) -> Layout:
    return document_layout(documents()[kind], the_profile(), DAY)


@linux_programs
@pytest.mark.parametrize("kind", KINDS)
def test_R58_every_page_of_a_document_is_clean_numbered_and_within_its_margins(kind: str, tmp_path: Path) -> None:
    # GIVEN
    file = tmp_path / "document.pdf"
    file.write_bytes(draw(report(kind)))
    # THEN it checks out, and has no more pages than it needs
    assert ask("qpdf", "--check", file).returncode == 0
    pages = PdfReader(file).pages
    assert 1 <= len(pages) <= 2
    # AND each says which page it is, of which version
    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert text.endswith(f"Blad {number} van {len(pages)}")
        assert "@1.0.0 – Protocol Opgroeien regie – OCMW Kasterlee, versie 1.0 – gemaakt op 23/11/2026" in text
    boxes = re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"',
        ask("pdftotext", "-bbox", file, "-").stdout,
    )
    outside = [b for b in boxes if float(b[0]) < 45 or float(b[2]) > 550 or float(b[1]) < 30 or float(b[3]) > 817]
    assert boxes
    assert outside == []


@linux_programs
@pytest.mark.parametrize("kind", KINDS)
def test_R58_no_word_of_a_document_is_lost_between_pages(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(draw(report(kind)))
    shown = plain(ask("pdftotext", "-raw", file, "-").stdout)
    for block in report(kind).blocks:
        for text in texts(block):
            assert plain(text) in shown


def plain(text: str) -> str:
    """Without blanks, and with ligatures as letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Row):
        return block.label, block.value
    return (block.text,) if isinstance(block, Banner | Heading | Note | Paragraph | Point) else ()


@linux_programs
def test_R60_every_page_has_its_part_of_the_structure(tmp_path: Path) -> None:
    # GIVEN a document of two pages
    file = tmp_path / "document.pdf"
    file.write_bytes(draw(report("dpia")))
    assert "Pages:           2" in ask("pdfinfo", file).stdout
    # THEN the structure holds the headings and facts of both, in order, and pages have numbers of their own
    tree = re.sub(r" +", " ", ask("pdfinfo", "-struct-text", file).stdout)
    headings = [f'"{part.heading}"' for part in documents()["dpia"].parts]
    assert [tree.index(heading) for heading in headings] == sorted(tree.index(heading) for heading in headings)
    assert tree.count("TH:") == tree.count("TD\n") == sum(len(part.facts) for part in documents()["dpia"].parts)
    assert [str(page["/StructParents"]) for page in PdfReader(file).pages] == ["0", "1"]


def test_R66_a_document_of_practice_says_so_on_top() -> None:
    made = document_layout(documents()["ontvanger"], the_practice_profile(), DAY)
    assert made.blocks[0] == Banner("OEFENING – alles is verzonnen")
    assert not isinstance(report("ontvanger").blocks[0], Banner)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert draw(report("dpia")) == draw(report("dpia"))


def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    printer = QPdfWriter(str(file))
    printer.setResolution(600)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    paint(printer, report("dpia"))
    del printer
    assert len(PdfReader(file).pages) == len(PdfReader(_saved(tmp_path, report("dpia"))).pages) == 2


def _saved(folder: Path, layout: Layout) -> Path:
    file = folder / "saved.pdf"
    file.write_bytes(draw(layout))
    return file


P, H, N = Paragraph("x"), Heading("x"), Note("x")


@pytest.mark.parametrize(
    ("blocks", "ends", "starts"),
    [
        ([P], [5.0], [0]),
        ([P, P, P, P], [4.0, 8.0, 12.0, 16.0], [0, 2]),
        ([P, H, P, P], [7.0, 9.0, 13.0, 17.0], [0, 1]),  # a heading goes with its text
        ([P, P, N, P], [4.0, 9.5, 10.5, 12.0], [0, 1]),  # small print takes what it is about along
        ([H, H, P], [3.0, 9.0, 12.0], [0, 1]),
        ([P, H, P], [1.0, 9.0, 18.5], [0, 2]),  # unless both together are more than a page
        ([H, P, P], [1.0, 9.0, 18.0], [0, 2]),
    ],
)
def test_pages_begin_where_nothing_is_torn_apart(blocks: list[Block], ends: list[float], starts: list[int]) -> None:
    assert page_starts(blocks, ends, 10.0) == starts


@pytest.mark.parametrize("ends", [[11.0], [4.0, 15.0]])
def test_what_is_larger_than_a_page_is_refused_and_not_cut(ends: list[float]) -> None:
    with pytest.raises(ExportFailed):
        page_starts([P] * len(ends), ends, 10.0)


def test_a_word_list_longer_than_a_page_is_refused() -> None:
    with pytest.raises(ExportFailed):
        draw(Layout("x", (Paragraph("woord " * 4000),), long=True))
