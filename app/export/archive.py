# SPDX-License-Identifier: EUPL-1.2
"""{name: bytes} + phrase → .7z bytes with hidden names, and back (only py7zr).

The library is imported inside the functions: it costs start-up time and is needed seldom.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from app.export.archive_key import ArchiveKeys

_KEY_FUNCTION = "calculate_key"  # an attribute of py7zr.compressor; the version is pinned and a test proves them equal
_SMALLEST_DICTIONARY = 1 << 16  # the library's default of 16 MB costs 24 ms for nothing
_LARGEST_CONTENT = 1 << 26  # far above one page: reading stops there


class Archiver(Protocol):
    """Packs and unpacks an encrypted archive in memory."""

    def prepare(self, phrase: str) -> None: ...

    def pack(self, files: Mapping[str, bytes], phrase: str) -> bytes: ...

    def unpack(self, data: bytes, phrase: str) -> dict[str, bytes]: ...

    def forget(self) -> None: ...


class SevenZip:
    """AES-256 in the 7z format with encrypted headers, without a process and without a file.

    Reads only archives that it has just made: the library's faults were all on the reading side.
    Not for two threads at once: while it works, the library derives its keys through this object.
    """

    def __init__(self, keys: ArchiveKeys | None = None) -> None:
        self.keys = keys or ArchiveKeys()

    def prepare(self, phrase: str) -> None:
        """Derive the key as soon as the phrase exists, so that packing itself is quick."""
        self.keys.prepare(phrase)

    def pack(self, files: Mapping[str, bytes], phrase: str) -> bytes:
        """The archive with these files; inner names are the caller's constants, never client text."""
        import py7zr

        size = sum(len(data) for data in files.values())
        dictionary = max(_SMALLEST_DICTIONARY, 1 << size.bit_length())
        filters = [
            {"id": py7zr.FILTER_LZMA2, "preset": 6, "dict_size": dictionary},
            {"id": py7zr.FILTER_CRYPTO_AES256_SHA256},
        ]
        target = io.BytesIO()
        with (
            self._derived_once(),
            py7zr.SevenZipFile(target, "w", password=phrase, header_encryption=True, filters=filters) as archive,
        ):
            for name, data in files.items():
                archive.writestr(data, name)
        return target.getvalue()

    def unpack(self, data: bytes, phrase: str) -> dict[str, bytes]:
        """All files of the archive. Damage and a wrong phrase raise all kinds of exceptions, ``TypeError`` included."""
        import py7zr.io

        factory = py7zr.io.BytesIOFactory(_LARGEST_CONTENT)
        with (
            self._derived_once(),
            py7zr.SevenZipFile(io.BytesIO(data), "r", password=phrase, max_extract_size=_LARGEST_CONTENT) as archive,
        ):
            archive.extractall(factory=factory)
        files = {}
        for name, product in factory.products.items():
            product.seek(0)
            files[name] = product.read()
        return files

    def forget(self) -> None:
        """Drop the derived keys."""
        self.keys.forget()

    @contextmanager
    def _derived_once(self) -> Iterator[None]:
        """The library takes its keys from us; its own function is slow and is called for folder and header alike."""
        from py7zr import compressor

        seam = vars(compressor)
        own = seam[_KEY_FUNCTION]
        seam[_KEY_FUNCTION] = self.keys
        try:
            yield
        finally:
            seam[_KEY_FUNCTION] = own


def read_archive(data: bytes, phrase: str) -> dict[str, bytes]:
    """The files of an archive that this program made, for checking it once more."""
    return SevenZip().unpack(data, phrase)
