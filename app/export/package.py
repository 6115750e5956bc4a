# SPDX-License-Identifier: EUPL-1.2
"""Disclosure → archive under a neutral name, opened again and compared; control code."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import ExportFailed
from app.domain.reference import checked_reference, with_version
from app.export.archive import Archiver, SevenZip
from app.export.document import to_json
from app.export.layout import Layout, disclosure_layout

if TYPE_CHECKING:
    from app.domain.disclosure import Disclosure

PDF_NAME = "doorverwijzing.pdf"
JSON_NAME = "doorverwijzing.json"

Draw = Callable[[Layout], bytes]


@dataclass(frozen=True, slots=True)
class Package:
    """A finished archive. ``control_code`` is read aloud when the OCMW asks whether this is the right file."""

    file_name: str
    data: bytes = field(repr=False)
    sha256: str
    control_code: str


def file_name(full_reference: str) -> str:
    """The neutral name of an archive (R40); ValueError when this is not a reference of ours."""
    return f"KG-OCMW_{checked_reference(full_reference)}.7z"


class Packager:
    """Makes the archive of one disclosure; there is no other format and no archive with two clients (R03, R44)."""

    def __init__(self, draw: Draw, archiver: Archiver | None = None) -> None:
        self._draw = draw
        self._archiver = archiver or SevenZip()

    def prepare(self, phrase: str) -> None:
        """Derive the key early: the click on *Maak beveiligd bestand* then costs a few milliseconds.

        Keys of phrases that were never used are dropped.
        """
        self._archiver.forget()
        self._archiver.prepare(phrase)

    def build(self, disclosure: Disclosure, phrase: str) -> Package:
        """The verified archive. Whatever goes wrong, also while reading it back, is ExportFailed (R39)."""
        try:
            return self._build(disclosure, phrase)
        except ExportFailed:
            raise
        except Exception as error:  # noqa: BLE001 - reading a damaged archive raises anything
            # The cause may quote client text, so only the name of its class goes along.
            raise ExportFailed(cause=type(error).__name__) from None
        finally:
            self._archiver.forget()

    def _build(self, disclosure: Disclosure, phrase: str) -> Package:
        name = file_name(with_version(disclosure.reference, disclosure.version))
        files = {PDF_NAME: self._draw(disclosure_layout(disclosure)), JSON_NAME: to_json(disclosure)}
        data = self._archiver.pack(files, phrase)
        if self._archiver.unpack(data, phrase) != files:
            raise ExportFailed(cause="content differs")
        sha256 = hashlib.sha256(data).hexdigest()
        return Package(name, data, sha256, sha256[:8])
