# SPDX-License-Identifier: EUPL-1.2
"""The tag pass refuses a page whose marks it does not understand, and passes over decoration."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QBuffer, QIODevice, QLineF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app.export.marks import ARTIFACT, Mark, mark_position
from app.export.pdf_tags import tag

pytestmark = pytest.mark.usefixtures("qapp")


def page_with_marks(count: int) -> bytes:
    """A page on which Qt drew one word after each mark."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for number in range(count):
        painter.drawLine(QLineF(*mark_position(number)))
        painter.drawText(900, 900 + 300 * number, f"woord{number}")
    painter.end()
    return bytes(buffer.data().data())


def test_marks_become_marked_content_and_decoration_is_passed_over() -> None:
    # GIVEN a heading, a line and a cell without a header
    marks = [Mark("H1", "woord0"), Mark(ARTIFACT), Mark("TD", "woord2")]
    # WHEN they are tagged
    reader = PdfReader(io.BytesIO(tag(page_with_marks(3), [marks], "Titel", "nl-BE")))
    # THEN the content says where each begins and ends, and no mark is left
    contents = reader.pages[0].get_contents()
    assert contents is not None
    content = contents.get_data()
    order = [content.index(word) for word in (b"/H1 <</MCID 0>> BDC", b"/Artifact BMC", b"/TD <</MCID 1>> BDC")]
    assert order == sorted(order)
    assert content.count(b"EMC") == 3
    assert b"-70000" not in content


@pytest.mark.parametrize("drawn", [1, 3])
def test_marks_that_do_not_match_the_drawing_are_refused(drawn: int) -> None:
    with pytest.raises(ValueError, match="marks"):
        tag(page_with_marks(drawn), [[Mark("P"), Mark("P")]], "Titel", "nl-BE")


@pytest.mark.parametrize("told", [0, 1, 3])
def test_pages_that_nobody_told_of_are_refused(told: int) -> None:
    # GIVEN a document of two pages
    writer = PdfWriter()
    for _ in range(2):
        writer.add_blank_page(595, 842)
    two = io.BytesIO()
    writer.write(two)
    # THEN it is not tagged by halves
    with pytest.raises(ValueError, match="number of pages"):
        tag(two.getvalue(), [[]] * told, "Titel", "nl-BE")
