# SPDX-License-Identifier: EUPL-1.2
"""Speed goals as ratios to a floor or a peer in the same run; few rounds, limits widened, no milliseconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from app.export.archive import SevenZip
from app.export.archive_key import CYCLES, SALT, derive_key
from app.export.layout import disclosure_layout
from app.export.package import Packager
from app.export.pdf import draw, paint
from tests.export.material import PHRASE, a_disclosure
from tests.speed.controls import seven_zip_process, sha256_floor
from tests.speed.interleave import WIDENED, best_ratio

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def files() -> dict[str, bytes]:
    """The content of a real export."""
    return SevenZip().unpack(Packager(draw).build(a_disclosure(), PHRASE).data, PHRASE)


def test_deriving_a_key_is_nearly_as_quick_as_hashing_its_bytes() -> None:
    ratio = best_ratio(
        {
            "derivation": lambda: derive_key(PHRASE.encode("utf-16-le"), CYCLES, SALT),
            "floor": sha256_floor(PHRASE, CYCLES),
        }
    )
    assert ratio <= 1.25 * WIDENED


@pytest.mark.posix  # compared with 7zz of Linux
def test_packing_without_a_ready_key_keeps_up_with_seven_zip(files: dict[str, bytes], tmp_path: Path) -> None:
    ratio = best_ratio(
        {"ours": lambda: SevenZip().pack(files, PHRASE), "7-Zip": seven_zip_process(files, PHRASE, tmp_path)}
    )
    assert ratio <= 1.10 * WIDENED


@pytest.mark.posix  # compared with 7zz of Linux
def test_packing_with_a_ready_key_is_four_times_quicker_than_seven_zip(files: dict[str, bytes], tmp_path: Path) -> None:
    ready = SevenZip()
    ready.prepare(PHRASE)
    ratio = best_ratio({"ours": lambda: ready.pack(files, PHRASE), "7-Zip": seven_zip_process(files, PHRASE, tmp_path)})
    assert ratio <= 0.25 * WIDENED


def test_the_tag_pass_costs_less_than_a_second_drawing() -> None:
    # GIVEN the tagged page against the plain drawing of a page of the same text
    layout = disclosure_layout(a_disclosure())

    def plain() -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        paint(QPdfWriter(buffer), layout)

    assert best_ratio({"tagged": lambda: draw(layout), "plain": plain}) <= 2.0 * WIDENED
