# SPDX-License-Identifier: EUPL-1.2
"""--check-policy: an administrator hears of every mistake before any laptop does."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.command_line import FAILED, OK, USAGE
from app.main import main
from tests.source_tree import ROOT

EXAMPLE = ROOT / "packaging" / "policy.example.toml"


def test_the_example_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check-policy", str(EXAMPLE)]) == OK
    assert capsys.readouterr().out == "Deze instellingen zijn in orde.\n"


def test_every_mistake_is_a_line_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "policy.toml"
    file.write_text("[slot]\nhoogstens_minuten = 60\n[ontvanger]\nemail = 'iemand@example.org'", "utf-8")
    assert main(["--check-policy", str(file)]) == FAILED
    assert capsys.readouterr().out.splitlines() == [
        "Deze instellingen zijn niet in orde: 3 probleem(en).",
        "- formaat: ontbreekt",
        "- slot.hoogstens_minuten: moet tussen 1 en 15 liggen",
        "- ontvanger: is een onbekende sleutel",
    ]


def test_a_wrong_profile_beside_it_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gemeente.toml").write_text("formaat = 1", "utf-8")
    file = tmp_path / "policy.toml"
    file.write_text("formaat = 1", "utf-8")
    assert main(["--check-policy", str(file)]) == FAILED
    assert "- gemeente.toml: protocol: ontbreekt" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check-policy", str(tmp_path / "weg.toml")]) == USAGE
    assert "Kijk of het bestaat" in capsys.readouterr().err
