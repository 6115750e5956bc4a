# SPDX-License-Identifier: EUPL-1.2
"""`--verify-register` as an officer runs it: on a file alone, without a vault, a window or a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.command_line import FAILED, LARGEST_REGISTER, OK, USAGE, verify_register
from app.main import main
from app.storage.register_file import to_csv
from tests.source_tree import ROOT
from tests.storage.test_register_file import ROWS, TAMPERED, chain
from tests.unreadable import lay, refusal


def program(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as a person would."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments], cwd=home, env=env, capture_output=True, encoding="utf-8", check=False
    )


def test_R57_an_officer_checks_a_file_and_gets_the_head_to_compare(tmp_path: Path) -> None:
    # GIVEN a register as it was saved, with the mark of UTF-8 in front
    file = tmp_path / "register-doorverwijzing-2026-11-23.csv"
    file.write_bytes(("\ufeff" + to_csv(ROWS)).encode())
    # WHEN it is checked
    done = program("--verify-register", file.name, home=tmp_path)
    # THEN the answer says how many rows, from where to where, and the head that stands in an archive
    assert (done.returncode, done.stderr) == (OK, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Het register klopt: 12 rijen, van rij 1 tot en met rij 12."
    assert lines[1] == f"Kop van rij 12: {ROWS[-1].hash}"
    assert "eerste 12 tekens" in lines[2]
    # AND nothing was made beside it
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == [file.name]


def test_R57_a_file_that_was_tampered_with_ends_with_exit_1(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(to_csv([*ROWS[:3], *ROWS[4:]]), "utf-8", newline="")
    done = program("--verify-register", str(file), home=tmp_path)
    assert (done.returncode, done.stderr) == (FAILED, "")
    assert done.stdout == (
        "Het register klopt niet. Eerste fout: rij 5, regel 5 van het bestand.\n"
        "Voor deze rij ontbreken een of meer rijen.\n"
    )


@pytest.mark.parametrize("name", TAMPERED)
def test_R57_each_fault_is_told_in_words(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, _, line, number = TAMPERED[name]
    file = tmp_path / "register.csv"
    file.write_text(to_csv(rows), "utf-8", newline="")
    assert main(["--verify-register", str(file)]) == FAILED
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Het register klopt niet. Eerste fout: rij {number}, regel {line} van het bestand."
    assert len(said) == 2


def test_R57_what_a_spreadsheet_of_windows_saved_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # GIVEN a file that a spreadsheet saved in its own code page, without quotes
    file = tmp_path / "register.csv"
    file.write_bytes(to_csv(chain(user="Zoë Çelik")).replace('"', "").encode("cp1252"))
    # THEN the values are the same, so it holds
    assert verify_register(file) == OK
    # AND when it wrote the dates its own way, it says in which row
    text = to_csv(chain(user="Zoë Çelik")).replace("2026-11-23T09:03Z", "23/11/2026 09:03")
    file.write_text(text, "utf-8", newline="")
    assert verify_register(file) == FAILED
    assert "rij 3, regel 4" in capsys.readouterr().out


def test_R57_old_rows_that_expired_are_said_and_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "register.csv"
    file.write_text(to_csv(ROWS[4:]), "utf-8", newline="")
    assert verify_register(file) == OK
    assert "Rij 1 tot en met 4 staan er niet in." in capsys.readouterr().out
    # AND an empty one is said to be empty
    file.write_text(to_csv([]), "utf-8", newline="")
    assert verify_register(file) == OK
    assert capsys.readouterr().out == "Het register is leeg: 0 rijen.\n"


@pytest.mark.parametrize(
    "content", [None, "folder", b"", b"\x00\x01\x81", b"\x00" * 4000, b"nr;hash\r\n", b"\xff\xfen\x00r\x00", b'"']
)
def test_R57_what_is_no_register_is_said_so(
    tmp_path: Path, content: bytes | str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_register(lay(tmp_path / "register.csv", content)) == USAGE
    assert refusal(capsys).startswith(("Dit bestand kan ik niet lezen.", "Dit is geen bewaard register:"))


def test_R57_a_huge_file_is_not_read_into_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # GIVEN a gigabyte that takes no room on the disk
    file = tmp_path / "register.csv"
    with file.open("wb") as opened:
        opened.truncate(1_000_000_000)
    assert LARGEST_REGISTER < 100_000_000
    assert verify_register(file) == USAGE
    assert "te groot" in capsys.readouterr().err
