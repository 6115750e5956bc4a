# SPDX-License-Identifier: EUPL-1.2
"""What needs no clock: derivations, sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.export.archive import SevenZip
from app.export.package import Packager
from app.export.pdf import draw
from tests.export.material import PHRASE, a_disclosure
from tests.speed.controls import seven_zip_process

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("ahead", [False, True], ids=["cold", "key ready"])
def test_one_export_derives_one_key(ahead: bool) -> None:
    # GIVEN a packager, its key prepared or not
    seven_zip = SevenZip()
    packager = Packager(draw, seven_zip)
    if ahead:
        packager.prepare(PHRASE)
    # WHEN it packs, opens again and compares; the library asks for the key four times
    packager.build(a_disclosure(), PHRASE)
    # THEN the key was derived once
    assert seven_zip.keys.derivations == 1


def test_the_next_export_does_not_find_the_key_of_the_last() -> None:
    # GIVEN one export and the same phrase again
    seven_zip = SevenZip()
    packager = Packager(draw, seven_zip)
    packager.build(a_disclosure(), PHRASE)
    packager.build(a_disclosure(), PHRASE)
    # THEN nothing was kept in between
    assert seven_zip.keys.derivations == 2


def test_a_phrase_prepared_and_never_used_is_forgotten() -> None:
    # GIVEN two phrases prepared after each other
    seven_zip = SevenZip()
    packager = Packager(draw, seven_zip)
    packager.prepare("een-twee-drie")
    packager.prepare(PHRASE)
    # WHEN the first is prepared again
    packager.prepare("een-twee-drie")
    # THEN its key had been dropped
    assert seven_zip.keys.derivations == 3


@pytest.mark.posix  # compared with 7zz of Linux
def test_the_archive_is_no_larger_than_that_of_seven_zip(tmp_path: Path) -> None:
    # GIVEN the content of a real export
    seven_zip = SevenZip()
    files = seven_zip.unpack(Packager(draw).build(a_disclosure(), PHRASE).data, PHRASE)
    # WHEN both pack it
    seven_zip_process(files, PHRASE, tmp_path)()
    # THEN ours is at most a hundredth larger
    assert len(seven_zip.pack(files, PHRASE)) <= 1.01 * (tmp_path / "peer.7z").stat().st_size
