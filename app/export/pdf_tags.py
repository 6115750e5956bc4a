# SPDX-License-Identifier: EUPL-1.2
"""PDF bytes → the same with language and structure tree.

Qt cannot tag. Each page carries marks (marks.py); here they become marked content, and the structure tree, title and
language are added. Costs start-up time, so it is imported when the first page was drawn.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from app.export.marks import ARTIFACT, MARK, Mark

AUTHOR = "Opgroeien regie"

_UNICODE_LIST = re.compile(rb"\[[^\]]*\]")  # in the ToUnicode table of a font
_JOINED = re.compile(rb"<(0009|F[BCDE][0-9A-F]{2})>")


def tag(data: bytes, marks: Sequence[Sequence[Mark]], title: str, language: str) -> bytes:
    """The tagged document, with neutral metadata and no time of making; ``marks`` are those of each page."""
    drawn = PdfReader(io.BytesIO(data)).pages
    if len(drawn) != len(marks):
        raise ValueError("marks of another number of pages")
    writer = PdfWriter()
    for number, page_marks in enumerate(marks):
        page = writer.add_page(drawn[number])  # alone: Qt's own metadata tell program and time
        contents = cast(StreamObject, page["/Contents"].get_object())
        contents.set_data(_marked(contents.get_data(), page_marks))
        _name_letters(page)
        page[NameObject("/StructParents")] = NumberObject(number)
        page[NameObject("/Tabs")] = NameObject("/S")
    root = writer.root_object
    root[NameObject("/StructTreeRoot")] = _Tree(writer).build(marks)
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.metadata = {"/Title": title, "/Author": AUTHOR}
    writer.pdf_header = "%PDF-1.6"
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _marked(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The content stream with BDC … EMC around each element instead of the hairlines."""
    pieces = MARK.split(content)
    if len(pieces) != len(marks) + 1:
        raise ValueError("marks in the page differ from marks drawn")
    result = [pieces[0]]
    identifier = 0
    for mark, piece in zip(marks, pieces[1:], strict=True):
        if mark.tag == ARTIFACT:
            begin = b"/Artifact BMC\n"
        else:
            begin = b"/%s <</MCID %d>> BDC\n" % (mark.tag.encode(), identifier)
            identifier += 1
        result += [begin, piece, b"\nEMC\n"]
    return b"".join(result)


def _name_letters(page: DictionaryObject) -> None:
    """Let copied text hold the letters as typed: Qt names the blank a tab, and Arabic letters by their joined forms."""

    def letters(found: re.Match[bytes]) -> bytes:
        plain = unicodedata.normalize("NFKC", chr(int(found[1], 16))).replace("\t", " ")
        if len(plain) > 1:  # a ligature: one sign for one glyph, or readers that turn a line around swap its letters
            return found[0]
        return b"<" + plain.encode("utf-16-be").hex().upper().encode() + b">"

    for font in _dictionary(_dictionary(page["/Resources"])["/Font"]).values():
        table = cast(StreamObject, _dictionary(font)["/ToUnicode"].get_object())
        table.set_data(_UNICODE_LIST.sub(lambda line: _JOINED.sub(letters, line[0]), table.get_data()))


class _Tree:
    """Builds the structure tree: Document over headings and paragraphs; neighbouring TH, TD pairs are one Table."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._page = 0
        self._parents: list[PdfObject] = []

    def build(self, pages: Sequence[Sequence[Mark]]) -> IndirectObject:
        """Reference to the root of the tree."""
        root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        reference = self._writer._add_object(root)
        document = self._element("Document", reference)
        root[NameObject("/K")] = document
        numbers = ArrayObject()
        for self._page, marks in enumerate(pages):
            self._parents = []
            self._add_page(marks, document)
            numbers += [NumberObject(self._page), self._writer._add_object(ArrayObject(self._parents))]
        root[NameObject("/ParentTree")] = self._writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))
        root[NameObject("/ParentTreeNextKey")] = NumberObject(len(pages))
        return reference

    def _add_page(self, marks: Sequence[Mark], document: IndirectObject) -> None:
        table = row = None
        for mark in marks:
            if mark.tag == ARTIFACT:
                continue
            if mark.tag in ("TH", "TD"):
                table = self._child("Table", document) if table is None else table
                row = self._child("TR", table) if mark.tag == "TH" or row is None else row
            else:
                table = row = None
            self._leaf(mark, document if row is None else row)

    def _element(self, kind: str, parent: IndirectObject) -> IndirectObject:
        element = DictionaryObject()
        element[NameObject("/Type")] = NameObject("/StructElem")
        element[NameObject("/S")] = NameObject("/" + kind)
        element[NameObject("/P")] = parent
        element[NameObject("/K")] = ArrayObject()
        return self._writer._add_object(element)

    def _child(self, kind: str, parent: IndirectObject) -> IndirectObject:
        element = self._element(kind, parent)
        _kids(parent).append(element)
        return element

    def _leaf(self, mark: Mark, parent: IndirectObject) -> None:
        """An element with text. ActualText gives readers the letters as typed, where a font only has joined forms."""
        reference = self._child(mark.tag, parent)
        _kids(reference).append(NumberObject(len(self._parents)))
        element = _dictionary(reference)
        element[NameObject("/Pg")] = cast(IndirectObject, self._writer.pages[self._page].indirect_reference)
        element[NameObject("/ActualText")] = TextStringObject(mark.text)
        if mark.language:
            element[NameObject("/Lang")] = TextStringObject(mark.language)
        if mark.tag == "TH":
            scope = {NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Row")}
            element[NameObject("/A")] = DictionaryObject(scope)
        self._parents.append(reference)


def _dictionary(reference: PdfObject) -> DictionaryObject:
    return cast(DictionaryObject, reference.get_object())


def _kids(reference: IndirectObject) -> ArrayObject:
    return cast(ArrayObject, _dictionary(reference)["/K"])
